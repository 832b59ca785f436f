"""How long money lasts, against walking day after day with a finger on every award."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from allin.funding.rules.runway import (
    DAY,
    Cost,
    Runway,
    Source,
    month_length,
    runway,
)
from bench import NONE, Result, measure
from bench.timing import checksum, side_by_side

Case = tuple[list[Cost], list[Source], dt.date, dt.date]
BEGAN = dt.date(2018, 7, 1)
LINES, AWARDS, YEARS = 40, 400, 10
ROUNDS, ROUNDS_BIG = 40, 3


def motion() -> Case:
    """Two lines, money of two years, a bridge: the motion's case, over three years."""
    costs = [Cost(1, ((BEGAN, 1_400_00),)), Cost(2, ((BEGAN, 3_600_00),))]
    sources = [
        Source("project", frozenset({1, 2}), BEGAN, dt.date(2020, 6, 30)),
        Source(
            "bridge", frozenset({1}), dt.date(2020, 7, 1), dt.date(2020, 9, 30),
            bridges=True,
        ),
    ]  # fmt: skip
    return costs, sources, BEGAN, dt.date(2021, 6, 30)


def big() -> Case:
    """Forty lines whose amounts change, 400 awards, sums among them, ten years."""
    chance = random.Random(15)
    days = YEARS * 365
    costs = []
    for key in range(1, LINES + 1):
        firsts = sorted({BEGAN, *(_some(chance, days) for _n in range(3))})
        told = tuple((first, chance.randrange(100_00, 6_000_00)) for first in firsts)
        costs.append(Cost(key, told))
    sources = []
    for number in range(AWARDS):
        first = _some(chance, days)
        lines = chance.sample(range(1, LINES + 1), chance.choice((1, 1, 2, 5)))
        sources.append(
            Source(
                f"award-{number:05}",
                frozenset(lines),
                first,
                first + dt.timedelta(days=chance.randrange(20, 730)),
                chance.choice((None, chance.randrange(500_00, 60_000_00))),
                chance.random() < 0.2,
            )
        )
    return costs, sources, BEGAN, BEGAN + dt.timedelta(days=days - 1)


def _some(chance: random.Random, days: int) -> dt.date:
    return BEGAN + dt.timedelta(days=chance.randrange(days))


def walk(case: Case) -> list[tuple[int, int, int]]:
    """Pay every day of every line by asking every award; return sums of each line."""
    costs, sources, first, last = case
    order = sorted(
        sources,
        key=lambda one: (
            one.amount is not None, len(one.lines), one.last_on, one.key,
        ),
    )  # fmt: skip
    purse = {one.key: one.amount for one in order}
    sums = {cost.key: [0, 0, 0] for cost in costs}
    on = first
    while on <= last:
        length = month_length(on)
        for cost in costs:
            amount = cost.monthly(on)
            rest = amount * on.day // length - amount * (on.day - 1) // length
            said = sums[cost.key]
            for one in order:
                if cost.key not in one.lines or not one.first_on <= on <= one.last_on:
                    continue
                left = purse[one.key]
                share = rest if left is None else min(rest, left)
                if left is not None:
                    purse[one.key] = left - share
                said[1 if one.bridges else 0] += share
                rest -= share
            said[2] += rest
        on += DAY
    return [(one[0], one[1], one[2]) for one in sums.values()]


def _sums(whole: Runway, costs: Sequence[Cost]) -> list[tuple[int, int, int]]:
    found = []
    for cost in costs:
        months = whole.months(cost.key)
        found.append(
            (
                sum(one.paid for one in months),
                sum(one.bridged for one in months),
                sum(one.missing for one in months),
            )
        )
    return found


def _measured(case: Case, rounds: int, suffix: str) -> Result:
    costs = case[0]
    ours, theirs = _sums(runway(*case), costs), walk(case)
    assert ours == theirs
    value, floor = side_by_side(
        lambda: _sums(runway(*case), costs), lambda: walk(case), rounds=rounds, warm=1
    )
    rows = len(costs) * ((case[3] - case[2]).days + 1)
    return Result(value, floor, rows, checksum(ours), suffix=suffix)


@measure(
    "funding.runway",
    unit="ms",
    against="every day of every line, every award asked",
    databases=(NONE,),
)
def lasting() -> Iterator[Result]:
    """Pay the motion's three years, and ten years of forty lines: to the same cent."""
    yield _measured(motion(), ROUNDS, "")
    yield _measured(big(), ROUNDS_BIG, ".big")
