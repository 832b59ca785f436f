"""What associations ask about, and the arithmetic of it. Pure: no rows, no clock."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The service catalogue (domain.md 1.3, features G1), as data: a new topic is one line.
TOPICS: Final[tuple[tuple[str, Promise], ...]] = (
    ("founding", _("Founding an association")),
    ("statutes", _("Statutes")),
    ("tax", _("Tax status")),
    ("applications", _("Applications for money")),
    ("rooms", _("Rooms and equipment")),
    ("people", _("Finding people")),
    ("publicity", _("Publicity")),
    ("conflict", _("Conflict")),
    ("other", _("Something else")),
)
RESULTS: Final[tuple[tuple[str, Promise], ...]] = (
    ("solved", _("settled")),
    ("goes_on", _("we stay on it")),
    ("passed_on", _("passed on to specialists")),
    ("open", _("no result yet")),
)
ANSWER_IN: Final = 3  # days in which a new request has a first step
LONGEST: Final = 600  # minutes of one talk
PAPERS: Final[tuple[tuple[str, Promise], ...]] = (
    ("statutes", _("Statutes")),
    ("register", _("Entry in the register")),
    ("board", _("Term of the board")),
    ("tax", _("Notice of tax exemption")),
    ("other", _("Another paper")),
)
REMIND: Final = (90, 30, 7)  # days before a paper ends


def days_to_first_step(asked_on: dt.date) -> dt.date:
    """Return the day by which a new request has its first step; never a weekend."""
    due = asked_on + dt.timedelta(days=ANSWER_IN)
    weekend = due.weekday() - 4  # Saturday 1, Sunday 2
    return due + dt.timedelta(days=3 - weekend) if weekend > 0 else due


def reminder_due(days_left: int, sent: Collection[int]) -> int | None:
    """
    Return which reminder is due now, or None.

    The latest one only: whoever enters a paper that ends in five days gets one letter,
    not three. After the last day nothing more is written; Today says so instead.

    :param days_left: whole days until the last day the paper is valid
    :param sent: reminders written already
    """
    if days_left < 0:
        return None
    reached = [days for days in REMIND if days_left <= days]
    latest = min(reached, default=None)
    if latest is None or any(days <= latest for days in sent):
        return None
    return latest


@dataclass(frozen=True)
class Area:
    """
    One part of the coordination's work.

    :param rooms: whose acts count for it, by the first word of a verb
    :param minutes: how long one act takes until somebody says otherwise: an assumption
    """

    key: str
    label: Promise
    rooms: tuple[str, ...]
    minutes: int


AREAS: Final = (
    Area("support", _("Support for associations"), ("support", "directory"), 6),
    Area("counselling", _("Counselling"), ("counselling", "volunteers"), 6),
    Area("rooms", _("Rooms"), ("rooms",), 4),
    Area("money", _("Money"), ("funding", "council", "reports"), 10),
    Area("programmes", _("Programmes"), ("programmes",), 8),
)
# Acts whose minutes are noted anyway: they do not count a second time.
TIMED: Final = frozenset(
    {"support.advise", "support.correct_advice", "support.hold_meeting"}
)


@dataclass(frozen=True)
class Share:
    """What one area took: noted minutes, acts, and both together."""

    area: Area
    noted: int
    acts: int
    per_act: int
    percent: int = 0

    @property
    def assumed(self) -> int:
        return self.acts * self.per_act

    @property
    def minutes(self) -> int:
        return self.noted + self.assumed


def percents(parts: Iterable[int]) -> list[int]:
    """
    Return whole percents that add up to 100, or zeros when there is nothing.

    What rounding leaves over goes to the largest remainders, the first of equals first.
    """
    given = list(parts)
    whole = sum(given)
    if not whole:
        return [0] * len(given)
    floors = [part * 100 // whole for part in given]
    order = sorted(range(len(given)), key=lambda n: (-(given[n] * 100 % whole), n))
    for n in order[: 100 - sum(floors)]:
        floors[n] += 1
    return floors


def split(
    acts: Mapping[str, int], noted: Mapping[str, int], per_act: Mapping[str, int]
) -> list[Share]:
    """
    Split the coordination's time over the areas, in their order.

    :param acts: verb -> how often the coordination did it
    :param noted: area -> minutes that were written down anyway
    :param per_act: area -> assumed minutes of one act
    """
    found = []
    for area in AREAS:
        number = sum(
            count
            for verb, count in acts.items()
            if verb.partition(".")[0] in area.rooms and verb not in TIMED
        )
        each = per_act.get(area.key, area.minutes)
        found.append(Share(area, noted.get(area.key, 0), number, each))
    shares = percents(share.minutes for share in found)
    return [
        Share(one.area, one.noted, one.acts, one.per_act, percent)
        for one, percent in zip(found, shares, strict=True)
    ]
