"""Duty weeks: from Monday to Monday by the clock on the wall, half-open."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from allin.planning.recurrence import instant

CHANGE: Final = dt.time(8)
DAYS: Final = 7


@dataclass(frozen=True, order=True)
class Week:
    """
    One week of duty, `[starts_at, ends_at)` in UTC.

    It has 168 hours, but 167 when the clocks go forward in it and 169 when back.
    """

    monday: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime

    @property
    def number(self) -> int:
        """A number that grows by one from week to week."""
        return number_of(self.monday)

    @property
    def hours(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 3600

    def days(self) -> Iterator[dt.date]:
        """The days that have an hour of it: Monday to the Monday it ends on."""
        return (self.monday + dt.timedelta(days=day) for day in range(DAYS + 1))


def monday_of(day: dt.date) -> dt.date:
    """Return the Monday of the week a day lies in."""
    return day - dt.timedelta(days=day.weekday())


def number_of(day: dt.date) -> int:
    """Return the number of the week a day lies in; Mondays begin a week."""
    return (day.toordinal() - 1) // DAYS


def weeks_between(
    first: dt.date, after: dt.date, zone: ZoneInfo, change: dt.time = CHANGE
) -> list[Week]:
    """
    Return the weeks that begin on the Mondays of [first, after), without a gap.

    :param change: the wall time at which one week hands over to the next
    """
    monday = monday_of(first + dt.timedelta(days=DAYS - 1))
    mondays = []
    while monday < after:
        mondays.append(monday)
        monday += dt.timedelta(days=DAYS)
    ends = [monday + dt.timedelta(days=DAYS) for monday in mondays]
    return [
        Week(start, instant(start, change, zone)[0], instant(end, change, zone)[0])
        for start, end in zip(mondays, ends, strict=True)
    ]
