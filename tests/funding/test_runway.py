"""The arithmetic of the runway, against counting every day on one's fingers."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allin.funding.rules.runway import (
    Cost,
    Source,
    month_after,
    month_length,
    price,
    runway,
)

FIRST, LAST = dt.date(2019, 11, 15), dt.date(2021, 3, 20)  # a leap February between
DAY = dt.timedelta(days=1)
DAYS = [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]


def day(text):
    return dt.date.fromisoformat(text)


def price_of_day(cost, on):
    """Naively: what the month has cost by tonight, less what it had by last night."""
    amounts = [cents for since, cents in cost.amounts if since <= on]
    if not amounts or (cost.last_on and on > cost.last_on):
        return 0
    tonight, last_night = (
        int(Fraction(amounts[-1] * days, month_length(on)))
        for days in (on.day, on.day - 1)
    )
    return tonight - last_night


def pay_day_by_day(costs, sources):
    """Return (line, day) -> [paid, bridged, missing], one day after the other."""
    purse = {s.key: s.amount for s in sources}
    sources = sorted(
        sources,
        key=lambda s: (s.amount is not None, len(s.lines), s.last_on, s.key),
    )
    found = {}
    for on in DAYS:
        for cost in costs:
            rest = price_of_day(cost, on)
            sums = [0, 0, 0]
            for s in sources:
                if cost.key not in s.lines or not s.first_on <= on <= s.last_on:
                    continue
                share = rest if s.amount is None else min(rest, purse[s.key])
                if s.amount is not None:
                    purse[s.key] -= share
                sums[1 if s.bridges else 0] += share
                rest -= share
            sums[2] = rest
            found[cost.key, on] = sums
    return found


some_day = st.sampled_from([FIRST, LAST, day("2020-02-29"), *DAYS])
cents = st.just(0) | st.integers(100, 500_000)  # what costs costs some cents a day


@st.composite
def some_cost(draw, key):
    firsts = sorted(draw(st.sets(some_day, max_size=3)))
    return Cost(
        key,
        tuple((first, draw(cents)) for first in firsts),
        draw(st.none() | some_day),
    )


@st.composite
def some_source(draw, key):
    ends = sorted((draw(some_day), draw(some_day)))
    return Source(
        key,
        frozenset(draw(st.sets(st.integers(1, 3), min_size=1))),
        *ends,
        draw(st.none() | st.integers(0, 3_000_000)),
        draw(st.booleans()),
    )


@st.composite
def cases(draw):
    costs = [draw(some_cost(key)) for key in (1, 2, 3)]
    number = draw(st.integers(0, 4))
    return costs, [draw(some_source(f"award {n}")) for n in range(number)]


@settings(max_examples=80, deadline=None)
@given(cases())
def test_spans_say_what_every_single_day_says(case):
    costs, sources = case
    whole = runway(costs, sources, FIRST, LAST)
    naive = pay_day_by_day(costs, sources)

    for cost in costs:
        months = {month.first: month for month in whole.months(cost.key)}
        for first in {on.replace(day=1) for on in DAYS}:
            sums = [
                sum(naive[cost.key, on][n] for on in DAYS if on.replace(day=1) == first)
                for n in range(3)
            ]
            month = months.get(first)
            said = [month.paid, month.bridged, month.missing] if month else [0, 0, 0]
            assert said == sums
        gaps = [on for on in DAYS if naive[cost.key, on][2]]
        assert whole.missing(line=cost.key) == sum(
            naive[cost.key, on][2] for on in DAYS
        )
        assert whole.first_gap(FIRST, cost.key) == (gaps[0] if gaps else None)
    for source in sources:
        drawn = sum(
            share
            for span in whole.spans
            for key, share in span.shares
            if key == source.key
        )
        assert source.amount is None or drawn <= source.amount


@settings(max_examples=60, deadline=None)
@given(cases(), some_day)
def test_since_when_a_line_is_not_paid(case, on):
    costs, sources = case
    whole = runway(costs, sources, FIRST, LAST)
    naive = pay_day_by_day(costs, sources)

    for cost in costs:
        since = whole.unpaid_since(on, cost.key)
        if naive[cost.key, on][2]:
            assert since is not None, cost
            between = [d for d in DAYS if since <= d <= on]
            # Days that cost nothing lie in no span, and interrupt nothing.
            assert all(
                naive[cost.key, d][2] or not price_of_day(cost, d) for d in between
            )
        else:
            assert since is None


@given(st.integers(1, 10_000_000), st.dates(dt.date(1999, 1, 1), dt.date(2101, 1, 1)))
def test_the_days_of_a_month_come_to_the_month(amount, on):
    cost = Cost(1, ((dt.date(1990, 1, 1), amount),))
    first, last = on.replace(day=1), month_after(on) - DAY

    assert price(cost, first, last) == amount
    assert price(cost, first, on) + (
        price(cost, on + DAY, last) if on < last else 0
    ) == amount  # fmt: skip


def test_an_amount_that_changes_within_a_month_counts_by_day():
    cost = Cost(1, ((day("2021-01-01"), 310_00), (day("2021-01-16"), 620_00)))
    whole = runway([cost], [], day("2021-01-01"), day("2021-01-31"))

    # 15 days at 10 euros, 16 days at 20 euros
    assert whole.missing() == 150_00 + 320_00


@pytest.fixture
def motion():
    """The motion's own case: 60,000 euros a year, money until 30 June 2020."""
    rent = Cost(1, ((day("2018-07-01"), 1_400_00),))
    coordination = Cost(2, ((day("2018-07-01"), 3_600_00),))
    project = Source("project", frozenset({1, 2}), day("2018-07-01"), day("2020-06-30"))
    bridge = Source(
        "bridge", frozenset({1}), day("2020-07-01"), day("2020-09-30"), bridges=True
    )
    return [rent, coordination], [project, bridge]


