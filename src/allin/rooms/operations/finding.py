"""What is free, and what is free near it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core.errors import WayOut
from allin.directory.models import Closure
from allin.directory.rules import public_holidays
from allin.rooms import rules
from allin.rooms.models import Block, Equipment, Room, Thing
from allin.rooms.operations import words

DAY: Final = dt.timedelta(days=1)
SLACK: Final = 2 * dt.timedelta(minutes=rules.BUFFER)  # buffers of both neighbours
DAYS_AROUND: Final = 7  # how far another day may lie
WAYS: Final = 4


@dataclass(frozen=True)
class House:
    """On which days a centre is closed, for a stretch of days."""

    centre: Centre
    closures: tuple[tuple[dt.date, dt.date, str], ...]

    def why_closed(self, room: Room, day: dt.date) -> str:
        """Return the name of the holiday or closure, or nothing when it is open."""
        if room.closed_on_holidays:
            holiday = public_holidays(self.centre.land, day.year).get(day)
            if holiday:
                return str(holiday)
        return next(
            (name for first, last, name in self.closures if first <= day <= last), ""
        )

    def open_on(self, room: Room, day: dt.date) -> rules.Span | None:
        """Return when a room is open on a day, as instants; None: not at all."""
        if self.why_closed(room, day):
            return None
        return rules.open_on(room.hours, day, self.centre.tz)


def house(*, centre: Centre, first: dt.date, last: dt.date) -> House:
    """Return the closed days of a centre from `first` to `last`, both inclusive."""
    rows = (
        Closure.objects.touching(centre, first, last)
        .filter(kind=Closure.CLOSED)
        .values_list("starts_on", "ends_on", "name")
    )
    return House(centre, tuple(rows))


def things_by_room(*, centre: Centre) -> dict[int, list[int]]:
    """Return which things a booking of each room takes: itself and all its parts."""
    result: dict[int, list[int]] = defaultdict(list)
    for thing, *rooms in Thing.objects.filter(
        centre_id=centre.pk, room__isnull=False
    ).values_list("pk", "room_id", "room__part_of_id", "room__part_of__part_of_id"):
        for room in rooms:
            if room is not None:
                result[room].append(thing)
    return result


def taken_by_room(
    *,
    rooms: Collection[Room],
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    besides: int = 0,
) -> dict[int, list[rules.Span]]:
    """
    Return the spans in which each room cannot be booked, buffers considered.

    :param besides: a booking that does not count, because it is being moved
    """
    if not rooms:
        return {}
    things = things_by_room(centre=next(iter(rooms)).centre)
    rows = (
        Block.objects.active()
        .filter(thing__in={t for room in rooms for t in things[room.pk]})
        .touching(starts_at - SLACK, ends_at + SLACK)
    )
    if besides:
        rows = rows.exclude(booking_id=besides)
    taken: dict[int, list[rules.Span]] = defaultdict(list)
    for thing, starts, ends in rows.values_list("thing_id", "starts_at", "ends_at"):
        taken[thing].append((starts, ends))
    result = {}
    for room in rooms:
        before = dt.timedelta(minutes=room.tidy_before)
        after = dt.timedelta(minutes=room.tidy_after)
        result[room.pk] = [
            (starts - after, ends + before)
            for thing in things[room.pk]
            for starts, ends in taken.get(thing, ())
        ]
    return result


def rooms_of(*, centre: Centre) -> list[Room]:
    """Return the rooms of a centre that are in use, in their order."""
    rooms = list(Room.objects.of(centre).in_use())
    for room in rooms:
        room.centre = centre
    return rooms


def free_rooms(
    *, centre: Centre, starts_at: dt.datetime, ends_at: dt.datetime
) -> list[Room]:
    """Return the rooms that can be booked for the whole span, in their order."""
    rooms = rooms_of(centre=centre)
    day = starts_at.astimezone(centre.tz).date()
    closed = house(centre=centre, first=day, last=day)
    taken = taken_by_room(rooms=rooms, starts_at=starts_at, ends_at=ends_at)
    wish = (starts_at, ends_at)
    return [
        room
        for room in rooms
        if (hours := closed.open_on(room, day)) is not None
        and hours[0] <= starts_at
        and ends_at <= hours[1]
        and not any(rules.touch(wish, span) for span in taken[room.pk])
    ]


def free_spans(
    *,
    centre: Centre,
    first: dt.date,
    days: int,
    rooms: Collection[Room] | None = None,
    besides: int = 0,
) -> dict[tuple[int, dt.date], list[rules.Span]]:
    """
    Return what is free, by room and day, within opening hours.

    :param days: how many, from `first` on; days of the centre's zone
    """
    rooms = rooms_of(centre=centre) if rooms is None else rooms
    last = first + dt.timedelta(days=days - 1)
    closed = house(centre=centre, first=first, last=last)
    starts_at = dt.datetime.combine(first, dt.time(0), tzinfo=centre.tz)
    ends_at = dt.datetime.combine(last + 2 * DAY, dt.time(0), tzinfo=centre.tz)
    taken = taken_by_room(
        rooms=rooms, starts_at=starts_at, ends_at=ends_at, besides=besides
    )
    result = {}
    for room in rooms:
        spans = rules.merged(taken[room.pk])
        for n in range(days):
            day = first + dt.timedelta(days=n)
            hours = closed.open_on(room, day)
            if hours is not None:
                result[room.pk, day] = list(rules.gaps(hours, spans))
    return result


def pieces(
    *,
    equipment: Collection[Equipment],
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    besides: int = 0,
) -> list[list[list[rules.Span]]]:
    """
    Return of each equipment, of each of its pieces, when it is taken. Two queries.

    Buffers of rooms are considered in what is taken, not in what is wanted.
    :param besides: a booking that does not count, because it is being moved
    """
    if not equipment:
        return []
    stock: dict[int, dict[int, list[rules.Span]]] = {one.pk: {} for one in equipment}
    for unit, of in (
        Thing.objects.in_use()
        .filter(equipment__in=stock)
        .values_list("pk", "equipment_id")
    ):
        stock[of][unit] = []
    rows = Block.objects.active().filter(thing__equipment__in=stock)
    if besides:
        rows = rows.exclude(booking_id=besides)
    for unit, of, starts, ends in rows.touching(starts_at, ends_at).values_list(
        "thing_id", "thing__equipment_id", "starts_at", "ends_at"
    ):
        if unit in stock[of]:
            stock[of][unit].append((starts, ends))
    return [list(units.values()) for units in stock.values()]


def has_spare(units: Iterable[Iterable[rules.Span]], span: rules.Span) -> bool:
    """Whether one of some pieces is free for the whole span."""
    return any(not any(rules.touch(span, taken) for taken in unit) for unit in units)


Kind = Literal["near", "room", "later", "shorter", "day"]
_ORDER: Final[tuple[Kind, ...]] = ("near", "room", "later", "shorter", "day")


@dataclass(frozen=True)
class Alternative:
    """Something free near what was wanted."""

    room: Room
    starts_at: dt.datetime
    ends_at: dt.datetime
    kind: Kind
    distance: dt.timedelta = field(default=dt.timedelta(0))


def _on_the_day(
    room: Room, wish: rules.Span, free: Iterable[rules.Span], now: dt.datetime
) -> Iterable[Alternative]:
    seen: set[Kind] = set()
    for near in rules.nearest(wish, free, earliest=now):
        kind: Kind = "shorter" if near.is_shorter else "later"
        if not near.is_shorter and near.distance <= rules.NEAR:
            kind = "near"
        if kind not in seen:
            seen.add(kind)
            yield Alternative(room, near.starts_at, near.ends_at, kind, near.distance)


def alternatives(
    *,
    room: Room,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    now: dt.datetime,
    besides: int = 0,
) -> list[Alternative]:
    """
    Return what is free near a wish: a little earlier or later, another room at that
    time, later or shorter on the day, another day at the same hours. At most four.
    """
    centre = room.centre
    rooms = [room, *(r for r in rooms_of(centre=centre) if r.pk != room.pk)]
    zone, wish = centre.tz, (starts_at, ends_at)
    day = starts_at.astimezone(zone).date()
    free = free_spans(
        centre=centre, first=day, days=DAYS_AROUND + 1, rooms=rooms, besides=besides
    )
    found = list(_on_the_day(room, wish, free.get((room.pk, day), ()), now))
    for other in rooms[1:]:
        found += [
            Alternative(other, starts_at, ends_at, "room")
            for gap in free.get((other.pk, day), ())
            if gap[0] <= starts_at and ends_at <= gap[1] and starts_at >= now
        ]
    for n in range(1, DAYS_AROUND + 1):
        local = starts_at.astimezone(zone) + n * DAY
        moved = (local.astimezone(dt.UTC), (local + (ends_at - starts_at)))
        if any(
            gap[0] <= moved[0] and moved[1] <= gap[1]
            for gap in free.get((room.pk, day + n * DAY), ())
        ):
            found.append(
                Alternative(room, moved[0], moved[1].astimezone(dt.UTC), "day", n * DAY)
            )
            break
    found.sort(
        key=lambda one: (_ORDER.index(one.kind), one.distance, one.room.position)
    )
    return found[:WAYS]


def said(one: Alternative, *, wanted: Room, now: dt.datetime) -> str:
    """Say an alternative in a few words."""
    centre = wanted.centre
    hours = words.hours(one.starts_at, one.ends_at, centre)
    about = {
        "room": one.room.name,
        "hours": hours,
        "day": words.day(one.starts_at.astimezone(centre.tz).date(), centre, now),
    }
    match one.kind:
        case "room":
            return _("“%(room)s” is free %(hours)s") % about
        case "shorter":
            return _("Shorter: %(hours)s") % about
        case "day":
            return _("On %(day)s, %(hours)s") % about
        case _:
            return _("Free on that day: %(hours)s") % about


def ways_out(
    found: Iterable[Alternative], *, wanted: Room, now: dt.datetime, url: str
) -> list[WayOut]:
    """
    Turn alternatives into links that fill the form.

    :param url: of the form, with places for {room}, {on}, {starts} and {ends}
    """
    zone = wanted.centre.tz
    return [
        WayOut(
            said(one, wanted=wanted, now=now),
            url.format(
                room=one.room.pk,
                on=one.starts_at.astimezone(zone).date().isoformat(),
                starts=f"{one.starts_at.astimezone(zone):%H:%M}",
                ends=f"{one.ends_at.astimezone(zone):%H:%M}",
            )
            if url
            else "",
        )
        for one in found
    ]


def is_taken(
    *,
    room: Room,
    things: Collection[int],
    starts_at: dt.datetime,
    ends_at: dt.datetime,
) -> bool:
    """Say whether something a booking would take is taken in that span."""
    span = room.span_with_buffers(starts_at, ends_at)
    return Block.objects.active().filter(thing__in=things).touching(*span).exists()


def busy_on(*, room: Room, day: dt.date) -> list[rules.Span]:
    """Return when a room, its hall or a part of it is taken, without saying by whom."""
    things = things_by_room(centre=room.centre)[room.pk]
    midnight = dt.datetime.combine(day, dt.time(0), tzinfo=room.centre.tz)
    rows = (
        Block.objects.active()
        .filter(thing__in=things)
        .touching(midnight, midnight + DAY)
        .values_list("booking__starts_at", "booking__ends_at")
    )
    return sorted({(starts, ends) for starts, ends in rows})
