"""One sheet for screen, CSV, XLSX and PDF, so that they cannot differ."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from allin.reports.models import Report
from allin.reports.rules import Cell, Figures, Line, Table
from allin.reports.rules.saying import number
from allin.ui import dates

CHARTS: Final = ("sessions_by_topic", "sessions_by_language", "people_by_sender")
BARS: Final = 12  # in a chart; the table below it has all rows
# Without a programme they say nothing; the page stays short.
OF_PROGRAMMES: Final = ("_by_programme", "_by_partner")


@dataclass(frozen=True)
class Written:
    """
    A cell as it is written.

    :param number: what a spreadsheet may add up; None where no number is shown
    :param unit: "hours" are minutes, written 12:30
    """

    text: str
    number: int | None
    unit: str


@dataclass(frozen=True)
class Row:
    label: str
    cells: Sequence[Written]
    is_sum: bool


@dataclass(frozen=True)
class Grid:
    """A table as it is written; `head` names the columns after the first."""

    key: str
    title: str
    head: Sequence[str]
    rows: Sequence[Row]
    note: str

    @property
    def bars(self) -> Sequence[tuple[str, float | None]]:
        """Rows and their sums for a chart, if there is one; what is hidden is not."""
        if self.key not in CHARTS:
            return []
        return [
            (row.label, row.cells[-1].number)
            for row in self.rows
            if not row.is_sum and row.cells[-1].text != _("hidden")
        ][:BARS]

    @property
    def caption(self) -> str:
        """What a chart of it shows, in words."""
        return _("%(title)s, over the whole period") % {"title": self.title}


@dataclass(frozen=True)
class Sheet:
    """
    A whole report.

    :param frozen: "frozen on …, check value …", or that it is not frozen
    """

    title: str
    lead: str
    centre: str
    address: str
    frozen: str
    frozen_at: dt.datetime | None
    explained: str
    grids: Sequence[Grid]
    language: str
    published: bool

    def grid(self, key: str) -> Grid:
        """Return a table by its key."""
        return next(grid for grid in self.grids if grid.key == key)


def period_name(year: int, quarter: int) -> str:
    """Name a period: "1. Quartal 2026" or "Jahr 2026"."""
    if quarter:
        return _("quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": year}
    return _("year %(year)s") % {"year": year}


def written(cell: Cell, unit: str, language: str, threshold: int) -> Written:
    """Write a cell, or say in words why it shows no number."""
    if cell == "small":
        return Written(_("fewer than %(n)d") % {"n": threshold}, None, unit)
    if cell == "withheld":
        return Written(_("hidden"), None, unit)
    if unit == "hours":
        hours, minutes = divmod(cell, 60)
        return Written(f"{number(hours, language)}:{minutes:02}", cell, unit)
    return Written(number(cell, language), cell, unit)


def sheet(
    figures: Figures, *, centre: Mapping[str, str], report: Report | None, language: str
) -> Sheet:
    """
    Write figures as a sheet in a language; to be called with it switched on.

    :param centre: "name" and "address", as they are printed
    :param report: the frozen report the figures are of, None while they still move
    """
    name = period_name(figures.year, figures.quarter)
    return Sheet(
        title=_("Report, %(period)s") % {"period": name},
        lead=_lead(figures, language),
        centre=centre["name"],
        address=centre["address"],
        frozen=_frozen(report, language),
        frozen_at=report.frozen_at if report else None,
        explained=_explained(figures),
        grids=[
            _grid(table, figures, language)
            for table in figures.tables
            if table.lines or not table.key.endswith(OF_PROGRAMMES)
        ],
        language=language,
        published=figures.published,
    )


def _frozen(report: Report | None, language: str) -> str:
    if report is None:
        return _("These figures still move. Freeze them to pass them on.")
    at = report.frozen_at.astimezone(report.centre.tz)
    return _("Frozen on %(when)s. Check value %(value)s") % {
        "when": dates.moment(at, language, this_year=0),
        "value": report.check_value,
    }


def _explained(figures: Figures) -> str:
    if not figures.published:
        return ""
    return _(
        "Numbers from 1 to %(most)d are not shown, so that nobody can be recognised. "
        "“hidden” stands where a number would give such a small one away. Rare rows "
        "are put together."
    ) % {"most": figures.threshold - 1}


def _lead(figures: Figures, language: str) -> str:
    lines = {line.key: line for line in figures.table("overview").lines}
    talks, people, hours = (lines[key] for key in ("sessions", "people", "hours"))
    if talks.total == 0:
        return _("There were no talks in this period.")
    said = {
        key: written(line.total, line.unit, language, figures.threshold).text
        for key, line in (("talks", talks), ("people", people), ("hours", hours))
    }
    return (
        _(
            "%(people)s people were received and %(talks)s talks held. Volunteers gave "
            "%(hours)s hours."
        )
        % said
    )


def _grid(table: Table, figures: Figures, language: str) -> Grid:
    lines = [*table.lines, *([table.total] if table.total else [])]
    head = [
        _("quarter %(quarter)s") % {"quarter": column[-1]} for column in figures.columns
    ]
    return Grid(
        key=table.key,
        title=table.title.get(language) or table.title["de"],
        head=[*head, _("Sum")] if len(head) > 1 else head,
        rows=[_row(line, table, figures, language) for line in lines],
        note=table.note.get(language) or table.note.get("de", ""),
    )


def _row(line: Line, table: Table, figures: Figures, language: str) -> Row:
    cells = [*line.cells, line.total] if len(line.cells) > 1 else [line.total]
    return Row(
        label=line.label.get(language) or line.label.get("de", line.key),
        cells=[written(cell, line.unit, language, figures.threshold) for cell in cells],
        is_sum=line is table.total,
    )
