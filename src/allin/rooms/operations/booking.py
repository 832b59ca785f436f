"""Booking a room once."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.centres.models import Centre
from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import broken_by
from allin.directory.models import Association
from allin.rooms import rules
from allin.rooms.models import Block, Booking, Equipment, Room, Thing
from allin.rooms.operations import finding, telling, words
from allin.rooms.permissions import can_book_for

LOCKS: Final = "rooms.thing"
SAID: Final = (
    "room_id", "starts_at", "ends_at", "association_id", "title", "booked_by_id",
    "holder_kind", "holder_id",
)  # fmt: skip
GUARD: Final = "nothing_is_booked_twice_at_a_time"


def check_times(
    *, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime, was: bool = False
) -> None:
    """
    Refuse times nobody can mean.

    :param was: the booking has begun already and only its end is moved
    """
    if ends_at <= starts_at:
        raise Refusal(_("The end has to be after the beginning."), field="ends")
    if ends_at - starts_at > rules.LONGEST:
        raise Refusal(
            _("A booking lasts a day at most. Book the next day separately."),
            field="ends",
        )
    if ends_at <= now or (not was and starts_at <= now - rules.QUARTER):
        raise Refusal(
            _("That time has passed. Choose one that is still to come."), field="on"
        )
    if starts_at > now + rules.AHEAD:
        raise Refusal(
            _("Rooms can be booked two years ahead. That day is later."), field="on"
        )


def check_open(
    *,
    house: finding.House,
    room: Room,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    now: dt.datetime,
) -> None:
    """Refuse what lies outside the opening hours, or on a closed day."""
    centre = house.centre
    day = starts_at.astimezone(centre.tz).date()
    if room.retired_at is not None:
        raise Refusal(_("The house no longer has this room."), field="room")
    why = house.why_closed(room, day)
    if why:
        raise Refusal(
            _("The house is closed on %(day)s: %(why)s.")
            % {"day": words.day(day, centre, now), "why": why},
            field="on",
        )
    hours = rules.open_on(room.hours, day, centre.tz)
    if hours is None:
        raise Refusal(
            _("“%(room)s” is closed on %(day)s.")
            % {"room": room.name, "day": words.day(day, centre, now)},
            field="on",
        )
    if starts_at < hours[0] or ends_at > hours[1]:
        raise Refusal(
            _("“%(room)s” is open %(hours)s.")
            % {"room": room.name, "hours": words.hours(*hours, centre)},
            field="starts",
        )


def check_may(*, centre: Centre, by: Person, association: Association | None) -> None:
    """Refuse whoever may not book for that association, as if it were not there."""
    if association is not None and association.centre_id != centre.pk:
        raise Refusal(_("There is no such association here."), field="association")
    if not can_book_for(by, centre, association.pk if association else None):
        raise Refusal(_("A board books for its own association."), field="association")


def refuse_taken(
    *,
    room: Room,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    now: dt.datetime,
    besides: int = 0,
) -> Refusal:
    """Return the Refusal that says what is free near a taken time."""
    found = finding.alternatives(
        room=room, starts_at=starts_at, ends_at=ends_at, now=now, besides=besides
    )
    return Refusal(
        words.taken(room.name, starts_at, ends_at, room.centre, now),
        field="starts",
        ways_out=finding.ways_out(found, wanted=room, now=now, url=form_url()),
    )


def form_url() -> str:
    """Return the address of the form, with places for what a suggestion fills in."""
    return reverse("rooms:book") + "?room={room}&on={on}&starts={starts}&ends={ends}"


def units_for(
    *, equipment: Iterable[Equipment], starts_at: dt.datetime, ends_at: dt.datetime
) -> list[int]:
    """Return a free unit of each piece of equipment, as often as it was named."""
    units: list[int] = []
    for one, wanted in sorted(Counter(equipment).items(), key=lambda p: p[0].pk):
        stock = set(
            Thing.objects.in_use().filter(equipment=one).values_list("pk", flat=True)
        )
        taken = set(
            Block.objects.active()
            .filter(thing__in=stock)
            .touching(starts_at, ends_at)
            .values_list("thing_id", flat=True)
        )
        free = sorted(stock - taken)
        if len(free) < wanted:
            raise Refusal(
                ngettext(
                    "%(free)d of %(stock)d is free at that time: %(name)s.",
                    "%(free)d of %(stock)d are free at that time: %(name)s.",
                    len(free),
                )
                % {"free": len(free), "stock": len(stock), "name": one.name},
                field="equipment",
            )
        units += free[:wanted]
    return units


def take(
    *,
    bookings: Sequence[Booking],
    room: Room,
    things: Sequence[int],
    units: Sequence[int],
) -> None:
    """Write what some bookings of a room take; the database refuses any overlap."""
    Block.objects.bulk_create(
        Block(
            centre_id=booking.centre_id,
            booking=booking,
            thing_id=thing,
            starts_at=starts_at,
            ends_at=ends_at,
        )
        for booking in bookings
        for starts_at, ends_at in [
            room.span_with_buffers(booking.starts_at, booking.ends_at)
        ]
        for thing in (*things, *units)
    )


def is_clash(error: IntegrityError) -> bool:
    """Whether the database refused because something is taken already."""
    constraint = broken_by(error)
    return constraint is not None and constraint.name == GUARD


def _the_same(new: Booking) -> Booking | None:
    """Return a standing booking that says exactly the same: a second click."""
    same = {name: getattr(new, name) for name in SAID}
    return Booking.objects.standing().filter(**same).first()


@locks.retried
def book(
    *,
    room: Room,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: Person,
    now: dt.datetime,
    association: Association | None = None,
    title: str = "",
    equipment: Iterable[Equipment] = (),
    holder_kind: str = "",
    holder_id: int = 0,
) -> Booking:
    """
    Book a room, and equipment with it, for one span; all or nothing.

    Booking the same once more (a second click) returns the booking there is.

    :param starts_at: aware; so is `ends_at`, the first instant no longer taken
    :param association: whose it is; None is the house's own
    :param equipment: name a piece twice to take two of it
    :param holder_kind: who answers for it above (core.holders); whoever holds has
        decided that the person may, so nothing is asked here
    :raises Refusal: past, closed, too long, not theirs, or taken: then with what is
        free near it as ways out
    Source: docs/rules.md#R-1 to R-8
    """
    centre = room.centre
    check_times(starts_at=starts_at, ends_at=ends_at, now=now)
    if not holder_kind:
        check_may(centre=centre, by=by, association=association)
    day = starts_at.astimezone(centre.tz).date()
    check_open(
        house=finding.house(centre=centre, first=day, last=day),
        room=room,
        starts_at=starts_at,
        ends_at=ends_at,
        now=now,
    )
    booking = Booking(
        centre=centre,
        room=room,
        association=association,
        title=title.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        booked_by_id=by.id,
        holder_kind=holder_kind,
        holder_id=holder_id,
        created_at=now,
    )
    things: list[int] = room.takes
    try:
        # Only what must happen together: others wait for nothing else.
        with transaction.atomic():
            _write(booking, things, list(equipment))
            telling.booked(booking=booking, by=by, now=now)
    except IntegrityError as error:
        if not is_clash(error):
            raise
        same = _the_same(booking)
        if same is not None:
            return same
        raise refuse_taken(
            room=room, starts_at=starts_at, ends_at=ends_at, now=now
        ) from error
    return booking


def _write(
    booking: Booking, things: Sequence[int], equipment: Sequence[Equipment]
) -> None:
    """Write a booking and all it takes, one after the other with whoever wants it."""
    room = booking.room
    span = room.span_with_buffers(booking.starts_at, booking.ends_at)
    locks.hold(LOCKS, things)
    units = (
        units_for(equipment=equipment, starts_at=span[0], ends_at=span[1])
        if equipment
        else []
    )
    locks.hold(LOCKS, units)
    booking.save(force_insert=True)
    take(bookings=[booking], room=room, things=things, units=units)
