"""Duty weeks: without a gap, two people each, fair, honest about what is missing."""

import datetime as dt
import itertools
import time
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from allin.planning import roster
from allin.planning.roster import Limits, Member, Plan, Problem, Reason

BERLIN = ZoneInfo("Europe/Berlin")
D = dt.date
FIRST = roster.number_of(D(2026, 1, 5))


def weeks(first, after):
    return roster.weeks_between(first, after, BERLIN)


def solved(problem, seconds=2.0):
    plan = roster.first_plan(problem)
    return roster.improve(problem, plan, seconds=seconds, clock=time.perf_counter)


def people(count, **of_first):
    return (Member(0, **of_first), *(Member(key) for key in range(1, count)))


def year(count=52, weight=1):
    return dict.fromkeys(range(FIRST, FIRST + count), weight)


def test_a_week_begins_and_ends_on_monday_at_eight():
    (week,) = weeks(D(2026, 3, 9), D(2026, 3, 16))

    assert week.starts_at.astimezone(BERLIN).isoformat() == "2026-03-09T08:00:00+01:00"
    assert week.ends_at.astimezone(BERLIN).isoformat() == "2026-03-16T08:00:00+01:00"
    assert week.hours == 168


def test_the_week_the_clocks_go_forward_has_167_hours():
    before, change, after = weeks(D(2026, 3, 16), D(2026, 4, 6))

    assert [before.hours, change.hours, after.hours] == [168, 167, 168]
    assert change.monday == D(2026, 3, 23)


def test_the_week_the_clocks_go_back_has_169_hours():
    before, change, after = weeks(D(2026, 10, 12), D(2026, 11, 2))

    assert [before.hours, change.hours, after.hours] == [168, 169, 168]


def test_weeks_follow_without_a_gap_over_ten_years():
    row = weeks(D(2020, 1, 1), D(2030, 1, 1))

    for one, following in itertools.pairwise(row):
        assert one.ends_at == following.starts_at
        assert following.number == one.number + 1
    assert roster.number_of(row[3].monday + dt.timedelta(days=6)) == row[3].number


def test_a_year_of_fourteen_people_is_proven_fair():
    blocked = {3: {FIRST + 1, FIRST + 20}, 5: set(range(FIRST, FIRST + 18))}
    members = tuple(
        Member(key, out=dict.fromkeys(blocked.get(key, ()), Reason.AWAY))
        for key in range(14)
    )
    weights = year() | {FIRST + 11: 3, FIRST + 21: 3, FIRST + 51: 2}
    problem = Problem(weights, members)

    outcome = solved(problem)

    assert outcome.proven
    assert outcome.gap == 0
    assert outcome.plan.spread(problem) <= 1
    assert not roster.gaps_of(outcome.plan, problem)


def test_who_brings_load_along_serves_less():
    problem = Problem(year(26), people(14, carried=3))

    loads = solved(problem).plan.loads(problem)

    assert loads[0] <= 4
    assert max(loads.values()) - min(loads.values()) <= 1


def test_a_week_only_one_person_can_have_is_named_with_the_reasons():
    away = {FIRST + 2: Reason.AWAY}
    late = {FIRST + 2: Reason.UNQUALIFIED}
    members = (Member(0), Member(1, out=away), Member(2, out=late), Member(3, out=away))
    problem = Problem(year(3), members, Limits(rest=0, in_a_row=3))

    (gap,) = roster.gaps_of(solved(problem).plan, problem)

    assert (gap.week, gap.missing, gap.certain) == (FIRST + 2, 1, True)
    assert gap.why == {1: Reason.AWAY, 2: Reason.UNQUALIFIED, 3: Reason.AWAY}


def test_too_few_people_for_the_rest_are_said_to_need_it():
    problem = Problem(year(2), people(3), Limits(rest=3))

    (gap,) = roster.gaps_of(solved(problem, 0.1).plan, problem)

    assert not gap.certain
    assert set(gap.why.values()) == {Reason.REST}


def test_rest_reaches_over_the_edge_of_the_plan():
    problem = Problem(year(4), people(6, served=frozenset({FIRST - 1, FIRST + 4})))

    teams = solved(problem).plan.teams

    assert not any(0 in team for team in teams.values())


def test_what_is_settled_stays():
    fixed = {FIRST + 1: frozenset({0, 1})}
    problem = Problem(year(8), people(14), fixed=fixed)

    assert solved(problem).plan.teams[FIRST + 1] == {0, 1}


def test_only_those_are_named_who_may_really_take_over():
    away = {FIRST: Reason.AWAY}
    members = (*(Member(key) for key in range(4)), Member(4, out=away), Member(5))
    teams = {FIRST: frozenset({0, 1}), FIRST + 2: frozenset({2, 3})}
    problem = Problem({FIRST: 1, FIRST + 2: 1}, members)

    assert roster.takers(week=FIRST, plan=Plan(teams), problem=problem) == [5]


