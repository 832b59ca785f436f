import datetime as dt
import operator
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.centres.models import Centre
from allin.centres.rules import COUNSELLING, ROOMS
from allin.core import clock
from allin.core.http import Request
from allin.counselling import todo as counselling
from allin.counselling.todo import Coming, Morning, Waiting
from allin.desk import states, tasks, weekone, words
from allin.rooms.views.plan import Plan


def coordinator(request: Request) -> HttpResponse:
    """Show what waits, what is on today, what comes next."""
    now, centre = clock.now(), request.centre
    begun = morning(centre, now)
    about: dict[str, Any] = {"now": now, "plan": plan_of_today(request, now)}
    about |= _referrals(begun, now, centre)
    steps = weekone.steps(centre=centre, now=now)
    if steps:
        about |= {"steps": steps, "lead": weekone.lead(steps)}
        about["day"] = weekone.day_number(centre, now)
        return render(request, "desk/week_one.html", about)
    about |= tasks.gather(
        centre=centre, waiting=begun.waiting, at=now, left_open=begun.left_open
    )
    request.counted = {"volunteers": about.pop("hours")}
    if begun.in_menu is not None:
        request.counted["counselling"] = begun.in_menu
    about["lead"] = lead(begun.waiting, about["count"], now, centre.tz)
    return render(request, "desk/today.html", about)


def morning(centre: Centre, now: dt.datetime, *, most: int = 5) -> Morning:
    """
    Return what waits of counselling; nothing where it is not in use.

    :param most: how many of those under way are listed
    """
    if not centre.has(COUNSELLING):
        return Morning([], [], 0, [], [], [])
    midnight = now.astimezone(centre.tz).replace(hour=0, minute=0, second=0)
    since = midnight - dt.timedelta(days=1)
    return counselling.morning(centre=centre, now=now, since=since, most=most)


def plan_of_today(request: Request, now: dt.datetime) -> Plan | None:
    """Return today's plan of the rooms, or None where rooms are not in use."""
    if not request.centre.has(ROOMS):
        return None
    return Plan(request, now.astimezone(request.centre.tz).date(), 1, now)


def _referrals(morning: Morning, now: dt.datetime, centre: Centre) -> dict[str, Any]:
    if not centre.has(COUNSELLING):
        return {}
    rows = morning.under_way
    here: list[tuple[Any, Waiting | Coming]] = [
        (line.appointment_at, line) for line in morning.meetings
    ]
    here += [(slip.starts_at, slip) for slip in morning.coming]
    return {
        "under_way": [(line, states.of(line, now, centre.tz)) for line in rows],
        "total": morning.total,
        "changed": [(line, states.news_of(line)) for line in morning.changed],
        "here": [line for _at, line in sorted(here, key=operator.itemgetter(0))],
    }


def lead(
    waiting: Sequence[Waiting], tasks_in_all: int, now: dt.datetime, zone: dt.tzinfo
) -> str:
    """Say how things stand, in one sentence: who waits, and since when."""
    if not waiting:
        if not tasks_in_all:
            return _("Nothing is open today.")
        return _("No referral is waiting.")
    number = len(waiting)
    longest = max(words.days_since(line.since, now, zone) for line in waiting)
    said = ngettext(
        "%(number)s referral is waiting", "%(number)s referrals are waiting", number
    ) % {"number": words.number(number, first=True)}
    if longest < 1:
        return said + "."
    days = {"days": words.number(longest)}
    if number == 1:
        since = ngettext(", for %(days)s day.", ", for %(days)s days.", longest)
    else:
        since = ngettext(
            ", one of them for %(days)s day.",
            ", one of them for %(days)s days.",
            longest,
        )
    return said + since % days
