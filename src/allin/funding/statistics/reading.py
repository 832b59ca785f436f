"""The house's money as seen on a day: read from what was entered, reckoned by rules."""

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from allin.core.fuzzy import FuzzyDate
from allin.core.money import Cents
from allin.core.people import Centre
from allin.funding.models import (
    Application,
    Award,
    CostLine,
    Outlook,
    Post,
    Step,
)
from allin.funding.rules import pipeline
from allin.funding.rules.runway import DAY, Cost, Runway, Source, month_after, runway

NOTHING: Final = "none"
BEFORE, AHEAD, MOST_MONTHS = 3, 12, 36
YEAR: Final = 12


@dataclass(frozen=True)
class Scenario:
    """
    What happens if a pending application succeeds; without one, if nothing does.

    :ivar first_on: the day from which it pays
    :ivar back: it pays afterwards for the time before
    """

    key: str = NOTHING
    application: Application | None = None
    first_on: dt.date | None = None
    back: bool = False


@dataclass(frozen=True)
class Line:
    """
    A line of cost as it stands on the day.

    :ivar monthly: cents a month on that day
    :ivar missing: cents nobody pays in the time shown
    :ivar unpaid_since: if it is not paid on that day
    :ivar covered_until: the last day before nobody pays; None while it is paid
        throughout, or if it is not paid on the day
    :ivar hangs_on: the pending applications that would pay it
    """

    line: CostLine
    monthly: Cents
    assumed: bool
    missing: Cents
    unpaid_since: dt.date | None
    covered_until: dt.date | None
    hangs_on: tuple[Application, ...]
    posts: tuple[Post, ...]

    @property
    def is_paid(self) -> bool:
        """Whether somebody pays it in all the time shown."""
        return self.unpaid_since is None and self.covered_until is None


@dataclass(frozen=True)
class Promised:
    """
    How far the money goes that is promised.

    :ivar last: the last day of the time shown
    """

    last: dt.date
    until_assumed: bool
    lines: tuple[Line, ...]

    @property
    def monthly(self) -> Cents:
        return sum(one.monthly for one in self.lines)

    @property
    def yearly(self) -> Cents:
        return YEAR * self.monthly

    @property
    def missing(self) -> Cents:
        """Return the cents missing in the time shown."""
        return sum(one.missing for one in self.lines)


@dataclass(frozen=True)
class Picture(Promised):
    """
    Everything the page and the dossier say of money.

    :ivar seen_on: the day it is seen on; what was decided later is not known yet
    :ivar first: the first day of the time shown
    :ivar runway: from the first cost or award on, further back than what is shown
    :ivar firm: the money that is promised, without what is hoped for
    """

    seen_on: dt.date
    seen_assumed: bool
    today: dt.date
    first: dt.date
    runway: Runway
    awards: tuple[Award, ...]
    applications: tuple[Application, ...]
    scenario: Scenario
    scenarios: tuple[Scenario, ...]
    costs: tuple[Cost, ...] = field(repr=False, default=())
    firm: tuple[Source, ...] = field(repr=False, default=())

    @property
    def is_today(self) -> bool:
        return self.seen_on == self.today

    @property
    def gap(self) -> dt.date | None:
        """Return since when, or from when on, not everything is paid."""
        return gap_of(self.runway, self.costs, self.seen_on)

    @property
    def months_covered(self) -> int:
        """Return how many whole months everything is paid from the day on."""
        gap = self.gap
        end = self.last + DAY if gap is None else gap
        if end <= self.seen_on:
            return 0
        months = (end.year - self.seen_on.year) * 12 + end.month - self.seen_on.month
        return months if end.day >= self.seen_on.day else months - 1

    @property
    def pending(self) -> list[Application]:
        """Return the applications nobody has decided by the day."""
        day = FuzzyDate.of(self.seen_on)
        return [one for one in self.applications if one.state(day) in pipeline.OPEN]

    @property
    def next_meetings(self) -> list[tuple[Application, Step]]:
        """Return when pending applications are decided, soonest first."""
        coming = [
            (application, step)
            for application in self.pending
            for step in application.meetings
            if step.date is not None and step.date.last >= self.seen_on
        ]
        return sorted(coming, key=lambda pair: (pair[1].on, pair[1].pk))


def picture_of(
    *,
    centre: Centre,
    today: dt.date,
    seen_on: dt.date | None = None,
    scenario: str = NOTHING,
) -> Picture:
    """
    Return how the money stands on a day, if something happens or nothing does.

    :param seen_on: None is the day the house has chosen to look from, else today
    :param scenario: a Scenario's key; an unknown one is "nothing is decided"
    """
    outlook = Outlook.objects.filter(centre_id=centre.pk).first()
    day = seen_on or (outlook.seen_on if outlook else None) or today
    known = FuzzyDate.of(day)
    lines = _lines(centre)
    applications = tuple(Application.objects.of(centre).standing().with_steps())
    awards = tuple(
        award
        for award in Award.objects.of(centre).standing().with_lines()
        if award.decided_date is None or award.decided_date.first <= day
    )
    pending = [one for one in applications if one.state(known) in pipeline.OPEN]
    scenarios = tuple(_scenarios(pending))
    chosen = next((one for one in scenarios if one.key == scenario), Scenario())
    costs = tuple(_cost(line) for line in lines if line.told)
    last = _last(outlook, day)
    firm = tuple(
        _source(award, {line.pk for line in award.lines.all()}) for award in awards
    )
    whole = run(costs, firm, chosen, day, last)
    first = first_shown(whole, costs, day)
    seen_assumed = bool(
        outlook and outlook.seen_assumed and outlook.seen_on == day != today
    )
    return Picture(
        seen_on=day,
        seen_assumed=seen_assumed,
        today=today,
        first=first,
        last=last,
        until_assumed=bool(outlook and outlook.until_assumed and outlook.until_on),
        runway=whole,
        lines=tuple(_line(line, whole, day, first, pending) for line in lines),
        awards=awards,
        applications=applications,
        scenario=chosen,
        scenarios=scenarios,
        costs=costs,
        firm=firm,
    )


