"""What stands in the way of a week, and who could take it over."""

from collections.abc import Mapping
from dataclasses import dataclass

from allin.planning.roster.model import Member, Plan, Problem, Reason, broken


@dataclass(frozen=True)
class Gap:
    """
    A week nobody could fill.

    :param why: what is in the way of each person who is not in it, by key
    :param certain: whether it cannot be filled by any plan, not by this one alone
    """

    week: int
    missing: int
    why: Mapping[int, Reason]
    certain: bool


def weeks_of(key: int, plan: Plan, member: Member) -> set[int]:
    """Return all weeks of one person: of the plan and outside of it."""
    return {w for w, team in plan.teams.items() if key in team} | set(member.served)


def why_not(
    *, member: Member, week: int, plan: Plan, problem: Problem
) -> Reason | None:
    """Return what keeps somebody from taking a week beside what they have, or None."""
    if member.key in plan.teams.get(week, ()):
        return Reason.THERE
    if week in member.out:
        return member.out[week]
    return broken(weeks_of(member.key, plan, member) | {week}, problem.limits)


def takers(*, week: int, plan: Plan, problem: Problem) -> list[int]:
    """
    Return who may take over a place in a week so that everything still holds.

    Who bears least comes first.
    """
    loads = plan.loads(problem)
    able = [
        member.key
        for member in problem.members
        if why_not(member=member, week=week, plan=plan, problem=problem) is None
    ]
    return sorted(able, key=lambda key: (loads[key], key))


def gaps_of(plan: Plan, problem: Problem) -> list[Gap]:
    """Say of every week that lacks people what stands in the way."""
    gaps = []
    for lack in plan.unfilled(problem):
        why = {
            member.key: reason
            for member in problem.members
            if (
                reason := why_not(
                    member=member, week=lack.week, plan=plan, problem=problem
                )
            )
            is not None
            and reason is not Reason.THERE
        }
        able = sum(1 for one in problem.members if lack.week not in one.out)
        certain = able < problem.limits.heads
        gaps.append(Gap(lack.week, lack.missing, why, certain=certain))
    return gaps
