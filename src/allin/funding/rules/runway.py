"""
How long the money lasts: who pays which day of which cost.

A cost is an amount a month. The days of a month share it so that the first d days of
a month of n take floor(amount * d / n) cents: every span of days has an exact price,
and a month comes to the cent. An amount that changes within a month counts by day.

A day of a line is paid by the first source that may pay for it, in this order: what
pays in full before what is a sum, what is for few lines before what is for many, what
ends first, what was entered first. A sum is used from its first day until it is empty;
the day on which it runs out may be paid in part. What a source leaves over is lost.
"""

import calendar
import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from allin.core.money import Cents

DAY: Final = dt.timedelta(days=1)
State = Literal["paid", "bridged", "missing"]


@dataclass(frozen=True)
class Cost:
    """
    A line of cost.

    :param amounts: first day and cents a month from that day on, in order of days
    :param last_on: the last day it costs anything; None while it goes on
    """

    key: int
    amounts: tuple[tuple[dt.date, Cents], ...]
    last_on: dt.date | None = None

    def monthly(self, on: dt.date) -> Cents:
        """Return cents a month as they hold on a day."""
        if self.last_on is not None and on > self.last_on:
            return 0
        return next((c for first, c in reversed(self.amounts) if first <= on), 0)


@dataclass(frozen=True)
class Source:
    """
    Money that was promised, from its first to its last day, both included.

    :param lines: the keys of the only costs it may pay
    :param amount: cents in all; None pays its lines in full
    :param bridges: help until something better, not funding of the work
    """

    key: str
    lines: frozenset[int]
    first_on: dt.date
    last_on: dt.date
    amount: Cents | None = None
    bridges: bool = False

    def is_open(self, on: dt.date) -> bool:
        return self.first_on <= on <= self.last_on


@dataclass(frozen=True)
class Span:
    """
    Days of a line that are alike, first and last included.

    :param shares: who pays how much of it: (key of the source, cents)
    """

    line: int
    first: dt.date
    last: dt.date
    cost: Cents
    shares: tuple[tuple[str, Cents], ...] = ()
    bridged: Cents = 0

    @property
    def missing(self) -> Cents:
        return self.cost - sum(cents for _key, cents in self.shares)

    @property
    def paid(self) -> Cents:
        return self.cost - self.missing - self.bridged

    @property
    def state(self) -> State:
        if self.missing:
            return "missing"
        return "bridged" if self.bridged else "paid"


@dataclass(frozen=True)
class Month:
    """A month of a line: cents paid, bridged, missing."""

    first: dt.date
    paid: Cents = 0
    bridged: Cents = 0
    missing: Cents = 0


@dataclass(frozen=True)
class Runway:
    """Every day from `first` to `last` of every line, as spans in order."""

    first: dt.date
    last: dt.date
    spans: tuple[Span, ...] = field(repr=False)

    def of(self, line: int) -> list[Span]:
        return [span for span in self.spans if span.line == line]

    def missing(self, *, line: int | None = None, since: dt.date | None = None) -> int:
        """Return the cents nobody pays, from a day on, of one line or of all."""
        return sum(
            span.missing
            for span in self.spans
            if line in {None, span.line} and (since is None or span.first >= since)
        )

    def first_gap(self, since: dt.date, line: int | None = None) -> dt.date | None:
        """Return the first day, from a day on, that is not paid whole."""
        days = [
            max(span.first, since)
            for span in self.spans
            if span.missing and span.last >= since and line in {None, span.line}
        ]
        return min(days, default=None)

    def unpaid_since(self, on: dt.date, line: int) -> dt.date | None:
        """Return since when a line is not paid, if on a day it is not."""
        since = None
        for span in self.of(line):
            if span.first > on:
                break
            if not span.missing:
                since = None
            elif since is None:
                since = span.first
            if span.first <= on <= span.last:
                return since
        return None

    def months(self, line: int | None = None) -> list[Month]:
        """Return month by month what is paid, bridged and missing."""
        found: dict[dt.date, list[Cents]] = {}
        for span in self.spans:
            if line not in {None, span.line}:
                continue
            sums = found.setdefault(span.first.replace(day=1), [0, 0, 0])
            sums[0] += span.paid
            sums[1] += span.bridged
            sums[2] += span.missing
        return [Month(month, *sums) for month, sums in sorted(found.items())]


def month_length(on: dt.date) -> int:
    return calendar.monthrange(on.year, on.month)[1]


