"""What is to be done after the decision."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.council.models import Motion, Task
from allin.council.operations.record import (
    check_day,
    check_may,
    check_stands,
    today_of,
    written,
)
from allin.funding.operations.record import put_aside, twin


@dataclass(frozen=True)
class Errand:
    """
    What is to be done.

    :ivar of: who does it; `owner` says who exactly, for the house alone
    """

    title: str
    of: str
    due_on: dt.date
    due_assumed: bool = False
    owner: str = ""


def give_task(
    *,
    motion: Motion,
    errand: Errand,
    by: Person,
    now: dt.datetime,
    instead_of: Task | None = None,
) -> Task:
    """
    Enter what is to be done after the decision, or change it while it is open.

    Before the motion is adopted it is planned, and never overdue.

    :param instead_of: the task this one stands in place of; it is kept
    :raises Refusal: not the coordination, entered already, done already
    """
    check_may(by, motion.centre)
    check_stands(motion)
    check_day(errand.due_on, "due_on")
    same = {
        "motion": motion,
        "title": errand.title.strip(),
        "of": errand.of,
        "owner": errand.owner.strip(),
        "due_on": errand.due_on,
        "due_assumed": errand.due_assumed,
    }
    if (made := twin(Task, now, **same)) is not None:
        return made
    if instead_of is not None:
        check_stands(instead_of)
        _check_open(instead_of)
    with spoken(field="title"), transaction.atomic():
        put_aside(instead_of, now)
        task = Task.objects.create(centre=motion.centre, entered_at=now, **same)
        written("give_task", task, by, now)
    return task


def finish_task(
    *,
    task: Task,
    done_on: dt.date,
    by: Person,
    now: dt.datetime,
    evidence: str = "",
    url: str = "",
) -> Task:
    """
    Enter that a task is done, with what proves it.

    :param done_on: the day it was done, not the day it is entered
    :raises Refusal: not the coordination, no evidence, done already, a day to come
    Source: docs/rules.md#R-M7
    """
    check_may(by, task.centre)
    check_stands(task)
    check_day(done_on, "done_on")
    if done_on > today_of(task.centre, now):
        raise Refusal(_("That day is still to come."), field="done_on")
    told = {"done_on": done_on, "evidence": evidence.strip(), "url": url.strip()}
    with spoken(field="evidence"), transaction.atomic():
        done = Task.objects.open().filter(pk=task.pk).update(done_by=by.id, **told)
        task.refresh_from_db()
        if not done and all(getattr(task, name) == said for name, said in told.items()):
            return task  # the same form, sent twice
        if not done:
            _check_open(task)
        written("finish_task", task, by, now)
    return task


def _check_open(task: Task) -> None:
    if task.is_done:
        raise Refusal(_("This task is done already. Look at it first."))
