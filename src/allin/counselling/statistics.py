"""
Figures, from contact facts only. No case, code or person is ever read here.

A period is a `Span` of whole months. `sessions` counts talks, `people` counts people
received for the first time with their concern, `minutes` the time given. A need nobody
met is a fact without a session and counts in `unmet` alone.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Literal

from django.db.models import F, Q, QuerySet, Sum
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from allin.core import languages
from allin.core.people import Centre
from allin.core.prepared import Prepared
from allin.counselling.models import ContactFact
from allin.counselling.rules import Origin, Outcome, Unmet
from allin.directory import statistics as directory
from allin.directory.models import Topic

Dimension = Literal[
    "topic",
    "language",
    "district",
    "association",
    "referrer",
    "programme",
    "outcome",
    "kind",
    "month",
    "quarter",
]
DIMENSIONS: Final[Mapping[Dimension, object]] = {
    "topic": _("Topic"),
    "language": _("Language"),
    "district": _("District"),
    "association": _("Association"),
    "referrer": _("Sent by"),
    "programme": _("Programme"),
    "outcome": _("Outcome"),
    "kind": _("Kind"),
    "month": _("Month"),
    "quarter": _("Quarter"),
}
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "topic": ("topic",),
    "language": ("language",),
    "district": ("district",),
    "association": ("association_id",),
    "referrer": ("partner_id", "origin"),
    "programme": ("programme_id",),
    "outcome": ("outcome",),
    "kind": ("kind",),
    "month": ("year", "month"),
    "quarter": ("year", "month"),
}
DECEMBER: Final = 12
# One sentence printed under every table of `relieved`.
METHOD: Final = _(
    "Counted are people who came through a body's own form address, a slip of its or "
    "a call noted as its; each person once for each concern, each talk as a session, "
    "with the minutes the advisers noted. Who came without naming a body counts as "
    "“came by themselves”."
)


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month of the centre."""

    year: int
    month: int


