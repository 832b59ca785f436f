"""
What a cell of somebody's list can mean: the values intake hands to a receiving room.

All are frozen and comparable. A cell nobody could read is not handed on at all, so a
room never meets half a value.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal[
    "text",          # str
    "name",          # str, "Derya Aksoy": turned round where it stood "Aksoy, Derya"
    "given",         # str, the first name only
    "family",        # str, the family name only
    "association",   # str as written; the room looks it up (core.matching)
    "room",          # str as written; the room looks it up
    "languages",     # tuple[Spoken, ...]
    "level",         # str, one of LEVELS
    "times",         # Times: opening hours, "Mo+Mi 15-18 Uhr"
    "availability",  # Times: when somebody has time, "Mo Di Mi vorm.", "abends"
    "phone",         # tuple[Phone, ...]
    "email",         # str, lower case
    "date",          # Day
    "yes_no",        # "yes", "no", "partly"
]  # fmt: skip

LEVELS: Final = ("native", "C2", "C1", "B2", "B1", "A2", "A1", "fluent", "some")
EVERY_DAY: Final = tuple(range(7))


@dataclass(frozen=True)
class Spoken:
    """
    A language somebody speaks.

    :param code: one of core.languages.CODES
    :param level: one of LEVELS, or "" when the list does not say
    """

    code: str
    level: str = ""


@dataclass(frozen=True, order=True)
class Weekly:
    """
    Something that comes back every week, in wall time of the centre.

    :param weekday: 0 is Monday
    :param starts: wall time
    :param ends: wall time; not after `starts` means: past midnight, on the next day
    :param nths: which ones of the month, (1, 3) or (-1,) for the last; empty: every
    :param parity: "even" or "odd" calendar weeks (ISO), "" every week
    """

    weekday: int
    starts: dt.time
    ends: dt.time
    nths: tuple[int, ...] = ()
    parity: Literal["", "even", "odd"] = ""

    @property
    def past_midnight(self) -> bool:
        return self.ends <= self.starts


@dataclass(frozen=True)
class Times:
    """
    What a cell says about the week.

    :param hours: the regular hours; may be empty ("by appointment")
    :param by_appointment: "n. V.", "nach Vereinbarung": also or only by appointment
    :param not_in_holidays: "nicht in den Ferien": pauses in the Land's school holidays
    :param remark: words that belong to it and are no time ("im Hof")
    """

    hours: tuple[Weekly, ...] = ()
    by_appointment: bool = False
    not_in_holidays: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Phone:
    """
    A telephone number.

    :param number: E.164, "+49561123456"
    :param private: somebody wrote that it must not be published: then never show it
    :param remark: what stood beside it, "AB"
    """

    number: str
    private: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Day:
    """A date, and how exactly the list knew it ("2018" is a year: 1 January 2018)."""

    date: dt.date
    known_to: Literal["day", "month", "year"] = "day"


Value = str | tuple[Spoken, ...] | Times | tuple[Phone, ...] | Day


@dataclass(frozen=True)
class Option:
    """
    One way to read a doubtful cell.

    :param text: what would stand in the cell; reading it again gives a sure value
    :param label: translated, for people
    """

    text: str
    label: str


@dataclass(frozen=True)
class Reading:
    """
    How a cell was understood.

    :param value: what it means, or None when it is empty or not understood
    :param certainty: "sure"; "likely": there is a doubt and `value` is only taken if
        somebody says so; "none": not understood, it is left out unless corrected
    :param doubt: translated, in plain words what is doubtful; "" when sure
    :param options: other ways to read it, best first
    :param note: translated, worth saying though nothing is in doubt
    """

    value: Value | None = None
    certainty: Literal["sure", "likely", "none"] = "sure"
    doubt: str = ""
    options: tuple[Option, ...] = field(default=())
    note: str = ""


EMPTY: Final = Reading()
