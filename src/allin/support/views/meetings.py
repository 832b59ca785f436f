"""Workshops and rounds: planned, moved, cancelled, shown."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from allin.core import clock, people
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.support import models, operations
from allin.support.forms import MeetingForm, MoveForm
from allin.support.permissions import can_coordinate, can_see
from allin.support.views.advising import today_of
from allin.support.views.requests import answered

PAGE = 20


def found(request: Request, meeting_id: int) -> models.Meeting:
    """Return a meeting the person may see; for others there is none."""
    rows = models.Meeting.objects.visible_to(request.person).of(request.centre)
    one: models.Meeting = get_object_or_404(
        rows.select_related("centre", "room"), pk=meeting_id
    )
    return one


@requires(can_see)
def meetings(request: Request) -> HttpResponse:
    """List workshops and rounds: what comes, then what was."""
    now = clock.now()
    rows = models.Meeting.objects.visible_to(request.person).of(request.centre)
    rows = rows.select_related("room")
    past = rows.filter(ends_at__lte=now).order_by("-starts_at")
    page = Paginator(past, PAGE).get_page(request.GET.get("page"))
    about = {
        "coming": list(rows.filter(ends_at__gt=now)),
        "page": page,
        "now": now,
        "coordinates": can_coordinate(request.person, request.centre),
    }
    return render(request, "support/meetings.html", about)


@requires(can_coordinate)
def plan_meeting(request: Request) -> HttpResponse:
    """Plan a workshop or a round, with its room or not at all."""
    form = MeetingForm(request.POST or None, centre=request.centre)
    about: dict[str, Any] = {"form": form}
    if form.is_valid():
        told = form.told | {"by": request.person, "now": clock.now()}
        try:
            made = operations.plan_meeting(centre=request.centre, **told)
        except Refusal as refusal:
            about["near"] = _refused(form, refusal)
        else:
            messages.success(request, _("Planned. Next: invite the associations."))
            return redirect("support:meeting", meeting_id=made.pk)
    return answered(request, "support/plan_meeting.html", about)


def _refused(form: MoveForm, refusal: Refusal) -> list[str]:
    """Put a refusal into the form; return what is free near it, in words."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, refusal.sentence)
    return [way.text for way in refusal.ways_out]


@requires(can_see)
def meeting(request: Request, meeting_id: int) -> HttpResponse:
    """Show one meeting: when and where, who comes, points, minutes, tasks."""
    one, now = found(request, meeting_id), clock.now()
    coordinates = can_coordinate(request.person, request.centre)
    about = {
        "one": one,
        "now": now,
        "today": today_of(request),
        "coordinates": coordinates,
        "begun": one.starts_at <= now,
        "material": list(one.material.all()),
        "agenda": list(one.agenda.all()),
        "tasks": _tasks(request, one),
    }
    return render(request, "support/meeting.html", about | _who_comes(request, one))


def _who_comes(request: Request, one: models.Meeting) -> dict[str, Any]:
    """Return the answers the person may see, and the sums of all."""
    rows = models.SignUp.objects.filter(meeting=one)
    sums = rows.aggregate(heads=Sum("heads", default=0), came=Sum("attended"))
    shown = rows.visible_to(request.person).select_related("association")
    return {"sign_ups": list(shown), "invited": rows.count(), **sums}


def _tasks(request: Request, one: models.Meeting) -> list[models.Task]:
    """Return the tasks of a meeting; to a board its own and the coordination's."""
    rows = models.Task.objects.filter(meeting=one)
    if not can_coordinate(request.person, request.centre):
        own = request.person.ids_of(people.BOARD, centre_id=request.centre.pk)
        rows = rows.filter(Q(association__isnull=True) | Q(association__in=own))
    return list(rows.select_related("association"))


@requires(can_coordinate)
def move_meeting(request: Request, meeting_id: int) -> HttpResponse:
    """Move a meeting to another time or place; its room goes with it."""
    one = found(request, meeting_id)
    form = MoveForm(
        request.POST or None, centre=request.centre, initial=MoveForm.of(one)
    )
    about: dict[str, Any] = {"form": form, "one": one}
    if form.is_valid():
        told = form.told | {"by": request.person, "now": clock.now()}
        try:
            operations.move_meeting(meeting=one, **told)
        except Refusal as refusal:
            about["near"] = _refused(form, refusal)
        else:
            messages.success(request, _("Moved. Who is invited gets a letter."))
            return redirect("support:meeting", meeting_id=one.pk)
    return answered(request, "support/move_meeting.html", about)


@requires(can_coordinate)
def cancel_meeting(request: Request, meeting_id: int) -> HttpResponse:
    """Ask once, then cancel a meeting."""
    one = found(request, meeting_id)
    if request.method == "POST":
        try:
            operations.cancel_meeting(meeting=one, by=request.person, now=clock.now())
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("Cancelled. Who is invited gets a letter."))
        return redirect("support:meeting", meeting_id=one.pk)
    return render(request, "support/cancel_meeting.html", {"one": one})
