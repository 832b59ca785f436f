"""The dates of the law, against oracles that only know how to count days."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allin.programmes.rules import naturalisation as law
from allin.programmes.rules import pathway
from allin.programmes.rules.naturalisation import Mark, Requirement, Rule, Verdict
from allin.programmes.rules.pathway import Stage

DAYS = st.dates(dt.date(1960, 1, 1), dt.date(2040, 12, 31))
ONE = dt.timedelta(days=1)
TODAY = dt.date(2026, 3, 10)


def walk(start, years):
    """Count birthdays, day by day, as somebody with a paper calendar would."""
    day, left = start, years
    while left:
        day += ONE
        leapling = (start.month, start.day) == (2, 29)
        if leapling and not calendar.isleap(day.year):
            left -= (day.month, day.day) == (3, 1)
        else:
            left -= (day.month, day.day) == (start.month, start.day)
    return day


@given(DAYS, st.integers(1, 12))
def test_years_later_is_what_counting_days_says(start, years):
    assert law.years_later(start, years) == walk(start, years)


def first_day_enough(start):
    """Ask on every single day whether that day's rule is satisfied."""
    day, enough = start, {years: walk(start, years) for years in (5, 8)}
    while day < enough[8 if day < dt.date(2024, 6, 27) else 5]:
        day += ONE
    return day


@given(st.dates(dt.date(2014, 1, 1), dt.date(2024, 12, 31)))
def test_the_earliest_day_is_the_first_on_which_that_days_rule_is_met(start):
    assert law.earliest_filing(start) == first_day_enough(start)


@pytest.mark.parametrize(
    ("start", "earliest"),
    [
        ("2020-02-29", "2025-03-01"),
        ("2019-09-30", "2024-09-30"),
        ("2019-06-27", "2024-06-27"),
        # long enough for five years already, but five years held only from that day
        ("2018-01-31", "2024-06-27"),
        # eight years were over before anything changed
        ("2016-06-26", "2024-06-26"),
        ("2016-06-28", "2024-06-27"),
    ],
)
def test_the_day_on_which_the_law_changed_is_no_gap(start, earliest):
    found = law.earliest_filing(dt.date.fromisoformat(start))

    assert found == dt.date.fromisoformat(earliest)


def last_of(year, month):
    return calendar.monthrange(year, month)[1]


@given(DAYS, st.integers(0, 60))
def test_months_later_keeps_the_day_or_takes_the_months_last(start, months):
    year, month = start.year, start.month
    for _step in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)

    expected = dt.date(year, month, min(start.day, last_of(year, month)))
    assert pathway.months_later(start, months) == expected


@given(DAYS, st.integers(0, 900))
def test_the_next_reminder_is_the_first_one_that_lies_ahead(filed, days):
    after = filed + days * ONE
    every = [pathway.months_later(filed, 3 * n) for n in range(1, 14)]

    assert pathway.next_reminder(filed, after) == next(d for d in every if d > after)


def test_reminders_do_not_creep_when_months_are_short():
    filed, found = dt.date(2025, 11, 30), []
    after = filed
    for _time in range(4):
        after = pathway.next_reminder(filed, after)
        found.append(after.isoformat())

    assert found == ["2026-02-28", "2026-05-30", "2026-08-30", "2026-11-30"]


@given(DAYS, st.integers(0, 2000))
def test_whole_months_are_those_that_are_over(start, days):
    end = start + days * ONE
    months = pathway.whole_months(start, end)

    assert pathway.months_later(start, months) <= end
    assert pathway.months_later(start, months + 1) > end


def test_what_nobody_has_read_in_a_source_is_never_printed():
    hearsay = [rule for rule in law.RULES if rule.mark is Mark.HEARSAY]

    assert hearsay, "something has to be there that could leak"
    for day in (dt.date(2000, 1, 1), dt.date(2024, 6, 27), TODAY, dt.date(2040, 1, 1)):
        assert not [rule for rule in law.in_force(day) if not rule.is_fact]
        assert law.of(Requirement.BAR, day) is None


def test_every_printed_rule_names_an_address():
    printed = [rule for rule in law.RULES if rule.is_fact]

    assert all(rule.source.startswith("https://") for rule in printed)
    assert all(rule.begins != dt.date.min for rule in printed)


def test_no_two_rules_of_one_requirement_hold_on_one_day():
    for requirement in Requirement:
        for day in (dt.date(2024, 6, 26), dt.date(2024, 6, 27), TODAY):
            held = [
                r for r in law.RULES if r.requirement is requirement and r.holds_on(day)
            ]
            assert len(held) <= 1


