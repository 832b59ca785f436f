"""The demo's rooms at Treppe 4, and a year of who was in them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

from allin.core import people
from allin.core.errors import Refusal
from allin.core.people import Person, Role, Visitor
from allin.core.story import Story
from allin.directory.models import Association
from allin.planning.recurrence import Rule, between
from allin.rooms import operations
from allin.rooms.models import Block, Booking, Equipment, Room, Thing

BACK: Final = dt.timedelta(weeks=44)
WEEKS: Final = 52
SINGLES: Final = 440
WEEKDAYS: Final = [["08:00", "22:00"]] * 6 + [[]]
# room, weekday, from, to, association, what for
WEEKLY: Final = (
    (0, 0, "16:00", "18:00", 0, "Beratung"),
    (0, 1, "16:00", "18:00", 0, "Beratung"),
    (0, 3, "16:00", "18:00", 0, "Beratung"),
    (2, 2, "18:00", "21:00", 0, "Vorstandssitzung"),
    (0, 0, "09:00", "12:00", 1, "Sprechstunde"),
    (1, 0, "10:00", "12:00", 2, "Formularhilfe"),
    (2, 0, "17:00", "19:00", 3, "Sprachtreff"),
    (0, 1, "09:00", "11:00", 4, "Beratung"),
    (1, 1, "10:00", "11:30", 5, "Sprechstunde"),
    (2, 1, "13:00", "15:00", 6, "Frauencafé"),
    (1, 1, "17:00", "19:00", 7, "Nachhilfe"),
    (2, 1, "17:00", "20:00", 8, "Chorprobe"),
    (0, 2, "09:00", "13:00", 9, "Beratung"),
    (1, 2, "15:00", "17:00", 10, "Sprechstunde"),
    (0, 3, "09:00", "12:00", 11, "Sprechstunde"),
    (1, 3, "10:00", "11:00", 12, "Formularhilfe"),
    (1, 3, "13:00", "14:30", 13, "Beratung"),
    (2, 3, "14:00", "16:00", 2, "Elterncafé"),
    (2, 3, "17:00", "19:30", 5, "Deutschkreis"),
    (1, 4, "09:00", "12:00", 1, "Sprechstunde"),
    (2, 4, "16:00", "19:00", 4, "Jugendgruppe"),
    (2, 5, "10:00", "16:00", 9, "Samstagsschule"),
)
OCCASIONS: Final = (
    "Elternabend", "Vorstandssitzung", "Vorbereitung Fest", "Gespräch", "Kurs",
    "Beratung", "Lesekreis", "Übergabe", "Workshop", "Film und Gespräch",
)  # fmt: skip


def make(story: Story) -> None:
    """Make rooms and equipment, then a year of bookings by the operations."""
    story.say("Räume und ein Jahr Buchungen")
    by = _coordination(story)
    rooms = _rooms(story, by)
    pieces = _equipment(story, by)
    houses: Sequence[Association] = story.cast["associations"][:14]
    story.cast["rooms"] = rooms
    story.cast["equipment"] = pieces
    for wish in WEEKLY:
        _weekly(story, rooms, houses, wish, by)
    _singles(story, rooms, houses, pieces, by)


def make_region(story: Story) -> None:
    """Make rooms in more houses, with a year of slots that cannot overlap."""
    story.say("Räume in weiteren Häusern")
    _in_bulk(story, _coordination(story))


def _coordination(story: Story) -> Person:
    user = story.cast["derya"]
    role = Role(people.COORDINATOR, story.centre.pk)
    return Visitor(id=user.pk, name=user.name, roles=frozenset({role}))


def _for(story: Story, association: Association, by: Person) -> Person:
    """Brücke's board books for itself; the coordination does for the others."""
    user = story.cast.get("board")
    if user is None or association != story.cast.get("brücke"):
        return by
    role = Role(people.BOARD, story.centre.pk, association.pk)
    return Visitor(id=user.pk, name=user.name, roles=frozenset({role}))


def _rooms(story: Story, by: Person) -> list[Room]:
    told: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("Büro 1", "Büro 1", {"seats": 6, "step_free": True, "hours": WEEKDAYS}),
        ("Büro 2", "Büro 2", {"seats": 4, "step_free": True, "hours": WEEKDAYS}),
        (
            "Versammlungsraum",
            "Versammlung",
            {"seats": 40, "step_free": True, "closed_on_holidays": False},
        ),
    )
    return [
        operations.settle_room(
            centre=story.centre,
            name=name,
            short_name=short,
            note="Treppe 4",
            by=by,
            now=story.now - BACK,
            **more,
        )
        for name, short, more in told
    ]


