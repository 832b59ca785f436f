"""Booking through the operations, against the bare writing and reading of such rows."""

import datetime as dt
import itertools
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from allin.accounts.models import User
from allin.audit.models import Entry
from allin.centres.models import Centre
from allin.core.people import Role, Visitor
from allin.directory.models import Association, Membership
from allin.outbox.models import Letter
from allin.planning.recurrence import Rule
from allin.rooms import operations
from allin.rooms.models import Block, Booking, Room, Series, Thing
from bench import Result, measure
from bench.timing import checksum, side_by_side

ZONE = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 3, 10, 8, 40, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 3, 16)
HOUR = dt.timedelta(hours=1)
SMALL, LARGE = 1_000, 100_000
ROOMS, ROUNDS = 10, 60


class House:
    """A centre with ten rooms, a board that gets letters, and many bookings before."""

    def __init__(self, slug: str, bookings: int) -> None:
        self.centre = Centre.objects.create(slug=slug, name=slug, created_at=NOW)
        self.users = [
            User.objects.create_user(f"{who}@{slug}.example", who, created_at=NOW)
            for who in ("derya", "nour")
        ]
        role = Role("coordinator", self.centre.pk)
        self.by = Visitor(id=self.users[0].pk, roles=frozenset({role}))
        self.association = Association.objects.create(
            centre=self.centre, name="Brücke", created_at=NOW
        )
        Membership.objects.create(
            centre=self.centre, user=self.users[1], kind="board",
            association=self.association, created_at=NOW,
        )  # fmt: skip
        self.rooms = [self._room(n) for n in range(ROOMS)]
        self.things = dict(Thing.objects.values_list("room_id", "pk"))
        self._fill(bookings)
        self.days = itertools.count()

    def _room(self, number: int) -> Room:
        room = operations.settle_room(
            centre=self.centre, name=f"Raum {number}", by=self.by, now=NOW,
            hours=[["00:00", "24:00"]] * 7, closed_on_holidays=False,
        )  # fmt: skip
        room.centre = self.centre
        return room

    def _fill(self, bookings: int) -> None:
        """Fill the years before and this week: 11 hours a room and day."""
        step = itertools.product(range(100_000), range(8, 19), self.rooms)
        rows = [
            self._row(room, NOW.replace(hour=hour, minute=0) - day * dt.timedelta(1))
            for day, hour, room in itertools.islice(step, bookings)
        ]
        # This week is as full whatever lies before it.
        week = dt.datetime.combine(MONDAY, dt.time(0), dt.UTC)
        rows += [
            self._row(room, week + (24 * day + hour) * HOUR)
            for day in range(7)
            for hour in (9, 12, 15)
            for room in self.rooms
        ]
        Booking.objects.bulk_create(rows, batch_size=5000)
        Block.objects.bulk_create(map(self.block, rows), batch_size=5000)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _row(self, room: Room, starts_at: dt.datetime) -> Booking:
        return Booking(
            centre=self.centre, room=room, association=self.association,
            title="Beratung", starts_at=starts_at, ends_at=starts_at + HOUR,
            booked_by=self.users[0], created_at=NOW,
        )  # fmt: skip

    def block(self, booking: Booking) -> Block:
        return Block(
            centre=self.centre, booking=booking, thing_id=self.things[booking.room_id],
            starts_at=booking.starts_at, ends_at=booking.ends_at,
        )  # fmt: skip

    def slot(self) -> tuple[Room, dt.datetime]:
        """Return a slot nobody has: an hour of the coming nights."""
        number = next(self.days)
        room = self.rooms[number % ROOMS]
        night = dt.datetime.combine(MONDAY, dt.time(0), dt.UTC) + HOUR
        return room, night + (number // ROOMS) * dt.timedelta(days=1)

    # -- what is measured

    def book_one(self) -> None:
        room, starts_at = self.slot()
        operations.book(
            room=room, starts_at=starts_at, ends_at=starts_at + HOUR, by=self.by,
            association=self.association, title="Beratung", now=NOW,
        )  # fmt: skip

    def create_one(self) -> None:
        """Write the same rows: booking, what it takes, the record, the letter."""
        room, starts_at = self.slot()
        with transaction.atomic():
            booking = self._row(room, starts_at)
            booking.save(force_insert=True)
            self.block(booking).save(force_insert=True)
            self._record()

    def _record(self) -> None:
        number = next(SEQ)
        Entry.objects.create(
            centre=self.centre, kind="bench", seq=number, at=NOW,
            actor=self.by.id, verb="rooms.book", thing="rooms.Booking",
            thing_id=str(number), detail="", hash="0" * 64,
        )  # fmt: skip
        Letter.objects.create(
            centre=self.centre, to_kind="accounts.user", to_id=self.users[1].pk,
            language="de", sealed=b"0" * 120, written_at=NOW, next_try_at=NOW,
        )  # fmt: skip

    def _year(self) -> Rule:
        """Return a rule of 52 dates nobody has: an hour of its own weekday and room."""
        number = next(self.days)
        first = MONDAY + dt.timedelta(days=number % 7)
        hour = (20, 21, 22, 23, 4, 5, 6)[number // 7 // ROOMS % 7]
        self.room = self.rooms[number // 7 % ROOMS]
        return Rule(
            first, first + dt.timedelta(weeks=51), dt.time(hour),
            dt.time((hour + 1) % 24), ZONE,
        )  # fmt: skip

    def book_year(self) -> None:
        made = operations.book_weekly(
            rule=self._year(), room=self.room, by=self.by,
            association=self.association, title="Beratung", now=NOW,
        )  # fmt: skip
        assert len(made.booked) == 52

    def create_year(self) -> None:
        rule = self._year()
        with transaction.atomic():
            series = Series.objects.create(
                centre=self.centre, room=self.room, association=self.association,
                rrule=rule.rrule, first_on=rule.first, last_on=rule.until,
                starts=rule.starts, ends=rule.ends, created_at=NOW,
            )  # fmt: skip
            rows = [self._row(self.room, one.starts_at) for one in rule.occurrences()]
            for row in rows:
                row.series = series
            Booking.objects.bulk_create(rows)
            Block.objects.bulk_create(map(self.block, rows))
            self._record()

    def free_week(self) -> dict[tuple[int, dt.date], list[tuple[object, object]]]:
        return operations.free_spans(  # type: ignore[return-value]
            centre=self.centre, first=MONDAY, days=7
        )

    def select_week(self) -> list[tuple[object, ...]]:
        """Read the same rows: rooms, closed days, what is taken."""
        start = dt.datetime.combine(MONDAY, dt.time(0), ZONE)
        list(Room.objects.filter(centre=self.centre))
        return list(
            Block.objects.filter(
                centre=self.centre, active=True,
                starts_at__gt=start - 28 * HOUR, starts_at__lt=start + 8 * 24 * HOUR,
            ).values_list("thing_id", "starts_at", "ends_at")
        )  # fmt: skip


SEQ = itertools.count(1)
_houses: dict[int, House] = {}


def house(bookings: int) -> House:
    if bookings not in _houses:
        _houses[bookings] = House(f"house{bookings}", bookings)
    return _houses[bookings]


def _both(ours: str, theirs: str, rounds: int) -> Iterator[Result]:
    small, large = house(SMALL), house(LARGE)
    value, floor = side_by_side(
        getattr(small, ours), getattr(small, theirs), rounds=rounds
    )
    digest = checksum([Booking.objects.filter(centre=small.centre).count()])
    yield Result(value, floor, SMALL, digest)
    much, little = side_by_side(
        getattr(large, ours), getattr(small, ours), rounds=rounds
    )
    yield Result(much, little, LARGE, digest, suffix=".growth")


@measure("rooms.book_one", unit="ms", against="bare create of the same rows")
def book_one() -> Iterator[Result]:
    yield from _both("book_one", "create_one", ROUNDS)


@measure("rooms.book_year", unit="ms", against="bare bulk_create of the same rows")
def book_year() -> Iterator[Result]:
    yield from _both("book_year", "create_year", 20)


@measure("rooms.free_week", unit="ms", against="bare SELECT of the same rows")
def free_week() -> Iterator[Result]:
    yield from _both("free_week", "select_week", ROUNDS)
