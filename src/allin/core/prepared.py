"""
A query that is put into words once and asked again and again.

Wording a grouped query takes the framework longer than a year's figures take the
database. What differs from one time to the next are values, so the words are kept.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

Given = int | dt.datetime | dt.date
# Within the smallest column of numbers, and no number a query itself would name.
_FAR: Final = 31_001
# Years of old, far enough from each other that the days about them are apart.
_YEARS, _YEAR, _ABOUT = 1801, 2, 99


class Prepared:
    """
    A query by its builder, which is called once for each set of names.

    The builder takes values by name and returns a queryset of plain columns: numbers
    and short words, for nothing converts them back to days or moments. It must not look
    at a value, only hand it on, or count up to 99 whole days from it.
    """

    def __init__(self, build: Callable[..., Any]) -> None:
        self.build = build
        self._made: dict[tuple[str, ...], tuple[str, list[Any]]] = {}

    def rows(self, **given: Given) -> list[tuple[Any, ...]]:
        """
        Return the rows for these values: keys and numbers, aware moments, days.

        :raises LookupError: if the query does not ask for one of them, or asks for
            something else that was made from one
        """
        known = (connection.vendor, *given)
        if known not in self._made:
            self._made[known] = self._worded(given)
        words, places = self._made[known]
        asked = [
            one.of(given[one.name]) if isinstance(one, _Place) else one
            for one in places
        ]
        with connection.cursor() as cursor:
            cursor.execute(words, asked)
            found: Sequence[tuple[Any, ...]] = cursor.fetchall()
        return list(found)

    def _worded(self, given: dict[str, Given]) -> tuple[str, list[Any]]:
        marks = {
            name: _mark(place, value)
            for place, (name, value) in enumerate(given.items())
        }
        words, params = self.build(**marks).query.sql_with_params()
        by_mark: dict[Any, _Place] = {}
        for name, mark in marks.items():
            by_mark |= _places(name, mark)
        places = [by_mark.get(one, one) for one in params]
        asked = {one.name for one in places if isinstance(one, _Place)}
        if asked != set(given):
            raise LookupError(sorted(set(given) - asked))
        years = {str(mark.year) for mark in marks.values() if isinstance(mark, dt.date)}
        if strange := [one for one in places if str(one)[:4] in years]:
            raise LookupError(strange)
        return words, places


@dataclass(frozen=True)
class _Place:
    """
    Where a value goes.

    :ivar days: so many days after it; `as_text`: a day kept as text
    """

    name: str
    days: int = 0
    as_text: bool = False

    def of(self, value: Given) -> Any:
        """Return what belongs there, as the database is given it."""
        if isinstance(value, dt.date):
            value += dt.timedelta(days=self.days)
            if self.as_text:
                return value.isoformat()
        return _told(value)


def _places(name: str, mark: Given) -> dict[Any, _Place]:
    """Return by which a value is known again: itself, and the days about it."""
    if not isinstance(mark, dt.date):
        return {mark: _Place(name)}
    found: dict[Any, _Place] = {}
    for days in range(-_ABOUT, _ABOUT + 1):
        about = mark + dt.timedelta(days=days)
        if not isinstance(about, dt.datetime):
            found[about.isoformat()] = _Place(name, days, as_text=True)
        found[_told(about)] = _Place(name, days)
    return found


def _mark(place: int, value: Given) -> Given:
    """Return a value of the same kind that nobody else asks for."""
    if isinstance(value, dt.datetime):
        return dt.datetime(_YEARS + _YEAR * place, 7, 2, 3, 4, 5, tzinfo=dt.UTC)
    if isinstance(value, dt.date):
        return dt.date(_YEARS + _YEAR * place, 7, 2)
    return _FAR + place


def _told(value: Given) -> Any:
    """Return a value as the database is given it."""
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, dt.date):
        return connection.ops.adapt_datefield_value(value)
    return value