def test_the_short_way_is_over_and_says_until_when():
    assert law.of(Requirement.FAST_TRACK, dt.date(2025, 10, 29)).figure == 3
    assert law.of(Requirement.FAST_TRACK, dt.date(2025, 10, 30)) is None
    former = law.former(Requirement.FAST_TRACK, TODAY)
    assert former.ends == dt.date(2025, 10, 30)


def test_a_change_of_the_rules_is_found_between_two_days():
    found = law.changes(dt.date(2024, 6, 26), dt.date(2024, 6, 27))

    assert (dt.date(2024, 6, 27), Requirement.RESIDENCE) in found
    assert law.changes(dt.date(2024, 6, 27), dt.date(2025, 10, 29)) == []
    assert law.changes(dt.date(2025, 1, 1), TODAY) == [
        (dt.date(2025, 10, 30), Requirement.FAST_TRACK)
    ]


def test_a_rule_nobody_may_print_changes_nothing():
    secret = Rule(
        Requirement.BAR, "?", "", mark=Mark.HEARSAY, begins=dt.date(2026, 1, 1)
    )

    assert law.changes(dt.date(2025, 12, 1), TODAY, [secret]) == []


GOOD = {
    Requirement.TITLE: law.SETTLED,
    Requirement.LIVELIHOOD: law.OWN,
    Requirement.LANGUAGE: law.YES,
    Requirement.TEST: law.YES,
    Requirement.IDENTITY: law.YES,
}


def verdicts(since="2019-01-01", abroad=law.NO, **answers):
    said = GOOD | {Requirement[name.upper()]: one for name, one in answers.items()}
    found = law.look(
        since=dt.date.fromisoformat(since), abroad=abroad, answers=said, today=TODAY
    )
    return {line.requirement: line.verdict for line in found.lines}


def test_who_meets_everything_still_hears_of_what_only_an_expert_can_say():
    found = verdicts()

    assert found.pop(Requirement.RECORD) is Verdict.EXPERT
    assert set(found.values()) == {Verdict.MET}


@pytest.mark.parametrize(
    ("question", "answer", "verdict"),
    [
        ("title", law.LISTED, Verdict.MISSING),
        ("title", law.PERMIT, Verdict.EXPERT),
        ("livelihood", law.BENEFITS, Verdict.MISSING),
        ("livelihood", law.GUEST, Verdict.EXPERT),
        ("language", law.NO, Verdict.MISSING),
        ("language", law.UNSURE, Verdict.EXPERT),
        ("test", law.SCHOOL, Verdict.EXPERT),
        ("identity", law.NO, Verdict.MISSING),
    ],
)
def test_each_answer_leads_to_one_of_three_words(question, answer, verdict):
    assert verdicts(**{question: answer})[Requirement[question.upper()]] is verdict


def test_too_short_a_stay_is_missing_and_long_stays_abroad_are_for_an_expert():
    assert verdicts(since="2021-03-11")[Requirement.RESIDENCE] is Verdict.MISSING
    assert verdicts(since="2021-03-10")[Requirement.RESIDENCE] is Verdict.MET
    found = verdicts(since="2019-01-01", abroad=law.YES)
    assert found[Requirement.RESIDENCE] is Verdict.EXPERT


# --- the stages ---


def reachable(start):
    seen, ahead = set(), [start]
    while ahead:
        stage = ahead.pop()
        if stage not in seen:
            seen.add(stage)
            ahead += pathway.NEXT[stage]
    return seen


def test_every_stage_is_reached_from_the_enquiry_and_every_end_is_an_end():
    assert reachable(Stage.ENQUIRY) == set(Stage)
    assert {stage for stage in Stage if not pathway.NEXT[stage]} == set(pathway.OVER)


def test_from_everywhere_some_end_can_be_reached():
    for stage in Stage:
        assert reachable(stage) & set(pathway.OVER)


def test_nobody_waits_for_the_office_before_filing():
    for stage in pathway.BEFORE_FILING:
        onward = set(pathway.NEXT[stage]) - pathway.BEFORE_FILING
        assert onward <= {Stage.FILED, Stage.DROPPED}


def test_who_has_been_granted_it_does_not_end_early():
    for stage in (Stage.GRANTED, Stage.CERTIFICATE, Stage.CEREMONY):
        assert not pathway.may_become(stage, Stage.DROPPED)


@given(st.lists(st.sampled_from(list(Stage)), max_size=30))
def test_however_somebody_walks_the_office_is_met_only_through_filing(walked):
    now, path = Stage.ENQUIRY, [Stage.ENQUIRY]
    for wished in walked:
        if pathway.may_become(now, wished):
            now = wished
            path.append(now)

    if any(stage in pathway.AT_THE_OFFICE for stage in path):
        assert Stage.FILED in path
    if Stage.GRANTED in path:
        assert path.index(Stage.FILED) < path.index(Stage.GRANTED)
    assert len([stage for stage in path if stage in pathway.OVER]) <= 1
