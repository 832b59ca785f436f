"""Sessions without a name: walk-in, tally, correction."""

from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.core import clock
from allin.core.http import Request, requires
from allin.core.people import BOARD, VOLUNTEER
from allin.counselling import permissions
from allin.counselling.forms.answers import told_on
from allin.counselling.forms.sessions import CloseForm, TallyForm, WalkInForm
from allin.counselling.models import DeletionReport, Session
from allin.counselling.operations.correct import correct_session
from allin.counselling.operations.count import tally as tally_one
from allin.counselling.operations.count import walk_in as count_walk_in
from allin.volunteers.models import Volunteer

TALLIED = "counselling_tally"  # session key: language and minutes of the last press


def _volunteer(request: Request) -> Volunteer | None:
    ids = request.person.ids_of(VOLUNTEER, centre_id=request.centre.pk)
    return Volunteer.objects.filter(centre=request.centre, pk__in=ids).first()


def _own(request: Request, volunteer: Volunteer | None) -> frozenset[int] | None:
    """Return whose sessions the person may enter; None is everybody's."""
    if permissions.can_coordinate(request.person, request.centre):
        return None
    boards = request.person.ids_of(BOARD, centre_id=request.centre.pk)
    return boards | ({volunteer.association_id} if volunteer else frozenset())


@requires(permissions.can_receive)
def walk_in(request: Request) -> HttpResponse:
    """One anonymous contact in thirty seconds."""
    volunteer = _volunteer(request)
    form = WalkInForm(
        request.POST or None, centre=request.centre, own=_own(request, volunteer)
    )
    if form.is_valid():
        with told_on(form):
            session = count_walk_in(
                centre=request.centre,
                volunteer=volunteer,
                by=request.person,
                now=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _said(session))
            return redirect("counselling:walk_in")
    context = {"form": form, "today": _today(request)}
    return render(request, "counselling/walk_in.html", context)


def _said(session: Session) -> str:
    return ngettext(
        "Counted: %(minutes)d minute.",
        "Counted: %(minutes)d minutes.",
        session.minutes,
    ) % {"minutes": session.minutes}


def _today(request: Request) -> list[Session]:
    day = clock.now().astimezone(request.centre.tz).date()
    return list(
        Session.objects.visible_to(request.person)
        .filter(centre=request.centre, held_on=day, referral__isnull=True)
        .select_related("association")
        .order_by("-entered_at", "-pk")[:20]
    )


@requires(permissions.can_receive)
def tally(request: Request) -> HttpResponse:
    """An open hour: one press, one person."""
    volunteer = _volunteer(request)
    form = TallyForm(
        request.POST or None,
        centre=request.centre,
        own=_own(request, volunteer),
        initial=request.session.get(TALLIED, {}),
    )
    if form.is_valid():
        with told_on(form):
            tally_one(
                volunteer=volunteer,
                by=request.person,
                now=clock.now(),
                **form.cleaned_data,
            )
            request.session[TALLIED] = form.usual
            return redirect("counselling:tally")
    context = {"form": form, "counted": _counted(request, form)}
    return render(request, "counselling/tally.html", context)


def _counted(request: Request, form: TallyForm) -> list[dict[str, Any]]:
    day = clock.now().astimezone(request.centre.tz).date()
    sums = dict(
        Session.objects.visible_to(request.person)
        .filter(centre=request.centre, held_on=day, kind=Session.Kind.TALLY)
        .order_by()
        .values_list("topic_key")
        .annotate(all=Sum("people"))
    )
    return [{"topic": topic, "count": sums.get(topic.key, 0)} for topic in form.topics]


@requires(permissions.can_receive)
def session(request: Request, session_id: int) -> HttpResponse:
    """One session, to be corrected; what it said before stays below."""
    mine = Session.objects.visible_to(request.person).filter(centre=request.centre)
    found = get_object_or_404(mine.select_related("centre"), pk=session_id)
    first = {"outcome": found.outcome, "minutes": found.minutes}
    form = CloseForm(request.POST or None, initial=first)
    if form.is_valid():
        with told_on(form):
            correct_session(
                session=found, by=request.person, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Corrected. The old value is kept below."))
            return redirect("counselling:session", session_id=found.pk)
    context = {"session": found, "form": form, "old": found.corrections.all()}
    return render(request, "counselling/session.html", context)


@requires(permissions.can_audit_forgetting)
def forgotten(request: Request) -> HttpResponse:
    """What was deleted and when: counts and opaque ids."""
    reports = DeletionReport.objects.visible_to(request.person).filter(
        centre=request.centre
    )[:60]
    return render(request, "counselling/forgotten.html", {"reports": reports})
