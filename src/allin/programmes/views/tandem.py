"""Tandems: the board's page, the coordination's section, one pair, the link."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.guard import limit
from allin.core.http import Request, requires
from allin.core.people import BOARD
from allin.directory.models import Association
from allin.programmes.forms import tandem as forms_of
from allin.programmes.models import CheckIn, Pair, Setup, Wish
from allin.programmes.operations import tandem as operations
from allin.programmes.permissions import can_pair, can_plan
from allin.programmes.rules import kernel
from allin.programmes.rules import tandem as rules
from allin.programmes.views.common import plans, setup_of

LIMITS: Final = ((60, 30), (3600, 200))
Words = dict[str, str | Promise]


def _setup(request: Request) -> Setup:
    """Return the centre's tandem programme; without one there is no such page."""
    found: Setup | None = (
        Setup.objects.of(request.centre)
        .filter(template=kernel.TANDEM)
        .select_related("programme__centre")
        .order_by("pk")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _own(request: Request) -> Any:
    """Return the associations somebody speaks for: a board its own, else all."""
    there = Association.objects.of(request.centre).standing()
    if plans(request):
        return there
    return there.filter(pk__in=_boards(request))


def _boards(request: Request) -> frozenset[int]:
    return request.person.ids_of(BOARD, centre_id=request.centre.pk)


def _pairs(request: Request) -> Any:
    return (
        Pair.objects.visible_to(request.person)
        .filter(centre=request.centre)
        .select_related("centre", "programme", "first__centre", "second__centre")
    )


@requires(can_pair)
def tandem(request: Request) -> HttpResponse:
    """Show wishes and pairs, as far as they are one's own."""
    setup = _setup(request)
    form = forms_of.WishForm(request.POST or None, own=_own(request))
    if form.is_valid() and _wished(request, setup, form):
        messages.success(request, _("Noted. The coordination looks who fits."))
        return redirect("programmes:tandem")
    mine = Wish.objects.visible_to(request.person).standing()
    about = {
        "form": form,
        "wishes": mine.filter(centre=request.centre).select_related("association"),
        "pairs": _pairs(request),
        "steers": plans(request),
        "setup": setup,
    }
    return render(request, "programmes/tandem/tandem.html", about)


def _wished(request: Request, setup: Setup, form: forms_of.WishForm) -> bool:
    try:
        operations.wish(
            programme=setup.programme,
            by=request.person,
            now=clock.now(),
            **form.cleaned_data,
        )
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


@require_POST
@requires(can_pair)
def drop_wish(request: Request, wish_id: int) -> HttpResponse:
    """Take a wish back."""
    mine = Wish.objects.visible_to(request.person).filter(centre=request.centre)
    found = get_object_or_404(mine.select_related("association__centre"), pk=wish_id)
    operations.drop_wish(wish=found, by=request.person, now=clock.now())
    messages.success(request, _("Taken back."))
    return redirect("programmes:tandem")


@requires(can_plan)
def propose_pair(request: Request, programme_id: int) -> HttpResponse:
    """Propose a tandem: whose wishes meet, in words, or any two."""
    setup = setup_of(request, programme_id, kernel.TANDEM)
    form = forms_of.ProposeForm(request.POST or None, there=_own(request))
    made = _proposed(request, setup, form) if form.is_valid() else None
    if made is not None:
        messages.success(request, _("Proposed. Both boards get a letter."))
        return redirect("programmes:pair", made.pk)
    about = {"form": form, "setup": setup, "matches": _matches(request, setup)}
    return render(request, "programmes/tandem/propose.html", about)


def _proposed(
    request: Request, setup: Setup, form: forms_of.ProposeForm
) -> Pair | None:
    try:
        return operations.propose(
            programme=setup.programme,
            by=request.person,
            now=clock.now(),
            **form.cleaned_data,
        ).pair
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return None


def _matches(request: Request, setup: Setup) -> list[dict[str, Any]]:
    names = {one.pk: one for one in _own(request)}
    words = dict(rules.TOPICS)
    return [
        {
            "one": names[match.one],
            "other": names[match.other],
            "gives": ", ".join(str(words[topic]) for topic in match.gives),
            "gets": ", ".join(str(words[topic]) for topic in match.gets),
            "is_mutual": match.is_mutual,
        }
        for match in operations.matches(setup.programme)
        if match.one in names and match.other in names
    ]


def section(request: Request, setup: Setup) -> dict[str, Any]:
    """Gather the programme's page for the coordination."""
    if not plans(request):
        return {"figures_only": True}
    today = clock.now().astimezone(request.centre.tz).date()
    checks = CheckIn.objects.visible_to(request.person).filter(centre=request.centre)
    related = checks.select_related("pair__first", "pair__second")
    return {
        "matches": _matches(request, setup),
        "pairs": _pairs(request).filter(programme=setup.programme),
        "late": related.late(today),
        "stuck": related.filter(going=rules.Going.STUCK, pair__state=rules.ACTIVE),
        "abandoned": _pairs(request).abandoned(),
    }


def pair_of(request: Request, pair_id: int) -> Pair:
    """Return a pair the person may see, or 404."""
    found: Pair = get_object_or_404(_pairs(request), pk=pair_id)
    return found


@requires(can_pair)
def pair(request: Request, pair_id: int) -> HttpResponse:
    """One tandem: who, goal, meetings, how it goes."""
    found = pair_of(request, pair_id)
    both, ids = (found.first, found.second), _boards(request)
    ours = next((one for one in both if one.pk in ids), None)
    about = {
        "pair": found,
        "ours": ours,
        "waits": ours is not None
        and found.is_proposed
        and not found.has_said_yes(ours.pk),
        "steers": plans(request),
        "meetings": found.meetings.prefetch_related("people"),
        "checks": found.checks.all(),
        "sides": (
            (found.first, found.first_yes_at),
            (found.second, found.second_yes_at),
        ),
    }
    return render(request, "programmes/tandem/pair.html", about)


@require_POST
@requires(can_pair)
def answer_pair(request: Request, pair_id: int) -> HttpResponse:
    """Say yes or no for one's own association; the coordination by telephone."""
    found = pair_of(request, pair_id)
    try:
        operations.answer(
            pair=found,
            association_id=_side(request, found),
            yes=request.POST.get("do") == "yes",
            by=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Noted. Thank you for answering."))
    return redirect("programmes:pair", found.pk)


def _side(request: Request, found: Pair) -> int:
    """Return whose answer it is: the own association, or the one the page named."""
    wanted = request.POST.get("association", "")
    if plans(request) and wanted.isdecimal():
        return int(wanted[:9])
    both = {found.first_id, found.second_id}
    return next((one for one in _boards(request) if one in both), 0)


@require_POST
@requires(can_plan)
def link_pair(request: Request, pair_id: int, association_id: int) -> HttpResponse:
    """Make a new link for one side, and show it once."""
    found = pair_of(request, pair_id)
    sides = {one.pk: one for one in (found.first, found.second)}
    if association_id not in sides or not found.is_proposed:
        raise Http404
    address = operations.new_link(
        pair=found,
        association=sides[association_id],
        by=request.person,
        now=clock.now(),
    )
    about = {"pair": found, "association": sides[association_id], "address": address}
    return render(request, "programmes/tandem/copy.html", about)


def _step(
    request: Request,
    found: Pair,
    form: forms.Form,
    operation: Callable[..., Any],
    words: Words,
) -> HttpResponse:
    """Show one small form; do what it says; come back with a sentence."""
    if form.is_valid():
        try:
            operation(
                pair=found, by=request.person, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.sentence)
        else:
            messages.success(request, str(words["done"]))
            return redirect("programmes:pair", found.pk)
    about = {"form": form, "pair": found, "words": words}
    return render(request, "programmes/tandem/step.html", about)


@requires(can_pair)
def goal_pair(request: Request, pair_id: int) -> HttpResponse:
    """Say what the two want to reach."""
    found = pair_of(request, pair_id)
    form = forms_of.GoalForm(request.POST or None, initial={"goal": found.goal})
    return _step(request, found, form, operations.agree_goal, GOAL)


@requires(can_pair)
def meet_pair(request: Request, pair_id: int) -> HttpResponse:
    """Note a meeting."""
    found = pair_of(request, pair_id)
    form = forms_of.MeetForm(request.POST or None, pair=found)
    return _step(request, found, form, operations.meet, MEET)


@requires(can_pair)
def going_pair(request: Request, pair_id: int) -> HttpResponse:
    """Say how it goes."""
    found = pair_of(request, pair_id)
    form = forms_of.GoingForm(request.POST or None)
    return _step(request, found, form, operations.say_how, GOING)


@requires(can_pair)
def end_pair(request: Request, pair_id: int) -> HttpResponse:
    """End a tandem, with a reason."""
    found = pair_of(request, pair_id)
    form = forms_of.EndForm(request.POST or None)
    return _step(request, found, form, operations.end, END)


GOAL: Final[Words] = {
    "title": gettext_lazy("Your goal"),
    "lead": gettext_lazy("One sentence, so that both know when it is reached."),
    "submit": gettext_lazy("Save the goal"),
    "done": gettext_lazy("The goal is saved."),
}
MEET: Final[Words] = {
    "title": gettext_lazy("Note a meeting"),
    "lead": gettext_lazy("A day, how long, what you did, and who was there."),
    "submit": gettext_lazy("Save the meeting"),
    "done": gettext_lazy("The meeting is noted. Hours wait for confirmation."),
}
GOING: Final[Words] = {
    "title": gettext_lazy("How does it go?"),
    "lead": gettext_lazy("Asked every six weeks. One word is enough."),
    "submit": gettext_lazy("Say it"),
    "done": gettext_lazy("Noted. Thank you for answering."),
}
END: Final[Words] = {
    "title": gettext_lazy("End the tandem"),
    "lead": gettext_lazy("Meetings and hours stay as they are."),
    "submit": gettext_lazy("End it"),
    "done": gettext_lazy("The tandem has ended."),
}


@never_cache
def tandem_answer(request: Request, token: str) -> HttpResponse:
    """Ask an association by link; GET changes nothing."""
    found = operations.by_token(token, centre_id=getattr(request.centre, "pk", 0))
    if found is None:
        return render(request, "programmes/naturalisation/gone.html", status=404)
    (one, ours), refused = found, ""
    if request.POST.get("do") in {"yes", "no"}:
        try:
            limit(request, "tandem", limits=LIMITS)
            yes = request.POST["do"] == "yes"
            one = operations.answer(
                pair=one, association_id=ours, yes=yes, by=None, now=clock.now()
            )
        except Refusal as refusal:
            refused = refusal.sentence
    about = {"pair": one, "other": one.other_than(ours), "refused": refused}
    about["said"] = one.has_said_yes(ours)
    return render(request, "programmes/tandem/answer.html", about)
