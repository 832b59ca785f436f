"""Who is invited and comes; what is noted of a meeting; tasks."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.support import models, operations
from allin.support.forms import (
    HoldForm,
    InviteForm,
    MaterialForm,
    PointsForm,
    SignUpForm,
    TaskForm,
)
from allin.support.permissions import can_coordinate, can_see
from allin.support.views.advising import today_of
from allin.support.views.meetings import found
from allin.support.views.requests import answered


def _to(one: models.Meeting) -> HttpResponse:
    return redirect("support:meeting", meeting_id=one.pk)


@requires(can_coordinate)
def invite(request: Request, meeting_id: int) -> HttpResponse:
    """Invite associations by letter."""
    one = found(request, meeting_id)
    form = InviteForm(request.POST or None, meeting=one)
    if form.is_valid():
        told = {"by": request.person, "now": clock.now(), **form.cleaned_data}
        try:
            number = operations.invite(meeting=one, **told)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = ngettext(
                "%(number)d association is invited by letter.",
                "%(number)d associations are invited by letter.",
                number,
            )
            messages.success(request, said % {"number": number})
            return _to(one)
    return answered(request, "support/invite.html", {"form": form, "one": one})


@requires(can_see)
def sign_up(request: Request, meeting_id: int) -> HttpResponse:
    """Say with how many an association comes."""
    one = found(request, meeting_id)
    form = SignUpForm(request.POST or None, person=request.person, meeting=one)
    if form.is_valid():
        told = {"by": request.person, "now": clock.now(), **form.cleaned_data}
        try:
            made = operations.sign_up(meeting=one, **told)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _answer(made))
            return _to(one)
    return answered(request, "support/sign_up.html", {"form": form, "one": one})


def _answer(made: models.SignUp) -> str:
    if not made.heads:
        return _("Noted: nobody comes.")
    said = ngettext(
        "Noted: %(number)d person comes.", "Noted: %(number)d people come.", made.heads
    )
    return said % {"number": made.heads}


@requires(can_coordinate)
def hold(request: Request, meeting_id: int) -> HttpResponse:
    """Note who came, what came of each point, and what it took."""
    one = found(request, meeting_id)
    form = HoldForm(
        request.POST or None,
        initial={"words": one.record}
        | ({"minutes": one.minutes} if one.minutes else {}),
        sign_ups=list(one.sign_ups.select_related("association")),
        points=list(one.agenda.all()),
    )
    if form.is_valid():
        told = {"by": request.person, "now": clock.now(), **form.told}
        try:
            operations.hold_meeting(meeting=one, **told)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Noted. Who is invited can read it."))
            return _to(one)
    return answered(request, "support/hold.html", {"form": form, "one": one})


@requires(can_coordinate)
def add_material(request: Request, meeting_id: int) -> HttpResponse:
    """Leave a link or a text with a meeting."""
    one = found(request, meeting_id)
    form = MaterialForm(request.POST or None)
    if form.is_valid():
        told = {"by": request.person, "now": clock.now(), **form.cleaned_data}
        operations.add_material(meeting=one, **told)
        messages.success(request, _("Added. Who is invited can see it."))
        return _to(one)
    return answered(request, "support/material.html", {"form": form, "one": one})


@require_POST
@requires(can_coordinate)
def drop_material(request: Request, material_id: int) -> HttpResponse:
    """Take material away again."""
    rows = models.Material.objects.filter(centre=request.centre)
    one = get_object_or_404(rows.select_related("meeting__centre"), pk=material_id)
    operations.drop_material(material=one, by=request.person, now=clock.now())
    messages.success(request, _("Taken away."))
    return _to(one.meeting)


@requires(can_coordinate)
def add_points(request: Request, meeting_id: int) -> HttpResponse:
    """Put on the agenda what associations ask about, and what else is to be said."""
    one = found(request, meeting_id)
    form = PointsForm(
        request.POST if request.method == "POST" else None,
        proposals=operations.proposals(one),
    )
    if form.is_valid():
        told = {"by": request.person, "now": clock.now(), **form.cleaned_data}
        try:
            operations.add_points(meeting=one, **told)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            return _to(one)
    return answered(request, "support/points.html", {"form": form, "one": one})


@require_POST
@requires(can_coordinate)
def drop_point(request: Request, point_id: int) -> HttpResponse:
    """Take a point off the agenda."""
    rows = models.AgendaItem.objects.filter(centre=request.centre)
    point = get_object_or_404(rows.select_related("meeting__centre"), pk=point_id)
    operations.drop_point(point=point, by=request.person, now=clock.now())
    return _to(point.meeting)


@requires(can_coordinate)
def give_task(request: Request, meeting_id: int) -> HttpResponse:
    """Note who does what by when."""
    one = found(request, meeting_id)
    form = TaskForm(
        request.POST or None, centre=request.centre, today=today_of(request)
    )
    if form.is_valid():
        told = {"by": request.person, "now": clock.now(), **form.cleaned_data}
        try:
            operations.give_task(meeting=one, **told)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(
                request, _("Noted. Today says so when the day has passed.")
            )
            return _to(one)
    return answered(request, "support/give_task.html", {"form": form, "one": one})


@require_POST
@requires(can_see)
def finish_task(request: Request, errand_id: int) -> HttpResponse:
    """Note that a task is done."""
    rows: Any = models.Task.objects.visible_to(request.person).of(request.centre)
    task = get_object_or_404(
        rows.select_related("meeting__centre", "centre"), pk=errand_id
    )
    operations.finish_task(task=task, by=request.person, now=clock.now())
    messages.success(request, _("Done. Thank you."))
    return _to(task.meeting)
