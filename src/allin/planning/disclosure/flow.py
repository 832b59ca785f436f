"""
The reader who adds and subtracts, as flows.

A cell is an arc from its row to its column, a sum is an arc back: whatever the reader
knows must balance at every node. How far a hidden cell can vary is then how much flow
can be sent round it through the other hidden cells (maximum flow), and the fewest
cells to withhold are the cheapest way round (shortest path).
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

State = Literal["shown", "small", "withheld"]
# A cell is named by its row and column; "" stands for the sum.
Key = tuple[str, str]
SUM: Final = ""
DEAR: Final = 1000  # what hiding a row's sum costs, in inner cells
ENDLESS: Final = 10**9


@dataclass
class Arc:
    """
    A cell as an arc: sums that must come out are flows that must balance.

    :ivar low: the least and, with `high`, the most a reader can take it for
    """

    key: Key
    tail: str
    head: str
    value: int
    state: State = "shown"
    low: int = 0
    high: int = 0

    @property
    def is_shown(self) -> bool:
        return self.state == "shown"

    @property
    def up(self) -> int:
        """How much larger it could be, as far as a reader can tell."""
        return 0 if self.is_shown else self.high - self.value

    @property
    def down(self) -> int:
        """How much smaller it could be, as far as a reader can tell."""
        return 0 if self.is_shown else self.value - self.low

    def hide(self, threshold: int, *, veiled: bool = False) -> None:
        """Hide it; `veiled`: also whether it is nothing or a small number."""
        if veiled:
            self.state, self.low, self.high = "withheld", 0, threshold - 1
        elif 0 < self.value < threshold:
            self.state, self.low, self.high = "small", 1, threshold - 1
        else:
            self.state, self.low, self.high = "withheld", threshold, ENDLESS

    @property
    def gives_away(self) -> bool:
        """Whether it stands for few people, and so needs protection."""
        return not self.is_shown and self.high < ENDLESS


def circulation(
    counts: Mapping[Key, int], rows: Sequence[str], columns: Sequence[str]
) -> dict[Key, Arc]:
    """
    Return all cells and sums as arcs of a circulation.

    Row and column nodes balance: what enters a row as its sum leaves it as cells.
    """
    found: dict[Key, Arc] = {}
    for row in rows:
        for column in columns:
            key = (row, column)
            found[key] = Arc(key, f"r{row}", f"c{column}", counts[key])
        found[row, SUM] = Arc((row, SUM), "R", f"r{row}", counts[row, SUM])
    for column in columns:
        key = (SUM, column)
        found[key] = Arc(key, f"c{column}", "C", counts[key])
    found[SUM, SUM] = Arc((SUM, SUM), "C", "R", counts[SUM, SUM])
    return found


class _Slack:
    """How far hidden cells can be shifted into each other, as things stand now."""

    def __init__(self, arcs: Iterable[Arc]) -> None:
        self.room: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for arc in arcs:
            if not arc.is_shown:
                self._add(arc, 1)

    def _add(self, arc: Arc, times: int) -> None:
        self.room[arc.tail][arc.head] += times * arc.up
        self.room[arc.head][arc.tail] += times * arc.down

    def range_of(self, arc: Arc) -> tuple[int, int]:
        """Return the least and the most a hidden cell can be, as a reader can tell."""
        self._add(arc, -1)
        more, less = arc.up, arc.down
        if more:
            more = self._most(arc.head, arc.tail, enough=more)
        if less:
            less = self._most(arc.tail, arc.head, enough=less)
        self._add(arc, 1)
        return arc.value - less, arc.value + more

    def _most(self, source: str, sink: str, *, enough: int) -> int:
        """Return how much can be shifted from one node to another (maximum flow)."""
        total, pushes = 0, []
        while total < enough and (path := self._path(source, sink)):
            pushed = min(enough - total, *(self.room[a][b] for a, b in path))
            self._push(path, pushed)
            pushes.append((path, pushed))
            total += pushed
        for path, pushed in pushes:
            self._push(path, -pushed)
        return total

    def _push(self, path: list[tuple[str, str]], amount: int) -> None:
        for a, b in path:
            self.room[a][b] -= amount
            self.room[b][a] += amount

    def _path(self, source: str, sink: str) -> list[tuple[str, str]]:
        """Return the shortest way on which something can still be shifted."""
        came: dict[str, str] = {source: source}
        queue = deque([source])
        while queue and sink not in came:
            node = queue.popleft()
            for after, left in self.room[node].items():
                if left > 0 and after not in came:
                    came[after] = node
                    queue.append(after)
        path: list[tuple[str, str]] = []
        while sink in came and sink != source:
            path.append((came[sink], sink))
            sink = came[sink]
        return path


def ranges_of(
    arcs: Mapping[Key, Arc], keys: Iterable[Key]
) -> dict[Key, tuple[int, int]]:
    """Return the least and most each hidden cell can be, as a reader can tell."""
    slack = _Slack(arcs.values())
    return {key: slack.range_of(arcs[key]) for key in keys}


def goals_of(
    arcs: Mapping[Key, Arc], free: frozenset[Key], threshold: int
) -> dict[Key, tuple[int, int]]:
    """Return what could be told of each small cell if nothing else were shown."""
    bare = {key: replace(arc) for key, arc in arcs.items()}
    for key, arc in bare.items():
        if arc.is_shown and key in free and arc.value >= threshold:
            arc.hide(threshold)
    return ranges_of(bare, [key for key, arc in bare.items() if arc.gives_away])


@dataclass(frozen=True)
class _Step:
    """A cell as a way from one node to the next, and what hiding it would cost."""

    arc: Arc
    to: str
    is_along: bool
    price: float

    def room(self, threshold: int) -> int:
        """How much can be shifted along it, if it is hidden."""
        arc = self.arc
        if arc.state == "shown":
            return ENDLESS if self.is_along else arc.value - threshold
        return arc.high - arc.value if self.is_along else arc.value - arc.low


def _around(
    arcs: Mapping[Key, Arc], free: frozenset[Key], threshold: int
) -> dict[str, list[_Step]]:
    """Return the cells at each node that are hidden or may be."""
    found: dict[str, list[_Step]] = defaultdict(list)
    for arc in arcs.values():
        if arc.is_shown and (arc.key not in free or arc.value < threshold):
            continue
        # Among cells that do as well, the smaller number is the smaller loss.
        price = (DEAR if arc.key[1] == SUM else 1) + arc.value / ENDLESS
        found[arc.tail].append(_Step(arc, arc.head, is_along=True, price=price))
        found[arc.head].append(_Step(arc, arc.tail, is_along=False, price=price))
    return found


@dataclass(frozen=True)
class _Way:
    """
    Ways round a small cell on which it could be shifted.

    :param around: the steps from each node
    :param besides: the small cell itself
    """

    around: Mapping[str, list[_Step]]
    besides: Arc
    amount: int
    threshold: int

    def cheapest(self, source: str, sink: str) -> list[Arc]:
        """Return the cheapest chain of cells from one node to another; [] if none."""
        best: dict[str, float] = {source: 0.0}
        came: dict[str, tuple[str, Arc]] = {}
        heap = [(0.0, source)]
        while heap:
            cost, node = heapq.heappop(heap)
            if node == sink:
                break
            if cost > best[node]:
                continue
            for step in self.around.get(node, ()):
                more = cost + (step.price if step.arc.state == "shown" else 0.0)
                if more >= best.get(sink, ENDLESS) or more >= best.get(
                    step.to, ENDLESS
                ):
                    continue
                if step.arc is self.besides or step.room(self.threshold) < self.amount:
                    continue
                best[step.to] = more
                came[step.to] = (node, step.arc)
                heapq.heappush(heap, (more, step.to))
        return _chain(came, source, sink)


def _chain(came: Mapping[str, tuple[str, Arc]], source: str, sink: str) -> list[Arc]:
    chain: list[Arc] = []
    while sink != source:
        if sink not in came:
            return []
        sink, arc = came[sink]
        chain.append(arc)
    return chain


def _cover(
    around: Mapping[str, list[_Step]], arc: Arc, goal: tuple[int, int], threshold: int
) -> int:
    """Withhold the fewest cells that let one small cell vary up to its goal."""
    hidden = 0
    for source, sink, amount in (
        (arc.head, arc.tail, goal[1] - arc.value),
        (arc.tail, arc.head, arc.value - goal[0]),
    ):
        way = _Way(around, arc, amount, threshold)
        for other in way.cheapest(source, sink) if amount else ():
            if other.is_shown:
                other.hide(threshold)
                hidden += 1
    return hidden


def withhold(arcs: dict[Key, Arc], free: frozenset[Key], threshold: int) -> None:
    """Withhold until every small cell could be any small number, or all there is."""
    goals = goals_of(arcs, free, threshold)
    around = _around(arcs, free, threshold)
    for _try in range(len(arcs)):
        can_be = ranges_of(arcs, goals)
        left = {key: goal for key, goal in goals.items() if can_be[key] != goal}
        if not left:
            return
        hidden = 0
        for key, goal in left.items():
            hidden += _cover(around, arcs[key], goal, threshold)
        if not hidden:
            break
    # Each cell alone could vary, together they cannot: withhold all there is.
    for key in free:
        if arcs[key].is_shown and arcs[key].value >= threshold:
            arcs[key].hide(threshold)
