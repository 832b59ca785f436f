"""
Who is asked first. In words for people, and in the same turn for everybody.

Nobody is scored. A person either fits, fits but for a wish, or is not possible, each
with its reasons; within a group whoever has had the smallest part of what was agreed
with them is asked first, then whoever was asked longest ago. What is computed to find
that turn lives as long as the call: it is neither shown nor stored.
"""

import datetime as dt
import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, Flag, auto
from operator import itemgetter
from typing import Final


class Group(Enum):
    """What can be said about somebody for one need."""

    FITS = "fits"
    BUT_FOR_A_WISH = "but_for_a_wish"
    NOT_POSSIBLE = "not_possible"


class Reason(Flag):
    """Why somebody is not simply asked. The values are bits, so databases can add."""

    NOTHING = 0
    # not possible
    LANGUAGE = auto()  # does not speak it, or not well enough
    TOPIC = auto()  # does not advise on it
    LEGAL = auto()  # a legal question needs guidance or a qualification
    SECRECY = auto()  # the promise of confidentiality is missing or has run out
    PAUSE = auto()  # away for a time
    GONE = auto()  # has left
    DECLINED = auto()  # has already said no to this one
    ASKED = auto()  # has been asked already and has not answered
    EXCLUDED = auto()  # at the person's wish
    BUSY = auto()  # has promised that time already
    FULL = auto()  # has all that was agreed for this quarter
    # a wish
    WISH_GENDER = auto()
    WISH_DISTRICT = auto()
    WISH_TIME = auto()
    WISH_STEP_FREE = auto()


WISHES: Final = (
    Reason.WISH_GENDER | Reason.WISH_DISTRICT | Reason.WISH_TIME | Reason.WISH_STEP_FREE
)


class Change(Enum):
    """What would make somebody possible after all."""

    WAIT = "wait"  # it passes by itself, on a known day
    ASK_THEM = "ask_them"  # they can add it to what they offer
    PROMISE = "promise"  # they can renew the promise of confidentiality
    GUIDANCE = "guidance"  # a qualified person can guide them
    ANOTHER_TIME = "another_time"
    THE_WISH = "the_wish"  # the person seeking help can give up the wish
    NOTHING = "nothing"


CHANGES: Final[Mapping[Reason, Change]] = {
    Reason.LANGUAGE: Change.ASK_THEM,
    Reason.TOPIC: Change.ASK_THEM,
    Reason.LEGAL: Change.GUIDANCE,
    Reason.SECRECY: Change.PROMISE,
    Reason.PAUSE: Change.WAIT,
    Reason.GONE: Change.NOTHING,
    Reason.DECLINED: Change.NOTHING,
    Reason.ASKED: Change.WAIT,
    Reason.EXCLUDED: Change.NOTHING,
    Reason.BUSY: Change.ANOTHER_TIME,
    Reason.FULL: Change.WAIT,
    Reason.WISH_GENDER: Change.THE_WISH,
    Reason.WISH_DISTRICT: Change.THE_WISH,
    Reason.WISH_TIME: Change.ANOTHER_TIME,
    Reason.WISH_STEP_FREE: Change.THE_WISH,
}


def group_of(reasons: Reason) -> Group:
    """Return the group: any hard reason outweighs all wishes."""
    if reasons & ~WISHES:
        return Group.NOT_POSSIBLE
    return Group.BUT_FOR_A_WISH if reasons else Group.FITS


@dataclass(frozen=True, slots=True)
class Standing:
    """
    What the turn depends on, for one person and one span (a quarter).

    :param id: whose; the last word between people who are equal in everything
    :param share: how many a quarter were agreed; 0: only when nobody else can
    :param taken_at: when they took one on within the span; a no does not count
    :param asked_at: when they were last asked, whenever that was; None: never
    :param since: there (again) since this instant of the span: newcomers, and people
        back from leave; None: the whole span
    """

    id: int
    share: int = 1
    taken_at: tuple[dt.datetime, ...] = ()
    asked_at: dt.datetime | None = None
    since: dt.datetime | None = None


