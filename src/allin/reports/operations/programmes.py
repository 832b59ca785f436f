"""Programmes in the figures of a period: what took place, whom it reached, for whom."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from allin.centres.models import Centre
from allin.programmes import statistics
from allin.programmes.statistics import Commission
from allin.reports.operations.tables import LANGUAGES, Cells, make, quarter_of, words
from allin.reports.rules.figures import Line, Table, Unit
from allin.reports.rules.periods import day_after, first_day
from allin.volunteers.statistics import HoursRow

NOBODY = "partner:"
WITHOUT = "without"
Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Counted:
    """Cells by programme: occasions, people at them, rows of work and minutes."""

    occasions: Cells
    people: Cells
    entries: Cells
    minutes: Cells
    labels: Labels
    bodies: Mapping[str, str]  # programme row -> row of who commissioned it
    body_labels: Labels


def count(
    *, centre: Centre, columns: Sequence[str], hours: Sequence[HoursRow]
) -> Counted:
    """Count programmes of a period; one query, hours are read already."""
    catalogue = statistics.reach(
        centre=centre, first=first_day(columns[0]), after=day_after(columns[-1])
    )
    occasions: Cells = defaultdict(lambda: defaultdict(int))
    people: Cells = defaultdict(lambda: defaultdict(int))
    for one, months in catalogue.items():
        row = _row(one.programme_id)
        for reached in months:
            occasions[row][quarter_of(reached.month)] += reached.held
            people[row][quarter_of(reached.month)] += reached.people
    entries: Cells = defaultdict(lambda: defaultdict(int))
    minutes: Cells = defaultdict(lambda: defaultdict(int))
    for given in hours:
        row, column = _row(given.programme_id), quarter_of(given.month)
        entries[row][column] += given.rows
        minutes[row][column] += given.minutes
    without = words(lambda: gettext("outside of programmes"))
    nobody = words(lambda: gettext("nobody named"))
    return Counted(
        occasions={row: cells for row, cells in occasions.items() if cells},
        people={row: cells for row, cells in people.items() if any(cells.values())},
        entries=entries,
        minutes=minutes,
        labels={WITHOUT: without}
        | {_row(one.programme_id): dict.fromkeys(LANGUAGES, one.name)
           for one in catalogue},
        bodies={_row(one.programme_id): _body(one) for one in catalogue},
        body_labels={
            _body(one): dict.fromkeys(LANGUAGES, one.body) if one.body else nobody
            for one in catalogue
        },
    )  # fmt: skip


def tables(counted: Counted, columns: Sequence[str]) -> tuple[Table, ...]:
    """Return the tables of programmes, then the same by who commissioned them."""
    by_programme = (
        make(
            "occasions_by_programme", lambda: gettext("Programmes: occasions"),
            counted.occasions, counted.labels, columns, unit="count", kept=True,
        ),
        make(
            "people_by_programme", lambda: gettext("Programmes: people taking part"),
            counted.people, counted.labels, columns, unit="count", kept=True,
            note=words(lambda: gettext(
                "Counted at each occasion: somebody who comes twice counts twice."
            )),
        ),
        make(
            "entries_by_programme",
            lambda: gettext("Volunteer work by programme: entries"),
            counted.entries, counted.labels, columns, unit="count", kept=True,
        ),
        make(
            "hours_by_programme", lambda: gettext("Volunteer work by programme: hours"),
            counted.minutes, counted.labels, columns, unit="hours",
            counts="entries_by_programme", kept=True,
        ),
    )  # fmt: skip
    return (
        *by_programme,
        _by_body("occasions_by_partner", by_programme[0], counted, "count"),
        _by_body("people_by_partner", by_programme[1], counted, "count"),
        _by_body("hours_by_partner", by_programme[3], counted, "hours"),
    )


TITLES = {
    "occasions_by_partner": lambda: gettext("Who was relieved: occasions"),
    "people_by_partner": lambda: gettext("Who was relieved: people at occasions"),
    "hours_by_partner": lambda: gettext("Who was relieved: hours in programmes"),
}


def _by_body(key: str, source: Table, counted: Counted, unit: Unit) -> Table:
    """Sum a table of programmes up by who commissioned them."""
    parts: dict[str, list[Line]] = defaultdict(list)
    for line in source.lines:
        if line.key in counted.bodies:
            parts[counted.bodies[line.key]].append(line)
    lines = []
    for body, rows in parts.items():
        cells = tuple(
            sum(int(row.cells[n]) for row in rows) for n in range(len(rows[0].cells))
        )
        lines.append(
            Line(
                body, dict(counted.body_labels[body]), cells, sum(cells), unit,
                parts=tuple(row.key for row in rows),
            )
        )  # fmt: skip
    lines.sort(key=lambda line: (-int(line.total), line.key))
    return Table(
        key=key,
        title=words(TITLES[key]),
        lines=tuple(lines),
        total=None,
        note=words(
            lambda: gettext("A programme counts for the body that commissioned it.")
        ),
        made_from=source.key,
    )


def _row(programme_id: int | None) -> str:
    return WITHOUT if programme_id is None else f"programme:{programme_id}"


def _body(one: Commission) -> str:
    return f"{NOBODY}{one.partner_id or ''}"
