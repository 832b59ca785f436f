"""Companions: who they are, asking one, and the page behind the letter's link."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allin.core import clock, languages
from allin.core.errors import Refusal
from allin.core.guard import limit
from allin.core.http import Request, requires
from allin.core.people import PARTNER
from allin.programmes.forms.naturalisation import CandidateForm, CompanionForm
from allin.programmes.models import Companion, CompanionAsk, Path, Setup
from allin.programmes.operations import naturalisation as operations
from allin.programmes.permissions import can_accompany, can_plan, can_see_figures
from allin.programmes.rules import kernel
from allin.programmes.rules.pathway import REASONS, Stage
from allin.programmes.statistics.naturalisation import OTHER, Row, figures
from allin.programmes.views.common import plans, setup_of
from allin.programmes.views.naturalisation import path_of

LIMITS: Final = ((60, 30), (3600, 200))


@requires(can_plan)
def companions(request: Request, programme_id: int) -> HttpResponse:
    """List a programme's companions, and add one."""
    setup = setup_of(request, programme_id, kernel.NATURALISATION)
    day = clock.now().astimezone(request.centre.tz).date()
    form = CompanionForm(
        request.POST or None,
        programme_id=programme_id,
        centre=request.centre,
        day=day,
    )
    if form.is_valid() and _made(request, setup, form):
        messages.success(request, _("Entered. Now this person can be asked."))
        return redirect("programmes:companions", programme_id)
    about = {"setup": setup, "form": form, "rows": _rows(request, programme_id)}
    return render(request, "programmes/naturalisation/companions.html", about)


def _made(request: Request, setup: Setup, form: CompanionForm) -> bool:
    try:
        operations.make_companion(
            programme=setup.programme,
            by=request.person,
            now=clock.now(),
            **form.cleaned_data,
        )
    except Refusal as refusal:
        form.add_error(refusal.field or None, refusal.sentence)
        return False
    return True


def _rows(request: Request, programme_id: int) -> list[dict[str, Any]]:
    shown_in = request.LANGUAGE_CODE
    rows = (
        Companion.objects.visible_to(request.person)
        .standing()
        .filter(centre=request.centre, programme_id=programme_id)
        .select_related("volunteer__association")
        .order_by("volunteer__name", "pk")
    )
    return [
        {
            "companion": one,
            "languages": ", ".join(
                languages.name(code, shown_in) for _level, code in one.volunteer.spoken
            ),
        }
        for one in rows
    ]


@require_POST
@requires(can_plan)
def end_companion(request: Request, companion_id: int) -> HttpResponse:
    """End somebody's part as a companion of a programme."""
    mine = Companion.objects.visible_to(request.person).filter(centre=request.centre)
    found = get_object_or_404(mine.select_related("centre"), pk=companion_id)
    operations.end_companion(companion=found, by=request.person, now=clock.now())
    messages.success(request, _("Noted. Whom they accompany stays with them."))
    return redirect("programmes:companions", found.programme_id)


@requires(can_plan)
def ask_companion(request: Request, path_id: int) -> HttpResponse:
    """Choose one companion, in words, and ask by letter or with a link to copy."""
    found = path_of(request, path_id)
    form = CandidateForm(request.POST or None)
    if form.is_valid():
        asked = _ask(request, found, form)
        if asked is not None and "copy" in request.POST:
            return _copy(request, found, asked)
        if asked is not None:
            messages.success(request, _("Asked by letter. The answer appears here."))
            return redirect("programmes:path", found.pk)
    could = operations.candidates(found, now=clock.now())
    about = {
        "path": found,
        "form": form,
        "fits": [one for one in could if one.fits],
        "others": [one for one in could if not one.fits],
        "language": languages.name(found.language, request.LANGUAGE_CODE),
    }
    return render(request, "programmes/naturalisation/candidates.html", about)


