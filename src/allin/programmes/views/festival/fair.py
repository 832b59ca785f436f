"""The festival itself: list, set up, overview, change, cancel, close."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.core import clock
from allin.core.http import Request, requires
from allin.directory.models import Programme
from allin.programmes.forms.dates import tried
from allin.programmes.forms.festival import CancelForm, FestivalForm, HeadcountForm
from allin.programmes.models import Festival, Setup, Stand
from allin.programmes.operations import festival as operations
from allin.programmes.operations.festival import words
from allin.programmes.operations.festival.standing import (
    Overview,
    overview,
    to_call,
)
from allin.programmes.permissions import can_plan, can_see_festivals
from allin.programmes.rules import kernel
from allin.programmes.views.festival.finding import festival_of, shown

SHOWN = 40


def section(request: Request, setup: Setup) -> dict[str, Any]:
    """Gather what the programme's page shows: its festivals, the newest first."""
    mine = Festival.objects.of(request.centre).filter(
        occasion__programme=setup.programme
    )
    return {
        "festivals": mine.select_related("occasion").order_by("-occasion__starts_at")
    }


@requires(can_see_festivals)
def festivals(request: Request) -> HttpResponse:
    """List the festivals to come, and the own association's stands."""
    now = clock.now()
    coming = (
        Festival.objects.of(request.centre)
        .visible_to(request.person)
        .standing()
        .filter(occasion__ends_at__gt=now)
        .select_related("occasion__room", "centre")
        .order_by("occasion__starts_at")
    )
    stands = (
        Stand.objects.visible_to(request.person)
        .filter(centre=request.centre)
        .select_related("festival__occasion", "association")
        .order_by("-festival__occasion__starts_at", "association__name", "pk")
    )
    today = now.astimezone(request.centre.tz).date()
    about = {"coming": coming, "stands": stands[:SHOWN], "today": today}
    about["may_plan"] = can_plan(request.person, request.centre)
    return shown(request, "festivals", about)


@requires(can_plan)
def open_festival(request: Request, programme_id: int) -> HttpResponse:
    """Set a festival up, in one page."""
    here = Programme.objects.of(request.centre).select_related("centre", "setup")
    programme = get_object_or_404(
        here, pk=programme_id, setup__template=kernel.FESTIVAL
    )
    form = FestivalForm(
        request.POST or None, request=request, initial={"title": programme.name}
    )
    if form.is_valid():
        made, _ways = tried(
            form, operations.open_festival, programme=programme, by=request.person,
            now=clock.now(), **form.values,
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("The festival is set up."))
            return redirect("programmes:festival", made.pk)
    return shown(request, "open", {"form": form, "programme": programme})


@requires(can_plan)
def festival(request: Request, festival_id: int) -> HttpResponse:
    """Show how a festival stands, with a way to each of its parts."""
    now, one = clock.now(), festival_of(request, festival_id)
    stands = overview(festival=one, now=now)
    about = {
        "festival": one,
        "overview": stands,
        "lead": _lead(one, stands, now),
        "power": words.power(stands.watts),
        "given": words.hours(stands.minutes),
        "is_over": one.occasion.ends_at <= now,
        "has_begun": one.occasion.starts_at <= now,
    }
    if not one.occasion.is_standing:
        about["to_call"] = to_call(festival=one)
    return shown(request, "festival", about)


def _lead(one: Festival, stands: Overview, now: dt.datetime) -> str:
    occasion = one.occasion
    if not occasion.is_standing:
        return _("The festival was cancelled.")
    if occasion.headcount is not None:
        unsettled = stands.accepted - stands.settled
        said = ngettext(
            "%(people)d person came.", "%(people)d people came.", occasion.headcount
        ) % {"people": occasion.headcount}
        more = ngettext(
            "%(number)d stand is not settled.",
            "%(number)d stands are not settled.",
            unsettled,
        ) % {"number": unsettled}
        return f"{said} {more}" if unsettled else said
    if occasion.ends_at <= now:
        return _("The festival is over. How many people came is not noted yet.")
    parts = []
    if stands.waiting:
        parts.append(
            ngettext(
                "%(number)d stand waits for a decision.",
                "%(number)d stands wait for a decision.",
                stands.waiting,
            )
            % {"number": stands.waiting}
        )
    if stands.missing:
        missing = ngettext(
            "%(number)d helper is missing.",
            "%(number)d helpers are missing.",
            stands.missing,
        )
        parts.append(missing % {"number": stands.missing})
    elif not stands.shifts:
        parts.append(_("No shift yet."))
    return " ".join(parts) or _("No shift lacks anybody.")


@requires(can_plan)
def change_festival(request: Request, festival_id: int) -> HttpResponse:
    """Change name, opening, place and area."""
    one = festival_of(request, festival_id)
    form = FestivalForm.of(one, request)
    if form.is_valid():
        made, _ways = tried(
            form, operations.change_festival, festival=one, by=request.person,
            now=clock.now(), **form.changes,
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("The festival is changed."))
            return redirect("programmes:festival", one.pk)
    return shown(request, "change", {"form": form, "festival": one})


@requires(can_plan)
def cancel_festival(request: Request, festival_id: int) -> HttpResponse:
    """Cancel a festival with all its shifts."""
    one = festival_of(request, festival_id)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        tried(
            form, operations.cancel_festival, festival=one,
            why=form.cleaned_data["why"], by=request.person, now=clock.now(),
        )  # fmt: skip
        if not form.errors:
            messages.success(request, _("The festival is cancelled."))
            return redirect("programmes:festival", one.pk)
    return shown(request, "cancel", {"form": form, "festival": one})


@requires(can_plan)
def close_festival(request: Request, festival_id: int) -> HttpResponse:
    """Note how many people came."""
    one = festival_of(request, festival_id)
    initial = {"headcount": one.occasion.headcount}
    form = HeadcountForm(request.POST or None, initial=initial)
    if form.is_valid():
        tried(
            form, operations.close_festival, festival=one, by=request.person,
            now=clock.now(), **form.cleaned_data,
        )  # fmt: skip
        if not form.errors:
            messages.success(request, _("It is noted and stands in the figures."))
            return redirect("programmes:festival", one.pk)
    return shown(request, "close", {"form": form, "festival": one})
