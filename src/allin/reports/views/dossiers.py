"""Dossiers: make one, read it, hand it out, take it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.reports import exports, operations, permissions
from allin.reports.forms import DossierForm, LinkForm, RateForm
from allin.reports.models import Dossier, DossierLink, HourRate
from allin.reports.operations import Rate
from allin.reports.rules.periods import Period, offered
from allin.reports.views.pages import YEARS, language
from allin.reports.views.pages import dossiers as made

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {
    "pdf": ("application/pdf", exports.dossier_as_pdf),
    "docx": (WORD, exports.as_docx),
}
LANGUAGES = ("de", "en")


def _offered(request: Request) -> list[Period]:
    today = clock.now().astimezone(request.centre.tz).date()
    return offered(today, YEARS)


@requires(permissions.can_read)
def dossiers(request: Request) -> HttpResponse:
    """Show the dossiers; the coordination makes one with one tap."""
    return _overview(request, DossierForm(offered=_offered(request)))


def _overview(
    request: Request, form: DossierForm, refused: Refusal | None = None
) -> HttpResponse:
    freezes = permissions.can_freeze(request.person, request.centre)
    rates = HourRate.objects.of(request.centre).standing() if freezes else ()
    shown = {
        "form": form,
        "freezes": freezes,
        "rates": rates,
        "made": made(request),
        "refused": refused,
    }
    status = 422 if refused or form.is_bound else 200
    return render(request, "reports/dossiers.html", shown, status=status)


@require_POST
@requires(permissions.can_freeze)
def make_dossier(request: Request) -> HttpResponse:
    """Make a dossier of the time chosen; without a choice, of the last closed year."""
    every = _offered(request)
    form = DossierForm({"period": request.POST.get("period", every[0])}, offered=every)
    if not form.is_valid():
        return _overview(request, form)
    given = {"centre": request.centre, "by": request.person, "now": clock.now()}
    try:
        dossier = operations.make_dossier(period=form.cleaned_data["period"], **given)
    except Refusal as refusal:
        return _overview(request, form, refusal)
    messages.success(request, _("The dossier is made. These figures stay as they are."))
    return redirect("reports:dossier", dossier_id=dossier.pk)


def _dossier(request: Request, dossier_id: int) -> Dossier:
    here = Dossier.objects.visible_to(request.person).of(request.centre)
    return get_object_or_404(here.select_related("centre"), pk=dossier_id)


@requires(permissions.can_read)
def dossier(request: Request, dossier_id: int) -> HttpResponse:
    """Show the two pages; the coordination also who can open them."""
    one = _dossier(request, dossier_id)
    freezes = permissions.can_freeze(request.person, request.centre)
    shown = {
        "dossier": one,
        "paper": exports.paper_of(one, language()),
        "language": language(),
        "tongues": LANGUAGES,
        "freezes": freezes,
        "sees_links": permissions.can_see_whole(request.person, request.centre),
        "links": _links(request, one) if freezes else [],
        "intact": operations.is_dossier_intact(one),
    }
    return render(request, "reports/dossier.html", shown)


def _links(request: Request, one: Dossier) -> list[dict[str, Any]]:
    today = clock.now().astimezone(request.centre.tz).date()
    rows = DossierLink.objects.visible_to(request.person).standing()
    return [
        {
            "link": link,
            "over": link.is_over(today),
            "address": request.build_absolute_uri(
                reverse("reports:open_dossier", kwargs={"token": link.token})
            ),
        }
        for link in rows.filter(dossier=one)
    ]


@requires(permissions.can_read)
def dossier_file(
    request: Request, dossier_id: int, tongue: str, kind: str
) -> HttpResponse:
    """Hand out a dossier as PDF or Word file, in German or English."""
    return dossier_as(_dossier(request, dossier_id), tongue, kind)


def dossier_as(one: Dossier, tongue: str, kind: str) -> HttpResponse:
    """Return a dossier as a file with a name that says what it is."""
    if kind not in TYPES or tongue not in LANGUAGES:
        raise Http404
    content_type, make = TYPES[kind]
    response = HttpResponse(make(one, tongue), content_type=content_type)
    name = f"dossier-{one.key}-{tongue}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@requires(permissions.can_freeze)
def show_dossier(request: Request, dossier_id: int) -> HttpResponse:
    """Let city and funder accounts read a dossier."""
    one = _dossier(request, dossier_id)
    operations.show_dossier(dossier=one, by=request.person, now=clock.now())
    messages.success(request, _("City and funder see it on their report page."))
    return redirect("reports:dossier", dossier_id=one.pk)


@require_POST
@requires(permissions.can_freeze)
def hide_dossier(request: Request, dossier_id: int) -> HttpResponse:
    """Take a dossier off the pages of city and funder accounts."""
    one = _dossier(request, dossier_id)
    operations.hide_dossier(dossier=one, by=request.person, now=clock.now())
    messages.success(request, _("City and funder no longer see it. Links stay open."))
    return redirect("reports:dossier", dossier_id=one.pk)


@requires(permissions.can_freeze)
def give_link(request: Request, dossier_id: int) -> HttpResponse:
    """Give a link for somebody."""
    one = _dossier(request, dossier_id)
    form = LinkForm(request.POST or None)
    if form.is_valid():
        given = {"by": request.person, "now": clock.now(), **form.cleaned_data}
        try:
            operations.give_link(dossier=one, **given)
        except Refusal as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("The link is there. Copy it and pass it on."))
            return redirect("reports:dossier", dossier_id=one.pk)
    shown = {"form": form, "dossier": one}
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/give_link.html", shown, status=status)


@require_POST
@requires(permissions.can_freeze)
def revoke_link(request: Request, link_id: int) -> HttpResponse:
    """Revoke a link at once."""
    here = DossierLink.objects.visible_to(request.person).of(request.centre)
    link = get_object_or_404(here.select_related("dossier__centre"), pk=link_id)
    operations.revoke_link(link=link, by=request.person, now=clock.now())
    messages.success(request, _("Revoked. The link opens nothing any more."))
    return redirect("reports:dossier", dossier_id=link.dossier_id)


@requires(permissions.can_freeze)
def enter_rate(request: Request) -> HttpResponse:
    """Enter what an hour of volunteer time is put at."""
    form = RateForm(request.POST or None)
    if form.is_valid():
        given = {"centre": request.centre, "by": request.person, "now": clock.now()}
        try:
            operations.enter_rate(rate=Rate(**form.cleaned_data), **given)
        except Refusal as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("The rate is entered."))
            return redirect("reports:dossiers")
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/enter_rate.html", {"form": form}, status=status)


@require_POST
@requires(permissions.can_freeze)
def drop_rate(request: Request, rate_id: int) -> HttpResponse:
    """Take a rate back."""
    rate = get_object_or_404(HourRate.objects.of(request.centre), pk=rate_id)
    operations.drop_rate(rate=rate, by=request.person, now=clock.now())
    messages.success(request, _("The rate is taken back. Dossiers made stay."))
    return redirect("reports:dossiers")
