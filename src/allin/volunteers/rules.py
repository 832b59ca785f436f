"""
Arithmetic on what volunteers told us: masks of days and languages, what is in the way.

A mask is an integer, one bit a fact, so that one scan of one table answers who could.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from allin.planning.asking import WISHES, Reason

# Half-days as volunteers say them: Monday morning is bit 0, Sunday evening bit 20.
PARTS: Final = ("morning", "afternoon", "evening")
PART_STARTS: Final = {"morning": 8, "afternoon": 12, "evening": 17}
PART_ENDS: Final = {"morning": 12, "afternoon": 17, "evening": 21}
PART_NAMES: Final = {
    "morning": _("in the morning"),
    "afternoon": _("in the afternoon"),
    "evening": _("in the evening"),
}
WEEK: Final = (1 << 21) - 1
DAYS: Final = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
WORKING_DAYS: Final = 5

MOST_WEEK_HOURS: Final = 60  # what somebody may set as their own limits
MOST_RUN_DAYS: Final = 14
REMIND_BEFORE: Final = dt.timedelta(days=42)  # a qualification ends
ONE_DAY: Final = dt.timedelta(days=1)
LONGEST_DAY: Final = 16 * 60  # minutes one person may enter for one day
LONGEST_PAUSE: Final = dt.timedelta(days=731)
CONFIDENTIAL_FOR: Final = dt.timedelta(days=365)
KEEP_AFTER: Final = dt.timedelta(days=365)  # after leaving (domain.md 2.3)
CONFIRM_WITHIN: Final = dt.timedelta(days=60)
RENEW_WITHIN: Final = dt.timedelta(days=90)

# How well a language is spoken, best first; each has a mask of its own. Who speaks
# some of it is not asked to interpret.
NATIVE: Final = "native"
FLUENT: Final = "fluent"
SOME: Final = "some"
LEVELS: Final = (NATIVE, FLUENT, SOME)

# What somebody would like to do who offers to help.
WANTS: Final = (
    ("counselling", _("advise people in my language")),
    ("accompaniment", _("go along to offices")),
    ("interpreting", _("interpret")),
    ("event", _("help at festivals and events")),
    ("learning", _("help with learning and school")),
    ("organising", _("organise")),
    ("open", _("I do not know yet")),
)
HELD_FOR: Final = dt.timedelta(days=3)  # until whoever offered has confirmed
ANSWERED_FOR: Final = dt.timedelta(days=30)  # an answered offer, and how it ended
LETTERS_A_DAY: Final = 3  # to one address somebody typed
PIN_LENGTH: Final = 6
PIN_TRIES: Final = 5
# Signs of a code, without those that are mixed up when read aloud.
CODE_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH: Final = 12
CODE_GROUP: Final = 4

# What a volunteer may do where the law asks for guidance (RDG § 6, domain.md 2.4).
NO_LAW: Final = "none"
SUPERVISED: Final = "supervised"


# All that makes it impossible to ask somebody; the rest are wishes.
HARD: Final = sum(one.value for one in Reason if one not in WISHES)


@dataclass(frozen=True)
class Need:
    """
    What is looked for, without a word about the person who needs it.

    :param day: today in the centre's zone; pauses and commitments are judged by it
    :param language: bit of the language; 0 when German is enough
    :param topic: bit of the topic; 0 when any will do
    :param legal: the topic asks for guidance by a lawyer (RDG § 6)
    :param gender: wished gender, or ""
    :param times: wished half-days as a mask, 0 for any
    :param district: wished district, or ""
    :param excluded: associations the person does not want
    :param excluded_people: volunteers the person does not want
    :param declined: volunteers who said no to this one
    :param asked: volunteers whose answer to this one is still open
    """

    day: dt.date
    language: int = 0
    topic: int = 0
    legal: bool = False
    gender: str = ""
    times: int = 0
    district: str = ""
    excluded: frozenset[int] = frozenset()
    excluded_people: frozenset[int] = frozenset()
    declined: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Day:
    """Promised minutes of one day, centre's calendar."""

    day: dt.date
    minutes: int


def quarter_of(day: dt.date) -> int:
    """Return the quarter as one number that grows by one: 2026-03-10 -> 8104."""
    return day.year * 4 + (day.month - 1) // 3


