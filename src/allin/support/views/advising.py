"""Advice: noted quickly, listed and counted, corrected."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.directory.models import Association
from allin.support import models, operations, statistics
from allin.support.forms import AdviceForm
from allin.support.permissions import can_coordinate
from allin.support.views.requests import answered

PAGE = 30
YEARS = 5
TOLD = ("association", "topic", "minutes", "result", "given_on")


def today_of(request: Request) -> dt.date:
    """Return the day it is for the centre."""
    return clock.now().astimezone(request.centre.tz).date()


def year_of(request: Request) -> tuple[int, list[int]]:
    """Return the year asked for, else this one, and those that can be chosen."""
    this = today_of(request).year
    near = {str(year): year for year in range(this, this - YEARS, -1)}
    return near.get(request.GET.get("year", ""), this), list(near.values())


@requires(can_coordinate)
def advise(request: Request) -> HttpResponse:
    """Note one talk, in twenty seconds."""
    form = AdviceForm(
        request.POST or None,
        person=request.person,
        centre=request.centre,
        today=today_of(request),
    )
    if form.is_valid():
        try:
            operations.advise(by=request.person, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("Noted. It counts for the report."))
            return redirect("support:index")
    return answered(request, "support/advise.html", {"form": form})


@requires(can_coordinate)
def correct_advice(request: Request, advice_id: int) -> HttpResponse:
    """Replace what was noted of a talk; the old value stays behind it."""
    rows = models.Advice.objects.visible_to(request.person).of(request.centre)
    one = get_object_or_404(rows.standing(), pk=advice_id)
    form = AdviceForm(
        request.POST or None,
        initial={name: getattr(one, name) for name in TOLD},
        person=request.person,
        centre=request.centre,
        today=one.given_on,
    )
    if form.is_valid():
        told = {"by": request.person, "now": clock.now(), **form.cleaned_data}
        try:
            operations.correct_advice(advice=one, **told)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("Corrected. The old value is kept."))
            return redirect("support:advice")
    return answered(request, "support/correct.html", {"form": form, "one": one})


@requires(can_coordinate)
def advice(request: Request) -> HttpResponse:
    """List the advice of a year, counted by association, topic and quarter."""
    year, years = year_of(request)
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    rows = models.Advice.objects.visible_to(request.person).of(request.centre)
    listed = rows.standing().between(first, last)
    page = Paginator(listed.select_related("association", "corrects"), PAGE).get_page(
        request.GET.get("page")
    )
    about = {"year": year, "years": years, "page": page}
    return render(request, "support/advice.html", about | _counted(request, year))


def _counted(request: Request, year: int) -> dict[str, Any]:
    span: dict[str, Any] = {
        "centre": request.centre,
        "first": dt.date(year, 1, 1),
        "last": dt.date(year, 12, 31),
    }
    names = dict(Association.objects.of(request.centre).values_list("pk", "name"))
    return {
        "figures": statistics.figures(**span),
        "by_topic": [
            (statistics.topic_label(line.key), line.talks, line.minutes)
            for line in statistics.by_topic(**span)
        ],
        "by_association": [
            (names.get(int(line.key), ""), line.talks, line.minutes)
            for line in statistics.by_association(**span)
        ],
        "by_quarter": statistics.by_quarter(**span),
    }
