"""
A query that is put into words once and asked again and again.

Wording a grouped query takes the framework longer than a year's figures take the
database. What differs from one time to the next are values, so the words are kept.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final

from django.db import connection

Given = int | dt.datetime | dt.date
# Within the smallest column of numbers, and no number a query itself would name.
_FAR: Final = 31_001


class Prepared:
    """
    A query by its builder, which is called once for each set of names.

    The builder takes values by name and returns a queryset of plain columns: numbers
    and short words, for nothing converts them back to days or moments. It must not look
    at a value, only hand it on.
    """

    def __init__(self, build: Callable[..., Any]) -> None:
        self.build = build
        self._made: dict[tuple[str, ...], tuple[str, list[Any]]] = {}

    def rows(self, **given: Given) -> list[tuple[Any, ...]]:
        """
        Return the rows for these values: keys and numbers, aware moments, days.

        :raises LookupError: if the query does not ask for one of them
        """
        known = (connection.vendor, *given)
        if known not in self._made:
            self._made[known] = self._worded(given)
        words, places = self._made[known]
        values = {name: _told(value) for name, value in given.items()}
        asked = [values[one.name] if isinstance(one, _Place) else one for one in places]
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
        by_mark = {_told(mark): _Place(name) for name, mark in marks.items()}
        places = [by_mark.get(one, one) for one in params]
        asked = {one.name for one in places if isinstance(one, _Place)}
        if asked != set(given):
            raise LookupError(sorted(set(given) - asked))
        return words, places


class _Place:
    """Where a value goes."""

    def __init__(self, name: str) -> None:
        self.name = name


def _mark(place: int, value: Given) -> Given:
    """Return a value of the same kind that nobody else asks for."""
    if isinstance(value, dt.datetime):
        return dt.datetime(1801 + place, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    if isinstance(value, dt.date):
        return dt.date(1801 + place, 1, 2)
    return _FAR + place


def _told(value: Given) -> Any:
    """Return a value as the database is given it."""
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, dt.date):
        return connection.ops.adapt_datefield_value(value)
    return value
