"""
Small numbers that leave the house.

A published table has fixed columns (the quarters of a year) and every sum. A number
from 1 to 4 could let a neighbour recognise somebody, so five rules apply:

1. Rows that are rare over the whole year are grouped under one name.
2. A number above 0 and below the threshold is not shown: "under 5".
3. Whatever would give it away by adding and taking away is withheld too.
4. Sums over all rows are protected first, by themselves: they are the same in every
   table of that year, so no table gives away what another one hides.
5. A reader who knows these rules, and all sums, must not be able to tell a small
   number from any other small number. `ranges` is that reader; tests play them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from allin.planning.disclosure.flow import (
    SUM,
    Arc,
    Key,
    State,
    circulation,
    goals_of,
    ranges_of,
    withhold,
)

__all__ = (
    "SUM",
    "THRESHOLD",
    "Cell",
    "Key",
    "State",
    "Table",
    "group_rare",
    "protect",
    "ranges",
)

THRESHOLD: Final = 5
SHOWN: Final = 0.8  # of the inner cells; rows are grouped until it is reached
FEWEST: Final = 2  # rows a table keeps


@dataclass(frozen=True)
class Cell:
    """One number of a published table: what stands there, or why it does not."""

    state: State
    value: int | None


@dataclass(frozen=True)
class Table:
    """
    A table that may leave the house.

    :param rows: labels in order, the grouped one last
    :param grouped: the labels that became one row
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Key, Cell]
    grouped: tuple[str, ...]
    threshold: int

    def row(self, label: str) -> list[Cell]:
        """Return the cells of a row, its sum last; label "" is the sum of all rows."""
        return [self.cells[label, column] for column in (*self.columns, SUM)]

    @property
    def share_shown(self) -> float:
        """Which part of the inner cells is shown."""
        inner = [self.cells[row, col] for row in self.rows for col in self.columns]
        return sum(c.state == "shown" for c in inner) / len(inner) if inner else 1.0


def group_rare(
    counts: Mapping[str, Mapping[str, int]],
    columns: Sequence[str],
    *,
    other: str,
    least: int,
    keep: frozenset[str] = frozenset(),
) -> tuple[dict[str, dict[str, int]], tuple[str, ...]]:
    """
    Put rows that are rare over the year together under `other`, and say which.

    :param least: a row with fewer than this over all columns is rare; the grouped row
        takes in the next rarest until it is not rare itself
    :param keep: rows that are never grouped
    """
    sums = {row: sum(cells.get(c, 0) for c in columns) for row, cells in counts.items()}
    order = sorted((r for r in sums if r not in keep), key=lambda r: (sums[r], r))
    rare = [row for row in order if sums[row] < least]
    rest = order[len(rare) :]
    while rare and rest and (len(rare) == 1 or sum(sums[r] for r in rare) < least):
        rare.append(rest.pop(0))
    if len(rare) < 2:  # noqa: PLR2004  (one row alone is no group)
        rare = []
    left = {
        row: {c: cells.get(c, 0) for c in columns}
        for row, cells in counts.items()
        if row not in rare
    }
    if rare:
        old = left.pop(other, {})
        left[other] = {
            c: old.get(c, 0) + sum(counts[r].get(c, 0) for r in rare) for c in columns
        }
    return left, tuple(rare)


def protect(
    counts: Mapping[str, Mapping[str, int]],
    columns: Sequence[str],
    *,
    other: str = "other",
    threshold: int = THRESHOLD,
    keep: frozenset[str] = frozenset(),
) -> Table:
    """
    Return the table as it may be published.

    :param counts: row -> column -> number; a missing number is 0
    :param columns: the fixed columns, such as the quarters; their sum is the year
    :param other: label of the row that rare rows are grouped in
    :param threshold: numbers from 1 to one below it are not shown
    """
    least = len(columns) * threshold
    while True:
        rows, grouped = group_rare(counts, columns, other=other, least=least, keep=keep)
        labels = [*(row for row in rows if row != other), *({other} & {*rows})]
        arcs, is_safe = _veiled(rows, labels, columns, threshold)
        left = [sum(rows[row].values()) for row in rows if row not in {other, *keep}]
        is_coarse = len(rows) <= FEWEST or not left
        # One row that is rare by itself finds no other to be grouped with.
        is_stuck = not left or least > max(left)
        is_last = is_stuck and not keep
        # What is shown so far is the most that can be: withholding takes away only.
        if is_last or (is_safe and (is_coarse or _share_shown(arcs) >= SHOWN)):
            withhold(arcs, _free(arcs), threshold)
            if is_last or is_coarse or _share_shown(arcs) >= SHOWN:
                return _table(arcs, labels, columns, grouped, threshold)
        if is_stuck:
            keep = frozenset()  # better another grouping than somebody given away
        else:
            least = max(least, min(left)) + 1  # the next rarest row joins the group


