"""Votes: what was announced, and how the factions voted. The sums have to fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from allin.council.rules import states


@dataclass(frozen=True)
class Count:
    """Votes for, against and abstentions."""

    yes: int
    no: int
    abstained: int

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.yes + other.yes, self.no + other.no, self.abstained + other.abstained
        )

    @property
    def cast(self) -> int:
        """How many were there and voted or abstained."""
        return self.yes + self.no + self.abstained


@dataclass(frozen=True)
class FactionVote:
    """How one faction voted; it need not be of one mind."""

    faction: str
    count: Count


def total(votes: Sequence[FactionVote]) -> Count:
    """Return the sum of the factions."""
    return sum((vote.count for vote in votes), Count(0, 0, 0))


def sums_differ(announced: Count, votes: Sequence[FactionVote]) -> bool:
    """Whether the factions, where they are entered, do not come to what was said."""
    return bool(votes) and total(votes) != announced


def contradicts(count: Count, result: str) -> bool:
    """
    Whether a result cannot come of these votes.

    A tie contradicts nothing here: what it means is for the body's own rules to say.
    """
    if result in states.YES:
        return count.no > count.yes
    if result in states.NO:
        return count.yes > count.no
    return False
