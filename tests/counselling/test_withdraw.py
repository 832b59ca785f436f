"""Taking it back: at once, everywhere."""

import datetime as dt

import pytest

from allin.counselling import statistics
from allin.counselling.models import Appointment, Ask, DeletionReport
from allin.counselling.operations.close import close
from allin.counselling.operations.status import answer_for_sender, open_by_pin
from allin.counselling.operations.withdraw import stop_feedback, withdraw
from allin.counselling.rules import Outcome, State
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.rooms import operations as rooms
from allin.rooms.models import Room
from allin.vault import operations as vault
from allin.volunteers import operations as volunteers
from tests.conftest import NOW


def test_withdrawing_erases_the_person_and_closes_every_question(
    pass_on, stranger, abel, bridge
):
    referral = pass_on().referral
    subject_id = referral.subject_id
    ask = Ask.objects.create(
        centre=referral.centre,
        referral=referral,
        volunteer=abel,
        association=bridge,
        planned_at=NOW,
        asked_at=NOW,
        token_hash="a" * 64,
    )

    withdraw(referral=referral, by=stranger, now=NOW)

    ask.refresh_from_db()
    assert (ask.answer, ask.token_hash) == ("closed", None)
    assert not vault.exists(subject_id=subject_id)
    assert referral.state == State.WITHDRAWN
    assert (referral.language, referral.district, referral.topic) == ("", "", None)


def test_letters_about_it_say_nothing_about_the_person(accepted, stranger):
    withdraw(referral=accepted, by=stranger, now=NOW)

    letter = Letter.objects.get()
    assert accepted.code in text_of(letter)
    for word in ("Samar", "0151", "Arabisch", "Mitte", "Ämter"):
        assert word not in text_of(letter)


def test_the_appointment_goes_with_it(accepted, stranger):
    Appointment.objects.create(
        centre=accepted.centre,
        referral=accepted,
        place_kind="call_first",
        made_at=NOW,
    )
    withdraw(referral=accepted, by=stranger, now=NOW)

    assert not Appointment.objects.standing().exists()
    assert accepted.volunteer is None


def test_withdrawing_twice_is_harmless(accepted, stranger):
    withdraw(referral=accepted, by=stranger, now=NOW)
    withdraw(referral=accepted, by=stranger, now=NOW)

    assert DeletionReport.objects.get().withdrawn == 1
    span = statistics.whole_year(2026)
    assert [
        (gap.why, gap.count)
        for gap in statistics.unmet(centre=accepted.centre, span=span)
    ] == [("withdrawn", 1)]


def test_after_closing_the_details_go_and_the_figures_stay(accepted, adviser, stranger):
    close(
        referral=accepted,
        outcome=Outcome.HELPED,
        minutes=45,
        by=adviser,
        now=NOW,
    )
    before = statistics.totals(centre=accepted.centre, span=statistics.whole_year(2026))
    withdraw(referral=accepted, by=stranger, now=NOW)

    assert accepted.state == State.CLOSED
    assert accepted.subject_id is None
    assert before == statistics.Tally(sessions=1, people=1, minutes=45)
    assert (
        statistics.totals(centre=accepted.centre, span=statistics.whole_year(2026))
        == before
    )


def test_only_the_answer_to_the_sender_may_be_taken_back(accepted, stranger):
    assert answer_for_sender(accepted) == "received"

    stop_feedback(referral=accepted, by=stranger, now=NOW)

    assert answer_for_sender(accepted) == ""
    assert accepted.state == State.ACCEPTED


@pytest.mark.parametrize(
    ("outcome", "answer"),
    [
        (Outcome.HELPED, "arrived"),
        (Outcome.NOT_HELPED, "arrived"),
        (Outcome.NOT_ARRIVED, "not_arrived"),
        (Outcome.PASSED_ON, "closed"),
    ],
)
def test_the_sender_learns_a_code_and_never_the_content(
    accepted, adviser, outcome, answer
):
    close(referral=accepted, outcome=outcome, minutes=20, by=adviser, now=NOW)

    assert answer_for_sender(accepted) == answer


def test_code_and_pin_open_the_page_of_whoever_has_them(pass_on, kassel):
    passed = pass_on()
    code = passed.referral.code

    opened = open_by_pin(centre=kassel, code=code.lower(), pin=passed.person_pin)
    assert opened == (passed.referral, "person")
    opened = open_by_pin(centre=kassel, code=code, pin=f" {passed.sender_pin} ")
    assert opened == (passed.referral, "sender")


def test_five_wrong_pins_lock_the_right_one(pass_on, kassel):
    passed = pass_on()
    code = passed.referral.code
    wrong = "000000" if passed.person_pin != "000000" else "111111"
    for _try in range(5):
        assert open_by_pin(centre=kassel, code=code, pin=wrong) is None

    assert open_by_pin(centre=kassel, code=code, pin=passed.person_pin) is None


def test_a_code_opens_nothing_in_another_centre(pass_on, elsewhere):
    passed = pass_on()

    assert (
        open_by_pin(centre=elsewhere, code=passed.referral.code, pin=passed.person_pin)
        is None
    )


def test_room_and_time_are_free_again(accepted, stranger, abel, kassel, coordinator):
    starts_at = NOW + dt.timedelta(days=2)
    ends_at = starts_at + dt.timedelta(hours=1)
    room = Room.objects.create(centre=kassel, name="Büro 1", created_at=NOW)
    meeting = Appointment.objects.create(
        centre=kassel,
        referral=accepted,
        volunteer=abel,
        place_kind="room",
        starts_at=starts_at,
        ends_at=ends_at,
        made_at=NOW,
    )
    held = {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "holder_kind": Appointment.HOLDER,
        "holder_id": meeting.pk,
        "by": coordinator,
        "now": NOW,
    }
    booking = rooms.book(room=room, **held)
    volunteers.commit(volunteer=abel, kind="appointment", **held)

    withdraw(referral=accepted, by=stranger, now=NOW)

    booking.refresh_from_db()
    assert booking.cancelled_at == NOW
    assert not abel.commitments.standing().exists()
    meeting_again = rooms.book(room=room, **held | {"holder_id": 0, "holder_kind": ""})
    assert meeting_again.cancelled_at is None
