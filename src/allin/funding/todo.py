"""What money asks of the coordination: how long it lasts, what is to be decided."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    F,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from allin.core.fuzzy import FuzzyDate, known
from allin.core.people import Centre
from allin.core.prepared import Prepared
from allin.funding.models import Award, CostAmount, Outlook, Step
from allin.funding.rules import pipeline
from allin.funding.rules.pipeline import Taken
from allin.funding.rules.runway import (
    Cost,
    Source,
    month_after,
    runway,
)
from allin.funding.statistics import gap_of

AHEAD: Final = 12  # months before the first day without money from which Today says so


@dataclass(frozen=True)
class Deciding:
    """
    An application nobody has decided.

    :ivar on: its next date, or the last one if all have passed; None: none is entered
    :ivar passed: that date lies behind, and no decision is entered
    """

    application_id: int
    title: str
    body: str = ""
    on: FuzzyDate | None = None
    passed: bool = False


@dataclass(frozen=True)
class Ahead:
    """
    How the money stands.

    :ivar today: today, and `seen_on` the day it is seen from
    :ivar gap: the first day without money, at most a year ahead; None: later
    :ivar since: it is missing already, from `gap` on
    :ivar months: whole months until then
    :ivar missing: cents a month that nobody pays on that day
    """

    today: dt.date
    seen_on: dt.date
    gap: dt.date | None = None
    since: bool = False
    months: int = 0
    missing: int = 0
    deciding: tuple[Deciding, ...] = ()


class _Row(NamedTuple):
    """One line of what four kinds of entries have in common, in this order."""

    kind: str
    key: int
    other: int
    first: dt.date
    last: dt.date
    cents: int
    word: str
    on: str
    body: str
    title: str


@dataclass
class _Entered:
    """What one reading brought, by kind."""

    costs: dict[int, list[tuple[dt.date, int]]] = field(default_factory=dict)
    ends: dict[int, dt.date | None] = field(default_factory=dict)
    awards: dict[int, list[_Row]] = field(default_factory=dict)
    steps: dict[int, list[_Row]] = field(default_factory=dict)
    seen_on: dt.date | None = None


def ahead(centre: Centre, today: dt.date) -> Ahead | None:
    """
    Say how long the money lasts and what is to be decided, in one question.

    It is seen from the day the house has chosen, else from today; None where no cost
    is entered.
    """
    entered = _read(centre)
    if not entered.costs:
        return None
    day = entered.seen_on or today
    deciding = tuple(_deciding(entered, day))
    costs = [
        Cost(key, tuple(sorted(told)), entered.ends[key])
        for key, told in sorted(entered.costs.items())
    ]
    sources = list(_sources(entered, day))
    begun = [cost.amounts[0][0] for cost in costs] + [one.first_on for one in sources]
    last = month_after(day, AHEAD + 1)
    whole = runway(costs, sources, min([*begun, day]), last)
    gap = gap_of(whole, costs, day)
    if gap is None or gap >= last:
        return Ahead(today, day, deciding=deciding)
    missing = sum(
        cost.monthly(max(gap, day))
        for cost in costs
        if whole.first_gap(max(gap, day), cost.key) == max(gap, day)
    )
    months = (gap.year - day.year) * 12 + gap.month - day.month
    return Ahead(
        today,
        day,
        gap,
        gap <= day,
        max(0, months - (gap.day < day.day)),
        missing,
        deciding,
    )


def _sources(entered: _Entered, day: dt.date) -> Iterable[Source]:
    for key, rows in entered.awards.items():
        award = rows[0]
        decided = known(award.word)
        if decided is not None and decided.first > day:
            continue
        yield Source(
            f"award-{key:012}",
            frozenset(row.other for row in rows),
            award.first,
            award.last,
            award.cents,
        )


def _deciding(entered: _Entered, day: dt.date) -> Iterable[Deciding]:
    for key, rows in entered.steps.items():
        rows.sort(key=lambda row: row.other)
        seen = [row for row in rows if _is_known(row, day)]
        state = pipeline.state_of(Taken(row.word, known(row.on)) for row in seen)
        if state != pipeline.SUBMITTED:
            continue
        dates = [
            (on, row) for row in rows
            if row.word == pipeline.MEETING and (on := known(row.on)) is not None
        ]  # fmt: skip
        coming = [pair for pair in dates if pair[0].last >= day]
        chosen = min(coming, key=lambda pair: str(pair[0]), default=None) or max(
            dates, key=lambda pair: str(pair[0]), default=None
        )
        if chosen is None:
            yield Deciding(key, rows[0].title)
            continue
        on, row = chosen
        yield Deciding(key, row.title, row.body, on, passed=not coming)


def _is_known(row: _Row, day: dt.date) -> bool:
    on = known(row.on)
    return on is None or on.first <= day


def _read(centre: Centre) -> _Entered:
    entered = _Entered()
    for row in map(_row, _ENTRIES.rows(centre=centre.pk)):
        if row.kind == "cost":
            entered.costs.setdefault(row.key, []).append((row.first, row.cents))
            entered.ends[row.key] = row.last
        elif row.kind == "award":
            entered.awards.setdefault(row.key, []).append(row)
        elif row.kind == "step":
            entered.steps.setdefault(row.key, []).append(row)
        else:
            entered.seen_on = row.first
    return entered


def _rows(*, centre: int) -> QuerySet[Any, Any]:
    """Read costs, awards by cost, steps and the day looked from, in one query."""
    paid = Award.lines.through._default_manager.all()
    costs = CostAmount.objects.filter(centre_id=centre).standing()
    return _told(
        costs.filter(line__withdrawn_at__isnull=True),
        "cost", key="line_id", first="first_on", last="line__last_on", cents="amount",
    ).union(
        _told(
            paid.filter(
                award__centre_id=centre, award__withdrawn_at__isnull=True
            ),
            "award", key="award_id", other="costline_id", first="award__first_on",
            last="award__last_on", cents="award__amount", word="award__decided",
        ),
        _told(
            Step.objects.filter(centre_id=centre)
            .standing()
            .filter(application__withdrawn_at__isnull=True),
            "step", key="application_id", other="pk", word="kind", on="on",
            body="body", title="application__title",
        ),
        _told(
            Outlook.objects.filter(centre_id=centre), "look", key="pk",
            first="seen_on",
        ),
        all=True,
    )  # fmt: skip


NUMBER, DAY, TEXT = BigIntegerField, DateField, CharField
COLUMNS: Final[tuple[tuple[str, type[Any], Any], ...]] = (
    ("key", NUMBER, 0),
    ("other", NUMBER, 0),
    ("first", DAY, None),
    ("last", DAY, None),
    ("cents", NUMBER, None),
    ("word", TEXT, ""),
    ("on", TEXT, ""),
    ("body", TEXT, ""),
    ("title", TEXT, ""),
)


def _told(rows: QuerySet[Any], kind: str, **where: str) -> QuerySet[Any, Any]:
    """Return rows as columns that four kinds have in common."""
    said = {
        f"told_{name}": Cast(F(where[name]) if name in where else Value(empty), sort())
        for name, sort, empty in COLUMNS
    }
    kinds = Value(kind, output_field=CharField())
    told: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(told_kind=kinds, **said)
        .values_list("told_kind", *said)
    )
    return told


_ENTRIES: Final = Prepared(_rows)


def _row(told: tuple[Any, ...]) -> _Row:
    row = _Row(*told)
    return row._replace(first=_day(row.first), last=_day(row.last))


def _day(told: Any) -> Any:
    """Return a day as one; a database without days of its own tells it in words."""
    return dt.date.fromisoformat(told) if isinstance(told, str) else told
