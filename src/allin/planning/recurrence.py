"""
What comes back: wall time, a zone and a rule, expanded into instants.

People say "every Tuesday, 17 to 19 o'clock" and mean the clock on the wall. So a rule
holds wall time; each occurrence is made into instants by itself. In the night the
clocks go forward some hours do not exist, in the night they go back some exist twice:
both are named, so that somebody can decide, and nothing is dropped silently.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal
from zoneinfo import ZoneInfo

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEK: Final = 7
LAST: Final = -1


class Hour(Enum):
    """What the clocks do at a wall time."""

    PLAIN = "plain"
    MISSING = "missing"  # the clocks jump over it
    TWICE = "twice"  # it comes a second time an hour later; the first is meant


def instant(on: dt.date, time: dt.time, zone: ZoneInfo) -> tuple[dt.datetime, Hour]:
    """
    Return the instant of a wall time, in UTC, and what the clocks do there.

    A time that exists twice means its first coming. For one that does not exist the
    instant is where the clock would stand had it not been moved: never book on it.
    """
    first = dt.datetime.combine(on, time.replace(fold=0), tzinfo=zone)
    at = first.astimezone(dt.UTC)
    if first.utcoffset() == first.replace(fold=1).utcoffset():
        return at, Hour.PLAIN
    back = at.astimezone(zone).replace(tzinfo=None)
    exists = back == first.replace(tzinfo=None)
    return at, Hour.TWICE if exists else Hour.MISSING


@dataclass(frozen=True)
class Occurrence:
    """
    One time a rule comes round, half-open.

    :param on: the day it belongs to, in wall time
    :param starts_at: aware, UTC; so is `ends_at`
    :param hour: MISSING: it cannot take place like this; TWICE: the first is meant
    """

    on: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    hour: Hour = Hour.PLAIN


def between(on: dt.date, starts: dt.time, ends: dt.time, zone: ZoneInfo) -> Occurrence:
    """
    Return one occurrence from wall times.

    :param ends: at or before `starts` it means the next day ("22 to 1 o'clock")
    """
    last = on if ends > starts else on + dt.timedelta(days=1)
    starts_at, first = instant(on, starts, zone)
    ends_at, second = instant(last, ends, zone)
    hours = {first, second}
    if Hour.MISSING in hours or ends_at <= starts_at:
        hour = Hour.MISSING
    else:
        hour = Hour.TWICE if Hour.TWICE in hours else Hour.PLAIN
    return Occurrence(on, starts_at, ends_at, hour)


@dataclass(frozen=True)
class Rule:
    """
    Something that comes back.

    :param first: the first day; its weekday is the rule's
    :param until: the last day it may fall on, inclusive
    :param every: every so many weeks: 1 weekly, 2 every other week
    :param nth: instead: the n-th of its weekday in each month, 1 to 4, or -1 the last
    :param except_on: days on which it does not take place
    """

    first: dt.date
    until: dt.date
    starts: dt.time
    ends: dt.time
    zone: ZoneInfo
    every: Literal[1, 2, 3, 4] = 1
    nth: Literal[0, 1, 2, 3, 4, -1] = 0
    except_on: frozenset[dt.date] = frozenset()

    @property
    def rrule(self) -> str:
        """The rule as RFC 5545 writes it."""
        until = f"UNTIL={self.until:%Y%m%d}T235959Z"
        day = DAYS[self.first.weekday()]
        if self.nth:
            return f"FREQ=MONTHLY;BYDAY={self.nth}{day};{until}"
        return f"FREQ=WEEKLY;INTERVAL={self.every};BYDAY={day};{until}"

    def days(self) -> Iterator[dt.date]:
        """Yield the days, exceptions left out."""
        step = 1 if self.nth else self.every
        day = self.first
        while day <= self.until:
            if day not in self.except_on and (not self.nth or self._is_nth(day)):
                yield day
            day += dt.timedelta(days=WEEK * step)

    def _is_nth(self, day: dt.date) -> bool:
        if self.nth == LAST:
            return (day + dt.timedelta(days=WEEK)).month != day.month
        return (day.day - 1) // WEEK + 1 == self.nth

    def occurrences(self) -> list[Occurrence]:
        """Return every occurrence, those that the clocks jump over included."""
        return [between(day, self.starts, self.ends, self.zone) for day in self.days()]
