import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.counselling import todo
from allin.counselling.models import Appointment, Ask
from allin.counselling.operations import answer, appointment
from allin.counselling.rules import State
from allin.outbox.models import Letter
from allin.rooms import operations as rooms
from allin.rooms.models import Booking, Room
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Commitment
from tests.conftest import BERLIN, NOW
from tests.counselling.conftest import held

HOUR = dt.timedelta(hours=1)


def test_three_times_are_offered_when_adviser_and_room_are_free(offered):
    said = [f"{time.starts_at.astimezone(BERLIN):%d.%m. %H:%M}" for time in offered]

    assert len(said) == 3
    assert {day[:6] for day in said} == {"12.03.", "13.03.", "19.03."}
    assert all(8 <= time.starts_at.astimezone(BERLIN).hour < 12 for time in offered)


def test_agreeing_takes_time_and_room_together(offered, agree, taken):
    agree(offered[0])

    assert held() == (1, 1, 1)
    assert taken.state == State.APPOINTMENT


def test_a_taken_room_leaves_nothing_behind(offered, agree, taken, office, coordinator):
    rooms.book(
        room=office,
        starts_at=offered[0].starts_at,
        ends_at=offered[0].ends_at,
        by=coordinator,
        now=NOW,
    )

    with pytest.raises(Refusal, match="vergeben"):
        agree(offered[0])

    assert held() == (0, 0, 1)
    taken.refresh_from_db()
    assert taken.state == State.ACCEPTED


def test_a_taken_adviser_leaves_nothing_behind(offered, agree, taken, coordinator):
    volunteers.commit(
        volunteer=taken.volunteer,
        starts_at=offered[0].starts_at,
        ends_at=offered[0].ends_at,
        kind="event",
        by=coordinator,
        now=NOW,
    )

    with pytest.raises(Refusal, match="vergeben"):
        agree(offered[0])

    assert held() == (0, 1, 0)


def test_i_call_first_gives_way_to_a_time(taken, offered, agree):
    appointment.agree(
        referral=taken,
        place_kind=Appointment.Place.CALL_FIRST,
        by=None,
        now=NOW,
    )
    assert taken.state == State.ACCEPTED

    agree(offered[1])

    assert held() == (1, 1, 1)


def test_two_appointments_at_a_time_are_one_too_many(offered, agree):
    agree(offered[0])

    with pytest.raises(Refusal, match="Termin"):
        agree(offered[1])

    assert held() == (1, 1, 1)


def test_moving_takes_everything_along_or_nothing(offered, agree, coordinator, office):
    made = agree(offered[0])
    there = {"starts_at": offered[1].starts_at, "ends_at": offered[1].ends_at}
    rooms.book(
        room=office,
        starts_at=offered[2].starts_at,
        ends_at=offered[2].ends_at,
        by=coordinator,
        now=NOW,
    )

    with pytest.raises(Refusal):
        appointment.move(
            appointment=made,
            place_kind=Appointment.Place.ROOM,
            starts_at=offered[2].starts_at,
            ends_at=offered[2].ends_at,
            room=office,
            by=coordinator,
            now=NOW,
        )
    appointment.move(
        appointment=made,
        place_kind=Appointment.Place.ROOM,
        room=office,
        by=coordinator,
        now=NOW,
        **there,
    )

    booking = Booking.objects.standing().get(holder_id=made.pk)
    assert booking.starts_at == Commitment.objects.get().starts_at
    assert booking.starts_at == offered[1].starts_at


def test_cancelling_frees_time_and_room(offered, agree, taken):
    made = agree(offered[0])

    appointment.cancel(appointment=made, by=None, now=NOW)
    appointment.cancel(appointment=made, by=None, now=NOW)

    taken.refresh_from_db()
    assert held() == (0, 0, 0)
    assert taken.state == State.ACCEPTED
    agree(offered[0])


def test_a_lost_room_is_followed_to_the_end(offered, agree, taken, coordinator, kassel):
    made = agree(offered[0])
    Letter.objects.all().delete()

    rooms.cancel(
        booking=Booking.objects.standing().get(),
        by=coordinator,
        now=NOW,
        why="Wasserschaden",
    )

    made.refresh_from_db()
    taken.refresh_from_db()
    assert made.state == Appointment.State.LOST_ROOM
    assert taken.state == State.ACCEPTED
    assert held() == (0, 0, 0)
    assert [line.room_lost for line in todo.waiting(centre=kassel)] == [True]
    assert Letter.objects.filter(to_kind="volunteers.volunteer").count() == 1


def test_a_moved_room_takes_the_adviser_along(offered, agree, coordinator):
    made = agree(offered[0])
    later = offered[0].starts_at + HOUR

    rooms.move(
        booking=Booking.objects.standing().get(),
        starts_at=later,
        ends_at=later + HOUR,
        by=coordinator,
        now=NOW,
    )

    made.refresh_from_db()
    assert made.starts_at == Commitment.objects.standing().get().starts_at == later


def test_an_adviser_who_leaves_gives_the_referral_back(
    offered, agree, taken, coordinator
):
    agree(offered[0])

    volunteers.leave(volunteer=taken.volunteer, on=NOW.date(), by=coordinator, now=NOW)

    taken.refresh_from_db()
    assert (taken.state, taken.volunteer) == (State.RECEIVED, None)
    assert held() == (0, 0, 0)


def test_who_gives_back_frees_everything(offered, agree, taken):
    agree(offered[0])

    answer.give_back(ask=Ask.objects.get(answer="yes"), by=None, now=NOW)

    assert held() == (0, 0, 0)


def test_without_rooms_no_room_is_offered(taken):
    assert not Room.objects.exists()
    found = appointment.free_times(referral=taken, volunteer=taken.volunteer, now=NOW)

    assert found == []
