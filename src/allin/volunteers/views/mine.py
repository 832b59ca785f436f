"""
One's own page: behind a link and a PIN, or signed in.

GET of the link shows nothing of anybody. The page stays open for half an hour; a link
made void or renewed closes it at once.
"""

import datetime as dt
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.guard import limit
from allin.core.http import Request
from allin.core.people import VOLUNTEER, Person
from allin.volunteers import operations
from allin.volunteers.forms.own import MineHoursForm, PinForm
from allin.volunteers.models import Commitment, Hours, OwnLink, Volunteer

OPENED: Final = "volunteers_own"  # session key: [link id, when it was made, until]
OPEN_FOR: Final = dt.timedelta(minutes=30)
LIMITS: Final = ((60, 10), (3600, 60))
SHOWN: Final = 20


@never_cache
def mine_by(request: Request, token: str) -> HttpResponse:
    """Ask for the PIN; with it the own page opens."""
    own = operations.by_link(token, centre_id=request.centre.pk)
    if own is None:
        return render(request, "volunteers/mine_closed.html", status=404)
    form = PinForm(request.POST or None)
    if form.is_valid():
        try:
            limit(request, "own_pin", limits=LIMITS)
            operations.open_own(own=own, pin=form.cleaned_data["pin"], now=clock.now())
        except Refusal as refusal:
            form.add_error("pin", refusal.sentence)
        else:
            until = clock.now() + OPEN_FOR
            kept = [own.pk, own.made_at.isoformat(), until.isoformat()]
            request.session[OPENED] = kept
            return redirect("volunteers:mine")
    return render(request, "volunteers/mine_by.html", {"form": form})


def opened(request: Request) -> tuple[Volunteer, Person] | None:
    """Return whose own page is open, and as whom they act; None while it is closed."""
    signed_in = request.person.ids_of(VOLUNTEER, centre_id=request.centre.pk)
    if signed_in:
        whose = Volunteer.objects.standing().select_related("association", "centre")
        found = whose.filter(pk__in=signed_in, centre=request.centre).first()
        return (found, request.person) if found is not None else None
    kept = request.session.get(OPENED)
    if not kept or dt.datetime.fromisoformat(kept[2]) < clock.now():
        return None
    own = (
        OwnLink.objects.standing()
        .filter(pk=kept[0], centre=request.centre)
        .select_related("volunteer__association", "volunteer__centre")
        .first()
    )
    if own is None or own.made_at.isoformat() != kept[1]:
        return None
    return own.volunteer, operations.themselves(own.volunteer)


@never_cache
def mine(request: Request) -> HttpResponse:
    """Show what is mine: next times, hours to enter, details."""
    whose = opened(request)
    if whose is None:
        return render(request, "volunteers/mine_closed.html")
    volunteer, by = whose
    now = clock.now()
    today = now.astimezone(request.centre.tz).date()
    form = MineHoursForm(request.POST or None, centre=request.centre, today=today)
    if form.is_valid():
        try:
            operations.enter_own_hours(
                volunteer=volunteer, by=by, now=now, **form.said()
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("Entered. Your association will confirm it."))
            return redirect("volunteers:mine")
    about = _about(volunteer, now) | {"form": form}
    return render(request, "volunteers/mine.html", about)


def _about(volunteer: Volunteer, now: dt.datetime) -> dict[str, object]:
    given = Hours.objects.standing().filter(volunteer=volunteer)
    promised = Commitment.objects.standing().filter(
        volunteer=volunteer, ends_at__gt=now
    )
    year = now.astimezone(volunteer.centre.tz).year
    counted = given.filter(worked_on__year=year).values_list("minutes", flat=True)
    return {
        "volunteer": volunteer,
        "promised": promised.order_by("starts_at")[:SHOWN],
        "rows": given.order_by("-worked_on", "-pk")[:SHOWN],
        "minutes": sum(counted),
        "certificates": volunteer.certificates.all()[:SHOWN],
        "seen": volunteer.qualifications.all(),
        "away": volunteer.away.filter(ends_on__gte=now.date()),
        "today": now.astimezone(volunteer.centre.tz).date(),
        "year": year,
    }


@require_POST
def mine_close(request: Request) -> HttpResponse:
    """Close the page for whoever uses this device next."""
    request.session.pop(OPENED, None)
    return redirect("volunteers:mine")
