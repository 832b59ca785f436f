"""
Giving notice: until when it has to be given for a contract to end on a day.

A contract ends after whole months of notice, and only where its terms allow: on any
day, or with a month, a quarter or a year. Notice of three months that is to end a
contract on 30 June has to be there on 31 March.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Final

DAY: Final = dt.timedelta(days=1)
ANY, MONTH, QUARTER, YEAR = "day", "month", "quarter", "year"
EVERY: Final = {MONTH: 1, QUARTER: 3, YEAR: 12}
MOST_MONTHS: Final = 36


@dataclass(frozen=True)
class Terms:
    """
    How a contract ends.

    :ivar months: whole months between notice and end
    :ivar ends: with what it ends: any day, a month, a quarter, a year
    :ivar fixed_until: the day before which it does not end; None: it always can
    """

    months: int
    ends: str = MONTH
    fixed_until: dt.date | None = None


def months_before(on: dt.date, months: int) -> dt.date:
    """Return the same day of an earlier month, or that month's last one."""
    number = on.year * 12 + on.month - 1 - months
    year, month = number // 12, number % 12 + 1
    return dt.date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def _end_of(on: dt.date, ends: str) -> dt.date:
    """Return the end of the month, quarter or year of a day."""
    every = EVERY.get(ends)
    if every is None:
        return on
    month = (on.month - 1) // every * every + every
    return dt.date(on.year, month, calendar.monthrange(on.year, month)[1])


def last_end(terms: Terms, on: dt.date) -> dt.date | None:
    """Return the last day up to a day on which it can end; None: it is fixed longer."""
    every = EVERY.get(terms.ends)
    end = _end_of(on, terms.ends)
    if every is not None and end != on:
        end = _end_of(months_before(on, every), terms.ends)
    if terms.fixed_until is not None and end < terms.fixed_until:
        return None
    return end


def latest(terms: Terms, end: dt.date) -> dt.date:
    """Return the last day on which notice still ends it on a day."""
    return months_before(end + DAY, terms.months) - DAY


def earliest_end(terms: Terms, given_on: dt.date) -> dt.date:
    """Return the day on which it ends if notice is given on a day."""
    end = _end_of(max(given_on, terms.fixed_until or given_on), terms.ends)
    while latest(terms, end) < given_on:
        end = _end_of(end + DAY, terms.ends)
    return end
