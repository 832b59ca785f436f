"""What a database sums up by itself, said alike to SQLite and PostgreSQL."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from django.db.models import Case, CharField, Func, IntegerField, Value, When
from django.db.models.sql.compiler import SQLCompiler

# Django's own ways go through a Python function for every row on SQLite.
Told = tuple[str, tuple[str | int, ...]]
_SECONDS: Final = "CAST(STRFTIME('%%s', {}) AS INTEGER)"


class MonthOf(Func):
    """The month of a column of days, as "2026-03"."""

    arity = 1
    output_field = CharField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **more: Any) -> Told:
        template = "SUBSTR(%(expressions)s, 1, 7)"
        return self.as_sql(compiler, connection, template=template, **more)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: Any, **more: Any
    ) -> Told:
        template = "TO_CHAR(%(expressions)s, 'YYYY-MM')"
        return self.as_sql(compiler, connection, template=template, **more)


class MinutesBetween(Func):
    """Whole minutes from one column of moments to another."""

    arity = 2
    output_field = IntegerField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: Any, **extra_context: Any
    ) -> Told:
        del connection, extra_context
        return self._of("(({1} - {0}) / 60)", _SECONDS, compiler)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: Any, **extra_context: Any
    ) -> Told:
        del connection, extra_context
        between = "CAST(FLOOR(({1} - {0}) / 60) AS INTEGER)"
        return self._of(between, "EXTRACT(EPOCH FROM {})", compiler)

    def _of(self, between: str, seconds: str, compiler: SQLCompiler) -> Told:
        first, last = (
            compiler.compile(source) for source in self.get_source_expressions()
        )
        sides = [seconds.format(side[0]) for side in (first, last)]
        # in the order in which they stand in the statement
        return between.format(*sides), (*last[1], *first[1])


def place_among(column: str, bounds: Sequence[dt.datetime]) -> Case:
    """
    Return which span a moment lies in, from 0: each bound ends one and begins the next.

    :param bounds: aware, in order; one less than there are spans
    """
    return Case(
        *(
            When(**{f"{column}__lt": bound}, then=Value(place))
            for place, bound in enumerate(bounds)
        ),
        default=Value(len(bounds)),
        output_field=IntegerField(),
    )


def months(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the first day of every month from one day to another, both included."""
    found = [first.replace(day=1)]
    while (following := (found[-1] + dt.timedelta(days=31)).replace(day=1)) <= last:
        found.append(following)
    return found


def bounds(days: Sequence[dt.date], zone: dt.tzinfo) -> dict[str, dt.datetime]:
    """Return by name when each of these days but the first begins in a zone."""
    return {
        f"bound_{number}": dt.datetime.combine(day, dt.time(), tzinfo=zone)
        for number, day in enumerate(days[1:])
    }
