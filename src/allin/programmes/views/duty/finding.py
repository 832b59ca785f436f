"""What the pages of this part share: finding what the person may see, and lines."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request
from allin.programmes.models import DutyMember, DutyWeek, Setup
from allin.programmes.operations import duty
from allin.programmes.permissions import can_run_roster
from allin.programmes.rules import duty as rules
from allin.programmes.rules import kernel
from allin.programmes.views.common import setup_of


def roster_setup(request: Request, programme_id: int) -> Setup:
    """Return an emergency programme the coordination runs, or 404."""
    return setup_of(request, programme_id, kernel.EMERGENCY)


def week_of(request: Request, week_id: int) -> DutyWeek:
    """Return a week the coordination may see, or 404."""
    found: DutyWeek = get_object_or_404(
        DutyWeek.objects.visible_to(request.person).select_related(
            "centre", "programme__centre"
        ),
        pk=week_id,
        centre=request.centre,
    )
    return found


def companion_of(request: Request, companion_id: int) -> DutyMember:
    """Return a companion of a roster the coordination runs, or 404."""
    found: DutyMember = get_object_or_404(
        DutyMember.objects.visible_to(request.person)
        .standing()
        .select_related("centre", "programme__centre"),
        pk=companion_id,
        centre=request.centre,
    )
    return found


def own_or_led(request: Request, programme_id: int) -> list[int]:
    """Return which rows a person may act for: None of them is a 404."""
    if can_run_roster(request.person, request.centre):
        return []
    mine = [
        row.pk
        for row in duty.own_rows(request.person, request.centre)
        if row.programme_id == programme_id
    ]
    if not mine:
        raise Http404
    return mine


def done(
    request: Request, said: str, operation: Callable[..., Any], **values: Any
) -> Any:
    """Do one thing; say that it is done, or what is in the way."""
    try:
        made = operation(by=request.person, now=clock.now(), **values)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return None
    messages.success(request, said)
    return made


@dataclass(frozen=True)
class Line:
    """One week of a list, in words."""

    week: DutyWeek
    first: str
    second: str
    reserve: str
    feast: str
    runs: bool
    swap: bool
    debrief: bool  # somebody in it still waits for the talk after a deployment


def lines(
    roster: duty.Roster,
    weeks: list[DutyWeek],
    *,
    now: dt.datetime,
    swaps: frozenset[int] = frozenset(),
    undebriefed: frozenset[int] = frozenset(),
) -> list[Line]:
    """Return weeks with the names of who serves."""
    return [
        Line(
            week,
            roster.name_of(week.first_id),
            roster.name_of(week.second_id),
            roster.name_of(week.reserve_id),
            str(rules.NAMES.get(week.feast, "")),
            week.starts_at <= now < week.ends_at,
            week.pk in swaps,
            bool(undebriefed & set(week.team.values())),
        )
        for week in weeks
    ]