def promised_of(*, centre: Centre, day: dt.date, outlook: Outlook | None) -> Promised:
    """
    Return how far promised money goes on a day, in four queries.

    It is what `picture_of` says if nothing is decided, without what hangs on what.
    """
    standing = CostLine.objects.of(centre).standing()
    lines = list(standing.prefetch_related("amounts", "posts", "awards"))
    pays: dict[Award, set[int]] = {}
    for line in lines:
        for award in line.awards.all():
            on = award.decided_date
            if award.is_standing and (on is None or on.first <= day):
                pays.setdefault(award, set()).add(line.pk)
    costs = tuple(_cost(line) for line in lines if line.told)
    firm = [_source(award, paid) for award, paid in pays.items()]
    last = _last(outlook, day)
    whole = run(costs, firm, Scenario(), day, last)
    first = first_shown(whole, costs, day)
    return Promised(
        last=last,
        until_assumed=bool(outlook and outlook.until_assumed and outlook.until_on),
        lines=tuple(_line(line, whole, day, first, ()) for line in lines),
    )


def run(
    costs: Sequence[Cost],
    firm: Sequence[Source],
    scenario: Scenario,
    day: dt.date,
    last: dt.date,
) -> Runway:
    """Pay every day from the beginning on, with what a scenario adds."""
    sources = list(firm)
    if scenario.application is not None and scenario.first_on is not None:
        sources.append(_success(scenario, last))
    return runway(costs, sources, _start(costs, sources, day), last)


def gap_of(whole: Runway, costs: Iterable[Cost], day: dt.date) -> dt.date | None:
    """Return since when, or from when on, not everything is paid."""
    unpaid = [whole.unpaid_since(day, cost.key) for cost in costs]
    since = [on for on in unpaid if on is not None]
    return min(since, default=None) or whole.first_gap(day)


def _lines(centre: Centre) -> list[CostLine]:
    standing = CostLine.objects.of(centre).standing()
    return list(standing.prefetch_related("amounts", "posts"))


def _scenarios(pending: Iterable[Application]) -> Iterable[Scenario]:
    yield Scenario()
    for one in pending:
        if one.pays_from is None or not one.lines.all():
            continue
        yield Scenario(f"from-{one.pk}", one, one.pays_from)
        if one.back_to is not None:
            yield Scenario(f"back-{one.pk}", one, one.back_to, back=True)


def _cost(line: CostLine) -> Cost:
    told = tuple((one.first_on, one.amount) for one in line.told)
    return Cost(line.pk, told, line.last_on)


def _source(award: Award, paid: Iterable[int]) -> Source:
    return Source(
        key=f"award-{award.pk:012}",
        lines=frozenset(paid),
        first_on=award.first_on,
        last_on=award.last_on,
        amount=award.amount,
        bridges=award.bridges,
    )


def _success(scenario: Scenario, last: dt.date) -> Source:
    """Return the money of an application that succeeds: it pays in full and goes on."""
    application, first = scenario.application, scenario.first_on
    if application is None or first is None:  # pragma: no cover  (asked before)
        raise ValueError(scenario)
    return Source(
        key=f"hope-{application.pk:012}",
        lines=frozenset(line.pk for line in application.lines.all()),
        first_on=first,
        last_on=max(last, first),
    )


def _start(
    costs: Sequence[Cost], sources: Iterable[Source], day: dt.date
) -> dt.date:  # fmt: skip
    """Return the first day of any cost or money: sums are spent from there."""
    days = [cost.amounts[0][0] for cost in costs] + [s.first_on for s in sources]
    return min([*days, month_after(day, -BEFORE)])


def _last(outlook: Outlook | None, day: dt.date) -> dt.date:
    chosen = outlook.until_on if outlook else None
    latest = month_after(day, MOST_MONTHS) - DAY
    if chosen is not None and chosen > day:
        return min(chosen, latest)
    return month_after(day, AHEAD) - DAY


def first_shown(whole: Runway, costs: Sequence[Cost], day: dt.date) -> dt.date:
    """Return the first day shown: some months before the gap, a year back at most."""
    gaps = [whole.unpaid_since(day, cost.key) for cost in costs]
    since = min([day, *(gap for gap in gaps if gap is not None)])
    first = max(month_after(since, -BEFORE), month_after(day, -YEAR))
    begun = min((cost.amounts[0][0] for cost in costs), default=first)
    return min(max(first, begun.replace(day=1)), day.replace(day=1))


def _line(
    line: CostLine,
    whole: Runway,
    day: dt.date,
    first: dt.date,
    pending: Iterable[Application],
) -> Line:
    since = whole.unpaid_since(day, line.pk)
    gap = whole.first_gap(day, line.pk)
    said = [one for one in line.told if one.first_on <= day] or line.told[:1]
    return Line(
        line=line,
        monthly=_cost(line).monthly(day) if line.told else 0,
        assumed=bool(said and said[-1].assumed),
        missing=whole.missing(line=line.pk, since=first),
        unpaid_since=since,
        covered_until=gap - DAY if gap is not None and since is None else None,
        hangs_on=tuple(
            one for one in pending if line.pk in {paid.pk for paid in one.lines.all()}
        ),
        posts=tuple(line.staff),
    )


def month_end(on: dt.date) -> dt.date:
    return on.replace(day=calendar.monthrange(on.year, on.month)[1])
