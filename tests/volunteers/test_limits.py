"""Nobody is promised beyond what they want to give, unless it was agreed."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allin.core.errors import Refusal
from allin.volunteers import operations, rules
from allin.volunteers.models import Commitment

MINUTE = dt.timedelta(minutes=1)
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = dt.datetime(2026, 3, 16, 9, tzinfo=BERLIN)


@pytest.fixture
def promise(now):
    """Promise some hours of a day in the week of 16 March."""

    def make(volunteer, day, hours, **more):
        starts_at = MONDAY + dt.timedelta(days=day)
        return operations.commit(
            volunteer=volunteer,
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=hours),
            **({"kind": "event", "by": None, "now": now} | more),
        )

    return make


def test_more_hours_a_week_than_agreed_are_refused(promise, make_volunteer):
    volunteer = make_volunteer(week_hours=6)
    promise(volunteer, 0, 4)

    with pytest.raises(Refusal, match=r"7:00 Stunden, vereinbart sind 6"):
        promise(volunteer, 2, 3)

    promise(volunteer, 2, 2)
    promise(volunteer, 7, 6)  # the next week


def test_more_days_in_a_row_than_agreed_are_refused(promise, make_volunteer):
    volunteer = make_volunteer(run_days=2)
    promise(volunteer, 0, 1)
    promise(volunteer, 2, 1)

    with pytest.raises(Refusal, match="3 Tage am Stück"):
        promise(volunteer, 1, 1)

    promise(volunteer, 3, 1)


def test_the_coordination_agrees_on_more_and_it_is_written_down(
    promise, make_volunteer, coordinator, board
):
    volunteer = make_volunteer(week_hours=2)

    with pytest.raises(Refusal):
        promise(volunteer, 0, 3, beyond_limit=True, by=board)
    made = promise(volunteer, 0, 3, beyond_limit=True, by=coordinator)

    assert made.beyond_by == coordinator.id
    within = promise(make_volunteer("Amal"), 0, 3, beyond_limit=True, by=coordinator)
    assert within.beyond_by is None


def test_on_call_duty_does_not_count(promise, make_volunteer):
    volunteer = make_volunteer(week_hours=2, run_days=1)

    promise(volunteer, 0, 167, kind=Commitment.DUTY)
    promise(volunteer, 1, 2)


def test_moving_keeps_within_the_limits(promise, make_volunteer, now):
    volunteer = make_volunteer(week_hours=4)
    promise(volunteer, 0, 4)
    promise(volunteer, 7, 3, holder_kind="a", holder_id=1)

    with pytest.raises(Refusal):
        operations.move(
            holder_kind="a",
            holder_id=1,
            starts_at=MONDAY + dt.timedelta(days=1),
            ends_at=MONDAY + dt.timedelta(days=1, hours=3),
            by=None,
            now=now,
        )
    operations.move(
        holder_kind="a",
        holder_id=1,
        starts_at=MONDAY + dt.timedelta(days=8),
        ends_at=MONDAY + dt.timedelta(days=8, hours=3),
        by=None,
        now=now,
    )


NEW_YEAR = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
MOMENTS = st.integers(0, 60 * 24 * 364).map(lambda n: NEW_YEAR + n * MINUTE)


@given(MOMENTS, st.integers(1, 60 * 24 * 10))
def test_days_and_weeks_lose_no_minute_also_when_clocks_change(starts_at, minutes):
    ends_at = starts_at + dt.timedelta(minutes=minutes)
    days = rules.days_of(
        starts_at,
        ends_at,
        BERLIN,
    )

    assert sum(one.minutes for one in days) == minutes
    assert sum(rules.minutes_by_week(days).values()) == minutes
    assert max(one.minutes for one in days) <= 25 * 60
    assert len({one.day for one in days}) == len(days)


@given(st.sets(st.integers(0, 40)), st.integers(0, 40))
def test_a_run_is_what_one_counts_by_hand(days, here):
    start = dt.date(2026, 3, 1)
    known = {start + dt.timedelta(days=n) for n in days}
    row = "".join("x" if n in days or n == here else " " for n in range(41))
    first = row.rfind(" ", 0, here) + 1
    by_hand = len(row[first:].split(" ")[0])

    assert rules.run_around(known, start + dt.timedelta(days=here)) == by_hand
