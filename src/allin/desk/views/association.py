"""One association at a glance: for its board, and the same for the coordination."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.centres.models import Centre
from allin.centres.rules import PROGRAMMES, ROOMS, SUPPORT, VOLUNTEERS
from allin.core import clock, people
from allin.core.http import Request, requires
from allin.core.people import Centre as Somewhere
from allin.core.people import Person
from allin.desk import words
from allin.directory.models import Association, Offer
from allin.directory.rules import stale_before
from allin.programmes.models import Setup
from allin.programmes.rules.kernel import TANDEM
from allin.rooms.models import Booking
from allin.volunteers import statistics as volunteers

SOON: Final = dt.timedelta(days=14)
SHOWN: Final = 10


@dataclass(frozen=True)
class Stale:
    """An entry or offer nobody confirmed for too long; offers have a page each."""

    title: str
    url: str
    confirmed_on: dt.date | None


def can_look_at(person: Person, centre: Somewhere) -> bool:
    """Whether there is an association the person acts for, or coordinates."""
    return person.holds(
        people.COORDINATOR, people.DEPUTY, people.BOARD, centre_id=centre.pk
    )


@requires(can_look_at)
def association(request: Request, association_id: int) -> HttpResponse:
    """Show one association: what waits, its rooms, hours to confirm, stale entries."""
    ours = get_object_or_404(
        Association.objects.editable_by(request.person).of(request.centre),
        pk=association_id,
    )
    about = glance(request.centre, ours, clock.now())
    return render(request, "desk/board.html", about | {"glance": True})


def board(request: Request) -> HttpResponse:
    """Show an association's board how things stand."""
    ids = request.person.ids_of(people.BOARD, centre_id=request.centre.pk)
    ours = Association.objects.of(request.centre).filter(pk__in=ids).first()
    about = glance(request.centre, ours, clock.now())
    return render(request, "desk/board.html", about)


def glance(
    centre: Centre, ours: Association | None, now: dt.datetime
) -> dict[str, Any]:
    """Gather what waits for an association, and what it has booked, in four queries."""
    rooms_on, hours_on = centre.has(ROOMS), centre.has(VOLUNTEERS)
    bookings = _bookings(centre, ours, now) if ours and rooms_on else []
    waiting = 0
    if ours and hours_on:
        waiting = volunteers.waiting(centre=centre, association_id=ours.pk)
    stale = list(_stale(centre, ours, now)) if ours else []
    return {
        "association": ours,
        "bookings": bookings,
        "hours_waiting": waiting,
        "stale": stale,
        "rooms_on": rooms_on,
        "tandem_on": centre.has(PROGRAMMES) and _has_tandem(centre),
        "support_on": centre.has(SUPPORT),
        "lead": _lead(len(bookings), waiting + len(stale)),
    }


def _has_tandem(centre: Centre) -> bool:
    there = Setup.objects.of(centre).filter(template=TANDEM)
    return there.exists()


def _bookings(centre: Centre, ours: Association, now: dt.datetime) -> list[Booking]:
    return list(
        Booking.objects.of(centre)
        .standing()
        .filter(association=ours, ends_at__gt=now, starts_at__lt=now + SOON)
        .select_related("room")
        .order_by("starts_at")[:SHOWN]
    )


def _stale(centre: Centre, ours: Association, now: dt.datetime) -> Iterator[Stale]:
    before = stale_before(centre.settings, now.astimezone(centre.tz).date())
    if ours.confirmed_on is None or ours.confirmed_on < before:
        url = reverse("directory:association", args=[ours.pk])
        yield Stale(_("The entry of the association"), url, ours.confirmed_on)
    offers = Offer.objects.of(centre).published().filter(association=ours)
    for offer in offers.exclude(confirmed_on__gte=before).order_by("pk"):
        url = reverse("directory:offer", args=[offer.pk])
        yield Stale(offer.title, url, offer.confirmed_on)


def _lead(bookings: int, waiting: int) -> str:
    said = ngettext(
        "%(number)s booking in the next two weeks.",
        "%(number)s bookings in the next two weeks.",
        bookings,
    ) % {"number": words.number(bookings, first=True)}
    if not waiting:
        return said
    more = ngettext("%(number)s thing waits.", "%(number)s things wait.", waiting) % {
        "number": words.number(waiting, first=True)
    }
    return f"{more} {said}"
