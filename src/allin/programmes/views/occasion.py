"""One occasion: plan, look, move, confirm, cancel."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from allin.core import clock, people
from allin.core.errors import Refusal, WayOut
from allin.core.http import Request, requires
from allin.programmes import operations
from allin.programmes.forms.dates import tried
from allin.programmes.forms.kernel import MoveForm, PlanForm, WhyForm
from allin.programmes.models import Occasion, Setup
from allin.programmes.permissions import can_look_or_answer, can_plan
from allin.programmes.rules import kinds
from allin.programmes.views.common import (
    instead_of,
    occasion_of,
    page,
    people_of,
    plans,
    read_days,
    setup_of,
    told,
)


@requires(can_plan)
def plan(request: Request, programme_id: int) -> HttpResponse:
    """Plan something, once or coming back; a taken room says what is free near it."""
    setup = setup_of(request, programme_id)
    given = {"kind": kinds.USUAL[setup.template]} | request.GET.dict()
    form = PlanForm(told(request) or None, request=request, initial=given)
    about: dict[str, Any] = {"form": form, "setup": setup}
    if form.is_valid():
        planned, ways = _plan(request, form, setup)
        if isinstance(planned, Occasion):
            messages.success(request, _("“%(title)s” is planned.") % {"title": planned})
            return redirect("programmes:occasion", planned.pk)
        if planned is not None and planned.series is not None:
            _said_dates(request, len(planned.occasions))
            return redirect("programmes:programme", programme_id)
        about |= {"instead": instead_of(ways), "round": planned, "mark": form.mark}
    return page(request, "programmes/kernel/plan.html", about)


def _said_dates(request: Request, number: int) -> None:
    said = ngettext(
        "%(number)d date is planned.", "%(number)d dates are planned.", number
    )
    messages.success(request, said % {"number": number})


def _plan(
    request: Request, form: PlanForm, setup: Setup
) -> tuple[Occasion | operations.Planned | None, tuple[WayOut, ...]]:
    told_of = form.values | {
        "programme": setup.programme,
        "by": request.person,
        "now": clock.now(),
    }
    rule = form.rule
    if rule is None:
        return tried(form, operations.plan_occasion, **told_of, **form.when_where)
    same = request.POST.get("mark") == form.mark
    return tried(
        form,
        operations.plan_weekly,
        **told_of,
        rule=rule,
        room=form.cleaned_data["room"],
        place=form.cleaned_data["place"],
        only=read_days(request.POST.getlist("only")) if same else None,
    )


@requires(can_look_or_answer)
def occasion(request: Request, occasion_id: int) -> HttpResponse:
    """Show one occasion: when, where, who is needed, who comes."""
    one, now = occasion_of(request, occasion_id), clock.now()
    own = request.person.ids_of(people.VOLUNTEER, centre_id=request.centre.pk)
    known = people_of(request, one)
    about = {
        "occasion": one,
        "may_plan": plans(request),
        "is_open": one.is_standing and not one.is_over(now),
        "has_begun": one.is_standing and one.starts_at <= now,
        "positions": [
            (position, [who for who in known if who.position_id == position.pk])
            for position in one.positions.counted()
        ],
        "mine": [who for who in known if who.volunteer_id in own],
    }
    return render(request, "programmes/kernel/occasion.html", about)


@requires(can_plan)
def move(request: Request, occasion_id: int) -> HttpResponse:
    """Move an occasion in time or place; everybody who promised moves along."""
    one = occasion_of(request, occasion_id)
    form = MoveForm.of(one, request)
    about: dict[str, Any] = {"form": form, "occasion": one}
    if form.is_valid():
        moved, ways = tried(
            form,
            operations.move_occasion,
            occasion=one,
            by=request.person,
            now=clock.now(),
            **form.when_where,
        )
        if moved is not None:
            messages.success(request, _("“%(title)s” has moved.") % {"title": moved})
            return redirect("programmes:occasion", one.pk)
        about["instead"] = instead_of(ways)
    return page(request, "programmes/kernel/move.html", about)


@requires(can_plan)
def cancel(request: Request, occasion_id: int) -> HttpResponse:
    """Cancel an occasion, with a reason everybody reads."""
    one = occasion_of(request, occasion_id)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _ways = tried(
            form,
            operations.cancel_occasion,
            occasion=one,
            why=form.cleaned_data["why"],
            by=request.person,
            now=clock.now(),
        )
        if done is not None:
            messages.success(request, _("“%(title)s” is cancelled.") % {"title": one})
            return redirect("programmes:programme", one.programme_id)
    about = {"form": form, "occasion": one}
    return page(request, "programmes/kernel/cancel.html", about)


@requires(can_plan)
@require_POST
def confirm(request: Request, occasion_id: int) -> HttpResponse:
    """Note that everybody has agreed."""
    one = occasion_of(request, occasion_id)
    try:
        operations.confirm_occasion(occasion=one, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("“%(title)s” is confirmed.") % {"title": one})
    return redirect("programmes:occasion", one.pk)
