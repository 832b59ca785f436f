"""Tables from counted cells, with their words in every language of a report."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final

from django.utils import translation
from django.utils.translation import gettext

from allin.reports.rules.figures import Line, Table, Unit

LANGUAGES: Final = ("de", "en")
Cells = dict[str, dict[str, int]]  # row key -> column -> number


def words(say: Callable[[], str]) -> dict[str, str]:
    """Return what is said, in every language of a report."""
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = str(say())
    return found


@cache
def _sum() -> dict[str, str]:
    return words(lambda: gettext("Sum"))


def quarter_of(day: dt.date) -> str:
    """Return the column a day belongs to."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def make(
    key: str,
    title: Callable[[], str],
    cells: Cells,
    labels: Mapping[str, Mapping[str, str]],
    columns: Sequence[str],
    *,
    unit: Unit,
    note: Mapping[str, str] | None = None,
    counts: str = "",
    kept: bool = False,
) -> Table:
    """Make a table of counted cells, most first, with its row of sums."""
    lines = []
    for row, given in cells.items():
        numbers = tuple(given.get(column, 0) for column in columns)
        lines.append(
            Line(row or "unsaid", dict(labels[row]), numbers, sum(numbers), unit)
        )
    lines.sort(key=lambda line: (-int(line.total), line.key))
    sums = tuple(sum(int(line.cells[n]) for line in lines) for n in range(len(columns)))
    return Table(
        key=key,
        title=words(title),
        lines=tuple(lines),
        total=Line("sum", _sum(), sums, sum(sums), unit),
        note=note or {},
        counts=counts,
        kept=kept,
    )
