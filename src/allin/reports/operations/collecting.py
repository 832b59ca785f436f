"""Collecting the figures of a period, from the statistics of the rooms alone."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext

from allin.centres.models import Centre
from allin.counselling import statistics as counselling
from allin.counselling.statistics import METHOD, Dimension, Month, Span, Tally
from allin.reports.operations import programmes
from allin.reports.operations.tables import LANGUAGES, Cells, make, quarter_of, words
from allin.reports.rules.figures import Figures, Line, Table, Unit
from allin.reports.rules.periods import QUARTERS, Period, day_after, first_day
from allin.rooms import statistics as rooms
from allin.volunteers import statistics as volunteers
from allin.volunteers.statistics import HoursRow


def columns_of(year: int, quarter: int) -> tuple[str, ...]:
    """Return the columns: the quarters of a year, or the one quarter."""
    return tuple(f"{year}-Q{n}" for n in QUARTERS if quarter in {0, n})


def period_ends(year: int, quarter: int) -> dt.date:
    """Return the first day after a period."""
    return day_after(columns_of(year, quarter)[-1])


def _span(columns: Sequence[str]) -> Span:
    first, last = first_day(columns[0]), first_day(columns[-1])
    return Span(Month(first.year, first.month), Month(last.year, last.month + 2))


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
    return _Counted(
        *counselling.spoken(centre=centre, span=span, rows=by, languages=spoken)
    )


def collect(
    *,
    centre: Centre,
    year: int,
    quarter: int = 0,
    spoken: Sequence[str] = LANGUAGES,
) -> Figures:
    """
    Collect the whole figures of a year or quarter.

    Contact facts, hours, bookings and occasions are read through the statistics of
    their rooms; no case and no person is.

    :param quarter: 1 to 4; 0 for the whole year
    :param spoken: languages in which rows get their labels
    """
    columns = columns_of(year, quarter)
    tables = _tables(centre, columns, spoken)
    return Figures(year=year, quarter=quarter, columns=columns, tables=tables)


def collect_period(*, centre: Centre, period: Period) -> Figures:
    """Collect the whole figures of four quarters in a row."""
    tables = _tables(centre, period.columns, LANGUAGES)
    return Figures(year=period.year, quarter=0, columns=period.columns, tables=tables)


def _tables(
    centre: Centre, columns: Sequence[str], spoken: Sequence[str]
) -> tuple[Table, ...]:
    span = _span(columns)
    topics = _count(centre, span, "topic", spoken)
    languages = _count(centre, span, "language", spoken)
    associations = _count(centre, span, "association", spoken)
    senders = _count(centre, span, "referrer", spoken)
    work = volunteers.hours(
        centre=centre, first=first_day(columns[0]), after=day_after(columns[-1])
    )
    hours, rows, kinds = _hours(work)
    used, bookings, names = _rooms(centre, columns)
    counted = programmes.count(centre=centre, columns=columns, hours=work)
    return (
        _overview(columns, senders, hours, counted),
        _table("sessions_by_topic", _topic_title, topics, "sessions", columns),
        _table("sessions_by_language", _language_title, languages, "sessions", columns),
        _table(
            "sessions_by_association", _association_title, associations, "sessions",
            columns,
        ),
        _table(
            "people_by_sender", _people_title, senders, "people", columns,
            note=words(lambda: str(METHOD)),
        ),
        _table("sessions_by_sender", _sent_title, senders, "sessions", columns),
        _table(
            "minutes_by_sender", _minutes_title, senders, "minutes", columns,
            unit="minutes", counts="sessions_by_sender",
        ),
        *programmes.tables(counted, columns),
        make("entries_by_kind", _entries_title, rows, kinds, columns, unit="count"),
        make(
            "hours_by_kind", _hours_title, hours, kinds, columns, unit="hours",
            counts="entries_by_kind",
        ),
        make("bookings_by_room", _bookings_title, bookings, names, columns,
              unit="count"),
        make(
            "hours_by_room", _rooms_title, used, names, columns, unit="hours",
            counts="bookings_by_room",
        ),
    )  # fmt: skip


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
    return make(
        key, title, counted.cells(part), counted.labels, columns,
        unit=unit, note=note, counts=counts,
    )  # fmt: skip


def _overview(
    columns: Sequence[str],
    senders: _Counted,
    hours: Cells,
    counted: programmes.Counted,
) -> Table:
    def line(key: str, name: Callable[[], str], cells: Cells, unit: Unit) -> Line:
        numbers = tuple(
            sum(row.get(column, 0) for row in cells.values()) for column in columns
        )
        return Line(key, words(name), numbers, sum(numbers), unit)

    return Table(
        key="overview",
        title=words(lambda: gettext("At a glance")),
        lines=(
            line("sessions", lambda: gettext("Talks"), senders.cells("sessions"),
                 "count"),
            line("people", lambda: gettext("People received"), senders.cells("people"),
                 "count"),
            line("minutes", lambda: gettext("Time of the talks"),
                 senders.cells("minutes"), "hours"),
            line("hours", lambda: gettext("Volunteer hours"), hours, "hours"),
            line("occasions", lambda: gettext("Occasions of programmes"),
                 counted.occasions, "count"),
            line("reached", lambda: gettext("People taking part in them"),
                 counted.people, "count"),
        ),
        total=None,
        note={},
    )  # fmt: skip


def _rooms(
    centre: Centre, columns: Sequence[str]
) -> tuple[Cells, Cells, dict[str, dict[str, str]]]:
    """Return minutes and bookings by room, and the rooms' names."""
    minutes: Cells = defaultdict(lambda: defaultdict(int))
    bookings: Cells = defaultdict(lambda: defaultdict(int))
    first, after = first_day(columns[0]), day_after(columns[-1])
    last = after - dt.timedelta(days=1)
    quarters = rooms.use_of_rooms(centre=centre, first=first, last=last, together=3)
    for use in quarters:
        column = quarter_of(use.month)
        minutes[f"room:{use.room_id}"][column] += use.minutes
        bookings[f"room:{use.room_id}"][column] += use.bookings
    labels = {
        f"room:{pk}": dict.fromkeys(LANGUAGES, name)
        for pk, name in rooms.names(centre=centre).items()
    }
    return minutes, bookings, labels


def _hours(
    work: Sequence[HoursRow],
) -> tuple[Cells, Cells, dict[str, dict[str, str]]]:
    """Return minutes and entries of volunteer work by kind, and the kinds' names."""
    minutes: Cells = defaultdict(lambda: defaultdict(int))
    entries: Cells = defaultdict(lambda: defaultdict(int))
    for row in work:
        column = quarter_of(row.month)
        minutes[row.kind][column] += row.minutes
        entries[row.kind][column] += row.rows
    labels = {kind: words(partial(volunteers.kind_label, kind)) for kind in minutes}
    return minutes, entries, labels
