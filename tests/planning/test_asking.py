"""Everybody in the same turn: properties that must hold for any group of people."""

import datetime as dt
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from allin.planning.asking import (
    CHANGES,
    Change,
    Group,
    Reason,
    Standing,
    credits_of,
    group_of,
    in_turn,
    sort_out,
)

START = dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def run(people, times, start=START):
    """Give `times` referrals, one an hour, each to whoever's turn it is."""
    everybody = {one.id: one for one in people}
    order = []
    for step in range(times):
        now = start + step * HOUR
        first = in_turn(everybody.values())[0]
        order.append(first.id)
        everybody[first.id] = replace(
            first, taken_at=(*first.taken_at, now), asked_at=now
        )
    return order, everybody


@settings(max_examples=15, deadline=None)
@given(st.integers(min_value=2, max_value=30))
def test_a_thousand_referrals_among_equals_differ_by_one_at_most(number):
    order, _ = run([Standing(key) for key in range(number)], 1000)

    counts = Counter(order)
    assert max(counts.values()) - min(counts.values()) <= 1


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(min_value=1, max_value=9), min_size=2, max_size=12))
def test_unequal_shares_are_met_within_two_per_cent(shares):
    people = [Standing(key, share=share) for key, share in enumerate(shares)]
    counts = Counter(run(people, 1000)[0])

    for one in people:
        assert abs(counts[one.id] / 1000 - one.share / sum(shares)) <= 0.02


@settings(max_examples=15, deadline=None)
@given(
    st.integers(min_value=3, max_value=15),
    st.integers(min_value=0, max_value=400),
    st.integers(min_value=1, max_value=5),
)
def test_back_from_three_months_leave_nobody_is_flooded(number, before, share):
    _, everybody = run([Standing(key) for key in range(number)], before)
    back = START + before * HOUR
    returner = Standing(99, share=share, since=back, asked_at=START)
    order, _ = run([*everybody.values(), returner], 20, back)

    # The level is rounded to a whole referral, and both ends of the span cut a round.
    fair = 20 * share / (number + share)
    assert fair - 3 <= order.count(99) <= fair + 3


def test_who_took_some_before_the_leave_is_not_credited_twice():
    settled = Standing(1, taken_at=tuple(START + n * HOUR for n in range(6)))
    back = Standing(
        2, taken_at=(START, START + HOUR), since=START + dt.timedelta(days=30)
    )
    assert credits_of([settled, back]) == {2: 4}


def test_the_first_person_ever_starts_at_nothing():
    assert credits_of([Standing(1, since=START)]) == {1: 0}
    assert credits_of([]) == {}


def test_then_whoever_was_asked_longest_ago_and_never_counts_as_longest():
    people = [
        Standing(1, asked_at=START + HOUR),
        Standing(2, asked_at=START),
        Standing(3),
    ]
    assert [one.id for one in in_turn(people)] == [3, 2, 1]


def test_a_no_costs_only_the_place_among_equals():
    declined = Standing(1, asked_at=START + HOUR)
    others = [Standing(2, asked_at=START), Standing(3, taken_at=(START,))]
    assert [one.id for one in in_turn([declined, *others])] == [2, 1, 3]


def test_who_agreed_to_nothing_is_asked_last():
    assert [one.id for one in in_turn([Standing(1, share=0), Standing(2)])] == [2, 1]


@settings(max_examples=50)
@given(st.permutations(range(8)))
def test_the_order_does_not_depend_on_how_they_were_listed(ids):
    people = [
        Standing(key, share=1 + key % 3, taken_at=(START,) * (key % 2)) for key in ids
    ]
    assert in_turn(people) == in_turn(sorted(people, key=lambda one: one.id))


def test_a_hard_reason_outweighs_every_wish():
    assert group_of(Reason.NOTHING) is Group.FITS
    assert group_of(Reason.WISH_GENDER | Reason.WISH_TIME) is Group.BUT_FOR_A_WISH
    assert group_of(Reason.WISH_GENDER | Reason.PAUSE) is Group.NOT_POSSIBLE


def test_everybody_is_in_exactly_one_group_with_their_reasons():
    result = sort_out(
        [
            (Standing(1, taken_at=(START,)), Reason.NOTHING),
            (Standing(2), Reason.NOTHING),
            (Standing(3), Reason.WISH_GENDER),
            (Standing(4), Reason.LANGUAGE | Reason.PAUSE),
            (Standing(5), Reason.EXCLUDED | Reason.PAUSE),
        ]
    )
    assert [one.id for one in result.fits] == [2, 1]
    assert [one.id for one in result.but_for_a_wish] == [3]
    assert [one.id for one in result.not_possible] == [4, 5]
    assert result.why(4) == (Reason.LANGUAGE, Reason.PAUSE)
    assert result.changes(4) == (Change.ASK_THEM, Change.WAIT)
    assert result.changes(5) == (Change.NOTHING,)
    assert result.why(1) == ()


def test_every_reason_says_what_would_change_it():
    assert set(CHANGES) == set(Reason)
