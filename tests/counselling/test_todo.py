"""What waits for whom, in words that may stand in a list."""

import dataclasses
import datetime as dt

import pytest

from allin.counselling import subject, todo
from allin.counselling.models import Appointment, Ask
from allin.counselling.operations.advance import advance
from allin.counselling.operations.close import close
from allin.counselling.operations.withdraw import withdraw
from allin.counselling.rules import Outcome, State, Urgency
from tests.conftest import NOW

HOUR = dt.timedelta(hours=1)


def ask(referral, volunteer, **more):
    return Ask.objects.create(
        centre=referral.centre,
        referral=referral,
        volunteer=volunteer,
        association=volunteer.association,
        planned_at=NOW,
        asked_at=NOW,
        **more,
    )


def test_a_new_referral_waits_for_the_coordination(pass_on, kassel, caritas):
    referral = pass_on(partner=caritas).referral

    (line,) = todo.waiting(centre=kassel)
    assert (line.code, line.referrer, line.language, line.district, line.state) == (
        referral.code, "Caritas", "Arabisch", "Mitte", "received",
    )  # fmt: skip
    assert todo.count_waiting(centre=kassel) == 1


def test_a_line_holds_neither_topic_nor_name(pass_on, kassel):
    pass_on()

    (line,) = todo.waiting(centre=kassel)
    told = str(dataclasses.asdict(line))
    for kept in ("Ämter", "offices", "Samar", "0151", "16 Uhr"):
        assert kept not in told


def test_who_was_asked_and_has_not_answered_waits_for_nobody_else(
    pass_on, kassel, abel, coordinator
):
    referral = pass_on().referral
    ask(referral, abel)
    advance(referral=referral, to=State.ASKING, by=coordinator, now=NOW)

    assert todo.waiting(centre=kassel) == []
    assert todo.count_waiting(centre=kassel) == 0


def test_when_everybody_said_no_it_waits_again(pass_on, kassel, abel, coordinator):
    referral = pass_on().referral
    ask(referral, abel, answer="no", answered_at=NOW)
    advance(referral=referral, to=State.ASKING, by=coordinator, now=NOW)

    (line,) = todo.waiting(centre=kassel)
    assert (line.asked, line.declined) == (0, 1)
    assert todo.count_waiting(centre=kassel) == 1


def test_a_running_deadline_stands_first(pass_on, kassel):
    pass_on(now=NOW - HOUR)
    urgent = pass_on(
        urgency=Urgency.DEADLINE, deadline_on=dt.date(2026, 3, 19)
    ).referral

    assert todo.waiting(centre=kassel)[0].code == urgent.code


def test_a_lost_room_waits_for_the_coordination(accepted, kassel):
    Appointment.objects.create(
        centre=kassel,
        referral=accepted,
        place_kind="room",
        starts_at=NOW + HOUR,
        ends_at=NOW + 2 * HOUR,
        made_at=NOW,
        state=Appointment.State.LOST_ROOM,
        ended_at=NOW,
    )
    (line,) = todo.waiting(centre=kassel)
    assert line.room_lost


def test_who_took_somebody_on_and_made_no_date_is_asked_after_two_weeks(
    accepted, kassel
):
    (line,), _many = todo.under_way(centre=kassel)
    days = dt.timedelta(days=1)

    assert not todo.is_left_open(line, NOW + 13 * days)
    assert todo.is_left_open(line, NOW + 15 * days)


def test_an_appointment_is_to_be_closed_the_day_after(accepted, kassel):
    Appointment.objects.create(
        centre=kassel,
        referral=accepted,
        place_kind="own",
        starts_at=NOW + HOUR,
        ends_at=NOW + 2 * HOUR,
        made_at=NOW,
    )
    (line,), _many = todo.under_way(centre=kassel)

    assert not todo.is_left_open(line, NOW + 24 * HOUR)
    assert todo.is_left_open(line, NOW + 26 * HOUR)


def test_another_centre_sees_nothing_of_it(pass_on, elsewhere):
    pass_on()

    assert todo.waiting(centre=elsewhere) == []
    assert todo.under_way(centre=elsewhere) == ([], 0)


def test_an_adviser_sees_what_they_took_on(accepted, kassel, adviser, board):
    assert [line.code for line in todo.mine(person=adviser, centre=kassel)] == [
        accepted.code
    ]
    assert todo.mine(person=board, centre=kassel) == []


def test_what_was_closed_since_yesterday_is_told_with_its_minutes(
    accepted, kassel, adviser
):
    close(referral=accepted, outcome=Outcome.HELPED, minutes=45, by=adviser, now=NOW)

    (line,) = todo.changed_since(centre=kassel, since=NOW - HOUR)
    assert (line.state, line.outcome, line.minutes) == ("closed", "helped", 45)


def test_slips_for_today_are_listed(slip, kassel):
    (coming,) = todo.coming_today(centre=kassel, now=NOW)

    assert (coming.code, coming.redeemed) == (slip.code, False)
    assert todo.coming_today(centre=kassel, now=NOW + dt.timedelta(days=1)) == []


@pytest.mark.parametrize("number", [1, 3])
def test_lines_take_as_many_queries_for_three_as_for_one(
    pass_on, kassel, number, django_assert_max_num_queries
):
    for _one in range(number):
        pass_on()

    with django_assert_max_num_queries(5):
        assert len(todo.waiting(centre=kassel)) == number


def test_a_person_can_be_given_everything_that_is_kept(
    accepted, coordinator, river, kassel
):
    kept = subject.export(referral=accepted, by=coordinator, now=NOW)

    assert kept["sealed"] == {
        "name": "Samar",
        "channel": "+4915123456789",
        "note": "nach 16 Uhr",
    }
    assert {given["purpose"] for given in kept["consents"]} == {
        "pass_on",
        "release",
        "feedback",
    }
    assert [step["became"] for step in kept["steps"]] == ["received", "accepted"]
    assert len(subject.openings(accepted)) == 3


def test_after_withdrawal_there_is_nothing_left_to_give(
    accepted, coordinator, stranger
):
    withdraw(referral=accepted, by=stranger, now=NOW)
    kept = subject.export(referral=accepted, by=coordinator, now=NOW)

    assert "sealed" not in kept
    assert (kept["topic"], kept["language"], kept["sessions"]) == ("", "", [])