def month_after(on: dt.date, months: int = 1) -> dt.date:
    """Return the first day of the month that many months after that of a day."""
    number = on.year * 12 + on.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def price(cost: Cost, first: dt.date, last: dt.date) -> Cents:
    """Return what days of one month cost at the amount that holds on the first."""
    amount, length = cost.monthly(first), month_length(first)
    return amount * last.day // length - amount * (first.day - 1) // length


def runway(
    costs: Sequence[Cost], sources: Iterable[Source], first: dt.date, last: dt.date
) -> Runway:
    """
    Say of every day from `first` to `last` who pays it.

    `first` has to be the day the oldest money or cost begins, or what was spent of a
    sum before it is not known.
    """
    order = sorted(
        sources,
        key=lambda one: (
            one.amount is not None, len(one.lines), one.last_on, one.key,
        ),
    )  # fmt: skip
    left = {one.key: one.amount for one in order}
    may_pay = [
        (cost, [one for one in order if cost.key in one.lines]) for cost in costs
    ]
    spans: list[Span] = []
    cuts = _cuts(costs, order, first, last)
    for starts, stops in itertools.pairwise(cuts):
        ends = stops - DAY
        whole = _at_once(may_pay, left, starts, ends)
        if whole is None:
            whole = [
                span
                for n in range((stops - starts).days)
                for span in _day(may_pay, left, starts + n * DAY)
            ]
        spans.extend(whole)
    spans.sort(key=lambda span: (span.line, span.first))
    return Runway(first, last, tuple(_joined(spans)))


def _cuts(
    costs: Iterable[Cost], sources: Iterable[Source], first: dt.date, last: dt.date
) -> list[dt.date]:
    """Return the days on which something may change, and the day after the last."""
    days = {first, last + DAY}
    month = month_after(first)
    while month <= last:
        days.add(month)
        month = month_after(month)
    for cost in costs:
        days.update(since for since, _cents in cost.amounts)
        if cost.last_on is not None:
            days.add(cost.last_on + DAY)
    for source in sources:
        days.update((source.first_on, source.last_on + DAY))
    return sorted(day for day in days if first <= day <= last + DAY)


def _at_once(
    may_pay: Sequence[tuple[Cost, Sequence[Source]]],
    left: dict[str, Cents | None],
    first: dt.date,
    last: dt.date,
) -> list[Span] | None:
    """Pay days that are alike in one go; None if a sum runs out among them."""
    drawn: dict[str, Cents] = {}
    spans = []
    for cost, order in may_pay:
        need = price(cost, first, last)
        if not need:
            continue
        source = next((s for s in order if s.is_open(first) and left[s.key] != 0), None)
        if source is None:
            spans.append(Span(cost.key, first, last, need))
            continue
        drawn[source.key] = drawn.get(source.key, 0) + need
        bridged = need if source.bridges else 0
        shares = ((source.key, need),)
        spans.append(Span(cost.key, first, last, need, shares, bridged))
    for key, cents in drawn.items():
        rest = left[key]
        if rest is not None and rest < cents:
            return None
    for key, cents in drawn.items():
        rest = left[key]
        if rest is not None:
            left[key] = rest - cents
    return spans


def _day(
    may_pay: Sequence[tuple[Cost, Sequence[Source]]],
    left: dict[str, Cents | None],
    on: dt.date,
) -> Iterator[Span]:
    """Pay one day, in part where a sum runs out."""
    for cost, order in may_pay:
        need = rest = price(cost, on, on)
        shares, bridged = [], 0
        for source in order:
            purse = left[source.key]
            if not rest or not source.is_open(on) or purse == 0:
                continue
            share = rest if purse is None else min(purse, rest)
            if purse is not None:
                left[source.key] = purse - share
            shares.append((source.key, share))
            bridged += share if source.bridges else 0
            rest -= share
        if need:
            yield Span(cost.key, on, on, need, tuple(shares), bridged)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Join days of one month that follow each other and are paid by the same."""
    held: Span | None = None
    for span in spans:
        if held is not None and _are_alike(held, span):
            sums = dict(held.shares)
            shares = tuple((key, sums[key] + cents) for key, cents in span.shares)
            held = Span(
                held.line, held.first, span.last, held.cost + span.cost, shares,
                held.bridged + span.bridged,
            )  # fmt: skip
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _are_alike(held: Span, span: Span) -> bool:
    return (
        held.line == span.line
        and held.last + DAY == span.first
        and held.first.month == span.first.month
        and held.state == span.state
        and [key for key, _c in held.shares] == [key for key, _c in span.shares]
        and not (held.missing and held.shares)
        and not (span.missing and span.shares)
    )
