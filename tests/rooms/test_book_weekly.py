"""A booking that comes back: wall time, and a decision about every date."""

import datetime as dt

import pytest

from allin.audit.models import Entry
from allin.core.errors import Refusal
from allin.outbox import operations as outbox
from allin.outbox.models import Letter
from allin.planning.recurrence import Rule
from allin.rooms import operations
from allin.rooms.models import Booking, Series
from tests.conftest import BERLIN

TUESDAY = dt.date(2026, 3, 17)


@pytest.fixture
def weekly(board, bridge, now, office):
    def reserve(
        weeks=3,
        first=TUESDAY,
        starts="17:00",
        ends="19:00",
        only=None,
        by=board,
        **rule,
    ):
        return operations.book_weekly(
            room=office,
            rule=Rule(
                first=first,
                until=first + dt.timedelta(weeks=weeks - 1),
                starts=dt.time.fromisoformat(starts),
                ends=dt.time.fromisoformat(ends),
                zone=BERLIN,
                **rule,
            ),
            by=by,
            association=bridge,
            title="Beratung",
            only=only,
            now=now,
        )

    return reserve


def states(round_):
    return [(one.on.isoformat(), one.state) for one in round_.outcomes]


def test_five_o_clock_stays_five_o_clock_over_the_change_of_clocks(weekly, standing):
    made = weekly()

    assert made.series is not None
    assert standing() == [
        ("17.03. 17:00", "17.03. 19:00"),
        ("24.03. 17:00", "24.03. 19:00"),
        ("31.03. 17:00", "31.03. 19:00"),
    ]
    assert {b.series for b in Booking.objects.all()} == {made.series}


def test_a_clash_books_nothing_and_says_which_date_and_what_is_free(
    weekly, book, office, second_office, standing
):
    book(office, "18:00", "20:00", day=24)
    made = weekly()

    assert made.series is None
    assert states(made) == [
        ("2026-03-17", "free"),
        ("2026-03-24", "clash"),
        ("2026-03-31", "free"),
    ]
    (clash,) = made.in_the_way
    assert clash.sentence == (
        "„Büro 1“ ist schon vergeben: Di, 24. März, 17 bis 19 Uhr."
    )
    assert [near.room.name for near in clash.near if near.kind == "room"] == ["Büro 2"]
    assert len(standing()) == 1
    assert not Series.objects.exists()


def test_the_person_decides_which_dates_are_booked(weekly, book, office, standing):
    book(office, "18:00", "20:00", day=24)
    made = weekly(only={TUESDAY, dt.date(2026, 3, 31)})

    assert [one.on.day for one in made.booked] == [17, 31]
    assert len(standing()) == 3


def test_a_public_holiday_among_the_dates_is_named(weekly):
    made = weekly(weeks=2, first=dt.date(2026, 3, 27))  # then Good Friday

    assert states(made) == [("2026-03-27", "free"), ("2026-04-03", "closed")]
    assert "Karfreitag" in made.in_the_way[0].sentence


def test_an_hour_the_clocks_skip_is_named(weekly, make_room, office):
    office.hours = [["00:00", "24:00"]] * 7
    office.save()
    made = weekly(weeks=2, first=dt.date(2026, 3, 22), starts="02:15", ends="02:45")

    assert states(made) == [("2026-03-22", "free"), ("2026-03-29", "missing")]
    assert "Diese Stunde gibt es nicht" in made.in_the_way[0].sentence


def test_an_hour_that_comes_twice_is_booked_once_and_named(weekly, office):
    office.hours = [["00:00", "24:00"]] * 7
    office.save()
    made = weekly(weeks=1, first=dt.date(2026, 10, 25), starts="02:15", ends="02:45")

    (outcome,) = made.booked
    assert outcome.starts_at == dt.datetime(2026, 10, 25, 0, 15, tzinfo=dt.UTC)
    assert "die erste dieser Stunden" in outcome.sentence


def test_past_dates_are_named(weekly):
    made = weekly(weeks=2, first=dt.date(2026, 3, 3), starts="09:00", ends="10:00")
    assert states(made) == [("2026-03-03", "past"), ("2026-03-10", "past")]


def test_looking_ahead_books_nothing(
    book, office, now, standing, django_assert_max_num_queries
):
    book(office, "17:00", "19:00", day=24)
    rule = Rule(TUESDAY, dt.date(2026, 3, 31), dt.time(17), dt.time(19), BERLIN)
    seen = operations.look_ahead(room=office, rule=rule, now=now)

    assert [one.state for one in seen] == ["free", "clash", "free"]
    assert len(standing()) == 1


@pytest.mark.parametrize(("weeks", "field"), [(61, "until"), (0, "until")])
def test_too_many_dates_or_none(weekly, weeks, field):
    with pytest.raises(Refusal) as no:
        weekly(weeks=weeks)
    assert no.value.field == field


def test_no_date_chosen(weekly):
    with pytest.raises(Refusal):
        weekly(only=set())


def test_a_year_of_weeks_costs_as_many_queries_as_a_month(
    weekly, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        made = weekly(weeks=50, first=dt.date(2026, 3, 18))
    assert len(made.booked) == 50


def test_one_letter_and_one_record_for_a_whole_series(weekly, coordinator, nour):
    weekly(by=coordinator, weeks=12, first=dt.date(2026, 6, 9))

    assert Entry.objects.get(verb="rooms.book_weekly").detail == "dates=12"
    said = outbox.text_of(Letter.objects.get())
    assert said.startswith(
        "Für Sie ist ein Raum an 12 Terminen gebucht:\nBüro 1, Di, 9."
    )
    assert said.endswith("und 2 weitere Termine")


def test_the_rest_of_a_series_can_be_cancelled(weekly, board, now, standing):
    made = weekly(weeks=3)
    operations.cancel_series(
        series=made.series, by=board, now=now + dt.timedelta(weeks=1, days=1)
    )
    assert standing() == [("17.03. 17:00", "17.03. 19:00")]


def test_others_cannot_cancel_a_series(weekly, other_board, now, standing):
    made = weekly(weeks=3)
    with pytest.raises(Refusal):
        operations.cancel_series(series=made.series, by=other_board, now=now)
    assert len(standing()) == 3
