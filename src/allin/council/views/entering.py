"""Entering a motion, its steps, and taking back what was wrong."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from allin.core import clock
from allin.core.fuzzy import FuzzyDate
from allin.core.http import Request, requires
from allin.council import operations, statistics
from allin.council.forms import FileForm, StepForm, WordsForm, next_form, start_of
from allin.council.models import Amendment, Motion, NextDate, Step, Task, Vote
from allin.council.permissions import can_enter
from allin.council.rules import states
from allin.council.statistics import words
from allin.council.views.page import motion_of, today_of
from allin.funding.forms import WithdrawForm, tried
from allin.funding.models import Entry

WITHDRAWN: Final[dict[str, type[Entry]]] = {
    "motion": Motion,
    "step": Step,
    "amendment": Amendment,
    "date": NextDate,
    "task": Task,
}


def shown_form(request: Request, template: str, **shown: Any) -> HttpResponse:
    """Show a form; one that was sent and came back says that it was not taken."""
    status = 422 if request.method == "POST" else 200
    return render(request, f"council/{template}.html", shown, status=status)


def done(
    request: Request, motion: Motion, sentence: str, on: FuzzyDate | None = None
) -> HttpResponse:
    """
    Say what was entered, and show the motion.

    :param on: the day of what was entered; if the motion is seen from an earlier one,
        it is shown as of that day, for else it would not be seen
    """
    messages.success(request, sentence)
    url = reverse("council:motion", args=[motion.pk])
    today = today_of(request)
    seen = statistics.seen(motion_of(request, motion.pk), today=today)
    if on is not None and seen.on < on.first:
        url = f"{url}?day={min(on.last, today).isoformat()}"
    return redirect(url)


@requires(can_enter)
def file(request: Request) -> HttpResponse:
    """Enter a motion with its first step."""
    others = Motion.objects.of(request.centre).standing().filter(for_good=True)
    form = FileForm(request.POST or None, initial={"for_good": not others.exists()})
    if form.is_valid():
        values = form.cleaned_data
        made = tried(
            form, operations.file, request, centre=request.centre, words=form.words,
            kind=values["kind"], on=values["on"], assumed=values["assumed"],
            now=clock.now(),
        )  # fmt: skip
        if made is not None:
            return done(request, made, _("The motion is entered."))
    return shown_form(request, "file", form=form)


@requires(can_enter)
def change(request: Request, motion_id: int) -> HttpResponse:
    """Change what stands in a motion."""
    one = motion_of(request, motion_id)
    form = WordsForm.filled(one, request)
    if form.is_valid():
        given = {"motion": one, "words": form.words, "now": clock.now()}
        if tried(form, operations.change, request, **given) is not None:
            return done(request, one, _("The motion is changed."))
    return shown_form(request, "change", form=form, motion=one)


@requires(can_enter)
def take_step(request: Request, motion_id: int) -> HttpResponse:
    """Enter what the motion went through next."""
    one = motion_of(request, motion_id)
    standing = [step for step in one.steps.all() if step.is_standing]
    kinds = states.following([step.as_taken for step in standing])
    form = next_form(kinds, _waiting(one, request), request, _factions(request))
    if form.is_valid():
        given = {"motion": one, "told": form.told, "now": clock.now()}
        if tried(form, operations.take_step, request, **given) is not None:
            return done(request, one, _("The step is entered."), form.told.on)
    state = words.of_step(standing[-1]) if standing else ""
    return shown_form(
        request, "take_step", form=form, motion=one, state=state, may=bool(kinds)
    )


def _factions(request: Request) -> list[str]:
    """Return the factions of the vote that was entered last."""
    counted = Vote.objects.filter(centre=request.centre, step__withdrawn_at=None)
    newest = counted.order_by("-step_id").values("step_id")[:1]
    return list(counted.filter(step__in=newest).values_list("faction", flat=True))


def _waiting(one: Motion, request: Request) -> list[NextDate]:
    """Return the dates of which nobody entered what came of them."""
    seen = statistics.seen(one, today=today_of(request), on=today_of(request))
    return [*seen.unanswered, *seen.ahead]


@requires(can_enter)
def correct_step(request: Request, step_id: int) -> HttpResponse:
    """Enter what a step really was; what stood there is kept."""
    here = Step.objects.of(request.centre).standing().filter(
        motion__withdrawn_at__isnull=True
    )  # fmt: skip
    step = get_object_or_404(here.select_related("motion"), pk=step_id)
    one = motion_of(request, step.motion_id)
    form = StepForm(request.POST or None, initial=start_of(step), **_about(one, step))
    if form.is_valid():
        given = {"step": step, "told": form.told, "now": clock.now()}
        if tried(form, operations.correct_step, request, **given) is not None:
            said = _("The step is corrected. What stood there before is kept.")
            return done(request, one, said, form.told.on)
    return shown_form(request, "correct_step", form=form, motion=one, step=step)


def _about(one: Motion, step: Step) -> dict[str, Any]:
    """Return what could stand in place of a step, and the dates it may come of."""
    standing = [other for other in one.steps.all() if other.is_standing]
    at = [other.pk for other in standing].index(step.pk)
    kinds = states.could_stand([other.as_taken for other in standing], at)
    taken = {other.comes_of_id for other in standing if other.pk != step.pk}
    dates = [d for d in one.dates.all() if d.is_standing and d.pk not in taken]
    return {"kinds": kinds, "dates": dates}


@requires(can_enter)
def withdraw(request: Request, kind: str, entry_id: int) -> HttpResponse:
    """Take an entry out, with a reason."""
    entry = _entry(request, kind, entry_id)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        given = {"entry": entry, "why": form.cleaned_data["why"], "now": clock.now()}
        if tried(form, operations.withdraw, request, **given) is not None:
            said = _("The entry no longer counts. It stays in the record.")
            if isinstance(entry, Motion):
                messages.success(request, said)
                return redirect("council:index")
            return done(request, _motion(entry), said)
    return shown_form(
        request, "withdraw", form=form, about=_called(entry), motion=_motion(entry)
    )


def _entry(request: Request, kind: str, entry_id: int) -> Entry:
    """Return an entry of this centre that stands; of elsewhere there is none."""
    model = WITHDRAWN.get(kind)
    if model is None:
        raise Http404
    here = model._default_manager.filter(centre=request.centre)
    standing = here.filter(withdrawn_at__isnull=True)
    return get_object_or_404(standing.select_related("centre"), pk=entry_id)


def _motion(entry: Entry) -> Motion:
    if isinstance(entry, Motion):
        return entry
    motion: Motion = getattr(entry, "motion")  # noqa: B009  (each has one)
    return motion


def _called(entry: Entry) -> str:
    return words.of_step(entry) if isinstance(entry, Step) else str(entry)
