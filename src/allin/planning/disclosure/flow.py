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


def _most(arcs: Iterable[Arc], source: str, sink: str, *, enough: int) -> int:
    """Return how much can be shifted from one node to another (maximum flow)."""
    room: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for arc in arcs:
        room[arc.tail][arc.head] += arc.up
        room[arc.head][arc.tail] += arc.down
    total = 0
    while total < enough:
        came: dict[str, str] = {source: source}
        queue = deque([source])
        while queue and sink not in came:
            node = queue.popleft()
            for after, left in room[node].items():
                if left > 0 and after not in came:
                    came[after] = node
                    queue.append(after)
        if sink not in came:
            return total
        path, node = [], sink
        while node != source:
            path.append((came[node], node))
            node = came[node]
        pushed = min(room[a][b] for a, b in path)
        for a, b in path:
            room[a][b] -= pushed
            room[b][a] += pushed
        total += pushed
    return total


def range_of(arcs: Mapping[Key, Arc], key: Key) -> tuple[int, int]:
    """Return the least and most a hidden cell can be, as far as a reader can tell."""
    arc = arcs[key]
    others = [one for one in arcs.values() if one is not arc and not one.is_shown]
    more = _most(others, arc.head, arc.tail, enough=arc.up) if arc.up else 0
    less = _most(others, arc.tail, arc.head, enough=arc.down) if arc.down else 0
    return arc.value - min(less, arc.down), arc.value + min(more, arc.up)


def goals_of(
    arcs: Mapping[Key, Arc], free: frozenset[Key], threshold: int
) -> dict[Key, tuple[int, int]]:
    """Return what could be told of each small cell if nothing else were shown."""
    bare = {key: replace(arc) for key, arc in arcs.items()}
    for key, arc in bare.items():
        if arc.is_shown and key in free and arc.value >= threshold:
            arc.hide(threshold)
    return {key: range_of(bare, key) for key, arc in bare.items() if arc.gives_away}


def _cover(
    arcs: Mapping[Key, Arc],
    key: Key,
    goal: tuple[int, int],
    *,
    threshold: int,
    free: frozenset[Key],
) -> int:
    """Withhold the fewest cells that let one small cell vary up to its goal."""
    arc, hidden = arcs[key], 0
    for source, sink, amount in (
        (arc.head, arc.tail, goal[1] - arc.value),
        (arc.tail, arc.head, arc.value - goal[0]),
    ):
        steps = _steps(arcs, key, amount, threshold=threshold, free=free)
        for other in _cheapest(steps, source, sink) if amount else ():
            if other.is_shown:
                other.hide(threshold)
                hidden += 1
    return hidden


_Steps = dict[str, list[tuple[str, Arc, float]]]


def _steps(
    arcs: Mapping[Key, Arc],
    besides: Key,
    amount: int,
    *,
    threshold: int,
    free: frozenset[Key],
) -> _Steps:
    """Return along which cells `amount` could be shifted, and what hiding costs."""
    steps: _Steps = defaultdict(list)
    for arc in arcs.values():
        usable = not arc.is_shown or (arc.key in free and arc.value >= threshold)
        if arc.key == besides or not usable:
            continue
        up = ENDLESS if arc.is_shown else arc.up
        down = arc.value - threshold if arc.is_shown else arc.down
        if up >= amount:
            steps[arc.tail].append((arc.head, arc, _cost(arc)))
        if down >= amount:
            steps[arc.head].append((arc.tail, arc, _cost(arc)))
    return steps


def _cheapest(steps: _Steps, source: str, sink: str) -> list[Arc]:
    """Return the cheapest chain of cells from one node to another; [] if none."""
    best: dict[str, float] = {source: 0.0}
    came: dict[str, tuple[str, Arc]] = {}
    heap = [(0.0, source)]
    while heap:
        cost, node = heapq.heappop(heap)
        if cost > best[node]:
            continue
        for after, arc, more in steps.get(node, ()):
            if cost + more < best.get(after, float("inf")):
                best[after] = cost + more
                came[after] = (node, arc)
                heapq.heappush(heap, (cost + more, after))
    chain: list[Arc] = []
    while sink != source:
        if sink not in came:
            return []
        sink, arc = came[sink]
        chain.append(arc)
    return chain


def _cost(arc: Arc) -> float:
    if not arc.is_shown:
        return 0.0
    # Among cells that do as well, the smaller number is the smaller loss.
    base = DEAR if arc.key[1] == SUM else 1
    return base + arc.value / ENDLESS


def withhold(arcs: dict[Key, Arc], free: frozenset[Key], threshold: int) -> bool:
    """Withhold until every small cell could be any small number; False if it cannot."""
    goals = goals_of(arcs, free, threshold)
    for _try in range(len(arcs)):
        left = {key: goal for key, goal in goals.items() if range_of(arcs, key) != goal}
        if not left:
            return True
        hidden = 0
        for key, goal in left.items():
            hidden += _cover(arcs, key, goal, threshold=threshold, free=free)
        if not hidden:
            break
    # Each cell alone could vary, together they cannot: withhold all there is.
    for key in free:
        if arcs[key].is_shown and arcs[key].value >= threshold:
            arcs[key].hide(threshold)
    return False