def test_the_motion_s_own_case(motion):
    whole = runway(*motion, day("2018-07-01"), day("2021-06-30"))

    assert sum(month.missing for month in whole.months()) == 55_800_00
    assert whole.missing(line=1) == 12_600_00
    assert whole.missing(line=2) == 43_200_00
    assert whole.unpaid_since(day("2020-10-14"), 1) == day("2020-10-01")
    assert whole.unpaid_since(day("2020-10-14"), 2) == day("2020-07-01")
    assert whole.first_gap(day("2018-07-01")) == day("2020-07-01")
    year = [m for m in whole.months() if m.first.year == 2019]
    assert sum(m.paid for m in year) == 60_000_00


def test_money_for_the_rent_alone_never_pays_the_coordination(motion):
    costs, _sources = motion
    much = Source("a", frozenset({1}), day("2018-07-01"), day("2021-06-30"), 10**9)
    whole = runway(costs, [much], day("2018-07-01"), day("2021-06-30"))

    assert whole.missing(line=1) == 0
    assert whole.missing(line=2) == 36 * 3_600_00


def test_a_sum_pays_until_it_is_empty_and_its_last_day_in_part():
    cost = Cost(1, ((day("2021-06-01"), 300_00),))  # ten euros a day
    sum_of_25 = Source("a", frozenset({1}), day("2021-06-05"), day("2021-06-30"), 25_00)
    whole = runway([cost], [sum_of_25], day("2021-06-01"), day("2021-06-30"))

    assert [(s.first.day, s.last.day, s.state, s.missing) for s in whole.spans] == [
        (1, 4, "missing", 40_00),
        (5, 6, "paid", 0),
        (7, 7, "missing", 5_00),
        (8, 30, "missing", 230_00),
    ]
    assert whole.first_gap(day("2021-06-05")) == day("2021-06-07")


def test_what_pays_in_full_is_used_before_a_sum_is_touched():
    cost = Cost(1, ((day("2021-01-01"), 100_00),))
    full = Source("full", frozenset({1}), day("2021-01-01"), day("2021-02-28"))
    purse = Source("sum", frozenset({1}), day("2021-01-01"), day("2021-12-31"), 200_00)
    whole = runway([cost], [purse, full], day("2021-01-01"), day("2021-12-31"))

    assert whole.first_gap(day("2021-01-01")) == day("2021-05-01")
