"""Entering what comes next: dates, amendments, the budget line, tasks."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from allin.core import clock
from allin.core.http import Request, requires
from allin.council import operations
from allin.council.forms import (
    AmendmentForm,
    BudgetForm,
    DateForm,
    FinishForm,
    SettleForm,
    TaskForm,
)
from allin.council.models import Amendment, BudgetLine, NextDate, Task
from allin.council.permissions import can_enter
from allin.council.views.entering import done, shown_form
from allin.council.views.page import motion_of, today_of
from allin.funding.forms import tried


@requires(can_enter)
def set_date(request: Request, motion_id: int) -> HttpResponse:
    """Enter when and where the motion is dealt with next."""
    one = motion_of(request, motion_id)
    form = DateForm.filled(None, request)
    if form.is_valid():
        given = {"motion": one, "now": clock.now(), **form.told}
        if tried(form, operations.set_date, request, **given) is not None:
            return done(request, one, _("The date is entered."))
    return shown_form(request, "set_date", form=form, motion=one)


@requires(can_enter)
def move_date(request: Request, date_id: int) -> HttpResponse:
    """Change a date to come; what stood there is kept."""
    old = _of_here(NextDate, request, date_id)
    one = motion_of(request, old.motion_id)
    form = DateForm.filled(old, request)
    if form.is_valid():
        given = {"motion": one, "instead_of": old, "now": clock.now(), **form.told}
        if tried(form, operations.set_date, request, **given) is not None:
            return done(request, one, _("The date is changed."))
    return shown_form(request, "move_date", form=form, motion=one, date=old)


def _of_here(model: type[Any], request: Request, pk: int) -> Any:
    """Return an entry of this centre that stands; of elsewhere there is none."""
    here = model.objects.of(request.centre).standing().select_related("centre")
    return get_object_or_404(here, pk=pk)


@requires(can_enter)
def add_amendment(request: Request, motion_id: int) -> HttpResponse:
    """Enter a paper that shall change the motion."""
    one = motion_of(request, motion_id)
    form = AmendmentForm(request.POST or None)
    if form.is_valid():
        given = {"motion": one, "change": form.change, "now": clock.now()}
        if tried(form, operations.add_amendment, request, **given) is not None:
            return done(request, one, _("The amendment is entered."))
    return shown_form(request, "add_amendment", form=form, motion=one)


@requires(can_enter)
def settle_amendment(request: Request, amendment_id: int) -> HttpResponse:
    """Enter what became of an amendment."""
    amendment = _of_here(Amendment, request, amendment_id)
    one = motion_of(request, amendment.motion_id)
    start = {
        "state": amendment.state,
        "on": amendment.settled,
        "assumed": amendment.settled_assumed,
    }
    form = SettleForm(request.POST or None, initial=start)
    if form.is_valid():
        given = {"amendment": amendment, "now": clock.now(), **form.cleaned_data}
        if tried(form, operations.settle_amendment, request, **given) is not None:
            return done(request, one, _("What became of the amendment is entered."))
    return shown_form(
        request, "settle_amendment", form=form, motion=one, amendment=amendment
    )


@requires(can_enter)
def settle_budget(request: Request, motion_id: int) -> HttpResponse:
    """Say in which budget line and year the money has to stand."""
    one = motion_of(request, motion_id)
    standing = BudgetLine.objects.standing().filter(motion=one).first()
    form = BudgetForm(request.POST or None, initial=_start_of(standing))
    if form.is_valid():
        given = {"motion": one, "now": clock.now(), **form.told}
        if tried(form, operations.settle_budget, request, **given) is not None:
            return done(request, one, _("Budget line and year are entered."))
    return shown_form(request, "settle_budget", form=form, motion=one)


def _start_of(one: BudgetLine | None) -> dict[str, Any]:
    if one is None:
        return {}
    ticked = [("line", one.line_assumed), ("year", one.year_assumed)]
    return {
        "line": one.line,
        "year": one.year,
        "assumptions": [name for name, is_so in ticked if is_so],
    }


@requires(can_enter)
def give_task(request: Request, motion_id: int) -> HttpResponse:
    """Enter what is to be done after the decision."""
    one = motion_of(request, motion_id)
    form = TaskForm(request.POST or None, initial={"of": Task.MAGISTRAT})
    if form.is_valid():
        given = {"motion": one, "errand": form.errand, "now": clock.now()}
        if tried(form, operations.give_task, request, **given) is not None:
            return done(request, one, _("The task is entered."))
    return shown_form(request, "give_task", form=form, motion=one)


@requires(can_enter)
def change_task(request: Request, motion_task_id: int) -> HttpResponse:
    """Change a task that is not done yet; what stood there is kept."""
    old = _of_here(Task, request, motion_task_id)
    one = motion_of(request, old.motion_id)
    start = {name: getattr(old, name) for name in TaskForm.base_fields}
    form = TaskForm(request.POST or None, initial=start)
    if form.is_valid():
        give = partial(operations.give_task, motion=one, instead_of=old)
        if tried(form, give, request, errand=form.errand, now=clock.now()) is not None:
            return done(request, one, _("The task is changed."))
    return shown_form(request, "change_task", form=form, motion=one, task=old)


@requires(can_enter)
def finish_task(request: Request, motion_task_id: int) -> HttpResponse:
    """Enter that a task is done, with what proves it."""
    task = _of_here(Task, request, motion_task_id)
    one = motion_of(request, task.motion_id)
    form = FinishForm(request.POST or None, initial={"done_on": today_of(request)})
    if form.is_valid():
        given = {"task": task, "now": clock.now(), **form.cleaned_data}
        if tried(form, operations.finish_task, request, **given) is not None:
            return done(request, one, _("The task is done."))
    return shown_form(request, "finish_task", form=form, motion=one, task=task)
