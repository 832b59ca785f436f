"""Making the plan, and publishing it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allin.core import clock, locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.directory.models import Programme
from allin.planning import roster as planning
from allin.planning.roster import Gap, Outcome, Plan, Week
from allin.programmes.models import DutyWeek
from allin.programmes.operations.duty import who
from allin.programmes.operations.duty.joining import note
from allin.programmes.operations.duty.roster import Roster, open_roster
from allin.programmes.permissions import can_run_roster
from allin.programmes.rules import duty as rules
from allin.ui import dates
from allin.volunteers import operations as volunteers


@dataclass(frozen=True)
class Generated:
    """
    What planning came to.

    :ivar first: the plan that stood at once, before it was made fairer
    :ivar seconds: how long it took
    """

    outcome: Outcome
    first: Plan
    gaps: Sequence[Gap]
    weeks: int
    seconds: float


def generate(
    *,
    programme: Programme,
    first: dt.date,
    after: dt.date,
    by: Person,
    now: dt.datetime,
    seconds: float = rules.SOLVE_SECONDS,
) -> Generated:
    """
    This will plan the weeks that begin on the Mondays of [first, after), as drafts.

    Published weeks stay and count; earlier drafts of that time are planned anew.
    What cannot be filled stays open and is named. Nobody is told anything yet.

    :param first: day in the centre's calendar; weeks that have begun are left out
    :param seconds: how long to look for a fairer plan; the search holds no lock
    :raises Refusal: not the coordination, no week, beyond the known feasts, fewer
        than two people
    Source: docs/rules.md#R-E2, R-E3
    """
    if not can_run_roster(by, programme.centre):
        raise Refusal(_("The coordination looks after this roster."))
    roster = open_roster(programme=programme, by=by, now=now)
    weeks = _weeks(programme, roster, first, after, now)
    binding = {
        week.monday: week for week in roster.weeks if week.state != DutyWeek.DRAFT
    }
    fixed = {
        planning.number_of(day): frozenset(week.team.values())
        for day, week in binding.items()
    }
    weights = {
        week.monday: binding[week.monday].weight
        if week.monday in binding
        else rules.weight_of(week.monday)[0]
        for week in weeks
    }
    problem = roster.problem(
        weights,
        fixed={n: fixed[n] for n in map(planning.number_of, weights) if n in fixed},
    )
    began = clock.seconds()
    start = planning.first_plan(problem)
    outcome = planning.improve(problem, start, seconds=seconds, clock=clock.seconds)
    took = clock.seconds() - began
    todo = [week for week in weeks if week.monday not in binding]
    _write(programme, roster, todo, outcome.plan, by=by, now=now)
    gaps = planning.gaps_of(outcome.plan, problem)
    return Generated(outcome, start, gaps, len(todo), took)


def _weeks(
    programme: Programme,
    roster: Roster,
    first: dt.date,
    after: dt.date,
    now: dt.datetime,
) -> list[Week]:
    if after > roster.today + rules.PLAN_AHEAD or after > rules.KNOWN_UNTIL:
        raise Refusal(
            _("Plan two years ahead at most: feasts are known that far."), field="after"
        )
    weeks = planning.weeks_between(first, after, programme.centre.tz)
    weeks = [week for week in weeks if week.starts_at > now]
    if not weeks:
        raise Refusal(
            _("No week of duty begins in this time. Choose a later end."), field="after"
        )
    if len(roster.companions) < roster.limits.heads:
        raise Refusal(_("The roster needs two people at least. Enter them first."))
    return weeks


@transaction.atomic
def _write(
    programme: Programme,
    roster: Roster,
    weeks: Sequence[Week],
    plan: Plan,
    *,
    by: Person,
    now: dt.datetime,
) -> None:
    """Put the plan down as drafts; what was published in the meantime stays."""
    locks.hold(who.LOCK, [programme.pk])
    reserves = _reserves(roster, weeks, plan)
    standing = DutyWeek.objects.filter(
        programme=programme, monday__in=[week.monday for week in weeks]
    )
    known = {row.monday: row for row in standing}
    for week in weeks:
        row = known.get(week.monday) or DutyWeek(
            centre=programme.centre, programme=programme, monday=week.monday
        )
        if row.state != DutyWeek.DRAFT:
            continue
        team = sorted(plan.teams.get(week.number, ()))
        row.starts_at, row.ends_at = week.starts_at, week.ends_at
        row.weight, row.feast = rules.weight_of(week.monday)
        row.first_id, row.second_id = (*team, None, None)[:2]
        row.reserve_id = reserves.get(week.number)
        row.save()
    if weeks:
        note("plan_duty", known.get(weeks[0].monday) or row, by, now)


def _reserves(roster: Roster, weeks: Sequence[Week], plan: Plan) -> dict[int, int]:
    """Choose who stands in reserve: free in the weeks around, and in turn."""
    if not roster.number("reserve"):
        return {}
    turns = {one.pk: 0 for one in roster.companions}
    chosen: dict[int, int] = {}
    for week in weeks:
        near = (week.number - 1, week.number, week.number + 1)
        busy = {key for number in near for key in plan.teams.get(number, ())}
        busy.add(chosen.get(week.number - 1, 0))
        free = [
            one.pk
            for one in roster.companions
            if one.pk not in busy and roster.why_out(one, week.monday) is None
        ]
        if free:
            chosen[week.number] = min(free, key=lambda key: (turns[key], key))
            turns[chosen[week.number]] += 1
    return chosen


@transaction.atomic
def publish(
    *, programme: Programme, weeks: Iterable[DutyWeek], by: Person, now: dt.datetime
) -> int:
    """
    This will publish drafts: people's time is promised, the plan counts. All or none.

    Returns how many weeks became public; those that are so already are passed over.

    :raises Refusal: a week without two people who may serve it, with the reason; a
        week that has begun; somebody who is on call elsewhere
    Source: docs/rules.md#R-E3
    """
    if not can_run_roster(by, programme.centre):
        raise Refusal(_("The coordination looks after this roster."))
    locks.hold(who.LOCK, [programme.pk])
    ids = [week.pk for week in weeks]
    roster = open_roster(programme=programme, by=by, now=now)
    rows = list(
        DutyWeek.objects.filter(programme=programme, pk__in=ids)
        .exclude(state=DutyWeek.PUBLISHED)
        .select_related("centre")
        .order_by("monday")
    )
    checked = {one.pk: one for one in roster.companions}
    for row in rows:
        _check(row, roster, now)
        for place, held in row.team.items():
            promise(row, place, roster, checked[held].pk, by=by, now=now)
        row.state, row.published_at = DutyWeek.PUBLISHED, now
        with spoken(), transaction.atomic():
            row.save(update_fields=["state", "published_at"])
        note("publish_week", row, by, now)
    return len(rows)


def promise(
    week: DutyWeek,
    place: str,
    roster: Roster,
    companion_id: int,
    *,
    by: Person | None,
    now: dt.datetime,
) -> None:
    """Promise somebody's time for a place of a week, unless it is promised already."""
    number = who.holder_id(week.pk, place)
    held = roster.people[companion_id].commitments.filter(
        holder_kind=who.HOLDER, holder_id=number, active=True
    )
    if held.exists():
        return
    volunteers.commit(
        volunteer=roster.people[companion_id],
        starts_at=max(week.starts_at, now) if week.has_begun(now) else week.starts_at,
        ends_at=week.ends_at,
        kind="duty",
        holder_kind=who.HOLDER,
        holder_id=number,
        by=by,
        now=now,
    )


