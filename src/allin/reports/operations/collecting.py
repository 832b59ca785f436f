"""Collecting the figures of a period, from the statistics of the rooms alone."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from django.utils import translation
from django.utils.translation import gettext

from allin.centres.models import Centre
from allin.counselling import statistics as counselling
from allin.counselling.statistics import METHOD, Dimension, Month, Span, Tally
from allin.reports.rules.figures import Figures, Line, Table, Unit
from allin.rooms import statistics as rooms
from allin.volunteers import statistics as volunteers

LANGUAGES: Final = ("de", "en")
QUARTERS: Final = (1, 2, 3, 4)
Cells = dict[str, dict[str, int]]  # row key -> column -> number


def columns_of(year: int, quarter: int) -> tuple[str, ...]:
    """Return the columns: the quarters of a year, or the one quarter."""
    return tuple(f"{year}-Q{n}" for n in QUARTERS if quarter in {0, n})


def span_of(year: int, quarter: int) -> Span:
    """Return the months of a period."""
    if quarter:
        return counselling.quarter(year, quarter)
    return counselling.whole_year(year)


def period_ends(year: int, quarter: int) -> dt.date:
    """Return the first day after a period."""
    last = span_of(year, quarter).last
    return _after(last)


def _after(month: Month) -> dt.date:
    first = dt.date(month.year, month.month, 1)
    return (first + dt.timedelta(days=32)).replace(day=1)


def _words(make: Callable[[], str]) -> dict[str, str]:
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = str(make())
    return found


@dataclass(frozen=True)
class _Counted:
    """One dimension of the contact facts, with labels in all languages."""

    labels: Mapping[str, Mapping[str, str]]
    tallies: Mapping[tuple[str, str], Tally]

    def cells(self, part: str) -> Cells:
        found: Cells = defaultdict(dict)
        for (row, column), tally in self.tallies.items():
            found[row][column] = getattr(tally, part)
        return {row: cells for row, cells in found.items() if any(cells.values())}


def _count(
    centre: Centre, span: Span, by: Dimension, spoken: Sequence[str]
) -> _Counted:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    tallies: Mapping[tuple[str, str], Tally] = {}
    for code in spoken:
        with translation.override(code):
            named, tallies = counselling.labelled(
                centre=centre, span=span, rows=by, columns="quarter"
            )
        for key, label in named.items():
            labels[key][code] = label
    return _Counted(labels, tallies)


def collect(
    *,
    centre: Centre,
    year: int,
    quarter: int = 0,
    spoken: Sequence[str] = LANGUAGES,
) -> Figures:
    """
    Collect the whole figures of a year or quarter.

    Contact facts, hours and bookings are read through the statistics of their rooms;
    no case and no person is.

    :param quarter: 1 to 4; 0 for the whole year
    :param spoken: languages in which rows get their labels
    """
    span, columns = span_of(year, quarter), columns_of(year, quarter)
    topics = _count(centre, span, "topic", spoken)
    languages = _count(centre, span, "language", spoken)
    associations = _count(centre, span, "association", spoken)
    senders = _count(centre, span, "referrer", spoken)
    hours, rows, kinds = _hours(centre, span)
    used, bookings, names = _rooms(centre, span)
    tables = (
        _overview(columns, senders, hours),
        _table("sessions_by_topic", _topic_title, topics, "sessions", columns),
        _table("sessions_by_language", _language_title, languages, "sessions", columns),
        _table(
            "sessions_by_association", _association_title, associations, "sessions",
            columns,
        ),
        _table(
            "people_by_sender", _people_title, senders, "people", columns,
            note=_words(lambda: str(METHOD)),
        ),
        _table("sessions_by_sender", _sent_title, senders, "sessions", columns),
        _table(
            "minutes_by_sender", _minutes_title, senders, "minutes", columns,
            unit="minutes", counts="sessions_by_sender",
        ),
        _make("entries_by_kind", _entries_title, rows, kinds, columns, unit="count"),
        _make(
            "hours_by_kind", _hours_title, hours, kinds, columns, unit="hours",
            counts="entries_by_kind",
        ),
        _make("bookings_by_room", _bookings_title, bookings, names, columns,
              unit="count"),
        _make(
            "hours_by_room", _rooms_title, used, names, columns, unit="hours",
            counts="bookings_by_room",
        ),
    )  # fmt: skip
    return Figures(year=year, quarter=quarter, columns=columns, tables=tables)


def _topic_title() -> str:
    return gettext("Talks by topic")


def _language_title() -> str:
    return gettext("Talks by language")


def _association_title() -> str:
    return gettext("Talks by association")


def _people_title() -> str:
    return gettext("Who was relieved: people received")


def _sent_title() -> str:
    return gettext("Who was relieved: talks")


def _minutes_title() -> str:
    return gettext("Who was relieved: minutes")


def _entries_title() -> str:
    return gettext("Volunteer work: entries")


def _hours_title() -> str:
    return gettext("Volunteer work: hours")


def _bookings_title() -> str:
    return gettext("Rooms: bookings")


def _rooms_title() -> str:
    return gettext("Rooms: hours booked")


def _table(
    key: str,
    title: Callable[[], str],
    counted: _Counted,
    part: str,
    columns: Sequence[str],
    *,
    unit: Unit = "count",
    note: Mapping[str, str] | None = None,
    counts: str = "",
) -> Table:
    return _make(
        key, title, counted.cells(part), counted.labels, columns,
        unit=unit, note=note, counts=counts,
    )  # fmt: skip


def _make(
    key: str,
    title: Callable[[], str],
    cells: Cells,
    labels: Mapping[str, Mapping[str, str]],
    columns: Sequence[str],
    *,
    unit: Unit,
    note: Mapping[str, str] | None = None,
    counts: str = "",
) -> Table:
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
        title=_words(title),
        lines=tuple(lines),
        total=Line("sum", _words(lambda: gettext("Sum")), sums, sum(sums), unit),
        note=note or {},
        counts=counts,
    )


def _overview(columns: Sequence[str], senders: _Counted, hours: Cells) -> Table:
    def line(key: str, name: Callable[[], str], cells: Cells, unit: Unit) -> Line:
        numbers = tuple(
            sum(row.get(column, 0) for row in cells.values()) for column in columns
        )
        return Line(key, _words(name), numbers, sum(numbers), unit)

    return Table(
        key="overview",
        title=_words(lambda: gettext("At a glance")),
        lines=(
            line("sessions", lambda: gettext("Talks"), senders.cells("sessions"),
                 "count"),
            line("people", lambda: gettext("People received"), senders.cells("people"),
                 "count"),
            line("minutes", lambda: gettext("Time of the talks"),
                 senders.cells("minutes"), "hours"),
            line("hours", lambda: gettext("Volunteer hours"), hours, "hours"),
        ),
        total=None,
        note={},
    )  # fmt: skip


def _rooms(
    centre: Centre, span: Span
) -> tuple[Cells, Cells, dict[str, dict[str, str]]]:
    """Return minutes and bookings by room, and the rooms' names."""
    minutes: Cells = defaultdict(lambda: defaultdict(int))
    bookings: Cells = defaultdict(lambda: defaultdict(int))
    first = dt.date(span.first.year, span.first.month, 1)
    last = _after(span.last) - dt.timedelta(days=1)
    for use in rooms.use_of_rooms(centre=centre, first=first, last=last):
        column = f"{use.month.year}-Q{(use.month.month + 2) // 3}"
        minutes[f"room:{use.room_id}"][column] += use.minutes
        bookings[f"room:{use.room_id}"][column] += use.bookings
    labels = {
        f"room:{pk}": dict.fromkeys(LANGUAGES, name)
        for pk, name in rooms.names(centre=centre).items()
    }
    return minutes, bookings, labels


def _hours(
    centre: Centre, span: Span
) -> tuple[Cells, Cells, dict[str, dict[str, str]]]:
    """Return minutes and entries of volunteer work by kind, and the kinds' names."""
    minutes: Cells = defaultdict(lambda: defaultdict(int))
    entries: Cells = defaultdict(lambda: defaultdict(int))
    first = dt.date(span.first.year, span.first.month, 1)
    for row in volunteers.hours(centre=centre, first=first, after=_after(span.last)):
        column = f"{row.month.year}-Q{(row.month.month + 2) // 3}"
        minutes[row.kind][column] += row.minutes
        entries[row.kind][column] += row.rows
    labels = {kind: _words(partial(volunteers.kind_label, kind)) for kind in minutes}
    return minutes, entries, labels
