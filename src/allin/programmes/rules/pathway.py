"""The stages of an accompaniment to citizenship, and its months. Pure, no clock."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DECEMBER: Final = 12
REMIND_EVERY: Final = 3  # months


def months_later(start: dt.date, months: int) -> dt.date:
    """Return the same day some months on; where there is none, the month's last."""
    number = start.year * DECEMBER + start.month - 1 + months
    year, month = number // DECEMBER, number % DECEMBER + 1
    after = dt.date(year + month // DECEMBER, month % DECEMBER + 1, 1)
    last = (after - dt.timedelta(days=1)).day
    return dt.date(year, month, min(start.day, last))


def next_reminder(filed_on: dt.date, after: dt.date) -> dt.date:
    """
    Return the first day later than `after` on which to ask how it stands.

    Every three months from the day of filing; months' ends do not creep forward,
    because each day is counted from the first.
    """
    number = REMIND_EVERY
    while months_later(filed_on, number) <= after:
        number += REMIND_EVERY
    return months_later(filed_on, number)


def whole_months(start: dt.date, end: dt.date) -> int:
    """Return how many whole months lie between two days; 0 when `end` is earlier."""
    months = (end.year - start.year) * DECEMBER + end.month - start.month
    while months > 0 and months_later(start, months) > end:
        months -= 1
    return max(months, 0)


class Stage(TextChoices):
    """Where an accompaniment stands."""

    ENQUIRY = "enquiry", _("enquiry")
    FIRST_TALK = "first_talk", _("first talk")
    PRECHECK = "precheck", _("pre-check")
    GAPS = "gaps", _("closing gaps")
    DOCUMENTS = "documents", _("collecting papers")
    FILED = "filed", _("application filed")
    RECEIPT = "receipt", _("receipt confirmed")
    ADDITIONAL = "additional", _("papers asked for")
    WAITING = "waiting", _("waiting for the decision")
    GRANTED = "granted", _("granted")
    CERTIFICATE = "certificate", _("certificate handed over")
    CEREMONY = "ceremony", _("ceremony, finished")
    REJECTED = "rejected", _("rejected")
    ADVISED = "advised", _("withdrawal advised")
    LAWYER = "lawyer", _("passed on to a lawyer")
    DROPPED = "dropped", _("ended early")


_WAY: Final[Sequence[Stage]] = (
    Stage.ENQUIRY, Stage.FIRST_TALK, Stage.PRECHECK, Stage.GAPS, Stage.DOCUMENTS,
    Stage.FILED, Stage.RECEIPT, Stage.WAITING, Stage.GRANTED, Stage.CERTIFICATE,
    Stage.CEREMONY,
)  # fmt: skip
_BESIDE: Final[Mapping[Stage, tuple[Stage, ...]]] = {
    Stage.PRECHECK: (Stage.DOCUMENTS,),
    Stage.GAPS: (Stage.PRECHECK,),
    Stage.DOCUMENTS: (Stage.GAPS, Stage.PRECHECK),
    Stage.RECEIPT: (Stage.ADDITIONAL,),
    Stage.ADDITIONAL: (Stage.WAITING,),
    Stage.WAITING: (Stage.ADDITIONAL, Stage.REJECTED, Stage.ADVISED),
    Stage.ADVISED: (Stage.WAITING, Stage.LAWYER),
    Stage.REJECTED: (Stage.LAWYER,),
    Stage.GRANTED: (Stage.CEREMONY,),
}
OVER: Final = frozenset({Stage.CEREMONY, Stage.LAWYER, Stage.DROPPED})
# The office has the application: somebody asks every three months how it stands.
AT_THE_OFFICE: Final = frozenset(
    {Stage.FILED, Stage.RECEIPT, Stage.ADDITIONAL, Stage.WAITING}
)
BEFORE_FILING: Final = frozenset(
    {
        Stage.ENQUIRY,
        Stage.FIRST_TALK,
        Stage.PRECHECK,
        Stage.GAPS,
        Stage.DOCUMENTS,
    }
)
# Who has the certificate has arrived; that is no early end.
_NO_DROP: Final = OVER | {Stage.GRANTED, Stage.CERTIFICATE}


def _steps() -> dict[Stage, tuple[Stage, ...]]:
    following = dict(pairwise(_WAY))
    steps = {}
    for stage in Stage:
        onward = (following[stage],) if stage in following else ()
        drop = () if stage in _NO_DROP else (Stage.DROPPED,)
        steps[stage] = tuple(dict.fromkeys((*onward, *_BESIDE.get(stage, ()), *drop)))
    return steps


NEXT: Final[Mapping[Stage, tuple[Stage, ...]]] = _steps()


def may_become(was: str, to: str) -> bool:
    """Whether a path at stage `was` may step to `to`."""
    return Stage(to) in NEXT[Stage(was)]


class Gap(TextChoices):
    """What still has to happen before the application can be filed."""

    LANGUAGE = "language", _("certificate of German")
    TEST = "test", _("naturalisation test")
    TIME = "time", _("length of stay")
    PAPERS = "papers", _("papers that prove who one is")
    INCOME = "income", _("living without benefits")


# What is to be done next. A list, so that no story is written down here.
NEXT_STEPS: Final[tuple[tuple[str, Promise], ...]] = (
    ("call", _("call")),
    ("meet", _("meet")),
    ("course", _("find a German course")),
    ("book_test", _("book the test")),
    ("collect", _("collect papers")),
    ("fill_in", _("fill in the application together")),
    ("file", _("hand in the application")),
    ("ask_office", _("ask the office how it stands")),
    ("bring_more", _("bring papers the office asked for")),
    ("advice", _("talk to a lawyer")),
)

# Why an accompaniment ended early. Counted, never told.
REASONS: Final[tuple[tuple[str, Promise], ...]] = (
    ("alone", _("goes on alone")),
    ("no_contact", _("no contact any more")),
    ("moved", _("moved away")),
    ("nationality", _("wants to keep things as they are")),
    ("stay", _("stay is not long enough")),
    ("language", _("German certificate is out of reach")),
    ("income", _("living without benefits is out of reach")),
    ("papers", _("papers cannot be had")),
    ("cost", _("costs are too high")),
    ("consent", _("consent taken back")),
    ("other", _("something else")),
)
CONSENT: Final = "consent"

# Codes people read aloud: no I, L, O, U, no 0.
LETTERS: Final = "ABCDEFGHJKMNPQRSTVWXYZ"
DIGITS: Final = "123456789"


def spell(numbers: Sequence[int]) -> str:
    """Return the code of an accompaniment for five numbers, such as "E7-4MK"."""
    alphabets = (LETTERS, DIGITS, DIGITS, LETTERS, LETTERS)
    a, b, c, d, e = (
        signs[number % len(signs)]
        for number, signs in zip(numbers, alphabets, strict=True)
    )
    return f"{a}{b}-{c}{d}{e}"


KEEP_OPEN: Final = dt.timedelta(days=365)  # nobody noted anything for so long
CONSENT_FOR: Final = dt.timedelta(days=3 * 365)  # an application takes two years
ASK_WITHIN: Final = dt.timedelta(days=7)  # a companion's answer is waited for
NOTE_LENGTH: Final = 500
