"""What a roster is asked to hold, and the arithmetic of one plan."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from allin.planning.roster.weeks import DAYS


class Reason(Enum):
    """Why somebody cannot take a week."""

    AWAY = "away"
    UNQUALIFIED = "unqualified"
    UNSEALED = "unsealed"  # the promise of secrecy or the consent is missing
    TALK = "talk"  # nobody has talked with them after the last deployment
    THERE = "there"  # is on duty in it already
    REST = "rest"
    ROW = "row"
    YEAR = "year"


@dataclass(frozen=True)
class Limits:
    """
    What holds for everybody.

    :param heads: people a week
    :param rest: free weeks between two turns of one person
    :param in_a_row: weeks one turn may last
    :param a_year: weeks of one person in a calendar year (by the Monday)
    """

    heads: int = 2
    rest: int = 3
    in_a_row: int = 1
    a_year: int = 12


@dataclass(frozen=True)
class Member:
    """
    Somebody who may be on duty.

    :param key: whatever the caller knows them by
    :param carried: load they bring along from before, in weights
    :param out: weeks (numbers) they cannot have, and why
    :param served: weeks outside of this plan they have or had: rest and year count
    """

    key: int
    carried: int = 0
    out: Mapping[int, Reason] = field(default_factory=dict)
    served: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Problem:
    """
    A stretch of weeks, the people, what holds.

    :param weights: weight of each week to be filled, by its number
    :param fixed: what is settled and stays, by week: the keys of people
    """

    weights: Mapping[int, int]
    members: tuple[Member, ...]
    limits: Limits = field(default_factory=Limits)
    fixed: Mapping[int, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Unfilled:
    """A week that lacks people."""

    week: int
    missing: int


@dataclass(frozen=True)
class Plan:
    """Who serves in each week, by the keys of people."""

    teams: Mapping[int, frozenset[int]]

    def unfilled(self, problem: Problem) -> list[Unfilled]:
        heads = problem.limits.heads
        return [
            Unfilled(week, heads - len(self.teams.get(week, ())))
            for week in sorted(problem.weights)
            if len(self.teams.get(week, ())) < heads
        ]

    def loads(self, problem: Problem) -> dict[int, int]:
        """Return what everybody bears, with what they brought along."""
        loads = {one.key: one.carried for one in problem.members}
        for week, team in self.teams.items():
            for key in team:
                loads[key] += problem.weights[week]
        return loads

    def spread(self, problem: Problem) -> int:
        """Return the difference between who bears most and who bears least."""
        loads = self.loads(problem).values()
        return max(loads, default=0) - min(loads, default=0)


def unfairness(loads: Iterable[int]) -> int:
    """Return the sum of squares: smallest when everybody bears alike."""
    return sum(load * load for load in loads)


def year_of(week: int) -> int:
    """Return the calendar year a week's Monday lies in."""
    return dt.date.fromordinal(week * DAYS + 1).year


def legal(weeks: Iterable[int], limits: Limits) -> bool:
    """Whether one person may serve exactly these weeks: rest, turns, years."""
    return broken(weeks, limits) is None


def broken(weeks: Iterable[int], limits: Limits) -> Reason | None:
    """Return the first limit one person's weeks break, or None."""
    years: dict[int, int] = {}
    last, run = None, 0
    for week in sorted(weeks):
        year = year_of(week)
        years[year] = years.get(year, 0) + 1
        if years[year] > limits.a_year:
            return Reason.YEAR
        run = run + 1 if last is not None and week == last + 1 else 1
        if run > limits.in_a_row:
            # a turn of one week that is followed at once lacks its rest
            return Reason.ROW if limits.in_a_row > 1 else Reason.REST
        if run == 1 and last is not None and week - last - 1 < limits.rest:
            return Reason.REST
        last = week
    return None
