"""The page of a published report that needs no account."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from allin.core.http import Request, requires
from allin.core.people import Centre, Person
from allin.reports.models import Report
from allin.reports.rules import load
from allin.reports.views.pages import drawn, handed_out, written


def _everybody(person: Person, centre: Centre) -> bool:  # noqa: ARG001  (its shape)
    """Let strangers in: the link was given to the public."""
    return True


def _report(request: Request, token: str) -> Report:
    published = Report.objects.of(request.centre).published().exclude(token="")
    return get_object_or_404(published.select_related("centre"), token=token)


@requires(_everybody)
def public(request: Request, token: str) -> HttpResponse:
    """Show a published report to anybody who has its link."""
    report = _report(request, token)
    sheet = written(request, load(report.safe), report)
    return render(
        request,
        "reports/public.html",
        {"sheet": sheet, "drawn": drawn(sheet), "report": report},
    )


@requires(_everybody)
def public_file(request: Request, token: str, kind: str) -> HttpResponse:
    """Hand out a published report to anybody who has its link."""
    report = _report(request, token)
    return handed_out(written(request, load(report.safe), report), report, kind)