def day_of(week: DutyWeek) -> str:
    """Say a week by its Monday: "12 October"."""
    return dates.date(week.monday, get_language() or "de", this_year=0)


def _check(week: DutyWeek, roster: Roster, now: dt.datetime) -> None:
    day = {"day": day_of(week)}
    if week.has_begun(now) and week.state == DutyWeek.DRAFT:
        raise Refusal(_("The week of %(day)s has begun already.") % day)
    if len(week.team) < roster.limits.heads:
        raise Refusal(
            _(
                "The week of %(day)s lacks people: two are needed, %(n)d is there."
                " Enter somebody, or publish the other weeks."
            )
            % (day | {"n": len(week.team)})
        )
    ways = roster.way_of(_without(week))
    companions = {one.pk: one for one in roster.companions}
    for held in week.team.values():
        reason = ways.get(held) if held in companions else None
        if held not in roster.people or reason is not None:
            said = rules.IN_THE_WAY[reason or planning.Reason.UNSEALED]
            name = roster.name_of(held) or _("Somebody")
            raise Refusal(
                _("The week of %(day)s: %(name)s cannot serve it: %(why)s.")
                % (day | {"name": name, "why": said})
            )


def _without(week: DutyWeek) -> DutyWeek:
    """Return the week with nobody in it, to ask of each who may be in it."""
    return DutyWeek(
        pk=week.pk,
        monday=week.monday,
        weight=week.weight,
        starts_at=week.starts_at,
        ends_at=week.ends_at,
    )
