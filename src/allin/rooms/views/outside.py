"""What shows times without signing in: door pages and calendars. Neutral, revocable."""

import datetime as dt
from typing import Final

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from allin.core import clock, people
from allin.core.http import Request
from allin.directory.models import Membership
from allin.rooms import exports
from allin.rooms.models import Address, Booking
from allin.rooms.operations import finding

DAYS_BACK: Final = dt.timedelta(days=30)
DAYS_AHEAD: Final = dt.timedelta(days=370)


def _address(request: Request, token: str, *kinds: str) -> Address:
    of_here = Address.objects.standing().filter(
        token=token, kind__in=kinds, centre=request.centre
    )
    return get_object_or_404(
        of_here.select_related("room", "centre", "user", "association")
    )


@never_cache
def door(request: Request, token: str) -> HttpResponse:
    """Show what a room's door may say: taken until when, free from when."""
    room, now = _address(request, token, Address.DOOR).room, clock.now()
    assert room is not None  # noqa: S101  (the constraint says so)
    room.centre = request.centre
    busy = finding.busy_on(room=room, day=now.astimezone(request.centre.tz).date())
    shown = {
        "room": room,
        "now": now,
        "present": next((span for span in busy if span[0] <= now < span[1]), None),
        "coming": [span for span in busy if span[0] > now],
    }
    return render(request, "rooms/door.html", shown)


def _shown_by(address: Address, now: dt.datetime) -> QuerySet[Booking]:
    """Return the bookings an address shows; a board's calendar ends with its office."""
    bookings = (
        Booking.objects.filter(
            centre_id=address.centre_id,
            starts_at__gt=now - DAYS_BACK,
            starts_at__lt=now + DAYS_AHEAD,
        )
        .standing()
        .select_related("room")
    )
    if address.room is not None:
        return bookings.filter(room=address.room)
    if address.association is None:
        return bookings.filter(booked_by=address.user)
    board = Membership.objects.standing().filter(user=address.user, kind=people.BOARD)
    if not board.filter(association=address.association).exists():
        raise Http404
    return bookings.filter(association=address.association)


@never_cache
def feed(request: Request, token: str) -> HttpResponse:
    """Give a calendar file of a room, or of a person's own bookings."""
    address = _address(request, token, Address.ROOM, Address.PERSON)
    now = clock.now()
    made = exports.calendar_of(
        _shown_by(address, now),
        centre=request.centre,
        now=now,
        is_own=address.kind == Address.PERSON,
    )
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="rooms.ics"'
    return answer
