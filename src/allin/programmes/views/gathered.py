"""What groups ask, the dates and the figures of all programmes the person sees."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render

from allin.core import clock
from allin.core.http import Request, requires
from allin.programmes import statistics, todo
from allin.programmes.models import (
    Deployment,
    Enquiry,
    Occasion,
    Pair,
    Setup,
    TandemMeeting,
)
from allin.programmes.models.kernel import OccasionQuerySet
from allin.programmes.permissions import can_look_at_programmes
from allin.programmes.rules import education, kernel
from allin.programmes.rules import enquiry as rules

SHOWN: Final = 40
A_YEAR: Final = dt.timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """
    One programme's year.

    :param number: deployments, where these are counted; None when too few to be told
    :param pairs: tandems under way, where there are any; with the meetings of a year
    """

    setup: Setup
    row: statistics.ProgrammeRow | None
    deploys: bool = False
    number: int | None = None
    has_ways: bool = False
    pairs: int | None = None
    meetings: int = 0


@requires(can_look_at_programmes)
def enquiries(request: Request) -> HttpResponse:
    """List what groups ask for, in all programmes."""
    mine = Enquiry.objects.of(request.centre).visible_to(request.person)
    listed = list(mine.standing().told()[:SHOWN])
    asks = Setup.objects.of(request.centre).visible_to(request.person)
    about = {
        "enquiries": listed,
        "to_agree": sum(one.stage == rules.STAFFED for one in listed),
        "asked_in": asks.filter(template__in=rules.KIND_OF),
        "ended": mine.ended().told().order_by("-first_at", "-pk")[:10],
    }
    return render(request, "programmes/gathered/enquiries.html", about)


@requires(can_look_at_programmes)
def dates(request: Request) -> HttpResponse:
    """List what lacks somebody, what is to be noted, and what comes next."""
    centre, now = request.centre, clock.now()

    def seen(rows: OccasionQuerySet) -> OccasionQuerySet:
        mine = rows.visible_to(request.person)
        return mine.select_related("room", "programme")[:SHOWN]

    about = {
        "lacking": seen(todo.lacking(centre, now)),
        "to_note": seen(todo.to_note(centre, now)),
        # The shifts and slots of a festival stand on its own page.
        "dates": seen(
            Occasion.objects.of(centre)
            .coming(now)
            .exclude(kind__in=(kernel.SHIFT, kernel.STAGE))
        ),
    }
    return render(request, "programmes/gathered/dates.html", about)


@requires(can_look_at_programmes)
def figures(request: Request) -> HttpResponse:
    """Say what the programmes came to in twelve months: counts, and no names."""
    after = clock.now().astimezone(request.centre.tz).date() + dt.timedelta(days=1)
    rows = statistics.programmes(
        centre=request.centre, first=after - A_YEAR, after=after
    )
    of = {row.programme_id: row for row in rows}
    mine = Setup.objects.of(request.centre).visible_to(request.person)
    lines = [
        _line(one, of.get(one.programme_id), after)
        for one in mine.select_related("programme")
    ]
    return render(request, "programmes/gathered/figures.html", {"lines": lines})


def _line(setup: Setup, row: statistics.ProgrammeRow | None, after: dt.date) -> Line:
    if setup.template == kernel.NATURALISATION:
        return Line(setup, row, has_ways=True)
    if setup.template == kernel.TANDEM:
        met = TandemMeeting.objects.filter(
            pair__programme=setup.programme, held_on__gte=after - A_YEAR
        )
        pairs = Pair.objects.active().filter(programme=setup.programme)
        return Line(setup, row, pairs=pairs.count(), meetings=met.count())
    if setup.template != kernel.EMERGENCY:
        return Line(setup, row)
    count = Deployment.objects.filter(
        programme=setup.programme, alarm_at__date__gte=after - A_YEAR
    ).count()
    return Line(setup, row, deploys=True, number=education.told(count))
