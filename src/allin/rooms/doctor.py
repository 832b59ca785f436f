"""What is not as it should be in the rooms. Counts and ids, never content."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core import holders
from allin.core.checks import missing_guards
from allin.core.findings import Finding
from allin.rooms.models import Block, Booking, Room
from allin.rooms.operations.finding import things_by_room

ROOM = "rooms"
SHOWN = 20


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Look at every centre: guards, blocks, things, holders."""
    yield from _guards()
    active = Block.objects.filter(booking=OuterRef("pk"), active=True)
    yield from _found(
        Booking.objects.standing().filter(~Exists(active)),
        "booking_takes_nothing",
        _("Bookings stand that take no room: somebody else could book the same."),
    )
    yield from _found(
        Booking.objects.filter(Exists(active), cancelled_at__isnull=False),
        "cancelled_still_takes",
        _("Cancelled bookings still take their room."),
    )
    overlapping = Block.objects.active().filter(
        ~Q(pk=OuterRef("pk")),
        thing=OuterRef("thing"),
        starts_at__gte=OuterRef("starts_at"),
        starts_at__lt=OuterRef("ends_at"),
    )
    yield from _found(
        Block.objects.active().filter(Exists(overlapping), ends_at__gt=now),
        "taken_twice",
        _("Something is taken twice at the same time."),
    )
    yield from _found(
        _unsettled(),
        "room_without_thing",
        _("Rooms cannot be booked, because nothing stands for them."),
    )
    yield from _found(
        Booking.objects.filter(~Q(room__centre_id=F("centre_id"))),
        "foreign_room",
        _("Bookings are in a room of another centre."),
    )
    yield from _strays(now)


def _unsettled() -> Iterator[Room]:
    """Yield rooms whose list of things is not that of themselves and their parts."""
    for centre in Centre.objects.all():
        things = things_by_room(centre=centre)
        for room in Room.objects.of(centre).in_use():
            if not room.takes or room.takes != sorted(things[room.pk]):
                yield room


def _guards() -> Iterator[Finding]:
    missing = sorted({table for table, _name in missing_guards("default")})
    if missing:
        yield Finding(
            ROOM,
            "unguarded",
            _("The database does not guard against double booking."),
            count=len(missing),
            ids=tuple(missing),
        )


def _found(rows: "Iterable[object]", rule: str, sentence: str) -> Iterator[Finding]:
    ids = [str(getattr(row, "pk", "")) for row in rows]
    if ids:
        yield Finding(ROOM, rule, sentence, count=len(ids), ids=tuple(ids[:SHOWN]))


def _strays(now: dt.datetime) -> Iterator[Finding]:
    """Find bookings to come whose holder nobody answers for."""
    kinds = (
        Booking.objects.standing()
        .filter(ends_at__gt=now)
        .exclude(holder_kind="")
        .values_list("holder_kind", flat=True)
        .distinct()
    )
    unknown = [kind for kind in kinds if holders.of(kind) is None]
    if unknown:
        yield Finding(
            ROOM,
            "nobody_answers",
            _("Bookings are held for something nobody answers for."),
            count=len(unknown),
            ids=tuple(unknown),
            level="warn",
        )
