"""
Small numbers that leave the house.

A published table has fixed columns (the quarters of a year) and every sum. A number
from 1 to 4 could let a neighbour recognise somebody, so five rules apply:

1. Rows that are rare over the whole year are grouped under one name.
2. A number above 0 and below the threshold is not shown: "under 5".
3. Whatever would give it away by adding and taking away is withheld too.
4. Sums over all rows are protected first, by themselves: they are the same in every
   table of that year, so no table gives away what another one hides.
5. A reader who knows these rules, and all sums, must not be able to tell a small
   number from any other small number. `ranges` is that reader; tests play them.
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

THRESHOLD: Final = 5
State = Literal["shown", "small", "withheld"]
# A cell is named by its row and column; "" stands for the sum.
Key = tuple[str, str]
SUM: Final = ""
SHOWN: Final = 0.8  # of the inner cells; rows are grouped until it is reached
FEWEST: Final = 2  # rows a table keeps
_DEAR: Final = 1000  # what hiding a row's sum costs, in inner cells
_ENDLESS: Final = 10**9


@dataclass(frozen=True)
class Cell:
    """One number of a published table: what stands there, or why it does not."""

    state: State
    value: int | None


@dataclass(frozen=True)
class Table:
    """
    A table that may leave the house.

    :param rows: labels in order, the grouped one last
    :param grouped: the labels that became one row
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Key, Cell]
    grouped: tuple[str, ...]
    threshold: int

    def row(self, label: str) -> list[Cell]:
        """Return the cells of a row, its sum last; label "" is the sum of all rows."""
        return [self.cells[label, column] for column in (*self.columns, SUM)]

    @property
    def share_shown(self) -> float:
        """Which part of the inner cells is shown."""
        inner = [self.cells[row, col] for row in self.rows for col in self.columns]
        return sum(c.state == "shown" for c in inner) / len(inner) if inner else 1.0


@dataclass
class _Arc:
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
            self.state, self.low, self.high = "withheld", threshold, _ENDLESS

    @property
    def gives_away(self) -> bool:
        """Whether it stands for few people, and so needs protection."""
        return not self.is_shown and self.high < _ENDLESS


def _arcs(
    counts: Mapping[Key, int], rows: Sequence[str], columns: Sequence[str]
) -> dict[Key, _Arc]:
    """
    Return all cells and sums as arcs of a circulation.

    Row and column nodes balance: what enters a row as its sum leaves it as cells.
    """
    found: dict[Key, _Arc] = {}
    for row in rows:
        for column in columns:
            key = (row, column)
            found[key] = _Arc(key, f"r{row}", f"c{column}", counts[key])
        found[row, SUM] = _Arc((row, SUM), "R", f"r{row}", counts[row, SUM])
    for column in columns:
        key = (SUM, column)
        found[key] = _Arc(key, f"c{column}", "C", counts[key])
    found[SUM, SUM] = _Arc((SUM, SUM), "C", "R", counts[SUM, SUM])
    return found


def _most(arcs: Iterable[_Arc], source: str, sink: str, *, enough: int) -> int:
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


def _range(arcs: Mapping[Key, _Arc], key: Key) -> tuple[int, int]:
    """Return the least and most a hidden cell can be, as far as a reader can tell."""
    arc = arcs[key]
    others = [one for one in arcs.values() if one is not arc and not one.is_shown]
    more = _most(others, arc.head, arc.tail, enough=arc.up) if arc.up else 0
    less = _most(others, arc.tail, arc.head, enough=arc.down) if arc.down else 0
    return arc.value - min(less, arc.down), arc.value + min(more, arc.up)


def _goals(
    arcs: Mapping[Key, _Arc], free: frozenset[Key], threshold: int
) -> dict[Key, tuple[int, int]]:
    """Return what could be told of each small cell if nothing else were shown."""
    bare = {key: replace(arc) for key, arc in arcs.items()}
    for key, arc in bare.items():
        if arc.is_shown and key in free and arc.value >= threshold:
            arc.hide(threshold)
    return {key: _range(bare, key) for key, arc in bare.items() if arc.gives_away}


