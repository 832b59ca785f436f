"""Booking a room, once or coming back."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.rooms import operations
from allin.rooms.forms import BookingForm
from allin.rooms.operations import words
from allin.rooms.permissions import can_see

ASKED = ("room", "on", "starts", "ends")


@requires(can_see)
def book(request: Request) -> HttpResponse:
    """Book a room; a form sent back says what is free near it."""
    given = {name: request.GET[name] for name in ASKED if name in request.GET}
    form = BookingForm(_told(request) or None, request=request, initial=given)
    shown: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            page = _book_weekly(request, form) if form.rule else _book(request, form)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            shown["instead"] = [
                {"text": way.text, "value": urlsplit(way.url).query}
                for way in refusal.ways_out
            ]
        else:
            if isinstance(page, HttpResponse):
                return page
            shown |= {"round": page, "mark": form.mark}
    status = 422 if request.method == "POST" else 200
    return render(request, "rooms/book.html", shown, status=status)


def _told(request: Request) -> QueryDict:
    """Return what was sent; a free time that was tapped takes the wish's place."""
    instead = QueryDict(request.POST.get("instead", ""))
    told: QueryDict = request.POST.copy()
    for name in ASKED:
        if name in instead:
            told[name] = instead[name]
    return told


def _book(request: Request, form: BookingForm) -> HttpResponse:
    room = form.cleaned_data["room"]
    booking = operations.book(
        room=room,
        starts_at=form.occurrence.starts_at,
        ends_at=form.occurrence.ends_at,
        by=request.person,
        now=clock.now(),
        association=form.cleaned_data["association"],
        title=form.cleaned_data["title"],
        equipment=form.equipment,
    )
    said = words.span(
        booking.starts_at, booking.ends_at, request.centre, booking.created_at
    )
    messages.success(request, _("%(room)s is yours: %(span)s.") % {
        "room": room.name, "span": said,
    })  # fmt: skip
    return _to_week(form.cleaned_data["on"])


def _book_weekly(
    request: Request, form: BookingForm
) -> HttpResponse | operations.Round:
    """Book all dates, or those chosen after the outcomes were shown."""
    rule = form.rule
    assert rule is not None  # noqa: S101  (the caller asked)
    chosen = request.POST.getlist("only")
    made = operations.book_weekly(
        room=form.cleaned_data["room"],
        rule=rule,
        by=request.person,
        now=clock.now(),
        association=form.cleaned_data["association"],
        title=form.cleaned_data["title"],
        only={dt.date.fromisoformat(day) for day in chosen if _is_date(day)}
        if request.POST.get("mark") == form.mark
        else None,
    )
    if made.series is None:
        return made
    number = len(made.booked)
    messages.success(request, ngettext(
        "%(number)d date is booked.", "%(number)d dates are booked.", number
    ) % {"number": number})  # fmt: skip
    return _to_week(made.booked[0].on)


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _to_week(on: dt.date) -> HttpResponse:
    return redirect(f"{reverse('rooms:week')}?on={on.isoformat()}")
