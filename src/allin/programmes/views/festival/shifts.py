"""Shifts as the coordination sees them: the grid, who comes, who was there."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.http import Request, requires
from allin.programmes.forms.dates import tried
from allin.programmes.forms.festival import PresenceForm, PutDownForm, ShiftForm
from allin.programmes.models import Festival, Shift
from allin.programmes.operations import festival as operations
from allin.programmes.operations.festival import standing
from allin.programmes.permissions import can_plan
from allin.programmes.views.festival.finding import (
    done,
    festival_of,
    said,
    shift_of,
    shown,
)


def day_of(request: Request, days: list[dt.date], now: dt.datetime) -> dt.date | None:
    """Return the day asked for, else today or the next there is, else the first."""
    asked = request.GET.get("day", "")
    chosen = next((day for day in days if day.isoformat() == asked), None)
    today = now.astimezone(request.centre.tz).date()
    coming = next((day for day in days if day >= today), None)
    return chosen or coming or next(iter(days), None)


@requires(can_plan)
def shifts(request: Request, festival_id: int) -> HttpResponse:
    """Show the shifts of a day, place by time, with how each stands."""
    one, now = festival_of(request, festival_id), clock.now()
    days = standing.days_of(festival=one)
    day = day_of(request, days, now)
    found = standing.lines_on(festival=one, day=day) if day else []
    about = {
        "festival": one,
        "days": days,
        "day": day,
        "grid": standing.grid(found),
        "missing": sum(line.lacks for line in found),
        "link": request.build_absolute_uri(
            reverse("programmes:help", kwargs={"token": one.token})
        ),
    }
    return shown(request, "shifts", about)


@requires(can_plan)
def shift_list(request: Request, festival_id: int) -> HttpResponse:
    """Show who comes when and where on a day, by name; it prints."""
    one, now = festival_of(request, festival_id), clock.now()
    days = standing.days_of(festival=one)
    day = day_of(request, days, now)
    about = {"festival": one, "days": days, "day": day}
    about["posts"] = standing.people_on(festival=one, day=day) if day else []
    return shown(request, "list", about)


@requires(can_plan)
def add_shifts(request: Request, festival_id: int) -> HttpResponse:
    """Plan a shift, and those that follow it."""
    one = festival_of(request, festival_id)
    form = ShiftForm.of(one, request)
    if form.is_valid():
        made, _ways = tried(
            form, operations.add_shifts, festival=one, by=request.person,
            now=clock.now(), **form.values,
        )  # fmt: skip
        if made is not None:
            words = ngettext(
                "%(number)d shift is planned.", "%(number)d shifts are planned.",
                len(made),
            )  # fmt: skip
            said(request, words % {"number": len(made)}, form.note)
            return redirect(f"{_url(one)}?day={form.cleaned_data['on']}")
    return shown(request, "add_shifts", {"form": form, "festival": one})


def _url(festival: Festival) -> str:
    return reverse("programmes:shifts", args=[festival.pk])


@requires(can_plan)
def shift(request: Request, shift_id: int) -> HttpResponse:
    """Show who comes, put somebody down who said yes by telephone."""
    one, now = shift_of(request, shift_id), clock.now()
    form = PutDownForm(request.POST or None, shift=one)
    if form.is_valid():
        tried(
            form, operations.put_down, shift=one, by=request.person, now=now,
            volunteer=form.cleaned_data["volunteer"],
        )  # fmt: skip
        if not form.errors:
            messages.success(request, _("Put down for the shift."))
            return redirect("programmes:shift", one.pk)
    return shown(request, "shift", {"form": form} | _about(one, now))


def _about(shift: Shift, now: dt.datetime) -> dict[str, object]:
    people = shift.position.assignments.standing().select_related(
        "volunteer__association"
    )
    occasion = shift.position.occasion
    day = occasion.starts_at.astimezone(shift.festival.centre.tz).date()
    return {
        "shift": shift,
        "festival": shift.festival,
        "line": standing.line_of(shift),
        "people": people.order_by("volunteer__name", "pk"),
        "list_url": f"{_url(shift.festival)}?day={day.isoformat()}",
        "has_begun": occasion.starts_at <= now,
        "is_standing": occasion.is_standing,
        "to_call": []
        if occasion.is_standing
        else standing.to_call(festival=shift.festival, shift=shift),
    }


@requires(can_plan)
def change_shift(request: Request, shift_id: int) -> HttpResponse:
    """Change where and when a shift is, and how many it needs."""
    one = shift_of(request, shift_id)
    form = ShiftForm.changing(one, request)
    if form.is_valid():
        made, _ways = tried(
            form, operations.change_shift, shift=one, by=request.person,
            now=clock.now(), **form.values,
        )  # fmt: skip
        if made is not None:
            said(request, _("The shift is changed."), _told(made), form.note)
            return redirect("programmes:shift", one.pk)
    return shown(request, "change_shift", {"form": form, "shift": one})


def _told(shift: Shift) -> str:
    """Say who learns of a change by letter, and whom to call."""
    names = ", ".join(str(one) for one in standing.without_letter(shift=shift))
    said = _("Who promised it gets a letter.")
    if names:
        said += " " + _("No letter reaches, so call: %(names)s.") % {"names": names}
    return said


@requires(can_plan)
def note_shift(request: Request, shift_id: int) -> HttpResponse:
    """Note who was there, and for how long."""
    one, now = shift_of(request, shift_id), clock.now()
    form = PresenceForm(request.POST or None, shift=one)
    if form.is_valid():
        came, _ways = tried(
            form, operations.note_shift, shift=one, minutes=form.minutes,
            by=request.person, now=now,
        )  # fmt: skip
        if came is not None:
            messages.success(request, _("Noted. The hours wait for confirmation."))
            return redirect("programmes:shift", one.pk)
    return shown(request, "presence", {"form": form} | _about(one, now))


@require_POST
@requires(can_plan)
def cancel_shift(request: Request, shift_id: int) -> HttpResponse:
    """Take a shift off the plan."""
    one, words = shift_of(request, shift_id), _("The shift is off the plan.")
    who, now = request.person, clock.now()
    done(request, operations.cancel_shift, words, shift=one, by=who, now=now)
    if standing.to_call(festival=one.festival, shift=one):
        return redirect("programmes:shift", one.pk)  # it says whom to call
    return redirect(_url(one.festival))
