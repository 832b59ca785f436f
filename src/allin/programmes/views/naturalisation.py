"""Ways to citizenship: the list, one path, and each small step."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allin.core import clock, languages
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.programmes.forms import naturalisation as forms_of
from allin.programmes.models import CompanionAsk, Path, Setup
from allin.programmes.operations import naturalisation as operations
from allin.programmes.permissions import can_accompany, can_answer_own, can_plan
from allin.programmes.rules import kernel
from allin.programmes.rules import naturalisation as law
from allin.programmes.views.common import plans, setup_of

PAGE: Final = 30
Words = dict[str, str | Promise]


def path_of(request: Request, path_id: int) -> Path:
    """Return a path the person may see, or 404."""
    found: Path = get_object_or_404(
        Path.objects.visible_to(request.person)
        .filter(centre=request.centre)
        .select_related("centre", "programme", "companion__association"),
        pk=path_id,
    )
    return found


def lines(request: Request, rows: Any) -> list[dict[str, Any]]:
    """Return what a list says of paths: nothing of the person but the language."""
    today = clock.now().astimezone(request.centre.tz).date()
    return [
        {
            "path": one,
            "language": languages.name(one.language, request.LANGUAGE_CODE)
            if one.language
            else "",
            "late": one.next_on is not None and one.next_on < today,
            "ask": one.is_with_the_office
            and one.remind_on is not None
            and one.remind_on <= today,
            "affected": one.is_affected(today),
        }
        for one in rows
    ]


@requires(can_plan)
def paths(request: Request, programme_id: int) -> HttpResponse:
    """Every path of a programme: code, language, stage, next step."""
    setup = setup_of(request, programme_id, kernel.NATURALISATION)
    mine = (
        Path.objects.visible_to(request.person)
        .filter(centre=request.centre, programme=setup.programme)
        .select_related("companion")
    )
    finished = request.GET.get("state") == "finished"
    rows = mine.exclude(pk__in=mine.standing()) if finished else mine.standing()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    about = {
        "setup": setup,
        "page": page,
        "lines": lines(request, page),
        "finished": finished,
    }
    return render(request, "programmes/naturalisation/paths.html", about)


@requires(can_answer_own)
def my_paths(request: Request) -> HttpResponse:
    """Whom a volunteer accompanies."""
    mine = Path.objects.visible_to(request.person).filter(centre=request.centre)
    rows = mine.standing().select_related("companion")
    about = {"lines": lines(request, rows)}
    return render(request, "programmes/naturalisation/mine.html", about)


@requires(can_plan)
def take_in(request: Request, programme_id: int) -> HttpResponse:
    """Take somebody in, with their consent."""
    setup = setup_of(request, programme_id, kernel.NATURALISATION)
    form = forms_of.TakeInForm(request.POST or None, request=request)
    made = _taken_in(request, setup, form) if form.is_valid() else None
    if made is not None:
        messages.success(request, _("Taken in as %(code)s.") % {"code": made})
        return redirect("programmes:path", made.pk)
    about = {"form": form, "setup": setup}
    return render(request, "programmes/naturalisation/take_in.html", about)


def _taken_in(request: Request, setup: Setup, form: forms_of.TakeInForm) -> Path | None:
    try:
        return operations.take_in(
            programme=setup.programme,
            by=request.person,
            now=clock.now(),
            **form.values,
        )
    except Refusal as refusal:
        form.add_error(refusal.field or None, refusal.sentence)
        return None


@requires(can_accompany)
def path(request: Request, path_id: int) -> HttpResponse:
    """One path: where it stands, what is next, who accompanies, by which rules."""
    found = path_of(request, path_id)
    return render(request, "programmes/naturalisation/path.html", about(request, found))


def about(request: Request, found: Path) -> dict[str, Any]:
    """Gather what a path's page shows."""
    now = clock.now()
    today = now.astimezone(request.centre.tz).date()
    changed = law.changes(found.checked_on, today) if found.checked_on else []
    return {
        "path": found,
        "line": lines(request, [found])[0],
        "steers": plans(request),
        "steps": found.steps.all(),
        "visits": found.visits.all()[:10],
        "asked": CompanionAsk.objects.unanswered()
        .filter(path=found)
        .select_related("volunteer")
        .first(),
        "changed": [(day, law.NAMES[what]) for day, what in changed]
        if found.before_filing
        else [],
        "over": found.is_over,
        "today": today,
    }


