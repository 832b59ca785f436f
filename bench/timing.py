"""Timing two things side by side, so that the machine's moods hit both alike."""

import hashlib
import statistics
import time
from collections.abc import Callable, Iterable


def once(work: Callable[[], object]) -> float:
    """Return the milliseconds one call takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def side_by_side(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    rounds: int,
    warm: int = 3,
) -> tuple[float, float]:
    """Call both in turn and return the median milliseconds of each."""
    for _ in range(warm):
        ours()
        theirs()
    one, other = [], []
    for turn in range(rounds):
        if turn % 2:
            other.append(once(theirs))
            one.append(once(ours))
        else:
            one.append(once(ours))
            other.append(once(theirs))
    return statistics.median(one), statistics.median(other)


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value below which `share` (0 to 1) of all values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def checksum(parts: Iterable[object]) -> str:
    """Return a short digest of what came out, independent of the process."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(repr(part).encode())
    return digest.hexdigest()[:12]
