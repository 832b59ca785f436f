"""Arithmetic of reminders, first steps and shares, against plain reckoning."""

import datetime as dt
import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allin.support import rules

# The machine may be busy; how long drawing takes says nothing about the rules.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_a_first_step_comes_within_five_days_and_on_a_working_day(asked_on):
    due = rules.days_to_first_step(asked_on)
    assert rules.ANSWER_IN <= (due - asked_on).days <= rules.ANSWER_IN + 2
    assert due.weekday() < 5


@patient
@given(st.integers(0, 400), st.sets(st.integers(0, 400)))
def test_whenever_the_job_runs_each_reminder_comes_once_and_in_order(left, skipped):
    """Days on which the job did not run take no reminder away but the outrun ones."""
    sent, written = set(), []
    for days in range(left, -5, -1):
        due = None if days in skipped else rules.reminder_due(days, sent)
        if due is not None:
            sent.add(due)
            written.append((days, due))
    numbers = [due for _days, due in written]
    assert numbers == sorted(set(numbers), reverse=True)
    assert all(0 <= days <= due for days, due in written)
    ran = [days for days in range(left, -1, -1) if days not in skipped]
    if any(days <= 7 for days in ran):
        assert numbers[-1] == 7


@patient
@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=8))
def test_percents_add_up_to_a_hundred_and_keep_the_order(parts):
    found = rules.percents(parts)
    assert sum(found) == (100 if sum(parts) else 0)
    for one, other in zip(parts, found, strict=True):
        exact = one * 100 / (sum(parts) or 1)
        assert abs(other - exact) < 1
    pairs = sorted(zip(parts, found, strict=True))
    assert all(a[1] <= b[1] for a, b in itertools.pairwise(pairs) if a[0] < b[0])


@patient
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "rooms.book",
                "counselling.take",
                "support.ask",
                "support.advise",
                "funding.award",
                "programmes.plan",
                "directory.edit",
                "accounts.invite",
            ]
        ),
        st.integers(0, 500),
    ),
    st.dictionaries(st.sampled_from(["support", "rooms"]), st.integers(0, 9000)),
    st.dictionaries(st.sampled_from(["support", "rooms", "money"]), st.integers(0, 60)),
)
def test_the_split_counts_every_act_once(acts, noted, per_act):
    shares = rules.split(acts, noted, per_act)
    counted = {
        verb: number
        for verb, number in acts.items()
        if verb not in rules.TIMED and not verb.startswith("accounts.")
    }
    assert sum(one.acts for one in shares) == sum(counted.values())
    assert sum(one.noted for one in shares) == sum(noted.values())
    assert sum(one.percent for one in shares) in {0, 100}
