"""Finding a plan: one at once, then fairer ones until the bound is reached."""

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from allin.planning.roster.bound import least_unfairness
from allin.planning.roster.model import Limits, Plan, Problem, legal, unfairness

DEPTH: Final = 4  # how many people may move up for one place
LOOK_UP: Final = 256  # steps between two looks at the clock
HOT: Final = 3.0
COLD: Final = 0.15


@dataclass(frozen=True)
class Outcome:
    """
    How far the search came.

    :param unfairness: sum of squares of the loads
    :param bound: no plan that fills as many places is below it
    :param proven: the plan is one of the fairest there are
    """

    plan: Plan
    unfairness: int
    bound: int
    steps: int

    @property
    def proven(self) -> bool:
        return self.unfairness <= self.bound

    @property
    def gap(self) -> float:
        """How much of the plan's unfairness may still be too much; 0 is proven."""
        if not self.unfairness:
            return 0.0
        return (self.unfairness - self.bound) / self.unfairness


class _Board:
    """A plan while it is worked on."""

    def __init__(self, problem: Problem, teams: Mapping[int, frozenset[int]]) -> None:
        self.problem = problem
        self.limits: Limits = problem.limits
        self.members = {one.key: one for one in problem.members}
        self.keys = [one.key for one in problem.members]
        self.weights = dict(problem.weights)
        self.open = [w for w in sorted(problem.weights) if w not in problem.fixed]
        self.teams = {w: set(teams.get(w, ())) for w in problem.weights}
        for week, team in problem.fixed.items():
            if week in self.teams:
                self.teams[week] = set(team)
        self.weeks = {one.key: set(one.served) for one in problem.members}
        self.loads = {one.key: one.carried for one in problem.members}
        for week, settled in self.teams.items():
            for key in settled:
                self.weeks[key].add(week)
                self.loads[key] += self.weights[week]

    def put(self, key: int, week: int) -> None:
        self.teams[week].add(key)
        self.weeks[key].add(week)
        self.loads[key] += self.weights[week]

    def take(self, key: int, week: int) -> None:
        self.teams[week].remove(key)
        self.weeks[key].remove(week)
        self.loads[key] -= self.weights[week]

    def may(self, key: int, week: int, without: int | None = None) -> bool:
        """Whether somebody may have a week (instead of another one of theirs)."""
        if week in self.members[key].out or key in self.teams[week]:
            return False
        mine = self.weeks[key]
        if self.limits.in_a_row == 1 and not self._rested(mine, week, without):
            return False
        return legal((mine | {week}) - {without}, self.limits)

    def _rested(self, mine: set[int], week: int, without: int | None) -> bool:
        near = range(week - self.limits.rest, week + self.limits.rest + 1)
        return not any(other in mine and other != without for other in near)

    def frozen(self) -> Plan:
        return Plan({week: frozenset(team) for week, team in self.teams.items()})

    def missing(self) -> int:
        heads = self.limits.heads
        return sum(heads - len(self.teams[week]) for week in self.open)


def first_plan(problem: Problem) -> Plan:
    """
    Return a plan at once: the scarcest week first, whoever bears least.

    Where nobody is left, up to four people move up to make room. What still lacks
    people stays as it is: see `gaps_of`.
    """
    board = _Board(problem, {})
    able = {
        week: sum(1 for one in problem.members if week not in one.out)
        for week in board.open
    }
    for week in sorted(board.open, key=lambda week: (able[week], week)):
        while len(board.teams[week]) < board.limits.heads:
            free = [key for key in board.keys if board.may(key, week)]
            if not free:
                break
            board.put(min(free, key=lambda key: (board.loads[key], key)), week)
    for week in board.open:
        while len(board.teams[week]) < board.limits.heads and _fill(board, week):
            pass
    return board.frozen()


