"""First pages of those who see their own: volunteers, referrers, funders."""

import datetime as dt
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.centres.models import Centre
from allin.centres.rules import COUNSELLING, PROGRAMMES, VOLUNTEERS
from allin.core import clock, people
from allin.core.http import Request
from allin.counselling import statistics as contacts
from allin.counselling import todo as counselling
from allin.desk import states, words
from allin.programmes import todo as programmes
from allin.volunteers import statistics as volunteers
from allin.volunteers.models import Hours

A_PAGE: Final = 30
SMALLEST: Final = 5  # below this a neighbour could recognise someone


def volunteer(request: Request) -> HttpResponse:
    """Show a volunteer their own tasks, appointments and hours."""
    centre, now = request.centre, clock.now()
    lines = []
    if centre.has(COUNSELLING):
        lines = counselling.mine(person=request.person, centre=centre)
    about = {
        "lines": [(line, states.of(line, now, centre.tz)) for line in lines],
        "minutes": _minutes_this_year(request, now),
        "volunteers_on": centre.has(VOLUNTEERS),
        "programmes_on": centre.has(PROGRAMMES),
        "asked": programmes.count_own(person=request.person, centre=centre, now=now),
        "lead": _lead_of_volunteer(len(lines)),
    }
    return render(request, "desk/volunteer.html", about)


def _lead_of_volunteer(number: int) -> str:
    if not number:
        return _("Nobody is waiting for you. Questions come as a letter.")
    return ngettext(
        "You accompany %(number)s person.", "You accompany %(number)s people.", number
    ) % {"number": words.number(number)}


def _minutes_this_year(request: Request, now: dt.datetime) -> int:
    centre = request.centre
    ids = request.person.ids_of(people.VOLUNTEER, centre_id=centre.pk)
    year = now.astimezone(centre.tz).year
    rows = Hours.objects.standing().filter(
        centre=centre, volunteer__in=ids, worked_on__year=year
    )
    return sum(rows.values_list("minutes", flat=True))


def referrer(request: Request) -> HttpResponse:
    """Show a referring service what became of what it sent, as far as agreed."""
    lines = []
    if request.centre.has(COUNSELLING):
        lines = counselling.sent(person=request.person, centre=request.centre)
    unanswered = sum(answer == "received" for _line, answer in lines)
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    about = {"page": page, "lead": _lead_of_referrer(len(lines), unanswered)}
    return render(request, "desk/referrer.html", about)


def _lead_of_referrer(number: int, unanswered: int) -> str:
    if not number:
        return _("You have passed on no contact yet. A slip is usually enough.")
    said = ngettext(
        "You have passed on %(number)s contact.",
        "You have passed on %(number)s contacts.",
        number,
    ) % {"number": words.number(number)}
    if not unanswered:
        return said
    more = ngettext(
        "%(number)s is still open.", "%(number)s are still open.", unanswered
    ) % {"number": words.number(unanswered, first=True)}
    return f"{said} {more}"


def figures(request: Request) -> HttpResponse:
    """
    Show the city and funders figures of the year, and nothing else.

    Reads facts and hours alone: no referral, no vault (tests record the SQL).
    """
    centre, now = request.centre, clock.now()
    today = now.astimezone(centre.tz).date()
    span = contacts.last_months(today, 12)
    tally = contacts.totals(centre=centre, span=span)
    about = {
        "people": _shown(tally.people),
        "sessions": _shown(tally.sessions),
        "hours": _shown(_hours(centre, today) // 60),
        "lead": _("These are the last twelve months. Small numbers are not shown."),
    }
    return render(request, "desk/figures.html", about)


def _hours(centre: Centre, today: dt.date) -> int:
    first = today.replace(day=1, year=today.year - 1)
    rows = volunteers.hours(
        centre=centre, first=first, after=today + dt.timedelta(days=1)
    )
    return sum(row.minutes for row in rows)


def _shown(number: int) -> str:
    """Return a figure for outside; a small one is not shown, a zero is one."""
    if 0 < number < SMALLEST:
        return _("fewer than %(number)d") % {"number": SMALLEST}
    return f"{number:,}".replace(",", "\u202f")


def partner(request: Request) -> HttpResponse:
    """Lead a programme's partner to what groups ask for."""
    if not request.centre.has(PROGRAMMES):
        return plain(request)
    return redirect("programmes:all_enquiries")


def plain(request: Request) -> HttpResponse:
    """Greet a role that has no first page of its own by its menu."""
    return render(request, "desk/plain.html")
