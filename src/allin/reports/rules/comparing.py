"""
What two published versions of one period give away side by side.

Whoever kept the first version compares it with the second. Both hide the same places
and show the same rows, so neither helps to reckon what the other hides; and what is
shown in both is the same or differs by as many as a shown number counts at least, so
that no difference stands for single people.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from allin.reports.rules.figures import Cell, Figures, Line, Table
from allin.reports.rules.publishing import OPEN

# In the overview one line says how many people or talks stand behind another.
BEHIND: Final[Mapping[str, str]] = {"minutes": "sessions"}
OPEN_LINES: Final = frozenset({"occasions"})
# What figures frozen before programmes were counted do not have.
NEWER: Final = frozenset(
    {
        "occasions_by_programme", "people_by_programme", "entries_by_programme",
        "hours_by_programme", "occasions_by_partner", "people_by_partner",
        "hours_by_partner",
    }
)  # fmt: skip
NEWER_LINES: Final = frozenset({"occasions", "reached"})
Lines = Mapping[str, tuple[Cell, ...]]


def may_stand_beside(before: Figures, after: Figures) -> bool:
    """
    Whether a version may be published after another that somebody may have kept.

    :param before: as it was published, small numbers protected
    :param after: as it would be published
    """
    if before == after:
        return True
    if before.columns != after.columns or before.threshold != after.threshold:
        return False
    old, new = _compared(before), _compared(after)
    if not old.keys() & NEWER:
        new = {key: _without_newer(one) for key, one in new.items() if key not in NEWER}
    if old.keys() != new.keys():
        return False
    return all(_hides_the_same(old[key], new[key]) for key in old) and all(
        _tells_of_many(old, new, key, after.threshold) for key in old
    )


def _compared(figures: Figures) -> dict[str, Table]:
    """Return the tables by key; what only adds up another one tells nothing more."""
    return {table.key: table for table in figures.tables if not table.made_from}


def _without_newer(table: Table) -> Table:
    if table.key != "overview":
        return table
    return replace(
        table, lines=tuple(one for one in table.lines if one.key not in NEWER_LINES)
    )


def _lines(table: Table) -> Lines:
    every: list[Line] = [*table.lines, *([table.total] if table.total else [])]
    return {line.key: (*line.cells, line.total) for line in every}


def _hides_the_same(old: Table, new: Table) -> bool:
    return _hidden(old) == _hidden(new)


def _hidden(table: Table) -> dict[str, list[str]]:
    return {
        key: ["" if isinstance(cell, int) else cell for cell in cells]
        for key, cells in _lines(table).items()
    }


def _tells_of_many(
    old: Mapping[str, Table], new: Mapping[str, Table], key: str, least: int
) -> bool:
    """Whether every number that changed stands for at least `least` people."""
    counts = new[key].counts
    if key in OPEN:
        return True
    for row, place, by in _changes(old[key], new[key]):
        if row in OPEN_LINES:
            continue
        if counts or row in BEHIND:
            of, line = (counts, row) if counts else (key, BEHIND[row])
            by = _change(old[of], new[of], line, place)  # noqa: PLW2901
        if abs(by) < least:
            return False
    return True


def _changes(old: Table, new: Table) -> Iterator[tuple[str, int, int]]:
    """Yield row, place and difference of every shown number that changed."""
    was = _lines(old)
    for row, cells in _lines(new).items():
        for place in range(len(cells)):
            by = _change_of(was[row][place], cells[place])
            if by:
                yield row, place, by


def _change(old: Table, new: Table, row: str, place: int) -> int:
    return _change_of(_lines(old)[row][place], _lines(new)[row][place])


def _change_of(was: Cell, now: Cell) -> int:
    return now - was if isinstance(was, int) and isinstance(now, int) else 0
