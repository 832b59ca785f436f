from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from allin.centres.models import Centre
from allin.centres.rules import PROGRAMMES
from allin.core import clock, people
from allin.core.http import Request
from allin.desk import roles
from allin.desk.views import own, today
from allin.desk.views.association import board
from allin.programmes import todo as programmes

PAGES = {
    people.COORDINATOR: today.coordinator,
    people.DEPUTY: today.coordinator,
    people.BOARD: board,
    people.VOLUNTEER: own.volunteer,
    people.REFERRER: own.referrer,
    people.PARTNER: own.partner,
    people.CITY: own.figures,
    people.FUNDER: own.figures,
}


def first(request: Request) -> HttpResponse:
    """Show the first page of whoever asks; a stranger sees what the house offers."""
    if request.centre is None:
        return _which_centre(request)
    role = roles.role_of(request.person)
    if role is None:
        return render(request, "desk/start.html", {"offers": _offers(request)})
    return PAGES.get(role.kind, own.plain)(request)


def _which_centre(request: Request) -> HttpResponse:
    """Let people choose among the centres of this installation."""
    centres = Centre.objects.order_by("name").values_list("slug", "name")
    about = {"centres": list(centres), "demo": settings.DEMO}
    return render(request, "desk/centres.html", about)


def _offers(request: Request) -> list[tuple[str, str]]:
    """Name what anybody may join or ask for in the programmes, with its address."""
    if not request.centre.has(PROGRAMMES):
        return []
    return [
        (name, reverse(f"programmes:{address}", args=args))
        for name, address, args in programmes.for_anybody(request.centre, clock.now())
    ]