def _equipment(story: Story, by: Person) -> list[Equipment]:
    return [
        operations.settle_equipment(
            centre=story.centre, name=name, stock=stock, by=by, now=story.now - BACK
        )
        for name, stock in (("Beamer", 1), ("Flipchart", 2), ("Headset", 5))
    ]


def _weekly(
    story: Story,
    rooms: Sequence[Room],
    houses: Sequence[Association],
    wish: tuple[int, int, str, str, int, str],
    by: Person,
) -> None:
    room, weekday, starts, ends, whose, title = wish
    begun = story.today - BACK
    first = begun + dt.timedelta(days=(weekday - begun.weekday()) % 7 + 1 * 7)
    rule = Rule(
        first=first,
        until=first + dt.timedelta(weeks=WEEKS - 1),
        starts=dt.time.fromisoformat(starts),
        ends=dt.time.fromisoformat(ends),
        zone=story.centre.tz,
    )
    association = houses[whose]
    said: dict[str, Any] = {
        "room": rooms[room],
        "rule": rule,
        "by": _for(story, association, by),
        "association": association,
        "title": title,
        "now": story.now - BACK,
    }
    made = operations.book_weekly(**said)
    if made.series is None:  # holidays among the dates: leave those out
        free = {one.on for one in made.outcomes if one.is_possible}
        operations.book_weekly(**said, only=free)


def _singles(
    story: Story,
    rooms: Sequence[Room],
    houses: Sequence[Association],
    pieces: Sequence[Equipment],
    by: Person,
) -> None:
    chance = story.random
    for day in sorted(chance.randrange(8, 365) for _n in range(SINGLES)):
        on = story.today - BACK + dt.timedelta(days=day)
        hour, length = chance.randrange(8, 20), chance.choice((60, 90, 120, 180))
        starts = dt.time(hour, chance.choice((0, 0, 30)))
        ends = (dt.datetime.combine(on, starts) + dt.timedelta(minutes=length)).time()
        span = between(on, starts, ends, story.centre.tz)
        association = chance.choice(houses)
        asked = min(
            span.starts_at - dt.timedelta(days=chance.randrange(1, 30)), story.now
        )
        wants = [chance.choice(pieces)] if chance.random() < 0.25 else []
        try:
            booking = operations.book(
                room=chance.choice(rooms),
                starts_at=span.starts_at,
                ends_at=span.ends_at,
                by=_for(story, association, by),
                association=association,
                title=chance.choice(OCCASIONS),
                equipment=wants,
                now=max(asked, story.now - BACK),
            )
        except Refusal:
            continue  # somebody else was there first, as in life
        if chance.random() < 0.04 and span.starts_at > asked:
            operations.cancel(booking=booking, by=by, now=asked, why="fällt aus")


HOUSES: Final = 8
SLOTS: Final = (9, 11, 14, 16, 18)  # o'clock, two hours each


def _in_bulk(story: Story, by: Person) -> None:
    centre, chance = story.centre, story.random
    houses: Sequence[Association] = story.cast["associations"]
    rooms = [
        operations.settle_room(
            centre=centre, name=f"Raum {n + 4}", by=by, now=story.now - BACK
        )
        for n in range(HOUSES)
    ]
    bookings = [
        Booking(
            centre=centre,
            room=room,
            association=chance.choice(houses),
            title=chance.choice(OCCASIONS),
            starts_at=starts_at,
            ends_at=ends_at,
            booked_by_id=by.id,
            created_at=story.now - BACK,
        )
        for room in rooms
        for starts_at, ends_at in _slots(story)
        if chance.random() < 0.7
    ]
    Booking.objects.bulk_create(bookings, batch_size=2000)
    things = dict(Thing.objects.filter(room__in=rooms).values_list("room_id", "pk"))
    Block.objects.bulk_create(
        (
            Block(
                centre=centre,
                booking=booking,
                thing_id=things[booking.room_id],
                starts_at=booking.starts_at,
                ends_at=booking.ends_at,
            )
            for booking in bookings
        ),
        batch_size=2000,
    )


def _slots(story: Story) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    for day in range(WEEKS * 7):
        on = story.today - BACK + dt.timedelta(days=day)
        if on.weekday() == 6:
            continue
        for hour in SLOTS:
            span = between(on, dt.time(hour), dt.time(hour + 2), story.centre.tz)
            yield span.starts_at, span.ends_at
