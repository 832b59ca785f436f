"""The page of the motion: how it stands, what comes next, what is to be done."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.accounts.models import User
from allin.centres.rules import FUNDING
from allin.core import clock
from allin.core.http import Request, requires
from allin.council import statistics
from allin.council.models import Motion, Task
from allin.council.operations.record import YEARS
from allin.council.permissions import can_enter, can_see, can_see_inside
from allin.council.statistics import Seen, words
from allin.council.statistics.permanence import permanence_of
from allin.council.views.moments import moments
from allin.funding.forms import DayForm


@dataclass(frozen=True)
class Row:
    """A task as the page shows it: `state` is done, overdue, planned or open."""

    task: Task
    state: str


@requires(can_see)
def index(request: Request) -> HttpResponse:
    """Show the motion the house lives by, or how to enter one."""
    motions = list(Motion.objects.of(request.centre).standing().with_all())
    if not motions:
        may_enter = can_enter(request.person, request.centre)
        return render(request, "council/none.html", {"may_enter": may_enter})
    return _shown(request, motions, motions[0])


@requires(can_see)
def motion(request: Request, motion_id: int) -> HttpResponse:
    """Show one motion."""
    motions = list(Motion.objects.of(request.centre).standing().with_all())
    one = next((one for one in motions if one.pk == motion_id), None)
    if one is None:
        raise Http404
    return _shown(request, motions, one)


def motion_of(request: Request, motion_id: int) -> Motion:
    """Return a motion of this centre that stands; of elsewhere there is none."""
    here = Motion.objects.of(request.centre).standing().with_all()
    return get_object_or_404(here, pk=motion_id)


def today_of(request: Request) -> dt.date:
    today: dt.date = clock.now().astimezone(request.centre.tz).date()
    return today


def _shown(request: Request, motions: Sequence[Motion], one: Motion) -> HttpResponse:
    today = today_of(request)
    seen = statistics.seen(one, today=today, on=_day(request.GET.get("day", "")))
    inside = can_see_inside(request.person, request.centre)
    shown: dict[str, Any] = {
        "seen": seen,
        "motion": one,
        "title": words.heading(seen),
        "lead": words.lead(seen),
        "warning": words.warning(seen),
        "rows": _rows(seen),
        "task_words": _tasks(seen),
        "moments": moments(seen, _names(one, request) if inside else {}),
        "inside": inside,
        "may_enter": can_enter(request.person, request.centre),
        "others": [
            (other, words.heading(statistics.seen(other, today=today)))
            for other in motions
            if other.pk != one.pk
        ],
        "day_form": DayForm(initial={"day": seen.on}),
    }
    if inside and one.for_good:
        shown["permanence"] = permanence_of(seen)
        shown["has_money"] = request.centre.has(FUNDING)
    if inside:
        shown["withdrawn"] = _withdrawn(one)
    return render(request, "council/motion.html", shown)


def _day(asked: str) -> dt.date | None:
    """Return a day somebody asked to look from; what is no day is as if not asked."""
    try:
        day = dt.date.fromisoformat(asked)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _names(one: Motion, request: Request) -> dict[int, str]:
    """Return who entered steps, by number; whoever asks is known already."""
    names = {request.person.id or 0: request.person.name}
    others = {step.entered_by or 0 for step in one.steps.all()} - {0, *names}
    if others:
        names |= {user.pk: str(user) for user in User.objects.filter(pk__in=others)}
    return names


def _rows(seen: Seen) -> list[Row]:
    late = {task.pk for task in seen.overdue_tasks}

    def state(task: Task) -> str:
        if task.is_done:
            return "done"
        if not seen.is_carried:
            return "planned"
        return "overdue" if task.pk in late else "open"

    return [Row(task, state(task)) for task in seen.tasks]


def _tasks(seen: Seen) -> str:
    """Say how many tasks there are, and how they stand."""
    waiting, late = len(seen.open_tasks), len(seen.overdue_tasks)
    if not seen.tasks:
        return _("none entered")
    if not waiting:
        return _("all done")
    if not seen.is_carried:
        return ngettext("%(n)d planned", "%(n)d planned", waiting) % {"n": waiting}
    said = ngettext("%(n)d open", "%(n)d open", waiting) % {"n": waiting}
    if not late:
        return said
    return said + ", " + ngettext("%(n)d overdue", "%(n)d overdue", late) % {"n": late}


def _withdrawn(one: Motion) -> list[tuple[str, str]]:
    """Return what was taken back, with the reason; what was corrected is elsewhere."""
    return [
        (words.of_step(step), step.withdrawn_why)
        for step in one.steps.all()
        if not step.is_standing and not step.was_corrected
    ]
