"""
What a dossier says of figures that were published, or may be: sums of a period.

A dossier tells nothing that its figures do not tell. Where they are those of single
quarters, it adds up what is shown; what is hidden makes a sum "at least".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allin.reports.rules.figures import Cell, Figures, Line, Table, Words
from allin.reports.rules.publishing import OTHER


@dataclass(frozen=True)
class Count:
    """
    A number of a dossier.

    :param value: or why none is shown
    :param at_least: part of it is hidden and not in it
    """

    value: Cell = 0
    at_least: bool = False

    @property
    def number(self) -> int:
        """The number as far as it is shown."""
        return self.value if isinstance(self.value, int) else 0


@dataclass(frozen=True)
class Row:
    key: str
    label: Words
    count: Count


def line(sources: Sequence[Figures], table: str, key: str) -> Count:
    """Return the sum of one row over all figures."""
    return next((row.count for row in rows(sources, table) if row.key == key), Count())


def rows(sources: Sequence[Figures], table: str) -> list[Row]:
    """Return the rows of a table with their sums, most first, the rest at the end."""
    labels: dict[str, Words] = {}
    found: dict[str, list[Line | None]] = {}
    tables = [_table(one, table) for one in sources]
    for place, one in enumerate(tables):
        for each in one.lines if one else ():
            labels[each.key] = each.label
            found.setdefault(each.key, [None] * len(tables))[place] = each
    return sorted(
        (
            Row(key, labels[key], _sum(lines, tables, sources))
            for key, lines in found.items()
        ),
        key=lambda row: (row.key == OTHER, -row.count.number, row.key),
    )


def _table(figures: Figures, key: str) -> Table | None:
    return next((one for one in figures.tables if one.key == key), None)


def _sum(
    lines: Sequence[Line | None],
    tables: Sequence[Table | None],
    sources: Sequence[Figures],
) -> Count:
    cells = list(_cells(lines, tables))
    shown = [cell for cell in cells if isinstance(cell, int)]
    hidden = len(shown) < len(cells)
    lacks = any(
        _lacks(one, table, source)
        for one, table, source in zip(lines, tables, sources, strict=True)
    )
    if hidden and not sum(shown):
        return Count("small" if cells == ["small"] else "withheld")
    return Count(sum(shown), at_least=hidden or lacks)


def _cells(
    lines: Sequence[Line | None], tables: Sequence[Table | None]
) -> Iterator[Cell]:
    for one, table in zip(lines, tables, strict=True):
        if one is not None:
            yield one.total
        elif table and any(row.key == OTHER for row in table.lines):
            yield "withheld"  # it may be among the rows put together


def _lacks(one: Line | None, table: Table | None, figures: Figures) -> bool:
    """Whether a row that sums up others lacks some of them."""
    source = _table(figures, table.made_from) if table and table.made_from else None
    if one is None or source is None:
        return False
    shown = {row.key: row.total for row in source.lines}
    return any(not isinstance(shown.get(part), int) for part in one.parts)
