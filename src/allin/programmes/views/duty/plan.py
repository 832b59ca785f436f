"""Making a plan for a time, seeing what is in the way, publishing."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.planning.roster import Gap
from allin.programmes.forms.duty import PlanForm
from allin.programmes.models import DutyWeek, Setup
from allin.programmes.operations import duty
from allin.programmes.permissions import can_run_roster
from allin.programmes.rules import duty as rules
from allin.programmes.views.duty.finding import lines, roster_setup
from allin.programmes.views.duty.overview import loads_of, proof_of

ONE_DAY = dt.timedelta(days=1)


@requires(can_run_roster)
def plan(request: Request, programme_id: int) -> HttpResponse:
    """Plan a time; show the weeks, the loads and what could not be filled."""
    setup, now = roster_setup(request, programme_id), clock.now()
    today = now.astimezone(request.centre.tz).date()
    form = PlanForm(request.POST or None, today=today)
    if form.is_valid():
        try:
            made = duty.generate(
                programme=setup.programme,
                first=form.cleaned_data["first"],
                after=form.cleaned_data["until"] + ONE_DAY,
                by=request.person,
                now=now,
            )
        except Refusal as refusal:
            field = {"after": "until"}.get(refusal.field)
            form.add_error(field, refusal.sentence)
        else:
            messages.success(request, _said(made))
            return redirect("programmes:duty_plan", programme_id)
    about = _plan_page(request, setup, now) | {"form": form, "setup": setup}
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/duty/plan.html", about, status=status)


def _said(made: duty.Generated) -> str:
    weeks = ngettext("%(n)d week is planned.", "%(n)d weeks are planned.", made.weeks)
    proof = (
        _("No plan is fairer: that is proven.")
        if made.outcome.proven
        else _("A plan may be up to %(gap).1f %% fairer; the time for looking is over.")
        % {"gap": 100 * made.outcome.gap}
    )
    return " ".join((weeks % {"n": made.weeks}, proof))


def _plan_page(request: Request, setup: Setup, now: dt.datetime) -> dict[str, Any]:
    roster = duty.open_roster(
        programme=setup.programme, by=request.person, now=now, setup=setup
    )
    weeks = [week for week in roster.weeks if week.ends_at > now]
    today = roster.today
    return {
        "roster": roster,
        "lines": lines(roster, weeks, now=now),
        "loads": loads_of(roster, weeks),
        "drafts": sum(1 for week in weeks if week.state == DutyWeek.DRAFT),
        "feasts": [
            (feast, rules.NAMES[feast.code])
            for feast in rules.feasts_between(today, today + dt.timedelta(days=366))
        ],
        **_proof(roster, weeks),
    }


@dataclass(frozen=True)
class Missing:
    """A week that lacks people, and what binds, in words."""

    monday: dt.date
    missing: int
    why: str
    certain: bool


def _proof(roster: duty.Roster, weeks: list[DutyWeek]) -> dict[str, Any]:
    proof = proof_of(roster, weeks)
    proof["gaps"] = [
        Missing(
            dt.date.fromordinal(gap.week * 7 + 1), gap.missing, _why(gap), gap.certain
        )
        for gap in proof["gaps"]
    ]
    return proof


def _why(gap: Gap) -> str:
    """Say how many people each reason keeps out, the commonest first."""
    counted = Counter(gap.why.values()).most_common()
    return "; ".join(
        ngettext("%(n)d person: %(why)s", "%(n)d people: %(why)s", number)
        % {"n": number, "why": rules.IN_THE_WAY[reason]}
        for reason, number in counted
    )


@require_POST
@requires(can_run_roster)
def publish(request: Request, programme_id: int) -> HttpResponse:
    """Publish all drafts, or one week of them."""
    setup = roster_setup(request, programme_id)
    drafts = DutyWeek.objects.filter(
        programme=setup.programme, state=DutyWeek.DRAFT, starts_at__gt=clock.now()
    )
    one = request.POST.get("week", "")
    if one.isdecimal():
        drafts = drafts.filter(pk=int(one))
    try:
        number = duty.publish(
            programme=setup.programme,
            weeks=drafts,
            by=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        said = ngettext(
            "%(n)d week is published.", "%(n)d weeks are published.", number
        )
        messages.success(request, said % {"n": number})
    return redirect("programmes:duty_plan", programme_id)
