"""Education counsellors: the next office hours for anybody, the tally for them."""

import datetime as dt
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock, languages
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.core.qr import qr
from allin.programmes.forms.education import VisitForm
from allin.programmes.models import Occasion, Setup, WalkIn
from allin.programmes.operations import education as operations
from allin.programmes.permissions import can_count, can_look_or_answer
from allin.programmes.rules import education as rules
from allin.programmes.rules import kernel

PERIOD = dt.timedelta(days=365)


def _setup(request: Request, programme_id: int) -> Setup:
    """Return a programme of education counsellors, for anybody, or 404."""
    found: Setup = get_object_or_404(
        Setup.objects.of(request.centre).select_related("programme", "centre"),
        programme_id=programme_id,
        template=kernel.EDUCATION,
    )
    return found


def office_hours(request: Request, programme_id: int) -> HttpResponse:
    """The next office hours, by language: for anybody, without an account."""
    setup, now = _setup(request, programme_id), clock.now()
    hours = list(
        Occasion.objects.of(setup.centre)
        .filter(programme_id=setup.programme_id, kind=kernel.OFFICE_HOUR)
        .coming(now)
        .filter(starts_at__lt=now + dt.timedelta(days=rules.HOURS_SHOWN))
        .select_related("room")
    )
    spoken = _by_language(hours)
    wanted = request.GET.get("language", "")
    shown = [one for one in spoken if one["code"] == wanted] or spoken
    about = {
        "setup": setup,
        "spoken": spoken,
        "shown": shown,
        "wanted": wanted if len(shown) < len(spoken) else "",
        "unknown": bool(wanted) and all(one["code"] != wanted for one in spoken),
    }
    return render(request, "programmes/education/office_hours.html", about)


def _by_language(hours: list[Occasion]) -> list[dict[str, Any]]:
    """Group by language, the reader's own first, then by the alphabet."""
    shown_in = get_language() or "de"
    hours.sort(key=lambda one: (one.language or "de", one.starts_at))
    found = [
        {
            "code": code,
            "name": languages.name(code, shown_in),
            "hours": list(of_it)[: rules.HOURS_EACH],
        }
        for code, of_it in groupby(hours, key=lambda one: one.language or "de")
    ]
    return sorted(
        found, key=lambda one: (one["code"] != shown_in, str(one["name"]).casefold())
    )


def section(request: Request, setup: Setup) -> dict[str, Any]:
    """Gather what the programme's page shows: who came about what, this year."""
    today = clock.now().astimezone(request.centre.tz).date()
    mine = (
        WalkIn.objects.visible_to(request.person)
        .standing()
        .filter(programme_id=setup.programme_id, held_on__gt=today - PERIOD)
    )
    public = request.build_absolute_uri(
        reverse("programmes:office_hours", args=[setup.programme_id])
    )
    return {
        "visits": mine.count(),
        "by_theme": _counts(mine, "theme"),
        "by_language": _counts(mine, "language"),
        "by_outcome": _counts(mine, "outcome"),
        "public_url": public,
        "qr": qr(public),
    }


def _counts(mine: Any, what: str) -> list[tuple[str, int | None]]:
    """Count by one thing; what is too small leaves the house as None."""
    rows = mine.order_by().values(what).annotate(number=Count("pk"))
    found = {row[what]: row["number"] for row in rows}
    said = _said(what, set(found))
    return sorted(
        ((said[key], rules.told(number)) for key, number in found.items()),
        key=lambda pair: pair[0],
    )


def _said(what: str, keys: set[Any]) -> dict[Any, str]:
    shown_in = get_language() or "de"
    if what == "language":
        return {key: languages.name(key, shown_in) for key in keys}
    if what == "outcome":
        return {key: str(word) for key, word in rules.OUTCOMES}
    return {one.pk: str(one) for one in operations.themes_in(keys)}


@requires(can_look_or_answer)
def count_visits(request: Request, programme_id: int) -> HttpResponse:
    """One press counts one person; language and outcome stay as they are."""
    setup = _setup(request, programme_id)
    if not can_count(request.person, setup):
        raise Http404
    form = VisitForm(request.POST or None, setup=setup, initial=_usual(request))
    if form.is_valid():
        try:
            operations.count(
                setup=setup, by=request.person, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.sentence)
        else:
            return _counted(request, programme_id)
    about = {"form": form, "setup": setup} | _today(request, setup)
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/education/count.html", about, status=status)


def _counted(request: Request, programme_id: int) -> HttpResponse:
    """Come back for the next person, with language and outcome as they were."""
    messages.success(request, _("Counted."))
    usual = {key: request.POST[key] for key in ("language", "outcome")}
    here = reverse("programmes:count_visits", args=[programme_id])
    return redirect(f"{here}?{urlencode(usual)}")


def _usual(request: Request) -> dict[str, str]:
    return {
        key: request.GET[key] for key in ("language", "outcome") if key in request.GET
    }


def _today(request: Request, setup: Setup) -> dict[str, Any]:
    """Say how many were counted today, and the last ones that can be taken back."""
    today = clock.now().astimezone(request.centre.tz).date()
    counted = WalkIn.objects.standing().filter(
        programme_id=setup.programme_id, held_on=today
    )
    numbers = dict(counted.order_by().values_list("theme").annotate(number=Count("pk")))
    own = counted.filter(entered_by=request.person.id).select_related("theme")
    themes = VisitForm(setup=setup).themes
    return {
        "lines": [(theme, numbers.get(theme.pk, 0)) for theme in themes],
        "total": sum(numbers.values()),
        "last": own.first(),
    }


@require_POST
@requires(can_look_or_answer)
def undo_visit(request: Request, visit_id: int) -> HttpResponse:
    """Take back what was counted by mistake."""
    visit = get_object_or_404(
        WalkIn.objects.select_related("centre"), centre=request.centre, pk=visit_id
    )
    if not can_count(request.person, _setup(request, visit.programme_id)):
        raise Http404
    try:
        operations.undo(visit=visit, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Taken back."))
    return redirect("programmes:count_visits", visit.programme_id)
