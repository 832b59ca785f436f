from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.reports import exports, operations, permissions
from allin.reports.forms import PeriodForm, called
from allin.reports.models import Dossier, Report
from allin.reports.rules import Figures, load

YEARS = 8  # that can be chosen, the present one included
TYPES = {
    "csv": ("text/csv; charset=utf-8", exports.as_csv),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        exports.as_xlsx,
    ),
    "pdf": ("application/pdf", exports.as_pdf),
}


def language() -> str:
    """Return the language reports are written in: English, else German."""
    return "en" if (get_language() or "de").startswith("en") else "de"


def written(request: Request, figures: Figures, report: Report | None) -> exports.Sheet:
    """Write figures for the reader of this request."""
    centre = {"name": request.centre.name, "address": request.centre.address}
    return exports.sheet(figures, centre=centre, report=report, language=language())


@requires(permissions.can_read)
def report(request: Request) -> HttpResponse:
    """Show a period as it stands now; readers are led to what is published."""
    if not permissions.can_see_whole(request.person, request.centre):
        return _newest(request)
    form, year, quarter = _period(request)
    figures = operations.collect(
        centre=request.centre, year=year, quarter=quarter, spoken=(language(),)
    )
    sheet = written(request, figures, None)
    shown = {
        "sheet": sheet,
        "panels": exports.panels(sheet),
        "form": form,
        "year": year,
        "quarter": quarter,
        "freezes": permissions.can_freeze(request.person, request.centre),
        "frozen": _named(Report.objects.visible_to(request.person), request)[:12],
    }
    return render(request, "reports/report.html", shown)


def _period(request: Request) -> tuple[PeriodForm, int, int]:
    """Return what was chosen, or the present quarter."""
    today = clock.now().astimezone(request.centre.tz).date()
    years = list(range(today.year, today.year - YEARS, -1))
    form = PeriodForm(request.GET if "year" in request.GET else None, years=years)
    year, quarter = form.period((today.year, (today.month + 2) // 3))
    if not form.is_bound:
        form = PeriodForm({"year": year, "quarter": quarter}, years=years)
    return form, year, quarter


def _named(reports: Any, request: Request) -> list[dict[str, Any]]:
    rows = reports.of(request.centre).defer("whole", "safe")
    return [
        {"report": row, "name": exports.period_name(row.year, row.quarter)}
        for row in rows[:40]
    ]


def dossiers(request: Request) -> list[dict[str, Any]]:
    """Return the dossiers this person may read, newest first, with their names."""
    rows = Dossier.objects.visible_to(request.person).of(request.centre)
    rows = rows.defer("figures", "paper")[:40]
    return [{"dossier": row, "name": called(row.period)} for row in rows]


def _newest(request: Request) -> HttpResponse:
    newest = Report.objects.visible_to(request.person).of(request.centre).first()
    if newest is None:
        return render(request, "reports/nothing.html", {"dossiers": dossiers(request)})
    return redirect("reports:show", report_id=newest.pk)


def _frozen(request: Request, report_id: int) -> Report:
    of_here = Report.objects.visible_to(request.person).of(request.centre)
    return get_object_or_404(of_here.select_related("centre"), pk=report_id)


def _figures(request: Request, report: Report) -> Figures:
    whole = permissions.can_see_whole(request.person, request.centre)
    if whole and request.GET.get("view") != "published":
        return load(report.whole)
    return load(report.safe)


@requires(permissions.can_read)
def show(request: Request, report_id: int) -> HttpResponse:
    """Show a frozen report: whole to the centre, protected to everybody else."""
    report = _frozen(request, report_id)
    sheet = written(request, _figures(request, report), report)
    shown = {
        "report": report,
        "sheet": sheet,
        "panels": exports.panels(sheet),
        "view": "?view=published" if sheet.published else "",
        "sees_whole": permissions.can_see_whole(request.person, request.centre),
        "freezes": permissions.can_freeze(request.person, request.centre),
        "intact": operations.is_intact(report),
        "others": _others(request, report),
        "public": _public_link(request, report),
        "dossiers": dossiers(request),
    }
    return render(request, "reports/show.html", shown)


def _others(request: Request, report: Report) -> list[dict[str, Any]]:
    every = Report.objects.visible_to(request.person).exclude(pk=report.pk)
    return _named(every, request)[:12]


def _public_link(request: Request, report: Report) -> str:
    if not report.token:
        return ""
    return request.build_absolute_uri(
        reverse("reports:public", kwargs={"token": report.token})
    )


@requires(permissions.can_read)
def file(request: Request, report_id: int, kind: str) -> HttpResponse:
    """Hand out a frozen report as CSV, XLSX or PDF."""
    report = _frozen(request, report_id)
    return handed_out(written(request, _figures(request, report), report), report, kind)


def handed_out(sheet: exports.Sheet, report: Report, kind: str) -> HttpResponse:
    """Return a sheet as a file with a name that says what it is."""
    if kind not in TYPES:
        raise Http404
    content_type, make = TYPES[kind]
    part = "-published" if sheet.published else ""
    response = HttpResponse(make(sheet), content_type=content_type)
    response["Content-Disposition"] = (
        f'attachment; filename="report-{report}{part}.{kind}"'
    )
    return response


@require_POST
@requires(permissions.can_freeze)
def freeze(request: Request) -> HttpResponse:
    """Freeze a period as it stands."""
    year, quarter = request.POST.get("year", ""), request.POST.get("quarter", "")
    try:
        report = operations.freeze(
            centre=request.centre,
            year=int(year) if year.isdecimal() else 0,
            quarter=int(quarter) if quarter.isdecimal() else 0,
            by=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:report")
    messages.success(request, _("Frozen. These figures stay as they are."))
    return redirect("reports:show", report_id=report.pk)


def _act(request: Request, report_id: int, act: Any, done: str) -> HttpResponse:
    report = _frozen(request, report_id)
    try:
        act(report=report, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("reports:show", report_id=report.pk)


@require_POST
@requires(permissions.can_freeze)
def publish(request: Request, report_id: int) -> HttpResponse:
    """Let city and funder read a report, small numbers protected."""
    done = _("Published. City and funder see it, small numbers are protected.")
    return _act(request, report_id, operations.publish, done)


@require_POST
@requires(permissions.can_freeze)
def withdraw(request: Request, report_id: int) -> HttpResponse:
    """Take a published report back."""
    done = _("Withdrawn. Only the centre sees it now.")
    return _act(request, report_id, operations.withdraw, done)


@require_POST
@requires(permissions.can_freeze)
def give_public_page(request: Request, report_id: int) -> HttpResponse:
    """Give a published report a page that needs no account."""
    done = _("The public page is there. Anybody with the link can read it.")
    return _act(request, report_id, operations.give_public_page, done)


@require_POST
@requires(permissions.can_freeze)
def take_public_page(request: Request, report_id: int) -> HttpResponse:
    """Take the page that needs no account away."""
    done = _("The public page is gone.")
    return _act(request, report_id, operations.take_public_page, done)
