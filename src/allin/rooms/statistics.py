"""How much the rooms are used. Whole hours; nobody's name."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, QuerySet, Sum

from allin.centres.models import Centre
from allin.core.prepared import Prepared
from allin.core.sums import MinutesBetween, bounds, months, place_among
from allin.directory.models import Association
from allin.rooms.models import Booking, Room


@dataclass(frozen=True)
class Use:
    """
    Time booked in one room by one association in one month.

    :param month: the first day of it, in the centre's zone
    :param association_id: None for the house itself
    """

    room_id: int
    association_id: int | None
    month: dt.date
    minutes: int
    bookings: int


def use_of_rooms(
    *, centre: Centre, first: dt.date, last: dt.date, together: int = 1
) -> list[Use]:
    """
    Return the standing bookings from `first` to `last`, both inclusive, summed up.

    :param together: so many months are one sum, in the first of them

    A booking counts in the month it begins in; setting up and tidying do not count.
    """
    begun = months(first, last)[::together]
    begins = dt.datetime.combine(first, dt.time(0), tzinfo=centre.tz)
    after = last + dt.timedelta(days=1)
    ends = dt.datetime.combine(after, dt.time(0), tzinfo=centre.tz)
    rows = _USE.rows(
        centre=centre.pk, begins=begins, ends=ends, **bounds(begun, centre.tz)
    )
    return [
        Use(room, association, begun[place], minutes, number)
        for place, room, association, minutes, number in rows
    ]


def _used(
    *, centre: int, begins: dt.datetime, ends: dt.datetime, **parted: dt.datetime
) -> "QuerySet[Booking, Any]":
    return (
        Booking.objects.standing()
        .filter(centre_id=centre, starts_at__gte=begins, starts_at__lt=ends)
        .annotate(place=place_among("starts_at", list(parted.values())))
        .values_list("place", "room_id", "association_id")
        .annotate(
            minutes=Sum(MinutesBetween("starts_at", "ends_at")), number=Count("pk")
        )
        .order_by("place", "room_id", F("association_id").asc(nulls_first=True))
    )


_USE: Final = Prepared(_used)


def shown(centre: Centre, used: list[Use], year: int) -> dict[str, object]:
    """Return what the page of a year shows: hours by room, association and month."""
    rooms = dict(Room.objects.of(centre).values_list("pk", "name"))
    named = Association.objects.of(centre).values_list("pk", "name")
    houses: dict[int | None, str] = dict(named)
    by_room: dict[str, int] = defaultdict(int)
    by_house: dict[str, int] = defaultdict(int)
    by_month: dict[dt.date, int] = defaultdict(int)
    for one in used:
        by_room[rooms[one.room_id]] += one.minutes
        by_house[houses.get(one.association_id, "")] += one.minutes
        by_month[one.month] += one.minutes

    def hours(sums: dict[str, int]) -> list[tuple[str, float]]:
        ordered = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
        return [(label, round(minutes / 60, 1)) for label, minutes in ordered]

    return {
        "year": year,
        "hours": round(sum(one.minutes for one in used) / 60),
        "bookings": sum(one.bookings for one in used),
        "by_room": hours(by_room),
        "by_house": hours(by_house),
        "by_month": [
            (month, round(minutes / 60, 1))
            for month, minutes in sorted(by_month.items())
        ],
    }


def _named(*, centre: int) -> "QuerySet[Room, Any]":
    return Room.objects.filter(centre_id=centre).order_by().values_list("pk", "name")


_NAMES: Final = Prepared(_named)


def names(*, centre: Centre) -> dict[int, str]:
    """Return room id -> name."""
    return dict(_NAMES.rows(centre=centre.pk))