@dataclass(frozen=True)
class Span:
    """Whole months, both ends included."""

    first: Month
    last: Month

    def months(self) -> list[Month]:
        """Return every month of the span, in order."""
        first = self.first.year * DECEMBER + self.first.month - 1
        last = self.last.year * DECEMBER + self.last.month - 1
        return [
            Month(number // DECEMBER, number % DECEMBER + 1)
            for number in range(first, last + 1)
        ]


def quarter(year: int, number: int) -> Span:
    """Return quarter 1 to 4 of a year."""
    return Span(Month(year, number * 3 - 2), Month(year, number * 3))


def whole_year(year: int) -> Span:
    """Return a calendar year."""
    return Span(Month(year, 1), Month(year, DECEMBER))


def last_months(today: dt.date, count: int) -> Span:
    """Return the `count` months that end with the month of `today`."""
    last = today.year * DECEMBER + today.month - 1
    first = last - count + 1
    return Span(
        Month(first // DECEMBER, first % DECEMBER + 1), Month(today.year, today.month)
    )


@dataclass(frozen=True)
class Tally:
    """Three sums over some facts."""

    sessions: int = 0
    people: int = 0
    minutes: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.sessions + other.sessions,
            self.people + other.people,
            self.minutes + other.minutes,
        )


@dataclass(frozen=True)
class Row:
    """
    One line of a table.

    :param key: stable: topic key, language code, district, "association:3",
        "partner:5", "self", "unconfirmed", "2026-03", "2026-Q1"; "" for not said
    :param label: in the language of the page
    """

    key: str
    label: str
    tally: Tally


@dataclass(frozen=True)
class Gap:
    """Needs nobody met: topic, language, district, why, how many."""

    topic: str
    language: str
    district: str
    why: str
    count: int


def facts(centre: Centre, span: Span) -> "QuerySet[ContactFact]":
    """Return the facts of a centre in a span; for use inside this room."""
    return _within(centre.pk, span)


def _within(centre_id: int, span: Span) -> "QuerySet[ContactFact]":
    first, last = span.first, span.last
    rows: QuerySet[ContactFact] = ContactFact.objects.filter(
        Q(year__gt=first.year) | Q(year=first.year, month__gte=first.month),
        Q(year__lt=last.year) | Q(year=last.year, month__lte=last.month),
        centre_id=centre_id,
        year__gte=first.year,
        year__lte=last.year,
    )
    return rows


def totals(*, centre: Centre, span: Span) -> Tally:
    """Sum sessions, people received and minutes of a span. One query."""
    sums = facts(centre, span).aggregate(
        sessions=Sum("sessions"), people=Sum("people"), minutes=Sum("minutes")
    )
    return Tally(**{name: value or 0 for name, value in sums.items()})


def table(*, centre: Centre, span: Span, by: Dimension) -> list[Row]:
    """
    Sum by one dimension, most sessions first (months and quarters in order).

    Rows without any session, person or minute are left out; the sums of all rows are
    `totals`. At most two queries.
    """
    return [
        Row(key, label, tally)
        for ((key, label),), tally in _grouped(centre, span, (by,))
    ]


def cross(
    *, centre: Centre, span: Span, rows: Dimension, columns: Dimension
) -> dict[tuple[str, str], Tally]:
    """Sum by two dimensions: (row key, column key) -> sums; keys as in `Row`."""
    return {
        (one[0], other[0]): tally
        for (one, other), tally in _grouped(centre, span, (rows, columns))
    }


def spoken(
    *, centre: Centre, span: Span, rows: Dimension, languages: Sequence[str]
) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], Tally]]:
    """
    Sum by one dimension and quarter, with row key -> language -> label.

    The tallies are by row key and quarter, such as "2026-Q1". At most two queries.
    """
    fields = _FIELDS[rows]
    found = _QUARTERS[rows].rows(
        centre=centre.pk,
        first_year=span.first.year,
        first_month=span.first.month,
        last_year=span.last.year,
        last_month=span.last.month,
    )
    keys: dict[tuple[object, ...], str] = {}
    tallies: dict[tuple[str, str], Tally] = {}
    for *values, year, number, sessions, people, minutes in found:
        of = tuple(values)
        if of not in keys:
            keys[of] = _key(rows, dict(zip(fields, of, strict=True)), {})[0]
        place = (keys[of], f"{year}-Q{number}")
        tallies[place] = tallies.get(place, Tally()) + Tally(sessions, people, minutes)
    labels: dict[str, dict[str, str]] = {key: {} for key in keys.values()}
    tell = _reader(centre, rows)
    for code in languages:
        with translation.override(code):
            names = tell()
            for of, key in keys.items():
                row = dict(zip(fields, of, strict=True))
                labels[key][code] = _key(rows, row, names)[1]
    return labels, {place: one for place, one in tallies.items() if one != Tally()}


def _by_quarter(
    by: str,
    *,
    centre: int,
    first_year: int,
    first_month: int,
    last_year: int,
    last_month: int,
) -> "QuerySet[ContactFact, Any]":
    span = Span(Month(first_year, first_month), Month(last_year, last_month))
    return (
        _within(centre, span)
        .order_by()
        .annotate(quarter=(F("month") + 2) / 3)
        .values_list(*_FIELDS[by], "year", "quarter")
        .annotate(Sum("sessions"), Sum("people"), Sum("minutes"))
    )


_QUARTERS: Final = {by: Prepared(partial(_by_quarter, by)) for by in _FIELDS}


def relieved(*, centre: Centre, span: Span) -> list[Row]:
    """
    Say who was relieved: sums per sending body, then "self" and "unconfirmed".

    Print METHOD with it.
    """
    lines = table(centre=centre, span=span, by="referrer")
    return sorted(lines, key=lambda row: not row.key.startswith("partner:"))


def unmet(*, centre: Centre, span: Span) -> list[Gap]:
    """Count needs nobody met by topic, language, district and reason (R11)."""
    counts: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for topic, language, district, why in (
        facts(centre, span)
        .filter(kind=ContactFact.Kind.UNMET)
        .values_list("topic", "language", "district", "outcome")
    ):
        counts[topic, language, district, why] += 1
    return [Gap(*key, count) for key, count in sorted(counts.items())]


