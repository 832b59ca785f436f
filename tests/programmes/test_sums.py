"""Attendance, hours and figures are one sum, whatever is said and said again."""

import datetime as dt
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allin.planning.recurrence import Rule
from allin.programmes import operations, statistics
from allin.programmes.models import Assignment
from allin.volunteers.models import Hours
from tests.conftest import BERLIN, NOW

AFTER = NOW + dt.timedelta(days=40)
YEAR = {"first": dt.date(2026, 1, 1), "after": dt.date(2027, 1, 1)}
HELPERS, SEATS, DATES = 3, 3, 2

# Said of one date: who helped for how long (0: as long as it lasts, None: not there),
# which of the registered came, how many others.
SAID = st.tuples(
    st.integers(0, DATES - 1),
    st.tuples(*[st.sampled_from([None, 0, 30, 90, 240]) for _one in range(HELPERS)]),
    st.sets(st.integers(0, SEATS - 1)),
    st.integers(0, 4),
)


@pytest.fixture
def evenings(kassel, make_volunteer, coordinator, sign_up):
    """Make two evenings with three who help and three who are registered."""
    numbers = itertools.count(1)

    def make():
        number = next(numbers)
        series = _series(kassel, coordinator, f"Kurs {number}")
        for helper in range(HELPERS):
            who = make_volunteer(name=f"Hilfe {number}.{helper}")
            for occasion in series.occasions.all():
                operations.assign(
                    position=occasion.positions.get(),
                    volunteer=who,
                    by=coordinator,
                    now=NOW,
                )
        for _seat in range(SEATS):
            sign_up(series)
        return series

    return make


def _series(kassel, coordinator, title):
    setup = operations.set_up(
        centre=kassel, template="seminars", name=title, by=coordinator, now=NOW
    )
    first = dt.date(2026, 3, 17)
    return operations.plan_weekly(
        programme=setup.programme,
        kind="seminar",
        title=title,
        rule=Rule(
            first=first,
            until=first + dt.timedelta(weeks=DATES - 1),
            starts=dt.time(17),
            ends=dt.time(19),
            zone=BERLIN,
        ),
        one_registration=True,
        registers="open",
        capacity=SEATS,
        positions=[operations.Wanted(label="Leitung", least=1, most=HELPERS)],
        by=coordinator,
        now=NOW,
    ).series


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(said=st.lists(SAID, min_size=1, max_size=6))
def test_whatever_is_corrected_every_sum_is_what_was_said_last(
    evenings, coordinator, kassel, said
):
    """A naive ledger keeps the last word on each date; the house agrees with it."""
    series = evenings()
    dates = list(series.occasions.order_by("starts_at"))
    seats = list(series.registrations.order_by("pk"))
    ledger = {}
    for number, helped, came, others in said:
        ledger[number] = (helped, came, others)
        _say(dates[number], helped, [seats[n] for n in came], others, coordinator)
        _agrees(ledger, series, dates, kassel)


def _say(occasion, helped, came, others, by):
    operations.note_participants(
        occasion=occasion,
        present={one.pk for one in came},
        others=others,
        by=by,
        now=AFTER,
    )
    places = Assignment.objects.of(occasion).order_by("pk")
    operations.wind_up(
        occasion=occasion,
        headcount=len(came) + others,
        came=dict(zip([one.pk for one in places], helped, strict=True)),
        by=by,
        now=AFTER,
    )


def _agrees(ledger, series, dates, kassel):
    lasts = 120  # both evenings
    minutes = [
        lasts if given_time == 0 else given_time
        for helped, _came, _others in ledger.values()
        for given_time in helped
        if given_time is not None
    ]
    standing = list(
        Hours.objects.standing()
        .filter(programme_id=series.programme_id)
        .values_list("minutes", flat=True)
    )
    assert sorted(standing) == sorted(minutes)
    [row] = [
        one
        for one in statistics.programmes(centre=kassel, **YEAR)
        if one.programme_id == series.programme_id
    ]
    who = {
        number
        for helped, _came, _others in ledger.values()
        for number, given_time in enumerate(helped)
        if given_time is not None
    }
    assert row.planned == len(dates)
    assert row.held == len(ledger)
    assert row.minutes == sum(minutes) == sum(standing)
    assert row.volunteers == len(who)
    assert row.attended == sum(len(came) for _helped, came, _o in ledger.values())
    assert row.reached == sum(len(came) + o for _helped, came, o in ledger.values())
    assert row.registrations == SEATS
