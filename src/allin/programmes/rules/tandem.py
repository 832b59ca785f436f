"""When two associations walk together for a while. Pure, no clock."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OFFERS: Final = "offers"
SEEKS: Final = "seeks"
KINDS: Final = ((OFFERS, _("we offer")), (SEEKS, _("we seek")))

# What one association can give another. A list, so that wishes can meet.
TOPICS: Final[tuple[tuple[str, Promise], ...]] = (
    ("funding", _("writing applications for money")),
    ("books", _("bookkeeping and receipts")),
    ("board", _("work of the board, general meeting")),
    ("public", _("publicity, website, leaflets")),
    ("members", _("finding members and volunteers")),
    ("youth", _("work with children and young people")),
    ("women", _("work with women")),
    ("language", _("learning languages")),
    ("events", _("planning an event together")),
    ("rooms", _("rooms and equipment")),
    ("city", _("knowing the city and its offices")),
    ("digital", _("computers and online meetings")),
)

PROPOSED: Final = "proposed"
ACTIVE: Final = "active"
DECLINED: Final = "declined"
ENDED: Final = "ended"
STATES: Final = (
    (PROPOSED, _("proposed")),
    (ACTIVE, _("running")),
    (DECLINED, _("not wanted")),
    (ENDED, _("ended")),
)
STANDING: Final = (PROPOSED, ACTIVE)

LEFT: Final = "left"
REASONS: Final[tuple[tuple[str, Promise], ...]] = (
    ("goal", _("the goal is reached")),
    ("goes_on", _("goes on without the programme")),
    ("no_time", _("no time")),
    ("no_fit", _("it did not fit")),
    (LEFT, _("an association has left")),
    ("other", _("something else")),
)


class Going(TextChoices):
    WELL = "well", _("it goes well")
    SLOWLY = "slowly", _("it goes slowly")
    STUCK = "stuck", _("it is stuck, we need help")


CHECK_EVERY: Final = dt.timedelta(weeks=6)
ANSWER_WITHIN: Final = dt.timedelta(days=7)  # then the coordination sees it
LONGEST_TEXT: Final = 300


def next_check(started_on: dt.date, after: dt.date) -> dt.date:
    """
    Return the first day later than `after` on which both are asked how it goes.

    Every six weeks from the start, on the same weekday, whenever somebody answered.
    """
    rounds = max((after - started_on) // CHECK_EVERY, 0) + 1
    return started_on + rounds * CHECK_EVERY


def in_order(one: int, other: int) -> tuple[int, int]:
    """Return two associations in the order a pair is kept in."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True)
class Said:
    """A standing wish: whose, which way, what about."""

    association: int
    kind: str
    topic: str


@dataclass(frozen=True)
class Match:
    """
    Two associations whose wishes meet.

    :param gives: topics `one` offers and `other` seeks
    :param gets: topics `other` offers and `one` seeks
    """

    one: int
    other: int
    gives: tuple[str, ...]
    gets: tuple[str, ...]

    @property
    def is_mutual(self) -> bool:
        return bool(self.gives and self.gets)


def matches(wishes: Iterable[Said], taken: Iterable[tuple[int, int]]) -> list[Match]:
    """
    Return the pairs whose wishes complement each other: both ways first.

    Within these the order is that of the associations: nobody is scored.

    :param taken: pairs, in order, that are proposed or under way
    """
    offers: dict[int, set[str]] = {}
    seeks: dict[int, set[str]] = {}
    for wish in wishes:
        side = offers if wish.kind == OFFERS else seeks
        side.setdefault(wish.association, set()).add(wish.topic)
    everybody = sorted({*offers, *seeks})
    not_again = set(taken)
    order = [topic for topic, _label in TOPICS]
    found = []
    for place, one in enumerate(everybody):
        for other in everybody[place + 1 :]:
            gives = offers.get(one, set()) & seeks.get(other, set())
            gets = offers.get(other, set()) & seeks.get(one, set())
            if (gives or gets) and (one, other) not in not_again:
                found.append(
                    Match(
                        one,
                        other,
                        tuple(sorted(gives, key=order.index)),
                        tuple(sorted(gets, key=order.index)),
                    )
                )
    return sorted(found, key=lambda match: not match.is_mutual)