def _veiled(
    rows: Mapping[str, Mapping[str, int]],
    labels: Sequence[str],
    columns: Sequence[str],
    threshold: int,
) -> tuple[dict[Key, Arc], bool]:
    """Hide what is small, and say whether withholding more can protect all of it."""
    arcs = circulation(_numbers(rows, labels, columns), labels, columns)
    for arc in arcs.values():
        if 0 < arc.value < threshold:
            arc.hide(threshold)
    _protect_sums(arcs, columns, threshold)
    _veil(arcs, threshold)
    return arcs, _tells_nobody(arcs, goals_of(arcs, _free(arcs), threshold))


def _share_shown(arcs: Mapping[Key, Arc]) -> float:
    inner = [arc.is_shown for (row, column), arc in arcs.items() if row and column]
    return sum(inner) / len(inner) if inner else 1.0


def _table(
    arcs: Mapping[Key, Arc],
    labels: Sequence[str],
    columns: Sequence[str],
    grouped: tuple[str, ...],
    threshold: int,
) -> Table:
    return Table(
        rows=tuple(labels),
        columns=tuple(columns),
        cells={
            key: Cell(arc.state, arc.value if arc.is_shown else None)
            for key, arc in arcs.items()
        },
        grouped=grouped,
        threshold=threshold,
    )


def _free(arcs: Mapping[Key, Arc]) -> frozenset[Key]:
    """Return what a table may withhold: all but the sums that every table shows."""
    return frozenset(key for key in arcs if key[0] != SUM)


def _tells_nobody(
    arcs: Mapping[Key, Arc], could_be: Mapping[Key, tuple[int, int]]
) -> bool:
    return all(low < high for key, (low, high) in could_be.items() if arcs[key].value)


def _numbers(
    rows: Mapping[str, Mapping[str, int]], labels: Sequence[str], columns: Sequence[str]
) -> dict[Key, int]:
    numbers: dict[Key, int] = {}
    for label in labels:
        numbers |= {(label, c): rows[label].get(c, 0) for c in columns}
        numbers[label, SUM] = sum(numbers[label, c] for c in columns)
    for column in (*columns, SUM):
        numbers[SUM, column] = sum(numbers[label, column] for label in labels)
    return numbers


def _veil(arcs: Mapping[Key, Arc], threshold: int) -> None:
    """
    Where a sum is small, not even say which of its parts are nothing.

    "Under 5" says 1 to 4: four quarters of "under 5" in a year of "under 5" would be
    one each. So a whole that is small says so once, and everything in it is withheld.
    """
    if arcs[SUM, SUM].state == "small":
        for key, arc in arcs.items():
            if key != (SUM, SUM):
                arc.hide(threshold, veiled=True)
        return
    small = {key for key, arc in arcs.items() if arc.state == "small" and SUM in key}
    for (row, column), arc in arcs.items():
        sums = {(row, SUM), (SUM, column)}
        # Where a sum is nothing, everybody knows that its parts are nothing too.
        is_nothing = any(not arcs[key].value for key in sums)
        if row and column and sums & small and not is_nothing:
            arc.hide(threshold, veiled=True)


def _protect_sums(arcs: dict[Key, Arc], columns: Sequence[str], threshold: int) -> None:
    """Protect the sums over all rows, by nothing but themselves."""
    keys = [(SUM, column) for column in (*columns, SUM)]
    if all(arcs[key].is_shown for key in keys):
        return
    # One node for all columns: only the sums and the whole hang together here.
    alone = {key: replace(arcs[key], tail="from", head="to") for key in keys}
    whole = alone[SUM, SUM]
    whole.tail, whole.head = "to", "from"
    withhold(alone, frozenset(keys), threshold)
    for key in keys:
        if arcs[key].is_shown and not alone[key].is_shown:
            arcs[key].hide(threshold)


def ranges(
    table: Table, truth: Mapping[str, Mapping[str, int]]
) -> dict[Key, tuple[tuple[int, int], tuple[int, int]]]:
    """
    Play the reader who knows the rules and every sum.

    :param truth: the numbers behind the table; only used as one solution to start
        from, what can be reached from it does not depend on which
    :returns: for each cell that stands for few people, what it can be, and what it
        could be if nothing but the small cells' places were known
    """
    rows: dict[str, dict[str, int]] = {label: {} for label in table.rows}
    for label, cells in truth.items():
        at = table.rows[-1] if label in table.grouped else label
        for column, number in cells.items():
            rows[at][column] = rows[at].get(column, 0) + number
    arcs = circulation(
        _numbers(rows, table.rows, table.columns), table.rows, table.columns
    )
    for key, arc in arcs.items():
        if table.cells[key].state != "shown":
            arc.hide(table.threshold)
    _veil(arcs, table.threshold)
    goals = goals_of(arcs, _free(arcs), table.threshold)
    can_be = ranges_of(arcs, goals)
    return {key: (can_be[key], goal) for key, goal in goals.items()}
