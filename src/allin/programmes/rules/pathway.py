"""The stages of an accompaniment to citizenship, and its months. Pure, no clock."""

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final

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


class Stage(StrEnum):
    ENQUIRY = "enquiry"
    FIRST_TALK = "first_talk"
    PRECHECK = "precheck"
    GAPS = "gaps"
    DOCUMENTS = "documents"
    FILED = "filed"
    RECEIPT = "receipt"
    ADDITIONAL = "additional"
    WAITING = "waiting"
    GRANTED = "granted"
    CERTIFICATE = "certificate"
    CEREMONY = "ceremony"
    REJECTED = "rejected"
    ADVISED = "advised"
    LAWYER = "lawyer"
    DROPPED = "dropped"


STAGES: Final[tuple[tuple[str, Promise], ...]] = (
    (Stage.ENQUIRY, _("enquiry")),
    (Stage.FIRST_TALK, _("first talk")),
    (Stage.PRECHECK, _("pre-check")),
    (Stage.GAPS, _("closing gaps")),
    (Stage.DOCUMENTS, _("collecting papers")),
    (Stage.FILED, _("application filed")),
    (Stage.RECEIPT, _("receipt confirmed")),
    (Stage.ADDITIONAL, _("papers asked for")),
    (Stage.WAITING, _("waiting for the decision")),
    (Stage.GRANTED, _("granted")),
    (Stage.CERTIFICATE, _("certificate handed over")),
    (Stage.CEREMONY, _("ceremony, finished")),
    (Stage.REJECTED, _("rejected")),
    (Stage.ADVISED, _("withdrawal advised")),
    (Stage.LAWYER, _("passed on to a lawyer")),
    (Stage.DROPPED, _("ended early")),
)
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
