"""What may follow what, against a table read from domain.md 5 and played at random."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allin.core.fuzzy import FuzzyDate, read
from allin.council.rules import states
from allin.council.rules.states import Taken
from allin.council.rules.votes import Count, contradicts, sums_differ, total
from tests.council.conftest import votes

# The way the source draws, from the draft to the end, each with a result if it has one.
WHOLE_WAY = (
    "draft", "filed", "referred", "on_agenda", "postponed", "on_agenda", "debated",
    "recommended:adopt_amended", "council_agenda:with_debate",
    "decided:adopted_amended", "objection", "decided:adopted", "with_magistrat",
    "report_due", "budgeted", "partly", "closed",
)  # fmt: skip


def row(*told):
    found = []
    for one in told:
        kind, _sign, result = one.partition(":")
        found.append(Taken(kind, None, result))
    return found


def test_the_way_the_source_draws_can_be_gone():
    assert states.flaw(row(*WHOLE_WAY)) is None


@pytest.mark.parametrize(
    ("so_far", "step"),
    [
        ((), "referred"),
        (("filed",), "on_agenda"),  # a committee deals with what was referred to it
        (("filed", "referred"), "recommended:adopt"),
        (("filed", "referred", "on_agenda"), "council_agenda:with_debate"),
        (("filed", "with_magistrat"), "closed"),
        (("filed", "decided:withdrawn"), "with_magistrat"),
        (("filed", "council_agenda:with_debate", "decided:rejected"), "objection"),
        (("filed", "council_agenda:with_debate", "decided:rejected"), "budgeted"),
        (("filed", "decided:lapsed", "closed"), "filed"),
    ],
)
def test_what_does_not_follow_is_a_flaw(so_far, step):
    assert states.flaw(row(*so_far, step)) is not None


def test_what_was_postponed_returns_to_the_agenda_it_came_from():
    committee = row("filed", "referred", "on_agenda", "postponed")
    council = row("filed", "council_agenda:with_debate", "postponed")

    assert "council_agenda" not in states.following(committee)
    assert "on_agenda" not in states.following(council)
    assert "council_agenda" in states.following(council)


def test_before_a_body_decides_a_motion_can_only_end_early():
    assert states.results_after(row("filed"), "decided") == states.ENDED_EARLY
    debated = row("filed", "referred", "on_agenda", "debated")
    # Some matters are finally decided in committee.
    assert "adopted" in states.results_after(debated, "decided")


def test_a_step_without_its_result_or_with_another_s_is_a_flaw():
    so_far = ("filed", "council_agenda:without_debate")

    assert states.flaw(row(*so_far, "decided")).why == "result"
    assert states.flaw(row(*so_far, "decided:adopt")).why == "result"
    assert states.flaw(row("filed:adopted")).why == "result"


moves = st.lists(st.integers(0, 99), max_size=25)


@given(moves)
def test_whoever_goes_only_where_one_may_never_has_a_flaw(choices):
    taken = []
    for choice in choices:
        may = states.following(taken)
        if not may:
            assert states.state_of(taken) == "closed"
            break
        kind = may[choice % len(may)]
        results = states.results_after(taken, kind) or ("",)
        taken.append(Taken(kind, None, results[choice % len(results)]))

    assert states.flaw(taken) is None
    executed = [step for step in taken if step.kind in states.EXECUTION]
    assert not executed or states.is_carried(taken)


@given(moves, st.integers(0, 24))
def test_what_could_stand_in_place_of_a_step_is_what_leaves_no_flaw(choices, at):
    taken = []
    for choice in choices:
        may = states.following(taken)
        if not may:
            break
        kind = may[choice % len(may)]
        results = states.results_after(taken, kind) or ("",)
        taken.append(Taken(kind, None, results[choice % len(results)]))
    if at >= len(taken):
        return
    could = states.could_stand(taken, at)

    assert taken[at].kind in could
    for kind in states.NAMES:
        fits = any(
            states.flaw([*taken[:at], Taken(kind, None, result), *taken[at + 1 :]])
            is None
            for result in states.RESULTS_OF.get(kind, ("",))
        )
        assert fits == (kind in could)


@pytest.mark.parametrize(
    ("filed", "then", "flaw"),
    [
        ("30.9.2025", "29.9.2025", "filing"),
        ("30.9.2025", "9/2025", None),  # some day of September fits
        ("30.9.2025", "8/2025", "filing"),
        ("9/2025", "1.9.2025", None),
        ("2025", "31.12.2024", "filing"),
        ("2025", "", None),
        ("", "1.1.1999", None),
    ],
)
def test_a_vague_date_is_in_the_way_only_if_no_day_of_it_fits(filed, then, flaw):
    found = states.flaw([Taken("filed", read(filed)), Taken("referred", read(then))])

    assert (found.why if found else None) == flaw


dates = st.none() | st.builds(
    lambda d, precision: FuzzyDate(*(d.year, d.month, d.day)[:precision]),
    st.dates(dt.date(2019, 11, 1), dt.date(2021, 2, 28)),
    st.integers(1, 3),
)


@given(dates, dates)
def test_dates_are_in_the_way_exactly_if_no_pair_of_days_is_in_order(filed, then):
    found = states.flaw([Taken("filed", filed), Taken("referred", then)])
    in_order = filed is None or then is None or filed.first <= then.last

    assert (found is None) == in_order


numbers = st.integers(0, 70)
counts = st.builds(Count, numbers, numbers, numbers)


@given(st.lists(counts, max_size=6))
def test_the_total_of_factions_is_what_one_counts_by_hand(all_counts):
    found = [(f"F{n}", count) for n, count in enumerate(all_counts)]
    told = votes(
        ", ".join(f"{name} {c.yes}/{c.no}/{c.abstained}" for name, c in found)
    ) if found else ()  # fmt: skip
    by_hand = Count(
        sum(c.yes for c in all_counts),
        sum(c.no for c in all_counts),
        sum(c.abstained for c in all_counts),
    )

    assert total(told) == by_hand
    assert not sums_differ(by_hand, told)
    assert sums_differ(by_hand + Count(1, 0, 0), told) == bool(told)


def test_a_result_against_the_majority_is_none_and_a_tie_says_nothing():
    assert contradicts(Count(10, 11, 0), "adopted")
    assert contradicts(Count(11, 10, 0), "rejected")
    assert not contradicts(Count(10, 10, 3), "rejected")
    assert not contradicts(Count(10, 10, 3), "adopted")
    assert not contradicts(Count(1, 30, 0), "withdrawn")
