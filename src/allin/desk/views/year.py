"""What ALL IN did for an association in a year: for its board, and to print."""

import datetime as dt
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.centres.models import Centre
from allin.centres.rules import COUNSELLING, FUNDING, ROOMS, SUPPORT, VOLUNTEERS
from allin.core import clock
from allin.core.http import Request, requires
from allin.counselling import statistics as contacts
from allin.desk.views.association import can_look_at
from allin.directory.models import Association
from allin.funding import statistics as funding
from allin.funding.models import RENT
from allin.rooms import statistics as rooms
from allin.support import statistics as support
from allin.volunteers import statistics as volunteers

YEARS: Final = 5
HOUR: Final = 60  # minutes
EURO: Final = 100  # cents


@requires(can_look_at)
def year(request: Request, association_id: int) -> HttpResponse:
    """Show what an association had of the centre in a year, on one sheet."""
    ours = get_object_or_404(
        Association.objects.editable_by(request.person).of(request.centre),
        pk=association_id,
    )
    this = clock.now().astimezone(request.centre.tz).year
    near = {str(one): one for one in range(this, this - YEARS, -1)}
    chosen = near.get(request.GET.get("year", ""), this)
    about = {"association": ours, "year": chosen, "years": list(near.values())}
    about |= gathered(request.centre, ours, chosen)
    return render(request, "desk/year.html", about)


def gathered(centre: Centre, ours: Association, number: int) -> dict[str, Any]:
    """Gather the figures of a year from every area that is in use."""
    span: dict[str, Any] = {
        "centre": centre,
        "first": dt.date(number, 1, 1),
        "last": dt.date(number, 12, 31),
    }
    about: dict[str, Any] = {}
    if centre.has(ROOMS):
        about["rooms"] = _rooms(centre, ours, span)
    if centre.has(SUPPORT):
        about["support"] = support.figures(**span, association_id=ours.pk)
        about["topics"] = [
            (support.topic_label(line.key), line.talks, line.minutes)
            for line in support.by_topic(**span, association_id=ours.pk)
        ]
    if centre.has(VOLUNTEERS):
        about["given"] = _given(centre, ours, number)
    if centre.has(COUNSELLING):
        about["received"] = _received(centre, ours, number)
    return about | {"lead": _lead(about, number)}


def _rooms(centre: Centre, ours: Association, span: dict[str, Any]) -> dict[str, Any]:
    """Return hours and bookings, the hours of each room, the rent by that share."""
    names = rooms.names(centre=centre)
    everybody = rooms.use_of_rooms(**span)
    own = [use for use in everybody if use.association_id == ours.pk]
    minutes, of_all = (sum(use.minutes for use in some) for some in (own, everybody))
    by_room: dict[str, int] = {}
    for use in own:
        name = names[use.room_id]
        by_room[name] = by_room.get(name, 0) + use.minutes
    return {
        "hours": round(minutes / HOUR),
        "rent": _rent(centre, span, minutes, of_all),
        "bookings": sum(use.bookings for use in own),
        "by_room": [
            (name, round(minutes / HOUR)) for name, minutes in sorted(by_room.items())
        ],
    }


def _rent(
    centre: Centre, span: dict[str, Any], minutes: int, of_all: int
) -> dict[str, Any] | None:
    """Return what the rent of the year comes to by the share of hours in rooms."""
    if not centre.has(FUNDING) or not minutes:
        return None
    first, last = span["first"], span["last"]
    cents, assumed = funding.spent(centre=centre, kind=RENT, first=first, last=last)
    share = round(cents * minutes / of_all / EURO) * EURO
    return {"cents": share, "assumed": assumed} if share else None


def _given(centre: Centre, ours: Association, number: int) -> dict[str, int]:
    rows = volunteers.hours(
        centre=centre, first=dt.date(number, 1, 1), after=dt.date(number + 1, 1, 1)
    )
    own = [row for row in rows if row.association_id == ours.pk]
    return {
        "hours": round(sum(row.minutes for row in own) / HOUR),
        "confirmed": round(sum(row.confirmed for row in own) / HOUR),
    }


def _received(centre: Centre, ours: Association, number: int) -> contacts.Tally:
    """Return how many people came to the association's advisers; counts alone."""
    lines = contacts.table(
        centre=centre, span=contacts.whole_year(number), by="association"
    )
    mine = f"association:{ours.pk}"
    return next((one.tally for one in lines if one.key == mine), contacts.Tally())


def _lead(about: dict[str, Any], number: int) -> str:
    """Say the two figures that weigh most; the table says the others."""
    hours = about.get("rooms", {}).get("hours", 0)
    figures = about.get("support")
    talks = figures.talks if figures else 0
    parts = []
    if hours:
        said = ngettext(
            "%(hours)d hour in our rooms", "%(hours)d hours in our rooms", hours
        )
        parts.append(said % {"hours": hours})
    if talks:
        said = ngettext(
            "%(talks)d talk with the coordination",
            "%(talks)d talks with the coordination",
            talks,
        )
        parts.append(said % {"talks": talks})
    if not parts:
        return _("In %(year)d nothing is noted yet.") % {"year": number}
    what = _(" and ").join(parts)
    return _("In %(year)d it was %(what)s.") % {"year": number, "what": what}