def level(share: int, *, had: int, shares: int) -> int:
    """Return what somebody would have had if they had been there like the others."""
    return round(share * had / shares) if shares else 0


def half_day(weekday: int, part: str) -> int:
    """Return the bit of a half-day; weekday 0 is Monday."""
    return 1 << (weekday * len(PARTS) + PARTS.index(part))


def half_days(slots: Iterable[tuple[int, str]]) -> int:
    """Return the mask of some (weekday, part of the day)."""
    mask = 0
    for weekday, part in slots:
        mask |= half_day(weekday, part)
    return mask


def slots_in(mask: int) -> list[tuple[int, str]]:
    """Return (weekday, part of the day) of a mask, from Monday morning on."""
    return [
        (weekday, part)
        for weekday in range(7)
        for part in PARTS
        if mask & half_day(weekday, part)
    ]


def every_day(part: str) -> int:
    """Return the mask of a part of the day on all seven days."""
    return half_days((weekday, part) for weekday in range(7))


def part_at(wall: dt.time) -> str:
    """Return the part of the day a wall time lies in; the night counts as evening."""
    for part in PARTS:
        if PART_STARTS[part] <= wall.hour < PART_ENDS[part]:
            return part
    return PARTS[0] if wall.hour < PART_STARTS[PARTS[0]] else PARTS[-1]


def in_words(mask: int) -> str:
    """Say half-days as people do: "Mon, Tue in the morning; in the evening"."""
    if mask & WEEK == WEEK:
        return gettext("any time")
    if not mask & WEEK:
        return gettext("no fixed times")
    said = []
    for part in PARTS:
        days = [day for day, of in slots_in(mask) if of == part]
        if days:
            said.append(f"{_days_in_words(days)} {PART_NAMES[part]}".strip())
    return "; ".join(said)


def _days_in_words(days: list[int]) -> str:
    if len(days) == len(DAYS):
        return ""
    if days == list(range(WORKING_DAYS)):
        return gettext("Mon to Fri")
    if days == list(range(WORKING_DAYS, len(DAYS))):
        return gettext("at weekends")
    return ", ".join(str(DAYS[day]) for day in days)


def tidy_code(typed: str) -> str:
    """Return a code as it is kept, whatever blanks, dashes or small letters."""
    bare = "".join(sign for sign in typed.upper() if sign.isalnum())[:CODE_LENGTH]
    groups = range(0, len(bare), CODE_GROUP)
    return "-".join(bare[start : start + CODE_GROUP] for start in groups)


def week_of(day: dt.date) -> dt.date:
    """Return the Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def days_of(starts_at: dt.datetime, ends_at: dt.datetime, zone: ZoneInfo) -> list[Day]:
    """
    Return each day of wall time [starts_at, ends_at) touches, with its minutes.

    Minutes are real ones: the night in which the clocks go back has more of them.
    """
    found = []
    here = starts_at.astimezone(zone)
    last = ends_at.astimezone(zone)
    day = here.date()
    while day <= last.date():
        begins = dt.datetime.combine(day, dt.time(0), zone).astimezone(dt.UTC)
        ends = dt.datetime.combine(day + ONE_DAY, dt.time(0), zone).astimezone(dt.UTC)
        shared = min(ends, ends_at.astimezone(dt.UTC)) - max(
            begins, starts_at.astimezone(dt.UTC)
        )
        if shared > dt.timedelta(0):
            found.append(Day(day, int(shared.total_seconds() // 60)))
        day += ONE_DAY
    return found


def minutes_by_week(days: Iterable[Day]) -> dict[dt.date, int]:
    """Return the minutes of each week, by its Monday."""
    weeks: dict[dt.date, int] = {}
    for one in days:
        monday = week_of(one.day)
        weeks[monday] = weeks.get(monday, 0) + one.minutes
    return weeks


def run_around(days: Iterable[dt.date], day: dt.date) -> int:
    """Return how many days in a row there are around a day, that day included."""
    known = set(days) | {day}
    first = last = day
    while first - ONE_DAY in known:
        first -= ONE_DAY
    while last + ONE_DAY in known:
        last += ONE_DAY
    return (last - first).days + 1
