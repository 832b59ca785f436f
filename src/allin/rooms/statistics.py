"""How much the rooms are used. Whole hours; nobody's name."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from allin.centres.models import Centre
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


def use_of_rooms(*, centre: Centre, first: dt.date, last: dt.date) -> list[Use]:
    """
    Return the standing bookings from `first` to `last`, both inclusive, summed up.

    A booking counts in the month it begins in; setting up and tidying do not count.
    """
    zone = centre.tz
    starts = dt.datetime.combine(first, dt.time(0), tzinfo=zone)
    ends = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(0), tzinfo=zone)
    rows = (
        Booking.objects.of(centre)
        .standing()
        .filter(starts_at__gte=starts, starts_at__lt=ends)
        .order_by()
        .values_list("room_id", "association_id", "starts_at", "ends_at")
    )
    sums: dict[tuple[int, int | None, dt.date], list[int]] = defaultdict(lambda: [0, 0])
    for room, association, starts_at, ends_at in rows.iterator(chunk_size=5000):
        month = starts_at.astimezone(zone).date().replace(day=1)
        found = sums[room, association, month]
        found[0] += int((ends_at - starts_at).total_seconds()) // 60
        found[1] += 1
    return [
        Use(room, association, month, minutes, number)
        for (room, association, month), (minutes, number) in sorted(
            sums.items(), key=lambda item: (item[0][2], item[0][0], item[0][1] or 0)
        )
    ]


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


def names(*, centre: Centre) -> dict[int, str]:
    """Return room id -> name."""
    return dict(Room.objects.of(centre).values_list("pk", "name"))
