"""What a duty week weighs, what is asked about a deployment, and for how long."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allin.planning.roster import Limits, Reason, monday_of

# What a companion agrees to, and for whom it opens (vault.Consent).
PURPOSE: Final = "duty_roster"
RECEIVER: Final = "roster"
TEXT_VERSION: Final = "2026-1"
CONSENT_FOR: Final = dt.timedelta(days=3 * 365)
CHANNELS: Final = (
    ("paper", _("signed on paper")),
    ("spoken", _("said in person")),
)

PIN_TRIES: Final = 5
PIN_LENGTH: Final = 6
PLAN_AHEAD: Final = dt.timedelta(days=731)
SOLVE_SECONDS: Final = 4.0
LIST_WEEKS: Final = 9  # the present week and two months, on the list for the control
DEBRIEF_WITHIN: Final = dt.timedelta(hours=72)  # domain.md 3.1
REMIND_BEFORE: Final = dt.timedelta(hours=24)
LONGEST: Final = dt.timedelta(hours=16)  # of one deployment
LATEST_LOG: Final = dt.timedelta(days=60)
LOAD_FOR: Final = dt.timedelta(days=364)  # how far back load is carried along

PLAIN: Final = 1


@dataclass(frozen=True)
class Feast:
    """
    Days on which a week of duty asks more of people.

    :param first: the first day
    :param last: the last day
    :param source: where the dates come from
    """

    code: str
    first: dt.date
    last: dt.date
    weight: int
    source: str


NAMES: Final[dict[str, Promise]] = {
    "christmas": _("Christmas and New Year"),
    "easter": _("Easter"),
    "ramadan": _("Ramadan"),
    "eid_al_fitr": _("Eid al-Fitr"),
    "eid_al_adha": _("Eid al-Adha"),
}

_CHURCH: Final = "Gregorian Easter (computus); fixed dates"
_LUNAR: Final = "holidays 0.109, calendar of Türkiye; estimated, may move by a day"
_FASTING: Final = "the 30 days before Eid al-Fitr; may begin a day later"

# (Easter Sunday, Eid al-Fitr, Eid al-Adha): first days, by year
_MOVING: Final = {
    2025: ((4, 20), (3, 30), (6, 6)),
    2026: ((4, 5), (3, 20), (5, 27)),
    2027: ((3, 28), (3, 9), (5, 16)),
    2028: ((4, 16), (2, 26), (5, 5)),
    2029: ((4, 1), (2, 14), (4, 24)),
    2030: ((4, 21), (2, 4), (4, 13)),
}


def _of_year(year: int) -> Iterable[Feast]:
    easter, fitr, adha = (dt.date(year, *day) for day in _MOVING[year])
    day = dt.timedelta(days=1)
    yield Feast("ramadan", fitr - 30 * day, fitr - day, 2, _FASTING)
    yield Feast("eid_al_fitr", fitr, fitr + 2 * day, 3, _LUNAR)
    yield Feast("eid_al_adha", adha, adha + 3 * day, 3, _LUNAR)
    yield Feast("easter", easter - 2 * day, easter + day, 2, _CHURCH)
    begins, ends = dt.date(year, 12, 24), dt.date(year + 1, 1, 1)
    yield Feast("christmas", begins, ends, 2, _CHURCH)


FEASTS: Final = tuple(
    sorted((one for year in _MOVING for one in _of_year(year)), key=lambda f: f.first)
)
KNOWN_UNTIL: Final = dt.date(max(_MOVING), 12, 31)


def weight_of(monday: dt.date) -> tuple[int, str]:
    """
    Return what a week weighs, and the feast that makes it heavy.

    A feast counts for every week, Monday to Sunday, that has one of its days. Of
    several the heaviest counts.
    """
    sunday = monday_of(monday) + dt.timedelta(days=6)
    heaviest = max(
        (one for one in FEASTS if one.first <= sunday and one.last >= monday),
        key=lambda one: one.weight,
        default=None,
    )
    return (heaviest.weight, heaviest.code) if heaviest else (PLAIN, "")


def feasts_between(first: dt.date, after: dt.date) -> list[Feast]:
    """Return the feasts that touch the days [first, after)."""
    return [one for one in FEASTS if one.first < after and one.last >= first]


def limits(rest: int, in_a_row: int, a_year: int) -> Limits:
    return Limits(heads=2, rest=rest, in_a_row=in_a_row, a_year=a_year)


# What stands in the way of a week, as a table says it.
IN_THE_WAY: Final[dict[Reason, Promise]] = {
    Reason.AWAY: _("has blocked this week or is away"),
    Reason.UNQUALIFIED: _("certificate missing or refresher overdue"),
    Reason.UNSEALED: _("commitment to secrecy missing or over"),
    Reason.TALK: _("the talk after the last deployment is still open"),
    Reason.THERE: _("is in this week already"),
    Reason.REST: _("needs the agreed rest between two duties"),
    Reason.ROW: _("would serve too many weeks in a row"),
    Reason.YEAR: _("has the agreed weeks of the year"),
}

# What is asked about a deployment: lists alone, so that nobody can be named.
REQUESTED_BY: Final = (
    ("control", _("control centre")),
    ("chaplaincy", _("emergency chaplaincy")),
    ("crisis", _("crisis intervention of the Red Cross")),
    ("police", _("police")),
    ("hospital", _("hospital")),
    ("other", _("somebody else")),
)
KEYWORDS: Final = (
    ("death_home", _("death at home")),
    ("death_notice", _("news of a death, with the police")),
    ("child", _("death of a child")),
    ("accident", _("accident")),
    ("fire", _("fire")),
    ("suicide", _("suicide")),
    ("violence", _("violence")),
    ("large", _("large incident")),
    ("other", _("something else")),
)
RANGES: Final = (
    ("0", _("none")),
    ("1-2", "1–2"),
    ("3-5", "3–5"),
    ("6-10", "6–10"),
    ("11+", _("11 or more")),
)
HANDED_TO: Final = (
    ("family", _("family or friends")),
    ("chaplaincy", _("emergency chaplaincy")),
    ("community", _("a community")),
    ("counselling", _("a counselling service")),
    ("hospital", _("hospital")),
    ("nobody", _("nobody")),
)