def test_a_year_that_allows_two_weeks_gives_nobody_three():
    problem = Problem(year(10), people(14), Limits(rest=0, in_a_row=5, a_year=2))

    plan = solved(problem).plan

    assert all(sum(key in t for t in plan.teams.values()) <= 2 for key in range(14))


@st.composite
def problems(draw, people_at_most=9, weeks_at_most=14):
    count = draw(st.integers(3, weeks_at_most))
    weights = {FIRST + n: draw(st.integers(1, 3)) for n in range(count)}
    some_weeks = st.sets(st.sampled_from(sorted(weights)), max_size=4)
    limits = Limits(
        rest=draw(st.integers(0, 3)),
        in_a_row=draw(st.integers(1, 3)),
        a_year=draw(st.integers(1, 8)),
    )
    members = tuple(
        Member(
            key,
            carried=draw(st.integers(0, 4)),
            out=dict.fromkeys(draw(some_weeks), Reason.AWAY),
            served=frozenset(draw(st.sets(st.integers(FIRST - 3, FIRST - 1)))),
        )
        for key in range(draw(st.integers(3, people_at_most)))
    )
    members = tuple(one for one in members if roster.legal(one.served, limits))
    return Problem(weights, members, limits)


def naive_faults(plan, problem):
    """Look at every person and week by itself, the slow way."""
    for week, team in plan.teams.items():
        if len(team) > problem.limits.heads:
            yield f"{week} has {len(team)}"
    for member in problem.members:
        mine = [w for w in plan.teams if member.key in plan.teams[w]]
        if any(week in member.out for week in mine):
            yield f"{member.key} serves though away"
        yield from naive_turns(set(mine) | set(member.served), problem.limits)


def naive_turns(every, limits):
    years = [D.fromordinal(week * 7 + 1).year for week in every]
    if any(years.count(one) > limits.a_year for one in years):
        yield "too often in a year"
    for start in (week for week in every if week - 1 not in every):
        end = start
        while end + 1 in every:
            end += 1
        if end - start + 1 > limits.in_a_row:
            yield "too long"
        if any(end + 1 < week <= end + limits.rest for week in every):
            yield "no rest"


@settings(max_examples=60, deadline=None)
@given(problems())
def test_whatever_is_asked_no_plan_breaks_a_limit(problem):
    first = roster.first_plan(problem)
    outcome = solved(problem, 0.02)

    assert not list(naive_faults(first, problem))
    assert not list(naive_faults(outcome.plan, problem))
    lacking = {gap.week for gap in roster.gaps_of(outcome.plan, problem)}
    full = {week for week, team in outcome.plan.teams.items() if len(team) == 2}
    assert full | lacking == set(problem.weights)
    assert full.isdisjoint(lacking)
    assert outcome.bound <= outcome.unfairness


@settings(max_examples=25, deadline=None)
@given(problems(people_at_most=5, weeks_at_most=4))
def test_the_bound_is_never_above_the_best_of_all_plans(problem):
    outcome = solved(problem, 0.02)
    sizes = {week: len(team) for week, team in outcome.plan.teams.items()}
    order = sorted(problem.weights)
    keys = [one.key for one in problem.members]
    choices = [list(itertools.combinations(keys, sizes[week])) for week in order]
    best = min(
        roster.unfairness(plan.loads(problem).values())
        for teams in itertools.product(*choices)
        for plan in [Plan(dict(zip(order, map(frozenset, teams), strict=True)))]
        if not list(naive_faults(plan, problem))
    )

    assert outcome.bound <= best <= outcome.unfairness


@settings(max_examples=30, deadline=None)
@given(problems(), st.data())
def test_who_takes_over_breaks_nothing(problem, data):
    plan = roster.first_plan(problem)
    week = data.draw(st.sampled_from(sorted(problem.weights)))
    if not plan.teams[week]:
        return
    leaving = min(plan.teams[week])
    able = roster.takers(week=week, plan=plan, problem=problem)
    for key in range(len(problem.members)):
        changed = dict(plan.teams)
        changed[week] = (plan.teams[week] - {leaving}) | {key}
        known = key in [one.key for one in problem.members]
        if not known or key in plan.teams[week]:
            continue
        holds = not list(naive_faults(Plan(changed), problem))
        assert (key in able) == holds


@given(st.integers(0, 52 * 7 * 24 * 60))
def test_every_instant_of_a_year_has_one_week(minute):
    row = weeks(D(2026, 1, 1), D(2027, 1, 4))
    at = row[0].starts_at + dt.timedelta(minutes=minute)

    covering = [week for week in row if week.starts_at <= at < week.ends_at]

    assert len(covering) == (1 if at < row[-1].ends_at else 0)