def credits_of(everybody: Iterable[Standing]) -> dict[int, int]:
    """
    Return what newcomers and returners are taken to have had already, by id.

    Whoever comes in the middle of a quarter stands where the others stood on average
    at that moment: neither flooded to catch up, nor left out.
    """
    people = list(everybody)
    if all(one.since is None for one in people):
        return {}
    # Walk through the span: people come (0 before 1 at the same instant), and take.
    there = [one for one in people if one.since is None]
    had = 0
    shares = sum(one.share for one in there)
    coming = sorted(
        ((one.since, 0, one) for one in people if one.since is not None),
        key=lambda step: (step[0], step[2].id),
    )
    taking = sorted(
        (
            (at, 1, one)
            for one in people
            for at in one.taken_at
            if one.since is None or at >= one.since
        ),
        key=itemgetter(0),
    )
    given: dict[int, int] = {}
    for at, kind, one in heapq.merge(coming, taking, key=itemgetter(0, 1)):
        if kind:
            had += 1
            continue
        own = sum(taken < at for taken in one.taken_at)
        level = round(one.share * had / shares) if shares else 0
        given[one.id] = max(0, level - own)
        had += own + given[one.id]
        shares += one.share
    return given


_NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)


def in_turn(
    candidates: Iterable[Standing], *, among: Iterable[Standing] | None = None
) -> list[Standing]:
    """
    Return the candidates in the order of asking.

    :param among: everybody the span's referrals were shared among, to calibrate
        newcomers and returners; the candidates themselves when left out
    """
    people = list(candidates)
    given = credits_of(people if among is None else among)

    def turn(one: Standing) -> tuple[float, dt.datetime, int]:
        if not one.share:
            return (float("inf"), one.asked_at or _NEVER, one.id)
        had = len(one.taken_at) + given.get(one.id, 0)
        # The odd numbers divide fairly between unequal shares (Sainte-Laguë): among
        # people who have had nothing yet, the larger agreed share comes first.
        return ((2 * had + 1) / one.share, one.asked_at or _NEVER, one.id)

    return sorted(people, key=turn)


@dataclass(frozen=True)
class Sorted:
    """Everybody, in three groups; the first two in the order of asking."""

    fits: tuple[Standing, ...]
    but_for_a_wish: tuple[Standing, ...]
    not_possible: tuple[Standing, ...]
    reasons: Mapping[int, Reason]

    def why(self, person_id: int) -> tuple[Reason, ...]:
        """Return the single reasons of a person, hard ones first."""
        return tuple(self.reasons[person_id])

    def changes(self, person_id: int) -> tuple[Change, ...]:
        """Return what would change it, each once; NOTHING outweighs the rest."""
        found = [CHANGES[reason] for reason in self.reasons[person_id]]
        if Change.NOTHING in found:
            return (Change.NOTHING,)
        return tuple(dict.fromkeys(found))


def sort_out(
    people: Iterable[tuple[Standing, Reason]],
    *,
    among: Iterable[Standing] | None = None,
) -> Sorted:
    """
    Put everybody into the three groups.

    :param people: each with all that speaks against asking them for this need
    :param among: as for `in_turn`; everybody in `people` when left out
    """
    everybody = list(people)
    pool = [one for one, _ in everybody] if among is None else list(among)
    found: dict[Group, list[Standing]] = {group: [] for group in Group}
    for one, reasons in everybody:
        found[group_of(reasons)].append(one)
    return Sorted(
        fits=tuple(in_turn(found[Group.FITS], among=pool)),
        but_for_a_wish=tuple(in_turn(found[Group.BUT_FOR_A_WISH], among=pool)),
        not_possible=tuple(sorted(found[Group.NOT_POSSIBLE], key=lambda one: one.id)),
        reasons={one.id: reasons for one, reasons in everybody},
    )
