"""The figures of a period, as they are frozen: plain values that become JSON."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

FORMAT = 2  # 1 knew no programmes
# A number, or why none is shown: below the threshold, or it would give one away.
Cell = int | Literal["small", "withheld"]
Unit = Literal["count", "minutes", "hours"]
Words = Mapping[str, str]  # language -> text


@dataclass(frozen=True)
class Line:
    """
    One row.

    :param unit: "hours" is counted in minutes too, and written 12:30
    :param cells: one for each column
    :param total: over all columns
    :param parts: rows of the table it is made from that it sums up
    """

    key: str
    label: Words
    cells: tuple[Cell, ...]
    total: Cell
    unit: Unit = "count"
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """
    One table of a report.

    :param total: the row of sums; None where rows cannot be added
    :param counts: key of the table that says how many people or talks stand behind
    :param made_from: key of the table whose rows this one sums up
    :param kept: its rows are never put together because they are rare
    """

    key: str
    title: Words
    lines: tuple[Line, ...]
    total: Line | None
    note: Words
    counts: str = ""
    made_from: str = ""
    kept: bool = False


@dataclass(frozen=True)
class Figures:
    """
    All tables of a period.

    :param quarter: 1 to 4; 0 for the whole year
    :param columns: quarters, such as "2026-Q1"
    :param published: whether small numbers are protected
    """

    year: int
    quarter: int
    columns: tuple[str, ...]
    tables: tuple[Table, ...]
    published: bool = False
    threshold: int = 0

    def table(self, key: str) -> Table:
        """Return a table by its key; KeyError when there is none."""
        try:
            return next(table for table in self.tables if table.key == key)
        except StopIteration as error:
            raise KeyError(key) from error


def dump(figures: Figures) -> dict[str, Any]:
    """Return figures as what JSON can hold, always the same for the same figures."""
    held: dict[str, Any] = json.loads(json.dumps(asdict(figures)))
    return {"format": FORMAT, **held}


def load(held: Mapping[str, Any]) -> Figures:
    """Return the figures that were dumped."""
    return Figures(
        year=held["year"],
        quarter=held["quarter"],
        columns=tuple(held["columns"]),
        tables=tuple(_table(table) for table in held["tables"]),
        published=held["published"],
        threshold=held["threshold"],
    )


def _table(held: Mapping[str, Any]) -> Table:
    return Table(
        key=held["key"],
        title=held["title"],
        lines=tuple(_line(line) for line in held["lines"]),
        total=_line(held["total"]) if held["total"] else None,
        note=held["note"],
        counts=held["counts"],
        made_from=held.get("made_from", ""),
        kept=held.get("kept", False),
    )


def _line(held: Mapping[str, Any]) -> Line:
    return Line(
        key=held["key"],
        label=held["label"],
        cells=tuple(held["cells"]),
        total=held["total"],
        unit=held["unit"],
        parts=tuple(held.get("parts", ())),
    )


def digest(*held: Mapping[str, Any]) -> str:
    """Return the check value of dumped figures: SHA-256 over their canonical JSON."""
    canonical = json.dumps(
        held, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
