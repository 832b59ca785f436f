"""
Which time a dossier is about: whole quarters, because nothing smaller is published.

"The last twelve months" are the last four quarters that are over. A month more or
less would be one small number more or less.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

QUARTERS: Final = (1, 2, 3, 4)
FIRST_YEAR, LAST_YEAR = 2000, 2200
_KEY: Final = re.compile(r"(\d{4})(?:-Q([1-4]))?")


@dataclass(frozen=True, order=True)
class Period:
    """
    Four quarters in a row.

    :ivar quarter: the last of them; 4 is a calendar year
    """

    year: int
    quarter: int = 4

    def __str__(self) -> str:
        return f"{self.year}" if self.is_year else f"{self.year}-Q{self.quarter}"

    @property
    def is_year(self) -> bool:
        return self.quarter == QUARTERS[-1]

    @property
    def columns(self) -> tuple[str, ...]:
        """The quarters it is made of, first to last, such as "2025-Q2"."""
        last = self.year * 4 + self.quarter - 1
        return tuple(f"{n // 4}-Q{n % 4 + 1}" for n in range(last - 3, last + 1))

    @property
    def first(self) -> dt.date:
        return first_day(self.columns[0])

    @property
    def after(self) -> dt.date:
        """The first day after it."""
        return day_after(self.columns[-1])

    @property
    def last(self) -> dt.date:
        return self.after - dt.timedelta(days=1)

    def is_over(self, today: dt.date) -> bool:
        return self.after <= today

    @classmethod
    def read(cls, key: str) -> Self | None:
        """Return the period of a key such as "2025" or "2026-Q1"; None for others."""
        found = _KEY.fullmatch(key)
        if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            return None
        return cls(int(found[1]), int(found[2] or QUARTERS[-1]))


def first_day(column: str) -> dt.date:
    """Return the first day of a quarter such as "2025-Q2"."""
    return dt.date(int(column[:4]), int(column[-1]) * 3 - 2, 1)


def day_after(column: str) -> dt.date:
    """Return the first day after a quarter."""
    return (first_day(column) + dt.timedelta(days=93)).replace(day=1)


def last_twelve_months(today: dt.date) -> Period:
    """Return the last four quarters that are over."""
    number = today.year * 4 + (today.month - 1) // 3 - 1
    return Period(number // 4, number % 4 + 1)


def offered(today: dt.date, years: int) -> list[Period]:
    """Return what a dossier can be made of: closed years, then the last months."""
    closed = [Period(today.year - back) for back in range(1, years + 1)]
    newest = last_twelve_months(today)
    return closed if newest.is_year else [*closed[:1], newest, *closed[1:]]


def share(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sets of quarters have one in common."""
    return not set(one).isdisjoint(other)
