"""Programmes: the list, setting one up, its page."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allin.core import clock
from allin.core.http import Request, requires
from allin.programmes import operations, statistics, todo
from allin.programmes.forms.dates import tried
from allin.programmes.forms.kernel import SettingsForm, SetUpForm
from allin.programmes.models import Occasion, Pair, Position, Series, Setup
from allin.programmes.permissions import (
    can_look,
    can_look_at_programmes,
    can_plan,
)
from allin.programmes.rules import kernel as rules
from allin.programmes.rules import settings
from allin.programmes.views.common import page, plans, setup_of
from allin.programmes.views.sections import section_of

SHOWN = 8
A_YEAR = dt.timedelta(days=365)


@requires(can_look)
def index(request: Request) -> HttpResponse:
    """List the programmes with what waits; to a board, what concerns it."""
    if not can_look_at_programmes(request.person, request.centre):
        return render(request, "programmes/kernel/board.html", _of_board(request))
    now = clock.now()
    mine = Setup.objects.of(request.centre).visible_to(request.person)
    listed = mine.select_related("programme__partner").with_next(now)
    may_plan, found = plans(request), todo.by_programme(request.centre, now)
    rows = [
        (one, _waits(found.get(one.programme_id, {}), whole=may_plan)) for one in listed
    ]
    about = {
        "listed": rows,
        "waiting": sum(bool(waits) for _one, waits in rows),
        "may_plan": may_plan,
    }
    return render(request, "programmes/kernel/index.html", about)


def _waits(count: dict[str, int], *, whole: bool) -> list[str]:
    """Say what waits in a programme; partners know of groups and dates alone."""
    return [
        todo.said(name, number)
        for name, number in count.items()
        if whole or name in todo.FOR_PARTNERS
    ]


def _of_board(request: Request) -> dict[str, Any]:
    """Gather what a board does in programmes: tandem, stands, dates it hosts."""
    now = clock.now()
    there = set(
        Setup.objects.of(request.centre).values_list("template", flat=True).distinct()
    )
    dates = Occasion.objects.of(request.centre).visible_to(request.person).coming(now)
    pairs = Pair.objects.visible_to(request.person).standing()
    return {
        "has_tandem": rules.TANDEM in there,
        "pairs": pairs.filter(centre=request.centre).select_related("first", "second"),
        "has_festival": rules.FESTIVAL in there,
        "dates": dates.select_related("room", "programme")[:SHOWN],
        "series": Series.objects.of(request.centre).public().exists(),
    }


@requires(can_plan)
def set_up(request: Request, template: str = "") -> HttpResponse:
    """Choose a template, then name, partner and a few numbers on one page."""
    if not template:
        return render(request, "programmes/kernel/templates.html", _templates())
    form = SetUpForm(request.POST or None, request=request, template=template)
    if form.is_valid():
        made, _ways = tried(
            form,
            operations.set_up,
            centre=request.centre,
            template=template,
            by=request.person,
            now=clock.now(),
            **form.values,
        )
        if made is not None:
            messages.success(request, _("“%(name)s” is set up.") % {"name": made})
            return redirect("programmes:programme", made.programme_id)
    named = {"form": form, "template_name": dict(rules.TEMPLATES)[template]}
    return page(request, "programmes/kernel/set_up.html", named)


def _templates() -> dict[str, Any]:
    return {
        "templates": [(key, name, rules.ABOUT[key]) for key, name in rules.TEMPLATES]
    }


@requires(can_look_at_programmes)
def programme(request: Request, programme_id: int) -> HttpResponse:
    """Show one programme: its own section, what is next, what is missing, figures."""
    setup, now = setup_of(request, programme_id), clock.now()
    section = section_of(setup.template)
    may_plan = plans(request)
    shown = bool(section.page) and (may_plan or section.for_partner)
    about = section.about(request, setup) if shown else {}
    about |= {
        "setup": setup,
        "section": section,
        "shown": shown,
        "may_plan": may_plan,
        "has_settings": bool(settings.of(setup.template)),
        "figures": _figures(request, setup, now) if section.figures else None,
    }
    if section.lists:
        about |= _lists(request, setup, now)
    return render(request, "programmes/kernel/programme.html", about)


def _lists(request: Request, setup: Setup, now: dt.datetime) -> dict[str, Any]:
    mine = (
        Occasion.objects.of(request.centre)
        .visible_to(request.person)
        .filter(programme=setup.programme)
        .select_related("room", "association", "programme")
        .annotate(
            needed=Count("positions__pk", distinct=True),
            short=Exists(Position.objects.filter(occasion=OuterRef("pk")).short()),
        )
    )
    return {
        "coming": list(mine.coming(now)[:SHOWN]),
        "unclosed": list(mine.unclosed(now).order_by("-starts_at")[:SHOWN]),
        "past": list(mine.past(now).order_by("-starts_at")[:SHOWN]),
    }


def _figures(
    request: Request, setup: Setup, now: dt.datetime
) -> statistics.ProgrammeRow | None:
    today = now.astimezone(request.centre.tz).date()
    rows = statistics.programmes(
        centre=request.centre,
        first=today - A_YEAR,
        after=today + dt.timedelta(days=1),
    )
    return next((r for r in rows if r.programme_id == setup.programme_id), None)


@requires(can_plan)
def change_settings(request: Request, programme_id: int) -> HttpResponse:
    """Change the numbers of a programme."""
    setup = setup_of(request, programme_id)
    if not settings.of(setup.template):
        raise Http404
    form = SettingsForm(request.POST or None, setup=setup)
    if form.is_valid():
        made, _ways = tried(
            form,
            operations.change_settings,
            setup=setup,
            settings=form.cleaned_data,
            by=request.person,
            now=clock.now(),
        )
        if made is not None:
            messages.success(request, _("The settings are changed."))
            return redirect("programmes:programme", programme_id)
    about = {"form": form, "setup": setup}
    return page(request, "programmes/kernel/settings.html", about)
