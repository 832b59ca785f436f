"""What a room's doctor finds. Counts and ids, never content."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final, Literal

from django.db.models import QuerySet
from django.utils.functional import Promise

SHOWN: Final = 20
Level = Literal["bad", "warn"]


@dataclass(frozen=True)
class Finding:
    """
    One thing that is not as it should be.

    :param room: the room that looked
    :param rule: short stable name, such as "retention_overdue"
    :param sentence: for the coordinator, without content; translated when it is read,
        `%(count)d` in it is the count
    :param ids: opaque ids, at most SHOWN
    :param centre: key of the centre it is about; None: of the installation
    :param page: name of a page of the room where it can be put right, or ""
    """

    room: str
    rule: str
    sentence: str | Promise
    count: int
    level: Level = "bad"
    ids: tuple[str, ...] = field(default=())
    centre: int | None = None
    page: str = ""

    @property
    def said(self) -> str:
        """The sentence in the language of whoever reads it."""
        words: Any = self.sentence
        return str(words % {"count": self.count})


def by_centre(pairs: Iterable[tuple[int, Any]]) -> Iterator[tuple[int, list[str]]]:
    """Yield each centre with the ids of what belongs to it."""
    ordered = sorted(pairs, key=itemgetter(0))
    for centre, group in itertools.groupby(ordered, key=itemgetter(0)):
        yield centre, [str(one) for _, one in group]


def found(
    rows: QuerySet[Any],
    room: str,
    rule: str,
    sentence: Promise,
    *,
    level: Level = "bad",
    page: str = "",
    centre: str = "centre_id",
    named: str = "pk",
) -> Iterator[Finding]:
    """
    Yield one finding for each centre that has such rows.

    :param centre: the column that says whose the row is
    :param named: the column that is shown as its id
    """
    pairs = rows.order_by(named).values_list(centre, named).distinct()
    for whose, ids in by_centre(pairs):
        yield Finding(
            room, rule, sentence, len(ids), level, tuple(ids[:SHOWN]), whose, page
        )
