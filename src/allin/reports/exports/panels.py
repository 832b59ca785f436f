"""What a reader looks at: tables that speak of the same rows stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.reports.exports.sheet import Grid, Row, Sheet, Written

# By what the rows are, which ends the key of a table: the heading of all of them.
TOGETHER: Final[dict[str, Promise]] = {
    "sender": gettext_lazy("Who was relieved: counselling"),
    "programme": gettext_lazy("Programmes"),
    "partner": gettext_lazy("Who was relieved: programmes"),
    "kind": gettext_lazy("Volunteer work"),
    "room": gettext_lazy("Rooms"),
}
NOTHING: Final = Written("–", None, "count")


@dataclass(frozen=True)
class Panel:
    """
    One part of a report on screen.

    :param bars: a chart of `grid`'s or of the folded rows, or nothing
    :param grid: what stands open
    :param folded: what opens under `folded_as`: each number of it, column by column
    """

    title: str
    grid: Grid | None
    notes: Sequence[str]
    bars: Sequence[tuple[str, float | None]] = ()
    caption: str = ""
    folded: Sequence[Grid] = ()
    folded_as: str = ""


def panels(sheet: Sheet) -> list[Panel]:
    """
    Put a sheet's tables together for the screen; no number is left out.

    Several tables by the same rows become one of their sums. With more than one
    period in it, the tables as they are printed open under it; so do those of a chart.
    """
    return [_panel(list(grids)) for _kind, grids in groupby(sheet.grids, key=_kind_of)]


def _kind_of(grid: Grid) -> str:
    ends = grid.key.rpartition("_by_")[2]
    return ends if ends in TOGETHER else grid.key


def _panel(grids: Sequence[Grid]) -> Panel:
    first, kind = grids[0], _kind_of(grids[0])
    notes = tuple(dict.fromkeys(grid.note for grid in grids if grid.note))
    if kind in TOGETHER:
        parted = len(first.head) > 1
        return Panel(
            title=str(TOGETHER[kind]),
            grid=_beside_each_other(grids),
            notes=notes,
            bars=first.bars,
            caption=first.caption,
            folded=grids if parted else (),
            folded_as=_("By quarter"),
        )
    if not first.bars:
        return Panel(first.title, first, notes)
    return Panel(
        first.title, None, notes, first.bars, first.caption, grids, _("As a table")
    )


def _beside_each_other(grids: Sequence[Grid]) -> Grid:
    """Return one table of the sums: a row stands where it stood first."""
    labels = dict.fromkeys(
        (row.is_sum, row.label) for grid in grids for row in grid.rows
    )
    found = [
        {(row.is_sum, row.label): row.cells[-1] for row in grid.rows} for grid in grids
    ]
    rows = [
        Row(label, [cells.get((is_sum, label), NOTHING) for cells in found], is_sum)
        for is_sum, label in labels
    ]
    return replace(grids[0], head=[_column(grid.title) for grid in grids], rows=rows)


def _column(title: str) -> str:
    """Return what a table counts: "Talks" of "Who was relieved: talks"."""
    said = title.rpartition(": ")[2]
    return said[:1].upper() + said[1:]
