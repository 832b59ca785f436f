"""
What is measured: a ratio in one run against a peer or a floor, never a time alone.

A measure is a function with `@measure`; it yields `Result`s. Goals stand in
`goals.toml`, which no measure writes. Add a file `bench/<room>.py` and name it in
`MODULES`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
NONE = "none"  # no database is touched

MODULES = (
    "rooms",
    "counselling",
    "directory",
    "roster",
    "festival",
    "funding",
    "reports",
    "pages",
)


@dataclass(frozen=True)
class Result:
    """
    One figure beside the one it is held against, both measured in the same run.

    :param value: ours, in the measure's unit
    :param against_value: the peer's or the floor's, in the same unit
    :param rows: how many rows either of them worked on
    :param checksum: digest of what came out, equal for both where both produce it
    :param suffix: appended to the measure's name where one measure yields several
    """

    value: float
    against_value: float
    rows: int
    checksum: str
    suffix: str = ""


Work = Callable[[], Iterator[Result]]


@dataclass(frozen=True)
class Measure:
    """A named measure: what it is held against, in which unit, on which databases."""

    name: str
    unit: str
    against: str
    databases: tuple[str, ...]
    work: Work


MEASURES: dict[str, Measure] = {}


def measure(
    name: str,
    *,
    unit: str,
    against: str,
    databases: tuple[str, ...] = (SQLITE, POSTGRESQL),
) -> Callable[[Work], Work]:
    """Register a measure under `room.what`; it runs once on each of its databases."""

    def register(work: Work) -> Work:
        MEASURES[name] = Measure(name, unit, against, databases, work)
        return work

    return register


_wanted: tuple[str, ...] = ()


def want(names: Iterable[str]) -> None:
    """Ask for the measures of these names or prefixes; none means all."""
    global _wanted  # noqa: PLW0603  (one process, one question)
    _wanted = tuple(names)


def wants(name: str) -> bool:
    """Whether a measure, or one of its figures, was asked for."""
    return not _wanted or any(
        name.startswith(word) or word.startswith(f"{name}.") for word in _wanted
    )
