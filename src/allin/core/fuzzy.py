"""
Dates of which only the month or the year is known, and which never pretend to more.

Kept as the part of an ISO date that is known: "2020", "2020-09", "2020-09-30".
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from babel.dates import get_month_names
from django import forms
from django.utils.translation import gettext_lazy as _

LENGTH: Final = 10
EARLIEST, LATEST = 1900, 2199
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DOTTED: Final = re.compile(r"(?:(?:(\d{1,2})[./])?(\d{1,2})[./])?(\d{4})")
_NAMED: Final = re.compile(r"(?:(\d{1,2})\.? ?)?([^\W\d]+)\.? (\d{4})")


@dataclass(frozen=True)
class FuzzyDate:
    """
    A day, a month or a year.

    :ivar first: the first day it can mean; `last` the last one
    :ivar precision: "day", "month" or "year"
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        known = (self.month, self.day)
        return "-".join([f"{self.year:04}", *(f"{n:02}" for n in known if n)])

    @property
    def precision(self) -> str:
        if self.day:
            return "day"
        return "month" if self.month else "year"

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        if self.day:
            return self.first
        month = self.month or 12
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    def is_surely_before(self, other: "FuzzyDate") -> bool:
        """Whether it lies before the other one, whatever day each of them means."""
        return self.last < other.first

    @classmethod
    def of(cls, day: dt.date) -> "FuzzyDate":
        return cls(day.year, day.month, day.day)


def known(kept: str) -> FuzzyDate | None:
    """Return a date as it is kept; "" is none."""
    found = _ISO.fullmatch(kept)
    if found is None:
        return None
    return FuzzyDate(*(int(part) for part in found.groups() if part))


def read(typed: str) -> FuzzyDate | None:
    """
    Return what somebody means: "30.9.2020", "9/2020", "September 2020", "2020".

    Day before month, as here; None for what is no date or none of our time.
    """
    text = " ".join(typed.split())
    parts: tuple[str | None, ...] | None = None
    if found := _ISO.fullmatch(text):
        parts = found.groups()
    elif found := _DOTTED.fullmatch(text.replace(" ", "")):
        parts = (found[3], found[2], found[1])
    elif found := _NAMED.fullmatch(text):
        month = _months().get(found[2].lower())
        parts = (found[3], str(month), found[1]) if month else None
    if parts is None:
        return None
    date = FuzzyDate(*(int(part) for part in parts if part))
    try:
        date.first  # noqa: B018  (a month 13 or a 31 June is no date)
    except ValueError:
        return None
    return date if EARLIEST <= date.year <= LATEST else None


@lru_cache
def _months() -> dict[str, int]:
    """Return the numbers of months by their names, German and English."""
    return {
        name.lower().rstrip("."): number
        for locale in ("de", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=locale).items()
    }


class FuzzyDateField(forms.CharField):
    """A field for a date of which perhaps only month or year is known."""

    default_error_messages = {
        "invalid": _("This is no date. Examples: 30.9.2020, 9/2020 or 2020."),
    }

    def __init__(self, **more: Any) -> None:
        more.setdefault(
            "help_text", _("Day, month or year: 30.9.2020, 9/2020 or 2020.")
        )
        super().__init__(**more)

    def to_python(self, value: object) -> Any:
        if isinstance(value, FuzzyDate):
            return value
        typed = (super().to_python(value) or "").strip()
        if not typed:
            return None
        date = read(typed)
        if date is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return date

    def prepare_value(self, value: object) -> object:
        date = known(value) if isinstance(value, str) else value
        if not isinstance(date, FuzzyDate):
            return value
        parts = (date.day, date.month, date.year)
        return ".".join(str(part) for part in parts if part)
