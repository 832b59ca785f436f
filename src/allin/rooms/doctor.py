"""What is not as it should be in the rooms. Counts and ids, never content."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import Centre
from allin.core import holders
from allin.core.checks import missing_guards
from allin.core.findings import SHOWN, Finding, by_centre, found
from allin.rooms.models import Block, Booking, Room
from allin.rooms.operations.finding import things_by_room

ROOM = "rooms"
WEEK = "rooms:week"


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Look at every centre: guards, blocks, things, holders."""
    yield from _guards()
    active = Block.objects.filter(booking=OuterRef("pk"), active=True)
    yield from found(
        Booking.objects.standing().filter(~Exists(active)),
        ROOM,
        "booking_takes_nothing",
        _("Bookings stand that take no room: somebody else could book the same."),
        page=WEEK,
    )
    yield from found(
        Booking.objects.filter(Exists(active), cancelled_at__isnull=False),
        ROOM,
        "cancelled_still_takes",
        _("Cancelled bookings still take their room."),
        page=WEEK,
    )
    overlapping = Block.objects.active().filter(
        ~Q(pk=OuterRef("pk")),
        thing=OuterRef("thing"),
        starts_at__gte=OuterRef("starts_at"),
        starts_at__lt=OuterRef("ends_at"),
    )
    yield from found(
        Block.objects.active().filter(Exists(overlapping), ends_at__gt=now),
        ROOM,
        "taken_twice",
        _("Something is taken twice at the same time."),
        page=WEEK,
    )
    yield from _unsettled()
    yield from found(
        Booking.objects.filter(~Q(room__centre_id=F("centre_id"))),
        ROOM,
        "foreign_room",
        _("Bookings are in a room of another centre."),
    )
    yield from _strays(now)


def _unsettled() -> Iterator[Finding]:
    """Find rooms whose list of things is not that of themselves and their parts."""
    for centre in Centre.objects.order_by("pk"):
        things = things_by_room(centre=centre)
        ids = [
            str(room.pk)
            for room in Room.objects.of(centre).in_use()
            if not room.takes or room.takes != sorted(things[room.pk])
        ]
        if ids:
            yield Finding(
                ROOM,
                "room_without_thing",
                _("Rooms cannot be booked, because nothing stands for them."),
                count=len(ids),
                ids=tuple(ids[:SHOWN]),
                centre=centre.pk,
            )


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


def _strays(now: dt.datetime) -> Iterator[Finding]:
    """Find bookings to come whose holder nobody answers for."""
    kinds = (
        Booking.objects.standing()
        .filter(ends_at__gt=now)
        .exclude(holder_kind="")
        .values_list("centre_id", "holder_kind")
        .distinct()
    )
    unknown = [(whose, kind) for whose, kind in kinds if holders.of(kind) is None]
    for centre, ids in by_centre(unknown):
        yield Finding(
            ROOM,
            "nobody_answers",
            _("Bookings are held for something nobody answers for."),
            count=len(ids),
            ids=tuple(ids),
            level="warn",
            centre=centre,
        )
