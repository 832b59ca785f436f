"""
What of the figures may leave the house (I2).

Tables that count talks or people are protected by `planning.disclosure`. Occasions are
no people: that there was one festival is on every poster. Minutes and hours follow the
table that counts what stands behind them: where that shows nothing, they show nothing
either. A table that sums another one up adds what that one shows, and nothing else: it
can tell nothing that the other one does not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, cast

from allin.planning import disclosure
from allin.planning.disclosure import SUM
from allin.reports.rules.figures import Cell, Figures, Line, Table

OTHER: Final = "other"
OTHER_LABEL: Final = {"de": "Weitere, zusammengefasst", "en": "Others, put together"}
OVERVIEW: Final = "overview"
# What took place in public; who was there is counted, and protected, elsewhere.
OPEN: Final = frozenset({"occasions_by_programme"})
# Sums over all rows of these tables are the lines of the overview.
OVERVIEW_FROM: Final = {
    "sessions": "sessions_by_topic",
    "people": "people_by_sender",
    "minutes": "sessions_by_topic",
    "occasions": "occasions_by_programme",
    "reached": "people_by_programme",
}
ONLY_SHOWN: Final = {
    "de": "Hier ist nur addiert, was oben gezeigt wird; es waren eher mehr.",
    "en": "Only what is shown above is added up here; there may have been more.",
}


def publishable(whole: Figures, *, threshold: int = disclosure.THRESHOLD) -> Figures:
    """Return the figures with every number protected that could show somebody."""
    protected = {
        table.key: _protect(table, whole.columns, threshold)
        for table in whole.tables
        if table.key not in {OVERVIEW, *OPEN}
        and not table.counts
        and not table.made_from
    }
    tables: list[Table] = []
    for table in whole.tables:
        if {table.key, table.made_from} & OPEN:
            tables.append(table)
        elif table.key == OVERVIEW:
            tables.append(_overview(table, protected))
        elif table.made_from:
            source = next(one for one in tables if one.key == table.made_from)
            tables.append(_summed_up(table, source))
        elif table.counts:
            guard = protected[table.counts]
            known = _labels(whole.table(table.counts))
            tables.append(_follow(table, whole.columns, guard, known))
        else:
            tables.append(_shown(table, protected[table.key]))
    return Figures(
        year=whole.year,
        quarter=whole.quarter,
        columns=whole.columns,
        tables=tuple(tables),
        published=True,
        threshold=threshold,
    )


def _protect(
    table: Table, columns: tuple[str, ...], threshold: int
) -> disclosure.Table:
    counts = {
        line.key: dict(zip(columns, _numbers(line), strict=True))
        for line in table.lines
    }
    keep = frozenset(counts) if table.kept else frozenset()
    return disclosure.protect(
        counts, columns, other=OTHER, threshold=threshold, keep=keep
    )


def _numbers(line: Line) -> tuple[int, ...]:
    # Whole figures hold numbers only.
    return cast("tuple[int, ...]", line.cells)


def _labels(table: Table) -> dict[str, Mapping[str, str]]:
    return {OTHER: OTHER_LABEL} | {line.key: line.label for line in table.lines}


def _cell(cell: disclosure.Cell) -> Cell:
    if cell.state == "shown":
        return cell.value or 0
    return cell.state


def _line(
    key: str, label: Mapping[str, str], guard: disclosure.Table, row: str
) -> Line:
    *cells, total = (_cell(cell) for cell in guard.row(row))
    return Line(key, label, tuple(cells), total)


def _shown(table: Table, guard: disclosure.Table) -> Table:
    labels = _labels(table)
    total = table.total
    return Table(
        key=table.key,
        title=table.title,
        lines=tuple(_line(row, labels[row], guard, row) for row in guard.rows),
        total=_line(total.key, total.label, guard, SUM) if total else None,
        note=table.note,
        kept=table.kept,
    )


def _summed_up(table: Table, source: Table) -> Table:
    """Add up what another table shows; where it shows nothing, neither does this."""
    shown = {line.key: line for line in source.lines}
    lines = [
        replace(
            line,
            cells=tuple(
                _sum_of(shown[part].cells[n] for part in line.parts if part in shown)
                for n in range(len(line.cells))
            ),
            total=_sum_of(shown[part].total for part in line.parts if part in shown),
        )
        for line in table.lines
    ]
    note = {
        code: f"{text} {ONLY_SHOWN[code]}" for code, text in table.note.items()
    }  # fmt: skip
    return replace(table, lines=tuple(lines), note=note)


def _sum_of(cells: Iterable[Cell]) -> Cell:
    numbers = [cell for cell in cells if isinstance(cell, int)]
    return sum(numbers) if numbers else "withheld"


def _follow(
    table: Table,
    columns: tuple[str, ...],
    guard: disclosure.Table,
    known: Mapping[str, Mapping[str, str]],
) -> Table:
    """Show minutes where the counts behind them are shown, none given there too."""
    given = {line.key: line for line in table.lines}
    labels = {**known, **_labels(table)}
    unit = table.total.unit if table.total else "minutes"
    lines = []
    for row in guard.rows:
        parts = [row, *guard.grouped] if row == OTHER else [row]
        behind = [given[part] for part in parts if part in given]
        sums = [sum(_numbers(line)[n] for line in behind) for n in range(len(columns))]
        lines.append(_masked(row, labels[row], sums, guard, unit))
    total = table.total
    return Table(
        key=table.key,
        title=table.title,
        lines=tuple(lines),
        total=_masked(
            total.key, total.label, list(_numbers(total)), guard, unit, row=SUM
        )
        if total
        else None,
        note=table.note,
        counts=table.counts,
        kept=table.kept,
    )


def _masked(
    key: str,
    label: Mapping[str, str],
    sums: list[int],
    guard: disclosure.Table,
    unit: str,
    *,
    row: str | None = None,
) -> Line:
    states = [cell.state for cell in guard.row(key if row is None else row)]
    cells: list[Cell] = [
        number if state == "shown" else state
        for number, state in zip([*sums, sum(sums)], states, strict=True)
    ]
    return Line(key, label, tuple(cells[:-1]), cells[-1], unit)  # type: ignore[arg-type]


def _overview(table: Table, protected: Mapping[str, disclosure.Table]) -> Table:
    lines = []
    for line in table.lines:
        source = OVERVIEW_FROM.get(line.key)
        if source is None or source in OPEN:
            lines.append(line)
            continue
        guard = protected[source]
        sums = list(_numbers(line))
        lines.append(_masked(line.key, line.label, sums, guard, line.unit, row=SUM))
    return Table(table.key, table.title, tuple(lines), None, table.note)
