"""A year of duty for fourteen people: a plan at once, and one that is proven fair."""

import datetime as dt
import random
import time
from collections.abc import Iterator

from allin.planning import roster
from allin.planning.roster import Member, Plan, Problem, Reason
from allin.programmes.rules import duty as rules
from bench import NONE, Result, measure, timing

PEOPLE, WEEKS, BLOCKED = 14, 52, 20
YEARS = 20  # different years, each with its own blocked weeks and loads of before
AT_ONCE = 0.2  # seconds a first plan may take
PATIENCE = 5.0  # seconds a proof may take


def _problem(chance: random.Random) -> Problem:
    """52 weeks from the first Monday of 2026, feasts weighted, 20 weeks blocked."""
    monday = dt.date(2026, 1, 5)
    mondays = [monday + dt.timedelta(weeks=number) for number in range(WEEKS)]
    weights = {roster.number_of(day): rules.weight_of(day)[0] for day in mondays}
    out: dict[int, dict[int, Reason]] = {key: {} for key in range(PEOPLE)}
    for _number in range(BLOCKED):
        out[chance.randrange(PEOPLE)][chance.choice(list(weights))] = Reason.AWAY
    return Problem(
        weights,
        tuple(
            Member(key, carried=chance.choice((0, 0, 0, 1, 2)), out=out[key])
            for key in range(PEOPLE)
        ),
    )


def _greedy(problem: Problem) -> Plan:
    """Week after week, the two who bear least and may: what a person does by hand."""
    teams: dict[int, frozenset[int]] = {}
    for week in sorted(problem.weights):
        for _place in range(problem.limits.heads):
            # Weeks that are not reached yet weigh nothing.
            so_far = Plan({week: frozenset(), **teams})
            able = roster.takers(week=week, plan=so_far, problem=problem)
            if able:
                teams[week] = teams.get(week, frozenset()) | {able[0]}
    return Plan({week: teams.get(week, frozenset()) for week in problem.weights})


@measure(
    "programmes.roster",
    unit="sum of squares, or s",
    against="greedy, the bound, or the goal's seconds",
    databases=(NONE,),
)
def duty_year() -> Iterator[Result]:
    """Plan twenty years; every one is to be proven, none worse than greedy."""
    chance = random.Random(14)
    ours = bound = greedy = 0
    at_once: list[float] = []
    proof: list[float] = []
    found = []
    for _year in range(YEARS):
        problem = _problem(chance)
        begun = time.perf_counter()
        first = roster.first_plan(problem)
        at_once.append(time.perf_counter() - begun)
        outcome = roster.improve(
            problem, first, seconds=PATIENCE, clock=time.perf_counter
        )
        proof.append(time.perf_counter() - begun)
        assert not roster.gaps_of(outcome.plan, problem)
        by_hand = _greedy(problem)
        missing = sum(gap.missing for gap in roster.gaps_of(by_hand, problem))
        greedy += roster.unfairness(by_hand.loads(problem).values())
        greedy += missing  # a place left open is no gain
        ours += outcome.unfairness
        bound += outcome.bound
        found.append(sorted(outcome.plan.loads(problem).values()))
    rows, sign = YEARS * WEEKS * 2, timing.checksum(found)
    yield Result(ours, greedy, rows, sign)
    yield Result(ours, bound, rows, sign, suffix=".gap")
    yield Result(max(at_once), AT_ONCE, rows, sign, suffix=".first")
    yield Result(max(proof), PATIENCE, rows, sign, suffix=".proof")
