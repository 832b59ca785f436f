"""Where the coordination's time goes: noted minutes and counted acts."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.support import exports, operations, rules, statistics
from allin.support.forms import AssumeForm
from allin.support.permissions import can_coordinate
from allin.support.views.advising import year_of
from allin.support.views.requests import answered


def _shares(request: Request, year: int) -> list[rules.Share]:
    return statistics.shares(
        centre=request.centre,
        first=dt.date(year, 1, 1),
        last=dt.date(year, 12, 31),
    )


@requires(can_coordinate)
def shares(request: Request) -> HttpResponse:
    """Show the split of a year, with its method and every assumption."""
    year, years = year_of(request)
    found = _shares(request, year)
    about: dict[str, Any] = {
        "year": year,
        "years": years,
        "shares": found,
        "minutes": sum(one.minutes for one in found),
        "noted": sum(one.noted for one in found),
        "acts": sum(one.acts for one in found),
        "assumed": sum(one.assumed for one in found),
        "bars": [(str(one.area.label), one.percent) for one in found],
    }
    about["largest"] = max(found, key=lambda one: one.minutes)
    return render(request, "support/shares.html", about)


@requires(can_coordinate)
def shares_file(request: Request) -> HttpResponse:
    """Hand out the same table as a file."""
    year, _years = year_of(request)
    file = exports.shares(_shares(request, year), year=year)
    answer = HttpResponse(file, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="zeit-{year}.csv"'
    return answer


@requires(can_coordinate)
def assume(request: Request) -> HttpResponse:
    """Change how many minutes one act of each area is taken to last."""
    per_act = statistics.minutes_per_act(centre=request.centre)
    form = AssumeForm(request.POST or None, initial=per_act)
    if form.is_valid():
        told: dict[str, Any] = {"minutes": form.cleaned_data, "by": request.person}
        try:
            operations.assume(centre=request.centre, now=clock.now(), **told)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Changed. All sums follow at once."))
            return redirect("support:shares")
    return answered(request, "support/assume.html", {"form": form})
