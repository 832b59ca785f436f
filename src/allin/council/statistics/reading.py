"""A motion as it stands on a day: read from what was entered."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from allin.core.fuzzy import FuzzyDate
from allin.core.people import Centre
from allin.council.models import Amendment, BudgetLine, Motion, NextDate, Step, Task
from allin.council.rules import states
from allin.council.rules.states import Taken
from allin.funding.models import Outlook


@dataclass(frozen=True)
class Seen:
    """
    Everything a page and a paper say of a motion.

    :ivar on: the day it is seen on; what happened later is not known yet
    :ivar outlook: how the house looks at its money; None for a motion of other things
    :ivar later: how many steps that stand happened after that day
    :ivar steps: those that stand and may have happened by that day, in order
    :ivar ahead: dates still to come, soonest first
    :ivar unanswered: dates that have passed and nobody entered what happened
    """

    motion: Motion
    on: dt.date
    on_assumed: bool
    today: dt.date
    steps: tuple[Step, ...]
    later: int
    ahead: tuple[NextDate, ...]
    unanswered: tuple[NextDate, ...]
    amendments: tuple[Amendment, ...]
    tasks: tuple[Task, ...]
    budget: BudgetLine | None
    outlook: Outlook | None

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @property
    def taken(self) -> tuple[Taken, ...]:
        return tuple(step.as_taken for step in self.steps)

    @property
    def state(self) -> str:
        return states.state_of(self.taken)

    @property
    def result(self) -> str:
        """The decision that stands; "" while nothing is decided."""
        return states.result_of(self.taken)

    @property
    def is_carried(self) -> bool:
        return states.is_carried(self.taken)

    @property
    def last(self) -> Step | None:
        return self.steps[-1] if self.steps else None

    @property
    def filing(self) -> Step | None:
        """The step by which it was filed."""
        return next((s for s in self.steps if s.kind == states.FILED), None)

    @property
    def next(self) -> NextDate | None:
        return self.ahead[0] if self.ahead else None

    @property
    def has_money_s_place(self) -> bool:
        """Whether it is said which line of the budget pays it."""
        return self.budget is not None and bool(self.budget.line)

    @property
    def open_tasks(self) -> list[Task]:
        return [task for task in self.tasks if not task.is_done]

    @property
    def overdue_tasks(self) -> list[Task]:
        """What should be done by now; before the motion is adopted nothing is."""
        if not self.is_carried:
            return []
        return [task for task in self.open_tasks if task.is_overdue(self.on)]

    @property
    def has_assumptions(self) -> bool:
        marks = [self.on_assumed, *(step.assumed for step in self.steps)]
        for one in self.ahead:
            marks += [one.assumed, one.papers_assumed]
        marks += [task.due_assumed for task in self.open_tasks]
        marks += [one.filed_assumed or one.settled_assumed for one in self.amendments]
        if self.budget is not None:
            marks += [self.budget.line_assumed, self.budget.year_assumed]
        return any(marks)


def main_of(centre: Centre) -> Motion | None:
    """
    Return the motion the house lives by.

    It is the one that asks to secure the centre for good; where none does, the newest.
    """
    return Motion.objects.of(centre).standing().with_all().first()


def seen(
    motion: Motion, *, today: dt.date, on: dt.date | None = None
) -> Seen:  # fmt: skip
    """
    Return how a motion stands on a day; needs `with_all`.

    The motion that asks for permanence is seen from the day the house's money is seen
    from (docs/decisions/0006): the one is the reason of the other. Any other motion
    is seen from today.

    :param on: None is that day
    """
    outlook = None
    if motion.for_good:
        outlook = Outlook.objects.filter(centre_id=motion.centre_id).first()
    chosen = outlook.seen_on if outlook and on is None else None
    day = on or chosen or today
    known = FuzzyDate.of(day)
    standing = [step for step in motion.steps.all() if step.is_standing]
    steps = tuple(
        step for step in standing if step.date is None or step.date.first <= known.last
    )
    ahead, unanswered = _dates(motion, steps, day)
    lines = [one for one in motion.budget_lines.all() if one.is_standing]
    return Seen(
        motion=motion,
        on=day,
        on_assumed=bool(chosen and outlook and outlook.seen_assumed and day != today),
        today=today,
        steps=steps,
        later=len(standing) - len(steps),
        ahead=ahead,
        unanswered=unanswered,
        amendments=tuple(one for one in motion.amendments.all() if one.is_standing),
        tasks=tuple(one for one in motion.tasks.all() if one.is_standing),
        budget=lines[-1] if lines else None,
        outlook=outlook,
    )


def _dates(
    motion: Motion, steps: Sequence[Step], day: dt.date
) -> tuple[tuple[NextDate, ...], tuple[NextDate, ...]]:
    """Part dates nothing came of yet into those to come and those that have passed."""
    answered = {step.comes_of_id for step in steps}
    waiting = [
        (one, date)
        for one in motion.dates.all()
        if one.is_standing and one.pk not in answered and (date := one.date)
    ]
    waiting.sort(key=lambda pair: (pair[1].first, pair[1].last, pair[0].pk))
    return (
        tuple(one for one, date in waiting if date.last >= day),
        tuple(one for one, date in waiting if date.last < day),
    )
