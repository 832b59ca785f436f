"""Wall time that comes back, also in the nights the clocks change."""

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from allin.planning.recurrence import Hour, Rule, between, instant

BERLIN = ZoneInfo("Europe/Berlin")
D, T = dt.date, dt.time
FIVE, SEVEN = T(17), T(19)


def rule(first, until, starts=FIVE, ends=SEVEN, **more):
    return Rule(first, until, starts, ends, BERLIN, **more)


def wall(occurrence):
    return [
        at.astimezone(BERLIN).strftime("%d.%m. %H:%M")
        for at in (occurrence.starts_at, occurrence.ends_at)
    ]


def test_seventeen_stays_seventeen_when_summer_time_begins():
    before, after = rule(D(2026, 3, 24), D(2026, 3, 31)).occurrences()

    assert wall(before) == ["24.03. 17:00", "24.03. 19:00"]
    assert wall(after) == ["31.03. 17:00", "31.03. 19:00"]
    assert after.starts_at - before.starts_at == dt.timedelta(days=7, hours=-1)


def test_half_past_two_does_not_exist_on_29_march_2026():
    assert instant(D(2026, 3, 29), T(2, 30), BERLIN)[1] is Hour.MISSING
    assert instant(D(2026, 3, 29), T(1, 59), BERLIN)[1] is Hour.PLAIN
    assert instant(D(2026, 3, 29), T(3), BERLIN)[1] is Hour.PLAIN
    assert between(D(2026, 3, 29), T(2, 30), T(4), BERLIN).hour is Hour.MISSING
    assert between(D(2026, 3, 29), T(1), T(2, 30), BERLIN).hour is Hour.MISSING


def test_half_past_two_comes_twice_on_25_october_2026_and_the_first_is_meant():
    at, hour = instant(D(2026, 10, 25), T(2, 30), BERLIN)

    assert hour is Hour.TWICE
    assert at == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert between(D(2026, 10, 25), T(1), T(2, 30), BERLIN).hour is Hour.TWICE


def test_a_night_across_the_change_is_as_long_as_it_really_is():
    night = between(D(2026, 3, 28), T(22), T(4), BERLIN)

    assert night.hour is Hour.PLAIN
    assert night.ends_at - night.starts_at == dt.timedelta(hours=5)


def test_a_series_names_the_night_it_cannot_take_place():
    nights = rule(D(2026, 3, 22), D(2026, 4, 5), T(2, 15), T(2, 45)).occurrences()

    assert [one.hour for one in nights] == [Hour.PLAIN, Hour.MISSING, Hour.PLAIN]
    assert [one.on for one in nights] == [
        D(2026, 3, 22),
        D(2026, 3, 29),
        D(2026, 4, 5),
    ]


def test_days_left_out_are_left_out():
    left = rule(D(2026, 3, 3), D(2026, 3, 17), except_on=frozenset({D(2026, 3, 10)}))
    assert list(left.days()) == [D(2026, 3, 3), D(2026, 3, 17)]


def test_the_last_tuesday_of_each_month():
    last = rule(D(2026, 1, 27), D(2026, 4, 30), nth=-1)
    assert list(last.days()) == [
        D(2026, 1, 27),
        D(2026, 2, 24),
        D(2026, 3, 31),
        D(2026, 4, 28),
    ]


@given(
    st.dates(D(2025, 1, 1), D(2027, 1, 1)),
    st.integers(0, 400),
    st.sampled_from([1, 2, 3, 4]),
    st.sampled_from([0, 0, 1, 2, 3, 4, -1]),
)
def test_the_days_are_those_of_the_written_rule(first, length, every, nth):
    made = rule(first, first + dt.timedelta(days=length), every=every, nth=nth)
    start = dt.datetime.combine(first, T(12), tzinfo=dt.UTC)
    written = rrule.rrulestr(made.rrule, dtstart=start)

    assert list(made.days()) == [at.date() for at in written]


@given(st.dates(D(2025, 1, 1), D(2027, 1, 1)), st.times(), st.times())
def test_neighbours_in_wall_time_touch_and_never_overlap(day, one, two):
    cuts = sorted({T(0), one.replace(fold=0), two.replace(fold=0)})
    spans = [between(day, starts, ends, BERLIN) for starts, ends in pairwise(cuts)]

    for left, right in pairwise(spans):
        assert left.ends_at == right.starts_at
