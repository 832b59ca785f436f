"""The section on the programme's page: who is on duty, what waits, who bears what."""

from dataclasses import dataclass
from typing import Any

from allin.core import clock
from allin.core.http import Request
from allin.planning import roster as planning
from allin.programmes.models import Deployment, DutyWeek, Part, Setup, Swap
from allin.programmes.operations import duty
from allin.programmes.views.duty.finding import lines

SHOWN = 8


@dataclass(frozen=True)
class Load:
    """What one person bears in the published plan, and brought along."""

    name: str
    weeks: int
    weight: int
    share: int  # percent of who bears most, for a bar


def about(request: Request, setup: Setup) -> dict[str, Any]:
    """Gather what the programme's page shows of its roster."""
    now = clock.now()
    roster = duty.open_roster(
        programme=setup.programme, by=request.person, now=now, setup=setup
    )
    coming = [week for week in roster.weeks if week.ends_at > now]
    binding = [week for week in coming if week.state != DutyWeek.DRAFT]
    open_swaps = list(
        Swap.objects.open()
        .filter(week__programme=setup.programme)
        .select_related("week")
    )
    waiting = list(
        Part.objects.to_debrief()
        .filter(deployment__programme=setup.programme)
        .select_related("deployment", "companion")
        .order_by("debrief_by")
    )
    listed = lines(
        roster,
        binding[:SHOWN],
        now=now,
        swaps=frozenset(swap.week_id for swap in open_swaps),
        undebriefed=frozenset(part.companion_id for part in waiting),
    )
    return {
        "roster": roster,
        "lines": listed,
        "present": next((line for line in listed if line.runs), None),
        "short": [week for week in coming if week.state == DutyWeek.SHORT],
        "drafts": sum(1 for week in coming if week.state == DutyWeek.DRAFT),
        "planned_until": binding[-1].ends_at if binding else None,
        "swaps": [(one, roster.name_of(one.leaving_id)) for one in open_swaps],
        "waiting": [
            (one, roster.name_of(one.companion_id), one.debrief_by <= now)
            for one in waiting
        ],
        "loads": loads_of(roster, binding),
        "deployed": Deployment.objects.filter(programme=setup.programme).count(),
        "unready": sum(
            1 for one in roster.companions if roster.why_out(one, roster.today)
        ),
    }


def loads_of(roster: duty.Roster, weeks: list[DutyWeek]) -> list[Load]:
    """Return what everybody bears in some weeks, with what they brought along."""
    problem, plan = roster.as_planned(weeks)
    loads = plan.loads(problem)
    most = max(loads.values(), default=0)
    found = [
        Load(
            name=roster.name_of(key) or "–",
            weeks=sum(key in team for team in plan.teams.values()),
            weight=load,
            share=100 * load // most if most else 0,
        )
        for key, load in loads.items()
    ]
    return sorted(found, key=lambda load: (-load.weight, load.name))


def proof_of(roster: duty.Roster, weeks: list[DutyWeek]) -> dict[str, Any]:
    """Say how fair some weeks are, and whether any plan could be fairer."""
    problem, plan = roster.as_planned(weeks)
    cost = planning.unfairness(plan.loads(problem).values())
    bound = planning.least_unfairness(problem, plan.teams)
    return {
        "spread": plan.spread(problem),
        "proven": cost <= bound,
        "gap": 100 * (cost - bound) / cost if cost else 0,
        "gaps": planning.gaps_of(plan, problem),
    }
