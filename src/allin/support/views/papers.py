"""Papers of associations, for the coordination and each board."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.directory.models import Association
from allin.support import models, operations, rules
from allin.support.forms import PaperForm, associations_for
from allin.support.permissions import can_coordinate, can_see
from allin.support.views.advising import today_of
from allin.support.views.requests import answered

SOON = max(rules.REMIND)


def _association(request: Request, association_id: int) -> Association:
    """Return an association the person speaks for; for others there is none."""
    rows = associations_for(request.person, request.centre)
    one: Association = get_object_or_404(rows, pk=association_id)
    return one


def _lines(papers: Any, today: dt.date) -> list[tuple[models.Paper, int | None]]:
    return [(paper, paper.days_left(today)) for paper in papers]


@requires(can_coordinate)
def papers(request: Request) -> HttpResponse:
    """Show what has ended or ends soon, and who has entered nothing."""
    today, centre = today_of(request), request.centre
    rows = models.Paper.objects.of(centre).standing()
    ending = rows.filter(valid_until__lte=today + dt.timedelta(days=SOON))
    soon = list(ending.select_related("association").order_by("valid_until", "pk"))
    houses = associations_for(request.person, centre)
    about = {
        "lines": _lines(soon, today),
        "lead": _lead(soon, today),
        "soon": rules.REMIND[1],
        "without": houses.exclude(pk__in=rows.values("association_id")),
        "houses": houses,
    }
    return render(request, "support/papers.html", about)


def _lead(soon: list[models.Paper], today: dt.date) -> str:
    ended = sum(paper.has_expired(today) for paper in soon)
    if not soon:
        return _("No paper ends in the next 90 days.")
    said = ngettext(
        "%(number)d paper ends in the next 90 days.",
        "%(number)d papers end in the next 90 days.",
        len(soon) - ended,
    ) % {"number": len(soon) - ended}
    if not ended:
        return said
    late = ngettext(
        "%(number)d paper has ended.", "%(number)d papers have ended.", ended
    ) % {"number": ended}
    return f"{late} {said}"


@requires(can_see)
def papers_of(request: Request, association_id: int) -> HttpResponse:
    """Show an association's papers, and what was before."""
    association, today = _association(request, association_id), today_of(request)
    rows = models.Paper.objects.visible_to(request.person).filter(
        association=association
    )
    about = {
        "association": association,
        "lines": _lines(rows.filter(ended_at__isnull=True), today),
        "before": rows.filter(ended_at__isnull=False).order_by("-ended_at")[:20],
        "soon": rules.REMIND[1],
        "coordinates": can_coordinate(request.person, request.centre),
    }
    return render(request, "support/papers_of.html", about)


@requires(can_see)
def enter_paper(request: Request, association_id: int) -> HttpResponse:
    """Enter a paper, or the newer one of a kind."""
    association = _association(request, association_id)
    form = PaperForm(request.POST or None, initial={"kind": request.GET.get("kind")})
    if form.is_valid():
        told = {"by": request.person, "now": clock.now(), **form.cleaned_data}
        try:
            operations.enter_paper(association=association, **told)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("Entered. Reminders come by themselves."))
            return redirect("support:papers_of", association_id=association.pk)
    about = {"form": form, "association": association}
    return answered(request, "support/enter_paper.html", about)


@require_POST
@requires(can_see)
def end_paper(request: Request, paper_id: int) -> HttpResponse:
    """Note that a paper no longer matters."""
    rows = models.Paper.objects.visible_to(request.person).of(request.centre)
    paper = get_object_or_404(rows.select_related("centre"), pk=paper_id)
    operations.end_paper(paper=paper, by=request.person, now=clock.now())
    messages.success(request, _("It no longer reminds anybody."))
    return redirect("support:papers_of", association_id=paper.association_id)
