"""What a stage slot blocks, what a till holds, what an amount is: on any values."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allin.programmes.rules import festival as rules
from allin.programmes.rules.festival import Staffing, Till, Why

START = dt.datetime(2026, 6, 13, 10, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
# A busy machine is no reason to fail.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

amounts = st.integers(0, rules.MOST_CENTS)
tills = st.builds(Till, lent=amounts, counted=amounts, fee=amounts)
spans = st.tuples(st.integers(0, 600), st.integers(5, 120)).map(
    lambda pair: (START + pair[0] * MINUTE, START + sum(pair) * MINUTE)
)


@patient
@given(st.lists(tills))
def test_the_sums_of_a_festival_are_the_sums_of_its_stands(some):
    whole = rules.total(some)

    assert whole.takings == sum(till.takings for till in some)
    assert whole.due == sum(till.due for till in some)
    assert whole.left == sum(till.left for till in some)
    # what was counted is what goes back and what stays, to the cent
    assert whole.counted == whole.due + whole.left
    assert whole.takings == whole.fee + whole.left


@patient
@given(st.lists(spans), st.integers(0, 600), st.integers(5, 120), st.integers(0, 60))
def test_the_first_gap_is_free_and_there_is_none_before(busy, after, length, change):
    begin = START + after * MINUTE
    closes = START + 900 * MINUTE
    long = length * MINUTE

    def fits(at):
        until = rules.blocked_until(at + long, change)
        return at + long <= closes and not any(
            begins < until and ends > at for begins, ends in busy
        )

    found = rules.first_gap(
        busy, after=begin, length=long, change_over=change, closes=closes
    )
    naive = (begin + n * MINUTE for n in range(901))

    assert found == next((at for at in naive if fits(at)), None)


@patient
@given(amounts)
def test_an_amount_that_is_written_reads_as_itself(amount):
    assert rules.cents(rules.euros(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("12", 1200), ("12,5", 1250), ("12.50 €", 1250), ("1.234,50", 123450),
     ("1.234", 123400), ("0", 0), ("1234", 123400)],
)  # fmt: skip
def test_amounts_as_people_write_them(typed, kept):
    assert rules.cents(typed) == kept


@pytest.mark.parametrize("typed", ["", "zwölf", "-3", "1,234,5", "12,345", "1e3"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValueError, match=typed or "^$"):
        rules.cents(typed)


@pytest.mark.parametrize(
    ("heads", "how"),
    [
        (0, Staffing.SHORT),
        (1, Staffing.SHORT),
        (2, Staffing.ENOUGH),
        (4, Staffing.FULL),
    ],
)
def test_a_shift_is_short_enough_or_full(heads, how):
    assert rules.staffing(heads, least=2, most=4) is how


def test_what_speaks_against_a_shift_is_said_strongest_first():
    span = (START, START + 120 * MINUTE)
    before = START - MINUTE
    other = [(START + 60 * MINUTE, START + 180 * MINUTE)]

    assert rules.why_not(span, now=START, free=1) is Why.PAST
    assert rules.why_not(span, now=before, free=0, mine=True) is Why.MINE
    assert rules.why_not(span, now=before, free=0, taken=other) is Why.FULL
    assert rules.why_not(span, now=before, free=1, taken=other) is Why.CLASH
    assert rules.why_not(span, now=before, free=1, needs_food=True) is Why.FOOD
    assert rules.why_not(span, now=before, free=1) is None
    # what only touches is no clash
    after = [(START + 120 * MINUTE, START + 180 * MINUTE)]
    assert rules.why_not(span, now=before, free=1, taken=after) is None


def test_shifts_that_follow_each_other_leave_no_gap():
    made = rules.copies(START, START + 120 * MINUTE, 3)

    assert [begins for begins, _ends in made[1:]] == [ends for _b, ends in made[:-1]]
    assert len(made) == 3
