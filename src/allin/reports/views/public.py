"""Pages of a published report and of a dossier that need no account."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation

from allin.core import clock
from allin.core.http import Request, requires
from allin.core.people import Centre, Person
from allin.reports import exports, operations
from allin.reports.models import DossierLink, Report
from allin.reports.rules import load
from allin.reports.views.dossiers import LANGUAGES, dossier_as
from allin.reports.views.pages import handed_out, language, written


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
        {"sheet": sheet, "panels": exports.panels(sheet), "report": report},
    )


@requires(_everybody)
def public_file(request: Request, token: str, kind: str) -> HttpResponse:
    """Hand out a published report to anybody who has its link."""
    report = _report(request, token)
    return handed_out(written(request, load(report.safe), report), report, kind)


def _opened(request: Request, token: str) -> DossierLink:
    """Return a link that opens; unknown, revoked and expired ones look the same."""
    link = operations.open_link(centre=request.centre, token=token, now=clock.now())
    if link is None:
        raise Http404
    return link


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@requires(_everybody)
def open_dossier(request: Request, token: str) -> HttpResponse:
    """Show a dossier to whoever has its link."""
    one = _opened(request, token).dossier
    tongue = language()
    shown = {
        "paper": exports.paper_of(one, tongue),
        "token": token,
        "language": tongue,
        "tongues": LANGUAGES,
    }
    # The paper is in German or English; around it the house speaks as the paper does.
    with translation.override(tongue):
        answer = render(request, "reports/open_dossier.html", shown)
    return _unlisted(answer)


@requires(_everybody)
def open_dossier_file(
    request: Request, token: str, tongue: str, kind: str
) -> HttpResponse:
    """Hand out a dossier as a file to whoever has its link."""
    return _unlisted(dossier_as(_opened(request, token).dossier, tongue, kind))