def years(*, centre: Centre) -> list[int]:
    """Return the years there are facts of, newest first."""
    return list(
        ContactFact.objects.filter(centre_id=centre.pk)
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()
    )


Grouped = list[tuple[tuple[tuple[str, str], ...], Tally]]


def _grouped(centre: Centre, span: Span, dimensions: Sequence[Dimension]) -> Grouped:
    summed: dict[tuple[tuple[str, str], ...], list[int]] = defaultdict(
        lambda: [0, 0, 0]
    )
    names = {by: _names(centre, by) for by in dimensions}
    for row in _rows(centre, span, dimensions):
        key = tuple(_key(by, row, names[by]) for by in dimensions)
        for place, part in enumerate(("s", "p", "m")):
            summed[key][place] += int(str(row[part]))
    kept = [(key, Tally(*sums)) for key, sums in summed.items() if any(sums)]
    if dimensions[0] in {"month", "quarter"}:
        return sorted(kept, key=lambda pair: pair[0])
    return sorted(kept, key=lambda pair: (-pair[1].sessions, pair[0]))


def _rows(
    centre: Centre, span: Span, dimensions: Sequence[Dimension]
) -> Iterable[Mapping[str, object]]:
    fields = list(dict.fromkeys(f for by in dimensions for f in _FIELDS[by]))
    sums = {"s": Sum("sessions"), "p": Sum("people"), "m": Sum("minutes")}
    found: Iterable[Mapping[str, object]] = (
        facts(centre, span).order_by().values(*fields).annotate(**sums)
    )
    return found


def _key(
    by: Dimension, row: Mapping[str, object], names: Mapping[object, str]
) -> tuple[str, str]:
    if by in {"month", "quarter"}:
        year, month = row["year"], int(str(row["month"]))
        key = f"{year}-{month:02}" if by == "month" else f"{year}-Q{(month + 2) // 3}"
        return key, key
    value = row[_FIELDS[by][0]]
    if by == "referrer" and value is None:
        origin = str(row["origin"])
        return origin, str(Origin(origin).label)
    if value in {None, ""}:
        return "", gettext("not said")
    label = names.get(value, str(value))
    if by in {"association", "programme"}:
        return f"{by}:{value}", label
    return (f"partner:{value}" if by == "referrer" else str(value)), label


Names = Mapping[object, str]


def _names(centre: Centre, by: Dimension) -> Names:
    return _reader(centre, by)()


def _reader(centre: Centre, by: Dimension) -> Callable[[], Names]:
    """Return what says the names in the language of the moment; read once."""
    read = _NAMES.get(by)
    return read(centre) if read else dict


def _of_languages(_centre: Centre) -> Callable[[], Names]:
    def tell() -> Names:
        shown_in = get_language() or "de"
        return {code: languages.name(code, shown_in) for code in languages.CODES}

    return tell


def _of_topics(centre: Centre) -> Callable[[], Names]:
    here = list(Topic.objects.filter(centre_id=centre.pk).only("key", "names"))
    return lambda: {one.key: one.name for one in here}


def _standing(named: Mapping[int, str]) -> Callable[[], Names]:
    """Names that are the same in every language."""
    names: Names = dict(named.items())
    return lambda: names


def _told(choices: Sequence[tuple[object, object]]) -> dict[object, str]:
    return {value: str(label) for value, label in choices}


_NAMES: Final[Mapping[str, Callable[[Centre], Callable[[], Names]]]] = {
    "topic": _of_topics,
    "language": _of_languages,
    "association": lambda here: _standing(directory.associations_called(centre=here)),
    "referrer": lambda here: _standing(directory.partners_called(centre=here)),
    "programme": lambda here: _standing(directory.programmes_named(centre=here)),
    "outcome": lambda _here: lambda: _told(Outcome.choices) | _told(Unmet.choices),
    "kind": lambda _here: lambda: _told(ContactFact.Kind.choices),
}
