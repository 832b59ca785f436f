"""One's own page, and the page behind a letter's link."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.guard import limit
from allin.core.http import Request, requires
from allin.programmes.forms.duty import BlockForm
from allin.programmes.models import Blocked, DutyMember, DutyWeek, Part, Swap, SwapAsk
from allin.programmes.operations import duty
from allin.programmes.permissions import (
    can_answer_own,
    can_look_or_answer,
    can_run_roster,
)
from allin.programmes.views.duty.finding import own_or_led

LIMITS = ((60, 30), (3600, 200))
SHOWN = 12


@never_cache
def take(request: Request, token: str) -> HttpResponse:
    """Show a neutral question; GET shows only that there is one."""
    ask = duty.by_token(token, centre_id=getattr(request.centre, "pk", 0))
    if ask is None:
        return render(request, "programmes/duty/gone.html", status=404)
    about: dict[str, Any] = {"shown": request.method == "POST", "refused": ""}
    if request.method == "POST":
        try:
            limit(request, "duty", limits=LIMITS)
            _pressed(ask, request.POST.get("do", ""))
        except Refusal as refusal:
            about["refused"] = refusal.sentence
    ask = duty.by_token(token, centre_id=request.centre.pk)
    about |= {"ask": ask, "week": ask.swap.week if ask else None}
    return render(request, "programmes/duty/take.html", about)


def _pressed(ask: SwapAsk, what: str) -> None:
    if what == "yes":
        duty.take(ask=ask, by=None, now=clock.now())
    elif what == "no":
        duty.decline(ask=ask, by=None, now=clock.now())


@require_POST
@requires(can_look_or_answer)
def answer(request: Request, ask_id: int) -> HttpResponse:
    """Note a yes or no: one's own, or what somebody said on the telephone."""
    ask = get_object_or_404(
        SwapAsk.objects.select_related("swap__week", "companion"),
        pk=ask_id,
        centre=request.centre,
    )
    mine = own_or_led(request, ask.swap.week.programme_id)
    if mine and ask.companion_id not in mine:
        raise Http404
    try:
        if request.POST.get("do") == "yes":
            duty.take(ask=ask, by=request.person, now=clock.now())
        else:
            duty.decline(ask=ask, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Noted. Thank you for answering."))
    if can_run_roster(request.person, request.centre):
        return redirect("programmes:duty_week", ask.swap.week_id)
    return redirect("programmes:duty_mine")


@never_cache
@requires(can_answer_own)
def mine(request: Request) -> HttpResponse:
    """One's own weeks, what one is asked, what one blocked, the talks that wait."""
    rows = duty.own_rows(request.person, request.centre)
    if not rows:
        raise Http404
    form = BlockForm(request.POST or None)
    if form.is_valid():
        try:
            duty.block(
                companion=rows[0],
                day=form.cleaned_data["day"],
                by=request.person,
                now=clock.now(),
            )
        except Refusal as refusal:
            form.add_error("day", refusal.sentence)
        else:
            messages.success(request, _("The week is kept free of duty."))
            return redirect("programmes:duty_mine")
    about = _own(request, rows[0]) | {"form": form}
    return render(request, "programmes/duty/mine.html", about)


def _own(request: Request, row: DutyMember) -> dict[str, Any]:
    now = clock.now()
    roster = duty.open_roster(programme=row.programme, by=request.person, now=now)
    weeks = DutyWeek.objects.binding().coming(now).of_companion(row.pk)
    asking = {s.week_id: s for s in Swap.objects.open().filter(leaving=row)}
    person = roster.people.get(row.pk)
    feed = reverse("volunteers:feed", args=[person.feed_token]) if person else ""
    return {
        "row": row,
        "weeks": [_own_week(week, row, roster, asking) for week in weeks[:SHOWN]],
        "asks": SwapAsk.objects.filter(
            companion=row, answer=SwapAsk.OPEN, swap__state=Swap.OPEN
        ).select_related("swap__week"),
        "blocked": Blocked.objects.filter(companion=row, monday__gte=roster.today),
        "waiting": Part.objects.to_debrief()
        .filter(companion=row)
        .select_related("deployment"),
        "feed": request.build_absolute_uri(feed) if feed else "",
    }


def _own_week(
    week: DutyWeek, row: DutyMember, roster: duty.Roster, asking: dict[int, Swap]
) -> dict[str, Any]:
    others = [held for held in week.team.values() if held != row.pk]
    return {
        "week": week,
        "reserve": week.reserve_id == row.pk,
        "with": [roster.people[held] for held in others if held in roster.people],
        "swap": asking.get(week.pk),
        "begun": week.has_begun(clock.now()),
    }