@never_cache
@require_POST
@requires(can_accompany)
def open_path(request: Request, path_id: int) -> HttpResponse:
    """Open name and contact, once, on this page; the opening is noted."""
    found = path_of(request, path_id)
    try:
        contact = operations.open_person(path=found, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("programmes:path", found.pk)
    shown = about(request, found) | {"contact": contact}
    return render(request, "programmes/naturalisation/path.html", shown)


def _step(
    request: Request,
    found: Path,
    form: forms.Form,
    operation: Callable[..., Any],
    words: Words,
) -> HttpResponse:
    """Show one small form; do what it says; come back with a sentence."""
    if form.is_valid():
        try:
            operation(
                path=found, by=request.person, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.sentence)
        else:
            messages.success(request, str(words["done"]))
            return redirect("programmes:path", found.pk)
    shown = {"form": form, "path": found, "words": words}
    return render(request, "programmes/naturalisation/step.html", shown)


ADVANCE: Final[Words] = {
    "title": gettext_lazy("Next stage"),
    "lead": gettext_lazy("Only what follows can be chosen."),
    "submit": gettext_lazy("Save the stage"),
    "done": gettext_lazy("The stage is saved."),
}
NEXT: Final[Words] = {
    "title": gettext_lazy("Next step"),
    "lead": gettext_lazy("One thing, and a day. It stands in the list until then."),
    "submit": gettext_lazy("Save the step"),
    "done": gettext_lazy("The step is saved."),
}
LOOK: Final[Words] = {
    "title": gettext_lazy("Look at the requirements"),
    "lead": gettext_lazy("By the rules of today. The answers themselves are not kept."),
    "submit": gettext_lazy("Save what is open"),
    "done": gettext_lazy("What is open is saved, with the day of its rules."),
}
VISIT: Final[Words] = {
    "title": gettext_lazy("Enter time"),
    "lead": gettext_lazy("The hours go to the companion's association to confirm."),
    "submit": gettext_lazy("Enter"),
    "done": gettext_lazy("Entered. The hours wait for confirmation."),
}


@requires(can_accompany)
def advance_path(request: Request, path_id: int) -> HttpResponse:
    """Move a path to its next stage."""
    found = path_of(request, path_id)
    form = forms_of.AdvanceForm(request.POST or None, path=found)
    return _step(request, found, form, operations.advance, ADVANCE)


@requires(can_accompany)
def next_path(request: Request, path_id: int) -> HttpResponse:
    """Say what comes next, and until when."""
    found = path_of(request, path_id)
    known = {"step": found.next_step, "on": found.next_on}
    form = forms_of.NextForm(request.POST or None, initial=known)
    return _step(request, found, form, operations.plan_next, NEXT)


@requires(can_accompany)
def look_path(request: Request, path_id: int) -> HttpResponse:
    """Look at the requirements by the rules of today."""
    found = path_of(request, path_id)
    form = forms_of.LookForm(request.POST or None, initial={"gaps": found.open_gaps})
    return _step(request, found, form, operations.look_again, LOOK)


@requires(can_accompany)
def visit_path(request: Request, path_id: int) -> HttpResponse:
    """Enter time the companion gave."""
    found = path_of(request, path_id)
    today = clock.now().astimezone(request.centre.tz).date()
    form = forms_of.VisitForm(request.POST or None, initial={"held_on": today})
    return _step(request, found, form, operations.note_visit, VISIT)


@require_POST
@requires(can_accompany)
def asked_path(request: Request, path_id: int) -> HttpResponse:
    """Note that somebody asked the office how it stands."""
    found = path_of(request, path_id)
    try:
        operations.note_asked(path=found, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Noted. The next reminder comes in three months."))
    return redirect("programmes:path", found.pk)


@requires(can_plan)
def withdraw_path(request: Request, path_id: int) -> HttpResponse:
    """Delete everything of the person at once, at their wish."""
    found = path_of(request, path_id)
    if request.method == "POST":
        operations.withdraw(path=found, by=request.person, now=clock.now())
        messages.success(request, _("Name, contact and course are deleted."))
        return redirect("programmes:paths", found.programme_id)
    return render(request, "programmes/naturalisation/withdraw.html", {"path": found})


def section(request: Request, setup: Setup) -> dict[str, Any]:
    """Gather the programme's own page: what is due, alone, or by old rules."""
    if not plans(request):
        return {"figures_only": True}
    today = clock.now().astimezone(request.centre.tz).date()
    mine = (
        Path.objects.visible_to(request.person)
        .filter(centre=request.centre, programme=setup.programme)
        .select_related("companion")
    )
    return {
        "due": lines(request, mine.due(today).order_by("next_on", "pk")[:PAGE]),
        "alone": lines(request, mine.alone().order_by("since", "pk")[:PAGE]),
        "asking": lines(
            request, mine.to_ask_about(today).order_by("remind_on", "pk")[:PAGE]
        ),
        "affected": lines(request, mine.affected(today).order_by("pk")[:PAGE]),
        "latest_change": max(law.changes(dt.date.min, today), default=None),
        "standing": mine.standing().count(),
    }
