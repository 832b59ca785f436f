"""The first page: what waits for the coordination; a board's own."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.core import clock
from allin.core.http import Request, requires
from allin.support import models, statistics
from allin.support.forms import AdviceForm, associations_for
from allin.support.permissions import can_coordinate, can_see

SHOWN = 30


@requires(can_see)
def index(request: Request) -> HttpResponse:
    """Show the coordination what waits, what is overdue first; a board its own."""
    now = clock.now()
    today = now.astimezone(request.centre.tz).date()
    waiting = _waiting(request)
    about: dict[str, Any] = {
        "waiting": waiting[:SHOWN],
        "open": len(waiting),
        "today": today,
        "now": now,
        "lead": lead(waiting, today),
        "coordinates": can_coordinate(request.person, request.centre),
    } | _meetings(request)
    if not about["coordinates"]:
        return render(request, "support/own.html", about | _own(request, today))
    about |= _quick(request, today)
    return render(request, "support/index.html", about)


def _quick(request: Request, today: dt.date) -> dict[str, Any]:
    """Return the form on top of the page, and what this quarter holds."""
    first = today.replace(day=1, month=(today.month - 1) // 3 * 3 + 1)
    quarter = statistics.figures(centre=request.centre, first=first, last=today)
    form = AdviceForm(person=request.person, centre=request.centre, today=today)
    return {"form": form, "quarter": quarter}


def _waiting(request: Request) -> list[models.Request]:
    rows = models.Request.objects.visible_to(request.person).of(request.centre)
    return list(
        rows.standing().select_related("association", "owner").order_by("due_on", "pk")
    )


def lead(waiting: list[models.Request], today: dt.date) -> str:
    """Say how many are open, and how many of them wait too long."""
    if not waiting:
        return _("No request of an association is open.")
    said = ngettext(
        "%(number)d request is open.", "%(number)d requests are open.", len(waiting)
    ) % {"number": len(waiting)}
    late = sum(one.is_overdue(today) for one in waiting)
    if not late:
        return said
    more = ngettext(
        "%(number)d of them is overdue.", "%(number)d of them are overdue.", late
    ) % {"number": late}
    return f"{said} {more}"


def _meetings(request: Request) -> dict[str, Any]:
    """Return meetings to come, those to be noted, and tasks that are open."""
    rows = models.Meeting.objects.visible_to(request.person).of(request.centre)
    tasks = models.Task.objects.visible_to(request.person).of(request.centre).open()
    return {
        "meetings": rows.planned().select_related("room")[:5],
        "tasks": tasks.select_related("association", "meeting")[:10],
    }


def _own(request: Request, today: dt.date) -> dict[str, Any]:
    """Return what a board sees: answers, and advice of the last twelve months."""
    rows = models.Request.objects.visible_to(request.person).of(request.centre)
    advice = models.Advice.objects.visible_to(request.person).of(request.centre)
    year_ago = today - dt.timedelta(days=365)
    return {
        "association": associations_for(request.person, request.centre).first(),
        "answered": rows.exclude(state__in=models.Request.OPEN).order_by("-closed_at")[
            :10
        ],
        "advice": advice.standing().between(year_ago, today)[:10],
    }
