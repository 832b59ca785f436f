import datetime as dt
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
from allin.counselling.todo import Waiting
from allin.desk import states, tasks, weekone, words
from allin.rooms.views.plan import Plan


def coordinator(request: Request) -> HttpResponse:
    """Show what waits, what is on today, what comes next."""
    now = clock.now()
    steps = weekone.steps(centre=request.centre, now=now)
    about = {
        "now": now,
        "plan": plan_of_today(request, now),
        **_referrals(request.centre, now),
    }
    if steps:
        about |= {"steps": steps, "lead": weekone.lead(steps)}
        about["day"] = weekone.day_number(request.centre, now)
        return render(request, "desk/week_one.html", about)
    urgent = tasks.now(centre=request.centre, at=now)
    later = tasks.this_week(centre=request.centre, at=now)
    about |= {"urgent": urgent, "later": later, "count": len(urgent) + len(later)}
    about["lead"] = lead(request.centre, now, len(urgent) + len(later))
    return render(request, "desk/today.html", about)


def plan_of_today(request: Request, now: dt.datetime) -> Plan | None:
    """Return today's plan of the rooms, or None where rooms are not in use."""
    if not request.centre.has(ROOMS):
        return None
    return Plan(request, now.astimezone(request.centre.tz).date(), 1, now)


def _referrals(centre: Centre, now: dt.datetime) -> dict[str, Any]:
    if not centre.has(COUNSELLING):
        return {}
    midnight = now.astimezone(centre.tz).replace(hour=0, minute=0, second=0)
    yesterday = midnight - dt.timedelta(days=1)
    rows, total = counselling.under_way(centre=centre)
    changed = counselling.changed_since(centre=centre, since=yesterday)
    return {
        "under_way": [(line, states.of(line, now, centre.tz)) for line in rows],
        "total": total,
        "changed": [(line, states.news_of(line)) for line in changed],
        "coming": counselling.coming_today(centre=centre, now=now),
        "meetings": _today(rows, now, centre),
    }


def _today(rows: list[Waiting], now: dt.datetime, centre: Centre) -> list[Waiting]:
    today = now.astimezone(centre.tz).date()
    return [
        line
        for line in rows
        if line.appointment_at
        and line.appointment_at.astimezone(centre.tz).date() == today
    ]


def lead(centre: Centre, now: dt.datetime, others: int) -> str:
    """Say how things stand, in one sentence: who waits, and since when."""
    waiting = counselling.waiting(centre=centre) if centre.has(COUNSELLING) else []
    if not waiting:
        if not others:
            return _("Nothing is open today.")
        return _("No referral is waiting.")
    number = len(waiting)
    longest = max(words.days_since(line.since, now, centre.tz) for line in waiting)
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
