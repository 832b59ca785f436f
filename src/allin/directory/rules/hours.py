"""When something is open: wall time in, instants out. No clock, no database."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

LAST = -1


@dataclass(frozen=True)
class Rule:
    """An open hour that comes back; see `models.OpenHour`."""

    weekday: int
    starts: dt.time
    ends: dt.time
    nths: tuple[int, ...] = ()
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    on_public_holidays: bool = False
    in_school_holidays: bool = True


@dataclass(frozen=True)
class Special:
    """What holds on one date instead of every rule; no times: closed."""

    on: dt.date
    starts: dt.time | None = None
    ends: dt.time | None = None


@dataclass(frozen=True)
class Calendar:
    """
    The days on which rules do not hold.

    :param zone: the zone in which all wall times are meant
    :param closed: spans on which the whole house is closed, both days inclusive
    :param school: spans of school holidays, both days inclusive
    """

    zone: ZoneInfo
    land: str = "HE"
    closed: Sequence[tuple[dt.date, dt.date]] = field(default=())
    school: Sequence[tuple[dt.date, dt.date]] = field(default=())

    def is_public_holiday(self, day: dt.date) -> bool:
        return day in public_holidays(self.land, day.year)

    def is_school_holiday(self, day: dt.date) -> bool:
        return any(first <= day <= last for first, last in self.school)

    def is_closed(self, day: dt.date) -> bool:
        return any(first <= day <= last for first, last in self.closed)


@lru_cache(maxsize=64)
def public_holidays(land: str, year: int) -> dict[dt.date, str]:
    """Return the public holidays of a German Land in a year, with their names."""
    return dict(holidays.country_holidays("DE", subdiv=land, years=year, language="de"))


def is_nth(day: dt.date, nths: Sequence[int]) -> bool:
    """Whether the day is one of the n-th of its weekday in its month; () is all."""
    if not nths:
        return True
    nth = (day.day - 1) // 7 + 1
    is_last = (day + dt.timedelta(days=7)).month != day.month
    return nth in nths or (LAST in nths and is_last)


def holds_on(rule: Rule, day: dt.date, calendar: Calendar) -> bool:
    """Whether a rule holds on a day, closures and holidays considered."""
    return (
        day.weekday() == rule.weekday
        and is_nth(day, rule.nths)
        and (rule.valid_from is None or day >= rule.valid_from)
        and (rule.valid_until is None or day <= rule.valid_until)
        and not calendar.is_closed(day)
        and (rule.on_public_holidays or not calendar.is_public_holiday(day))
        and (rule.in_school_holidays or not calendar.is_school_holiday(day))
    )


def instant(day: dt.date, wall: dt.time, zone: ZoneInfo) -> dt.datetime:
    """
    Return a wall time as an instant in UTC.

    A wall time that does not exist (spring) means the moment the clocks jump over
    it; one that exists twice (autumn) means the first.
    """
    return dt.datetime.combine(day, wall, tzinfo=zone).astimezone(dt.UTC)


def on_day(
    day: dt.date,
    rules: Iterable[Rule],
    specials: Iterable[Special],
    calendar: Calendar,
) -> list[tuple[dt.datetime, dt.datetime]]:
    """Return the spans open on a day, in order, in UTC, half-open."""
    of_day = [special for special in specials if special.on == day]
    walls = (
        [(s.starts, s.ends) for s in of_day if s.starts and s.ends]
        if of_day
        else [(r.starts, r.ends) for r in rules if holds_on(r, day, calendar)]
    )
    spans = (
        (instant(day, starts, calendar.zone), instant(day, ends, calendar.zone))
        for starts, ends in walls
    )
    return sorted(span for span in spans if span[0] < span[1])


def upcoming(
    rules: Sequence[Rule],
    specials: Sequence[Special],
    calendar: Calendar,
    *,
    after: dt.datetime,
    days: int,
) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Return the spans that have not ended yet, from `after`, for some days."""
    first = after.astimezone(calendar.zone).date()
    for offset in range(days):
        day = first + dt.timedelta(days=offset)
        for starts, ends in on_day(day, rules, specials, calendar):
            if ends > after:
                yield starts, ends


def is_open(
    rules: Sequence[Rule],
    specials: Sequence[Special],
    calendar: Calendar,
    *,
    now: dt.datetime,
) -> dt.datetime | None:
    """Return until when it is open at `now`, or None when it is closed."""
    for starts, ends in upcoming(rules, specials, calendar, after=now, days=1):
        if starts <= now < ends:
            return ends
    return None
