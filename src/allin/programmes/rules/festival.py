"""Arithmetic of a festival: what a stage slot blocks, what a shift lacks, the till."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST: Final = dt.timedelta(days=10)  # a festival, from opening to closing
CHANGE_OVER: Final = 180  # minutes, at most
LONGEST_SLOT: Final = dt.timedelta(hours=12)
LONGEST_SHIFT: Final = dt.timedelta(hours=14)
FOOD: Final = "food"  # the kind of qualification a food shift asks for
REMIND_BEFORE: Final = dt.timedelta(days=7)  # a permit is due
KEPT_AFTER: Final = dt.timedelta(days=30)  # who came for the festival alone
MOST_CENTS: Final = 10_000_000  # what a stand takes on a day nobody believes


def blocked_until(ends_at: dt.datetime, change_over: int) -> dt.datetime:
    """Return the first instant the next act may begin; `change_over` in minutes."""
    return ends_at + dt.timedelta(minutes=change_over)


Span = tuple[dt.datetime, dt.datetime]


def first_gap(
    busy: Sequence[Span],
    *,
    after: dt.datetime,
    length: dt.timedelta,
    change_over: int,
    closes: dt.datetime,
) -> dt.datetime | None:
    """
    Return when an act of some length may begin at the earliest, or None.

    :param busy: what stands on the stage, each with its change-over, half-open
    :param after: not before
    :param closes: the act is over by then; its change-over need not be
    """
    start = after
    for begins, until in sorted(busy):
        if until <= start:
            continue
        if blocked_until(start + length, change_over) <= begins:
            break
        start = until
    return start if start + length <= closes else None


class Staffing(Enum):
    """How a shift stands, said in a word and a colour."""

    SHORT = "short"  # fewer than the least
    ENOUGH = "enough"  # at least the least, places left
    FULL = "full"


def staffing(heads: int, *, least: int, most: int) -> Staffing:
    """Return how a shift stands with so many people."""
    if heads >= most:
        return Staffing.FULL
    return Staffing.ENOUGH if heads >= least else Staffing.SHORT


class Why(Enum):
    """What speaks against taking a shift, the strongest first."""

    PAST = "past"
    MINE = "mine"
    FULL = "full"
    CLASH = "clash"
    FOOD = "food"


def why_not(
    span: Span,
    *,
    now: dt.datetime,
    free: int,
    mine: bool = False,
    taken: Sequence[Span] = (),
    needs_food: bool = False,
    may_food: bool = False,
) -> Why | None:
    """
    Return what speaks against taking a shift, or None.

    :param span: when the shift is, half-open
    :param free: places left
    :param taken: what the person has promised already
    :param may_food: a food instruction was seen and counts on that day
    """
    starts_at, ends_at = span
    if starts_at <= now:
        return Why.PAST
    if mine:
        return Why.MINE
    if free <= 0:
        return Why.FULL
    if any(begins < ends_at and ends > starts_at for begins, ends in taken):
        return Why.CLASH
    return Why.FOOD if needs_food and not may_food else None


@dataclass(frozen=True)
class Till:
    """
    What a stand was given, counted in the evening, and owes; all in cents.

    :param lent: the float the stand was given in the morning
    :param counted: what was in its till in the evening, the float included
    :param fee: what the stand owes for its place
    """

    lent: int
    counted: int
    fee: int

    @property
    def takings(self) -> int:
        """What the stand sold; less than nothing when money is missing."""
        return self.counted - self.lent

    @property
    def due(self) -> int:
        """What goes back to the house: the float and the fee."""
        return self.lent + self.fee

    @property
    def left(self) -> int:
        """What stays with the association."""
        return self.counted - self.due


def total(tills: Iterable[Till]) -> Till:
    """Return all tills as one."""
    lent = counted = fee = 0
    for till in tills:
        lent, counted, fee = lent + till.lent, counted + till.counted, fee + till.fee
    return Till(lent, counted, fee)


@dataclass(frozen=True)
class Example:
    """
    A permit somebody may have to ask for; an example to be checked, no law.

    :param days: how long before the opening it should be done
    """

    kind: str
    days: int


KINDS: Final[tuple[tuple[str, Promise], ...]] = (
    ("public_order", _("Event notified to the public order office")),
    ("food", _("Food handling instruction of the stands")),
    ("music", _("Music notified to GEMA")),
    ("noise", _("Noise, and how long music may play")),
    ("insurance", _("Insurance of the organiser")),
    ("first_aid", _("First aid on the ground")),
    ("other", _("Something else")),
)
# Which of them apply, and until when, differs from town to town (domain.md 3.5, [K]).
EXAMPLES: Final = (
    Example("public_order", 56),
    Example("insurance", 42),
    Example("noise", 42),
    Example("first_aid", 28),
    Example("food", 21),
    Example("music", 14),
)


LONGEST_AMOUNT: Final = 16  # signs; more is no amount anybody means
_EUROS: Final = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](\d{1,2}))?")


def cents(text: str) -> int:
    """
    Return an amount people write, in cents: "12", "12,5", "1.234,50", "12.50 €".

    :raises ValueError: for what is no amount
    """
    bare = re.sub(r"[\s\u00a0\u202f]|€|EUR|Euro", "", text, flags=re.IGNORECASE)
    found = _EUROS.fullmatch(bare) if len(bare) <= LONGEST_AMOUNT else None
    if found is None:
        raise ValueError(text)
    whole, part = found.groups()
    return int(whole.replace(".", "")) * 100 + int((part or "0").ljust(2, "0"))


def euros(amount: int) -> str:
    """Write cents as people do: "1.234,50 €"."""
    sign = "−" if amount < 0 else ""
    whole, part = divmod(abs(amount), 100)
    return f"{sign}{whole:,}".replace(",", ".") + f",{part:02} €"


def copies(
    starts_at: dt.datetime, ends_at: dt.datetime, times: int
) -> list[tuple[dt.datetime, dt.datetime]]:
    """Return a shift and those that follow it without a gap, `times` in all."""
    length = ends_at - starts_at
    return [
        (starts_at + number * length, ends_at + number * length)
        for number in range(times)
    ]