def _ask(request: Request, found: Path, form: CandidateForm) -> operations.Asked | None:
    wanted = form.cleaned_data["volunteer"]
    could = operations.candidates(found, now=clock.now())
    one = next((c.volunteer for c in could if c.volunteer.pk == wanted), None)
    if one is None:
        form.add_error("volunteer", _("Choose one of these people."))
        return None
    try:
        return operations.ask_companion(
            path=found,
            volunteer=one,
            letter="copy" not in request.POST,
            by=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return None


def _copy(request: Request, found: Path, asked: operations.Asked) -> HttpResponse:
    """Show the link once, in words for any messenger."""
    with override(asked.ask.volunteer.language or "de"):
        words = operations.message(asked)
    about = {"path": found, "asked": asked, "words": words}
    return render(request, "programmes/naturalisation/copy.html", about)


@require_POST
@requires(can_plan)
def take_back_companion(request: Request, companion_ask_id: int) -> HttpResponse:
    """Take an open question back."""
    mine = CompanionAsk.objects.visible_to(request.person)
    found = get_object_or_404(
        mine.filter(centre=request.centre).select_related("centre"), pk=companion_ask_id
    )
    operations.take_back(ask=found, by=request.person, now=clock.now())
    messages.success(request, _("Taken back. Somebody else can be asked."))
    return redirect("programmes:path", found.path_id)


@require_POST
@requires(can_accompany)
def hand_over(request: Request, path_id: int) -> HttpResponse:
    """End the companion's part, so that somebody else can be asked."""
    found = path_of(request, path_id)
    operations.hand_over(path=found, by=request.person, now=clock.now())
    messages.success(request, _("Handed over. The coordination asks somebody else."))
    if plans(request):
        return redirect("programmes:path", found.pk)
    return redirect("programmes:my_paths")


@never_cache
def companion_answer(request: Request, token: str) -> HttpResponse:
    """Show a neutral question to who has the link; GET changes nothing."""
    centre_id = getattr(request.centre, "pk", 0)
    one = operations.by_token(token, centre_id=centre_id)
    if one is None:
        return render(request, "programmes/naturalisation/gone.html", status=404)
    pressed = request.POST.get("do", "")
    refused = _answer(request, one, pressed) if pressed in {"yes", "no"} else ""
    about = {
        "ask": operations.by_token(token, centre_id=centre_id),
        "refused": refused,
        "language": languages.name(one.path.language, request.LANGUAGE_CODE),
    }
    return render(request, "programmes/naturalisation/answer.html", about)


def _answer(request: Request, one: CompanionAsk, pressed: str) -> str:
    """Say what was pressed; return the sentence that stands against it, or nothing."""
    by = request.person if request.person.id else None
    try:
        limit(request, "companion", limits=LIMITS)
        operations.answer(ask=one, yes=pressed == "yes", by=by, now=clock.now())
    except Refusal as refusal:
        return refusal.sentence
    return ""


@requires(can_see_figures)
def path_figures(request: Request, programme_id: int) -> HttpResponse:
    """Counts of a programme: whole for the coordination, else protected."""
    setup = _counted(request, programme_id)
    whole = plans(request)
    found = figures(programme=setup.programme, whole=whole)
    about = {
        "setup": setup,
        "found": found,
        "whole": whole,
        "stages": _told(found.stages, dict(Stage.choices)),
        "reasons": _told(found.reasons, dict(REASONS)),
    }
    return render(request, "programmes/naturalisation/figures.html", about)


def _counted(request: Request, programme_id: int) -> Setup:
    """Return the programme; a partner finds its own alone."""
    setups = Setup.objects.of(request.centre).select_related("programme")
    if request.person.holds(PARTNER, centre_id=request.centre.pk):
        setups = setups.visible_to(request.person)
    found: Setup = get_object_or_404(
        setups, programme_id=programme_id, template=kernel.NATURALISATION
    )
    return found


def _told(rows: tuple[Row, ...], labels: Any) -> list[tuple[str, Row]]:
    return [
        (_("others, put together") if row.key == OTHER else str(labels[row.key]), row)
        for row in rows
    ]
