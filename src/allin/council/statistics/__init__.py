"""The motion in figures and sentences: for its page, and for papers that quote it."""

import datetime as dt
from dataclasses import dataclass

from allin.core.fuzzy import FuzzyDate
from allin.core.people import Centre
from allin.council.statistics import words
from allin.council.statistics.reading import Seen, main_of, seen

__all__ = ("MotionFacts", "NextStep", "Seen", "facts", "main_of", "seen", "words")


@dataclass(frozen=True)
class NextStep:
    """
    When and where a motion is dealt with next.

    :ivar on: day, month or year; `assumed`: nobody has stated it
    :ivar papers_on: the last day to hand papers in
    """

    body: str
    on: FuzzyDate
    assumed: bool
    papers_on: dt.date | None
    papers_assumed: bool


@dataclass(frozen=True)
class MotionFacts:
    """
    What a paper says of the motion; words in the language of the moment.

    :ivar seen_on: the day it is seen from, the one the money is seen from
    :ivar asked: the text of what is asked for
    :ivar originator: likewise `rapporteur`, `number`, `budget_line`; "" if not stated
    :ivar state: in two or three words; `state_key` one of rules.states
    :ivar heading: how it stands, in one sentence
    :ivar filed_on: as far as it is known; None: not stated
    :ivar warning: that no budget line pays it, in one sentence; "" if one does
    :ivar permanence: whether the centre is secured for good, in one sentence; "" for a
        motion that does not ask for that
    """

    seen_on: dt.date
    title: str
    number: str
    asked: str
    originator: str
    rapporteur: str
    state: str
    state_key: str
    heading: str
    filed_on: FuzzyDate | None
    filed_assumed: bool
    next_step: NextStep | None
    budget_line: str
    budget_line_assumed: bool
    budget_year: int | None
    budget_year_assumed: bool
    warning: str
    permanence: str
    tasks_open: int
    tasks_overdue: int
    has_assumptions: bool


def facts(
    *, centre: Centre, today: dt.date, seen_on: dt.date | None = None
) -> MotionFacts | None:
    """
    Return the motion for a dossier; None where none is entered.

    :param seen_on: None is the day the house looks from, else today
    """
    motion = main_of(centre)
    if motion is None:
        return None
    now = seen(motion, today=today, on=seen_on)
    filing, budget = now.filing, now.budget
    return MotionFacts(
        seen_on=now.on,
        title=motion.title,
        number=motion.number,
        asked=motion.asked,
        originator=motion.originator,
        rapporteur=motion.rapporteur,
        state=words.state(now),
        state_key=now.state,
        heading=words.heading(now),
        filed_on=filing.date if filing else None,
        filed_assumed=bool(filing and filing.assumed),
        next_step=_next(now),
        budget_line=budget.line if budget else "",
        budget_line_assumed=bool(budget and budget.line_assumed),
        budget_year=budget.year if budget else None,
        budget_year_assumed=bool(budget and budget.year_assumed),
        warning=words.warning(now),
        permanence=words.permanence(now) if motion.for_good else "",
        tasks_open=len(now.open_tasks),
        tasks_overdue=len(now.overdue_tasks),
        has_assumptions=now.has_assumptions,
    )


def _next(now: Seen) -> NextStep | None:
    coming = now.next
    if coming is None or coming.date is None:
        return None
    return NextStep(
        body=str(coming),
        on=coming.date,
        assumed=coming.assumed,
        papers_on=coming.papers_on,
        papers_assumed=coming.papers_assumed,
    )