def _fill(board: _Board, week: int, depth: int = DEPTH, tabu: int = 0) -> bool:
    """Find somebody for a place; others move up where that helps; or change nothing."""
    for key in sorted(board.keys, key=lambda key: board.loads[key]):
        if board.may(key, week):
            board.put(key, week)
            return True
    if not depth:
        return False
    for key in board.keys:
        if week in board.members[key].out or key in board.teams[week]:
            continue
        for other in sorted(board.weeks[key]):
            settled = other in board.problem.fixed or other not in board.teams
            if settled or other == tabu or not board.may(key, week, without=other):
                continue
            board.take(key, other)
            board.put(key, week)
            if _fill(board, other, depth - 1, week):
                return True
            board.take(key, week)
            board.put(key, other)
    return False


def improve(
    problem: Problem,
    plan: Plan,
    *,
    seconds: float,
    clock: Callable[[], float],
    seed: int = 1,
) -> Outcome:
    """
    Return the fairest plan found, with a bound that says how good it can be.

    Ends when the plan is proven to be as fair as any, or when the time is over. No
    place that is filled gets empty. The same seed walks the same way.

    :param seconds: how long to look at most
    :param clock: a running count of seconds
    """
    chance = random.Random(seed)  # noqa: S311  (it mixes, it keeps no secret)
    until = clock() + seconds
    board = _Board(problem, plan.teams)
    _fill_all(board)
    best = board.frozen()
    bound = least_unfairness(problem, best.teams)
    cost, steps = unfairness(board.loads.values()), 0
    lowest, heat = cost, HOT
    while lowest > bound and board.open:
        steps += 1
        if steps % LOOK_UP == 0:
            if clock() >= until:
                break
            heat = heat * 0.97 if heat > COLD else HOT
        delta = _step(board, chance, heat)
        cost += delta
        if delta and cost < lowest:
            lowest, best = cost, board.frozen()
    return Outcome(best, lowest, bound, steps)


def _fill_all(board: _Board) -> None:
    for week in board.open:
        while len(board.teams[week]) < board.limits.heads and _fill(board, week):
            pass


def _step(board: _Board, chance: random.Random, heat: float) -> int:
    """Try one change; return by how much the sum of squares changed, 0 for not."""
    week = chance.choice(board.open)
    if not board.teams[week]:
        return 0
    giver = chance.choice(sorted(board.teams[week]))
    taker = chance.choice(board.keys)
    if taker == giver or week in board.members[taker].out:
        return 0
    if chance.random() < 0.5:  # noqa: PLR2004  (half of the tries)
        return _give(board, chance, heat, (giver, taker, week))
    return _exchange(board, chance, heat, (giver, taker, week))


def _give(
    board: _Board, chance: random.Random, heat: float, what: tuple[int, int, int]
) -> int:
    giver, taker, week = what
    weight = board.weights[week]
    delta = 2 * weight * (board.loads[taker] - board.loads[giver] + weight)
    if not _worth(delta, heat, chance) or not board.may(taker, week):
        return 0
    board.take(giver, week)
    if not legal(board.weeks[giver], board.limits):
        board.put(giver, week)
        return 0
    board.put(taker, week)
    return delta


def _exchange(
    board: _Board, chance: random.Random, heat: float, what: tuple[int, int, int]
) -> int:
    giver, taker, week = what
    mine = sorted(w for w in board.weeks[taker] if w in board.teams and w != week)
    if not mine:
        return 0
    other = chance.choice(mine)
    if other in board.problem.fixed or other in board.members[giver].out:
        return 0
    weight = board.weights[week] - board.weights[other]
    delta = 2 * weight * (board.loads[taker] - board.loads[giver] + weight)
    if (
        not _worth(delta, heat, chance)
        or not board.may(taker, week, without=other)
        or not board.may(giver, other, without=week)
    ):
        return 0
    board.take(giver, week)
    board.take(taker, other)
    board.put(taker, week)
    board.put(giver, other)
    return delta


def _worth(delta: int, heat: float, chance: random.Random) -> bool:
    return delta <= 0 or chance.random() < math.exp(-delta / heat)
