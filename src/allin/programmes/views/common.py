"""What the pages of all templates share: finding what the person may see."""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from allin.core.errors import WayOut
from allin.core.http import Request
from allin.programmes.models import Assignment, Occasion, Path, Setup
from allin.programmes.operations import duty
from allin.programmes.permissions import can_count, can_plan
from allin.programmes.rules import kernel

ASKED = ("room", "on", "starts", "ends")


def setup_of(request: Request, programme_id: int, *templates: str) -> Setup:
    """Return a programme the person may see, set up from one of these templates."""
    found: Setup = get_object_or_404(
        Setup.objects.of(request.centre)
        .visible_to(request.person)
        .select_related("programme__partner", "centre"),
        programme_id=programme_id,
    )
    if templates and found.template not in templates:
        raise Http404
    return found


def occasion_of(request: Request, occasion_id: int) -> Occasion:
    """Return an occasion the person may see, or 404."""
    found: Occasion = get_object_or_404(
        Occasion.objects.of(request.centre)
        .visible_to(request.person)
        .select_related("centre", "programme__setup", "series", "association", "room"),
        pk=occasion_id,
    )
    return found


def people_of(request: Request, occasion: Occasion) -> list[Assignment]:
    """Return who is asked or comes, as far as the person may know them."""
    mine = Assignment.objects.of(occasion).visible_to(request.person)
    return list(mine.select_related("volunteer__association").order_by("pk"))


def part_of(request: Request) -> dict[str, Any]:
    """Say where a volunteer takes part already: weeks, ways, tallies."""
    setups = Setup.objects.of(request.centre).select_related("programme")
    ways = Path.objects.filter(centre=request.centre).visible_to(request.person)
    return {
        "on_roster": bool(duty.own_rows(request.person, request.centre)),
        "accompanies": ways.standing().count(),
        "tallies": [
            one.programme
            for one in setups.filter(template=kernel.EDUCATION)
            if can_count(request.person, one)
        ],
    }


def read_days(texts: Iterable[str]) -> set[dt.date]:
    """Return the days that were ticked; what is no day is left out."""
    days = set()
    for text in texts:
        with suppress(ValueError):
            days.add(dt.date.fromisoformat(text))
    return days


def plans(request: Request) -> bool:
    """Whether the person plans here; else they only look."""
    return can_plan(request.person, request.centre)


def page(request: Request, template: str, about: dict[str, Any]) -> HttpResponse:
    """Show a page with a form; one that was sent back says so by its status."""
    status = 422 if request.method == "POST" else 200
    return render(request, template, about, status=status)


def told(request: Request) -> QueryDict:
    """Return what was sent; a free time that was tapped takes the wish's place."""
    instead = QueryDict(request.POST.get("instead", ""))
    sent: QueryDict = request.POST.copy()
    for name in ASKED:
        if name in instead:
            sent[name] = instead[name]
    return sent


def instead_of(ways: tuple[WayOut, ...]) -> list[dict[str, Any]]:
    """Turn what a room offers near a wish into buttons of one's own form."""
    return [
        {"text": way.text, "value": urlsplit(way.url).query}
        for way in ways
        if "on" in parse_qs(urlsplit(way.url).query)
    ]
