"""Who does it: positions, asking, answers, attendance."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.programmes import operations
from allin.programmes.forms.dates import tried
from allin.programmes.forms.kernel import AttendanceForm, PositionForm
from allin.programmes.models import Assignment, Position
from allin.programmes.permissions import (
    can_answer,
    can_answer_own,
    can_look_or_answer,
    can_plan,
)
from allin.programmes.views.common import occasion_of, page, part_of
from allin.volunteers.models import Volunteer

ANSWERS: Final = {
    "yes": operations.promise,
    "no": operations.decline,
    "back": operations.give_back,
}


@requires(can_plan)
def add_position(request: Request, occasion_id: int) -> HttpResponse:
    """Add what people do at an occasion, and how many are needed."""
    one = occasion_of(request, occasion_id)
    form = PositionForm(request.POST or None, request=request)
    if form.is_valid():
        made, _ways = tried(
            form,
            operations.add_position,
            occasion=one,
            wanted=operations.Wanted(**form.cleaned_data),
            by=request.person,
            now=clock.now(),
        )
        if made is not None:
            return redirect("programmes:ask", made.pk)
    about = {"form": form, "occasion": one}
    return page(request, "programmes/kernel/position.html", about)


@requires(can_plan)
def ask(request: Request, position_id: int) -> HttpResponse:
    """Choose whom to ask for a position, or note who has already said yes."""
    position = get_object_or_404(
        Position.objects.visible_to(request.person)
        .filter(centre=request.centre)
        .select_related("centre", "occasion__centre", "occasion__room"),
        pk=position_id,
    )
    if request.method == "POST":
        _ask(request, position)
        return redirect("programmes:ask", position.pk)
    people = position.assignments.select_related("volunteer__association")
    about = {
        "position": position,
        "occasion": position.occasion,
        "people": people,
        "could": operations.could(position),
    }
    return render(request, "programmes/kernel/ask.html", about)


def _ask(request: Request, position: Position) -> None:
    volunteer = get_object_or_404(
        Volunteer.objects.visible_to(request.person).filter(centre=request.centre),
        pk=_number(request.POST.get("volunteer", "")),
    )
    said_yes = request.POST.get("how") == "yes"
    operation = operations.assign if said_yes else operations.ask
    try:
        operation(
            position=position, volunteer=volunteer, by=request.person, now=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return
    said = _("%(name)s is down for it.") if said_yes else _("%(name)s is asked.")
    messages.success(request, said % {"name": volunteer})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


@requires(can_look_or_answer)
@require_POST
def answer(request: Request, assignment_id: int) -> HttpResponse:
    """Say yes, no, or give back; for oneself, or the coordination on behalf."""
    one = get_object_or_404(
        Assignment.objects.visible_to(request.person)
        .filter(centre=request.centre)
        .select_related("position"),
        pk=assignment_id,
    )
    if not can_answer(request.person, one):
        raise Http404
    operation = ANSWERS.get(request.POST.get("answer", ""))
    try:
        if operation is not None:
            operation(assignment=one, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(_back(request, one))


def _back(request: Request, one: Assignment) -> str:
    to = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(to, allowed_hosts=None):
        return to
    return reverse("programmes:occasion", args=[one.position.occasion_id])


@requires(can_plan)
def attendance(request: Request, occasion_id: int) -> HttpResponse:
    """Note who was there and how many came; hours follow from it."""
    one = occasion_of(request, occasion_id)
    form = AttendanceForm(request.POST or None, occasion=one)
    if form.is_valid():
        done, _ways = tried(
            form,
            operations.wind_up,
            occasion=one,
            headcount=form.cleaned_data["headcount"],
            came=form.came,
            by=request.person,
            now=clock.now(),
        )
        if done is not None:
            messages.success(request, _("Noted. The hours are entered."))
            return redirect("programmes:occasion", one.pk)
    about = {"form": form, "occasion": one}
    return page(request, "programmes/kernel/attendance.html", about)


@requires(can_answer_own)
def own(request: Request) -> HttpResponse:
    """Show a volunteer what they are asked for and have promised."""
    now = clock.now()
    mine = (
        Assignment.objects.filter(centre=request.centre)
        .visible_to(request.person)
        .filter(position__occasion__ends_at__gt=now)
        .exclude(position__occasion__state="cancelled")
        .select_related("position__occasion__room", "position__occasion__programme")
        .order_by("position__occasion__starts_at", "pk")
    )
    about = {
        "asked": [one for one in mine if one.state == "asked"],
        "promised": [one for one in mine if one.state == "promised"],
    } | part_of(request)
    return render(request, "programmes/kernel/own.html", about)