def _cover(
    arcs: Mapping[Key, _Arc],
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


_Steps = dict[str, list[tuple[str, _Arc, float]]]


def _steps(
    arcs: Mapping[Key, _Arc],
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
        up = _ENDLESS if arc.is_shown else arc.up
        down = arc.value - threshold if arc.is_shown else arc.down
        if up >= amount:
            steps[arc.tail].append((arc.head, arc, _cost(arc)))
        if down >= amount:
            steps[arc.head].append((arc.tail, arc, _cost(arc)))
    return steps


def _cheapest(steps: _Steps, source: str, sink: str) -> list[_Arc]:
    """Return the cheapest chain of cells from one node to another; [] if none."""
    best: dict[str, float] = {source: 0.0}
    came: dict[str, tuple[str, _Arc]] = {}
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
    chain: list[_Arc] = []
    while sink != source:
        if sink not in came:
            return []
        sink, arc = came[sink]
        chain.append(arc)
    return chain


def _cost(arc: _Arc) -> float:
    if not arc.is_shown:
        return 0.0
    # Among cells that do as well, the smaller number is the smaller loss.
    base = _DEAR if arc.key[1] == SUM else 1
    return base + arc.value / _ENDLESS


def _protect(arcs: dict[Key, _Arc], free: frozenset[Key], threshold: int) -> bool:
    """Withhold until every small cell could be any small number; False if it cannot."""
    goals = _goals(arcs, free, threshold)
    for _try in range(len(arcs)):
        left = {key: goal for key, goal in goals.items() if _range(arcs, key) != goal}
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


def group_rare(
    counts: Mapping[str, Mapping[str, int]],
    columns: Sequence[str],
    *,
    other: str,
    least: int,
    keep: frozenset[str] = frozenset(),
) -> tuple[dict[str, dict[str, int]], tuple[str, ...]]:
    """
    Put rows that are rare over the year together under `other`, and say which.

    :param least: a row with fewer than this over all columns is rare; the grouped row
        takes in the next rarest until it is not rare itself
    :param keep: rows that are never grouped
    """
    sums = {row: sum(cells.get(c, 0) for c in columns) for row, cells in counts.items()}
    order = sorted((r for r in sums if r not in keep), key=lambda r: (sums[r], r))
    rare = [row for row in order if sums[row] < least]
    rest = order[len(rare) :]
    while rare and rest and (len(rare) == 1 or sum(sums[r] for r in rare) < least):
        rare.append(rest.pop(0))
    if len(rare) < 2:  # noqa: PLR2004  (one row alone is no group)
        rare = []
    left = {
        row: {c: cells.get(c, 0) for c in columns}
        for row, cells in counts.items()
        if row not in rare
    }
    if rare:
        old = left.pop(other, {})
        left[other] = {
            c: old.get(c, 0) + sum(counts[r].get(c, 0) for r in rare) for c in columns
        }
    return left, tuple(rare)


def protect(
    counts: Mapping[str, Mapping[str, int]],
    columns: Sequence[str],
    *,
    other: str = "other",
    threshold: int = THRESHOLD,
    keep: frozenset[str] = frozenset(),
) -> Table:
    """
    Return the table as it may be published.

    :param counts: row -> column -> number; a missing number is 0
    :param columns: the fixed columns, such as the quarters; their sum is the year
    :param other: label of the row that rare rows are grouped in
    :param threshold: numbers from 1 to one below it are not shown
    """
    least = len(columns) * threshold
    while True:
        rows, grouped = group_rare(counts, columns, other=other, least=least, keep=keep)
        table = _published(rows, grouped, columns, other, threshold)
        left = [sum(rows[row].values()) for row in rows if row not in {other, *keep}]
        if table.share_shown >= SHOWN or len(rows) <= FEWEST or not left:
            return table
        least = max(least, min(left)) + 1  # the next rarest row joins the group


def _published(
    rows: Mapping[str, Mapping[str, int]],
    grouped: tuple[str, ...],
    columns: Sequence[str],
    other: str,
    threshold: int,
) -> Table:
    labels = [label for label in rows if label != other]
    labels += [other] if other in rows else []
    arcs = _arcs(_numbers(rows, labels, columns), labels, columns)
    for arc in arcs.values():
        if 0 < arc.value < threshold:
            arc.hide(threshold)
    _protect_sums(arcs, columns, threshold)
    _veil(arcs, threshold)
    _protect(arcs, frozenset(key for key in arcs if key[0] != SUM), threshold)
    return Table(
        rows=tuple(labels),
        columns=tuple(columns),
        cells={
            key: Cell(arc.state, arc.value if arc.is_shown else None)
            for key, arc in arcs.items()
        },
        grouped=grouped,
        threshold=threshold,
    )


def _numbers(
    rows: Mapping[str, Mapping[str, int]], labels: Sequence[str], columns: Sequence[str]
) -> dict[Key, int]:
    numbers: dict[Key, int] = {}
    for label in labels:
        numbers |= {(label, c): rows[label].get(c, 0) for c in columns}
        numbers[label, SUM] = sum(numbers[label, c] for c in columns)
    for column in (*columns, SUM):
        numbers[SUM, column] = sum(numbers[label, column] for label in labels)
    return numbers


def _veil(arcs: Mapping[Key, _Arc], threshold: int) -> None:
    """Where a sum is small, not even say which of its parts are nothing."""
    small = {key for key, arc in arcs.items() if arc.state == "small" and SUM in key}
    for (row, column), arc in arcs.items():
        sums = {(row, SUM), (SUM, column)}
        # Where a sum is nothing, everybody knows that its parts are nothing too.
        is_nothing = any(not arcs[key].value for key in sums)
        if row and column and sums & small and not is_nothing:
            arc.hide(threshold, veiled=True)


def _protect_sums(
    arcs: dict[Key, _Arc], columns: Sequence[str], threshold: int
) -> None:
    """Protect the sums over all rows, by nothing but themselves."""
    keys = [(SUM, column) for column in (*columns, SUM)]
    if all(arcs[key].is_shown for key in keys):
        return
    # One node for all columns: only the sums and the whole hang together here.
    alone = {key: replace(arcs[key], tail="from", head="to") for key in keys}
    whole = alone[SUM, SUM]
    whole.tail, whole.head = "to", "from"
    _protect(alone, frozenset(keys), threshold)
    for key in keys:
        if arcs[key].is_shown and not alone[key].is_shown:
            arcs[key].hide(threshold)


def ranges(
    table: Table, truth: Mapping[str, Mapping[str, int]]
) -> dict[Key, tuple[tuple[int, int], tuple[int, int]]]:
    """
    Play the reader who knows the rules and every sum.

    :param truth: the numbers behind the table; only used as one solution to start
        from, what can be reached from it does not depend on which
    :returns: for each cell that stands for few people, what it can be, and what it
        could be if nothing but the small cells' places were known
    """
    rows: dict[str, dict[str, int]] = {label: {} for label in table.rows}
    for label, cells in truth.items():
        at = table.rows[-1] if label in table.grouped else label
        for column, number in cells.items():
            rows[at][column] = rows[at].get(column, 0) + number
    arcs = _arcs(_numbers(rows, table.rows, table.columns), table.rows, table.columns)
    for key, arc in arcs.items():
        if table.cells[key].state != "shown":
            arc.hide(table.threshold)
    _veil(arcs, table.threshold)
    goals = _goals(arcs, frozenset(arcs), table.threshold)
    return {key: (_range(arcs, key), goal) for key, goal in goals.items()}
