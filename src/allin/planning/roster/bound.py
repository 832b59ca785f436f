"""
What no plan can be below, however long one looks.

Every duty is taken for as many small pieces as it weighs, and pieces may be shared
among all who could take the week at all. Moving pieces along a chain from who bears
more to who bears less, until no chain is left, gives the smallest sum of squares of
that easier task; a real plan is one of its solutions, so it is never below.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from allin.planning.roster.model import Member, Plan, Problem, unfairness


def most_of(member: Member, problem: Problem) -> int:
    """Return a weight one person cannot go beyond, by rest, turns and year."""
    limits = problem.limits
    free = [w for w in sorted(problem.weights) if w not in member.out]
    if limits.in_a_row > 1:
        by_weight = sorted((problem.weights[w] for w in free), reverse=True)
        years = max(problem.weights, default=0) - min(problem.weights, default=0)
        return sum(by_weight[: limits.a_year * (2 + years // 52)])
    best: list[int] = []  # best[i]: of the first i free weeks
    for at, week in enumerate(free):
        before = at
        while before and week - free[before - 1] <= limits.rest:
            before -= 1
        taken = problem.weights[week] + (best[before - 1] if before else 0)
        best.append(max(taken, best[-1] if best else 0))
    return best[-1] if best else 0


@dataclass
class _Pieces:
    """The easier task while it is eased: who holds how much of each week."""

    weights: Mapping[int, int]
    held: dict[int, dict[int, int]]  # week -> person -> pieces
    loads: dict[int, int]
    most: Mapping[int, int]  # nobody bears more than that
    may: Mapping[int, frozenset[int]]  # week -> who could have a piece of it

    def ease(self) -> bool:
        """Move a piece from somebody to somebody with two less at least; or say no."""
        for giver in sorted(self.loads, key=lambda key: -self.loads[key]):
            way = self._chain(giver)
            for here, week, there in way:
                self.held[week][here] -= 1
                self.held[week][there] = self.held[week].get(there, 0) + 1
            if way:
                self.loads[giver] -= 1
                self.loads[way[-1][2]] += 1
                return True
        return False

    def _chain(self, giver: int) -> list[tuple[int, int, int]]:
        """Return the steps (from, week, to) that bring a piece to who bears less."""
        came: dict[int, tuple[int, int, int] | None] = {giver: None}
        queue = deque([giver])
        while queue:
            here = queue.popleft()
            less = self.loads[here] <= self.loads[giver] - 2
            if less and self.loads[here] < self.most[here]:
                way = []
                step = came[here]
                while step is not None:
                    way.append(step)
                    step = came[step[0]]
                return way[::-1]
            for week, held in self.held.items():
                if not held.get(here):
                    continue
                for there in self.may[week]:
                    room = held.get(there, 0) < self.weights[week]
                    if room and there not in came:
                        came[there] = (here, week, there)
                        queue.append(there)
        return []


def least_unfairness(problem: Problem, teams: Mapping[int, frozenset[int]]) -> int:
    """
    Return a sum of squares no plan that fills as much as `teams` can be below.

    :param teams: a plan that keeps to the limits
    """
    loads = Plan(teams).loads(problem)
    pieces = _Pieces(
        weights=problem.weights,
        held={
            week: dict.fromkeys(team, problem.weights[week])
            for week, team in teams.items()
        },
        loads=loads,
        most={
            one.key: max(one.carried + most_of(one, problem), loads[one.key])
            for one in problem.members
        },
        may={
            week: frozenset(team)
            if week in problem.fixed
            else team | {one.key for one in problem.members if week not in one.out}
            for week, team in teams.items()
        },
    )
    while pieces.ease():
        pass
    return unfairness(pieces.loads.values())
