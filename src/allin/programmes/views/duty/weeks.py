"""One week: who serves, who else could, who cannot and why."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.http import Request, requires
from allin.programmes.models import DutyWeek, Swap
from allin.programmes.operations import duty
from allin.programmes.permissions import can_look_or_answer, can_run_roster
from allin.programmes.rules import duty as rules
from allin.programmes.views.duty.finding import done, own_or_led, week_of


@dataclass(frozen=True)
class Candidate:
    """Somebody of the roster, and what keeps them from this week."""

    companion_id: int
    name: str
    phone: str
    load: int
    why: str


@requires(can_run_roster)
def week(request: Request, week_id: int) -> HttpResponse:
    """Show one week; put somebody in, ask others, publish."""
    row, now = week_of(request, week_id), clock.now()
    roster = duty.open_roster(programme=row.programme, by=request.person, now=now)
    about = {
        "week": row,
        "runs": row.has_begun(now) and row.ends_at > now,
        "over": row.ends_at <= now,
        "feast": rules.NAMES.get(row.feast, ""),
        "places": _places(row, roster),
        "swaps": _swaps(row, roster),
        **_candidates(row, roster),
    }
    return render(request, "programmes/duty/week.html", about)


def _places(row: DutyWeek, roster: duty.Roster) -> list[dict[str, Any]]:
    labels = {DutyWeek.FIRST: _("First"), DutyWeek.SECOND: _("Second")}
    return [
        {
            "place": place,
            "label": labels[place],
            "companion": row.team.get(place),
            "name": roster.name_of(row.team.get(place)),
        }
        for place in DutyWeek.PLACES
    ]


def _swaps(row: DutyWeek, roster: duty.Roster) -> list[dict[str, Any]]:
    return [
        {
            "swap": swap,
            "name": roster.name_of(swap.leaving_id),
            "asks": [
                (
                    one,
                    roster.name_of(one.companion_id),
                    _phone(roster, one.companion_id),
                )
                for one in swap.asks.all()
            ],
        }
        for swap in row.swaps.prefetch_related("asks").order_by("-opened_at")
    ]


def _phone(roster: duty.Roster, companion_id: int) -> str:
    person = roster.people.get(companion_id)
    return person.phone if person else ""


def _candidates(row: DutyWeek, roster: duty.Roster) -> dict[str, Any]:
    problem, plan = roster.as_planned(
        [w for w in roster.weeks if w.state != DutyWeek.DRAFT or w.pk == row.pk]
    )
    loads = plan.loads(problem)
    found = [
        Candidate(
            key,
            roster.name_of(key) or "–",
            _phone(roster, key),
            loads[key],
            str(rules.IN_THE_WAY[reason]) if reason else "",
        )
        for key, reason in roster.way_of(row).items()
        if key not in row.team.values()
    ]
    found.sort(key=lambda one: (one.load, one.name))
    return {
        "able": [one for one in found if not one.why],
        "unable": [one for one in found if one.why],
    }


@require_POST
@requires(can_run_roster)
def put(request: Request, week_id: int) -> HttpResponse:
    """Put somebody into a place."""
    row = week_of(request, week_id)
    companion = request.POST.get("companion", "")
    done(
        request,
        _("The place is taken."),
        duty.put,
        week=row,
        place=request.POST.get("place", ""),
        companion_id=int(companion) if companion.isdecimal() else 0,
    )
    return redirect("programmes:duty_week", week_id)


@require_POST
@requires(can_look_or_answer)
def relieve(request: Request, week_id: int) -> HttpResponse:
    """Look for somebody who takes over; the coordination also on behalf."""
    row = get_object_or_404(
        DutyWeek.objects.select_related("centre"), pk=week_id, centre=request.centre
    )
    mine = own_or_led(request, row.programme_id)
    asked = request.POST.get("companion", "")
    companion = int(asked) if asked.isdecimal() else 0
    if mine and not (row.place_of(mine[0]) and companion in {0, *mine}):
        raise Http404
    try_for = mine[0] if mine else companion
    done(request, _("Others are asked."), duty.relieve, week=row, companion_id=try_for)
    return redirect(*_back_to(request, row))


def _back_to(request: Request, row: DutyWeek) -> tuple[Any, ...]:
    if can_run_roster(request.person, request.centre):
        return "programmes:duty_week", row.pk
    return ("programmes:duty_mine",)


@require_POST
@requires(can_look_or_answer)
def back(request: Request, swap_id: int) -> HttpResponse:
    """Stop looking: they serve after all."""
    swap = get_object_or_404(
        Swap.objects.select_related("week", "leaving", "centre"),
        pk=swap_id,
        centre=request.centre,
    )
    mine = own_or_led(request, swap.week.programme_id)
    if mine and swap.leaving_id not in mine:
        raise Http404
    done(request, _("Nobody else is asked any more."), duty.take_back, swap=swap)
    return redirect(*_back_to(request, swap.week))
