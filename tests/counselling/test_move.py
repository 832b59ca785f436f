import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.counselling.models import Appointment, Ask
from allin.counselling.operations import appointment
from allin.counselling.operations.ask import hash_of
from allin.counselling.operations.codes import give_pin
from allin.outbox import operations as outbox
from allin.outbox.models import Letter
from allin.rooms import operations as rooms
from allin.rooms.models import Booking
from tests.conftest import BERLIN, NOW
from tests.counselling.conftest import held

HOUR = dt.timedelta(hours=1)


def moved_to(made, time, **more):
    said = {
        "place_kind": Appointment.Place.ROOM,
        "starts_at": time.starts_at,
        "ends_at": time.ends_at,
        "room": time.room,
        "by": None,
        "now": NOW,
    }
    return appointment.move(appointment=made, **said | more)


@pytest.fixture
def projector(kassel, coordinator):
    return rooms.settle_equipment(
        centre=kassel, name="Beamer", stock=1, by=coordinator, now=NOW
    )


def test_moving_twice_writes_once(offered, agree, coordinator):
    made = agree(offered[0])
    Letter.objects.all().delete()

    moved_to(made, offered[1], by=coordinator)
    moved_to(made, offered[1], by=coordinator)

    assert Letter.objects.filter(to_kind="volunteers.volunteer").count() == 1
    assert held() == (1, 1, 1)


def test_a_room_becomes_the_telephone_and_a_room_again(offered, agree):
    made = agree(offered[0])

    moved_to(made, offered[1], room=None, place_kind=Appointment.Place.PHONE)
    assert held() == (1, 1, 0)
    moved_to(made, offered[1])

    assert held() == (1, 1, 1)
    made.refresh_from_db()
    assert (made.place, made.place_kind) == ("Büro 1", "room")


def test_equipment_comes_with_the_room_or_nothing_does(
    offered, agree, taken, projector, office, coordinator
):
    other = rooms.settle_room(
        centre=office.centre, name="Büro 2", seats=4, by=coordinator, now=NOW
    )
    rooms.book(
        room=other,
        starts_at=offered[0].starts_at,
        ends_at=offered[0].ends_at,
        by=coordinator,
        now=NOW,
        equipment=[projector],
    )

    with pytest.raises(Refusal, match="Beamer"):
        agree(offered[0], equipment=[projector])

    assert held() == (0, 0, 1)
    near = appointment.times_near(
        referral=taken,
        volunteer=taken.volunteer,
        wanted=offered[0].starts_at,
        now=NOW,
        equipment=[projector],
    )
    assert near
    assert all(time.starts_at != offered[0].starts_at for time in near)
    made = agree(near[0], equipment=[projector])
    assert appointment.equipment_of(made) == [projector]
    moved_to(made, near[1])
    assert appointment.equipment_of(made) == []


def test_another_room_from_below_sends_the_person_to_the_right_door(
    offered, agree, coordinator, kassel
):
    made = agree(offered[0])
    other = rooms.settle_room(
        centre=kassel, name="Büro 2", seats=4, by=coordinator, now=NOW
    )

    rooms.move(
        booking=Booking.objects.standing().get(),
        starts_at=offered[0].starts_at,
        ends_at=offered[0].ends_at,
        room=other,
        by=coordinator,
        now=NOW,
    )

    made.refresh_from_db()
    assert made.place == "Büro 2"


def test_what_has_begun_is_not_moved(offered, agree):
    made = agree(offered[0])

    with pytest.raises(Refusal, match="begonnen"):
        moved_to(made, offered[1], now=offered[0].starts_at + HOUR / 2)


@pytest.fixture
def at_work(sign_in, derya):
    return sign_in(derya)


def page_of(referral, tail=""):
    return f"/kassel/counselling/{referral.pk}/appointment/{tail}"


def test_the_coordination_moves_it_on_a_page(at_work, taken, offered, agree, office):
    agree(offered[0])
    answers = {"how": "room", "room": office.pk, "on": "2026-03-12", "at": "11:00"}

    shown = at_work.get(page_of(taken)).content.decode()
    done = at_work.post(page_of(taken, "move/"), answers, follow=True)

    assert "Termin verschieben" in shown
    assert "Der Termin ist verschoben." in done.content.decode()
    one = Appointment.objects.standing().get()
    assert one.starts_at.astimezone(BERLIN).hour == 11
    assert held() == (1, 1, 1)


def test_a_taken_time_is_answered_with_what_is_free_near_it(
    at_work, taken, offered, agree, office, coordinator
):
    agree(offered[0])
    rooms.book(
        room=office,
        starts_at=offered[1].starts_at,
        ends_at=offered[1].ends_at,
        by=coordinator,
        now=NOW,
    )
    wall = offered[1].starts_at.astimezone(BERLIN)
    answers = {
        "how": "room",
        "room": office.pk,
        "on": f"{wall:%Y-%m-%d}",
        "at": f"{wall:%H:%M}",
    }

    page = at_work.post(page_of(taken, "move/"), answers).content.decode()

    assert "schon vergeben" in page
    assert "In der Nähe frei sind die Zeiten unten." in page
    assert f"{office.pk}@" in page
    assert Appointment.objects.standing().get().starts_at == offered[0].starts_at


@pytest.mark.parametrize(
    ("on", "at", "sentence"),
    [
        ("2026-03-29", "02:30", "Uhr wird in dieser Nacht vorgestellt"),
        ("2026-03-09", "10:00", "Dieser Tag ist vorbei."),
        ("0001-01-01", "00:10", "Dieser Tag ist vorbei."),
        ("9999-12-31", "23:30", "mehr als ein Jahr"),
        ("", "", "Tag und Uhrzeit"),
    ],
)
def test_a_time_nobody_can_mean_gets_a_sentence(
    at_work, taken, offered, on, at, sentence
):
    answers = {"how": "phone", "on": on, "at": at}

    page = at_work.post(page_of(taken), answers).content.decode()

    assert sentence in page
    assert held() == (0, 0, 0)


def test_an_hour_that_comes_twice_means_the_first(at_work, taken, offered):
    answers = {"how": "phone", "on": "2026-10-25", "at": "02:30"}

    at_work.post(page_of(taken), answers)

    one = Appointment.objects.standing().get()
    assert one.starts_at == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


def test_who_has_the_link_moves_it_too(client, taken, offered, agree, elsewhere):
    agree(offered[0])
    Ask.objects.filter(answer="yes").update(token_hash=hash_of("link"))
    url = "/kassel/counselling/answer/link/"

    asked = client.post(url, {"do": "move"}).content.decode()
    client.post(url, {"do": "move", "how": offered[1].key})

    assert "Er steht, bis ein anderer vereinbart ist." in asked
    assert Appointment.objects.standing().get().starts_at == offered[1].starts_at


def test_the_person_sees_a_moved_and_a_lost_appointment(
    client, taken, offered, agree, kassel, settings
):
    settings.GUARD_STRICT = False
    made = agree(offered[0])
    moved_to(made, offered[1])
    pin = give_pin(referral=taken, whose="person")
    answers = {"code": taken.code, "pin": pin}

    moved = client.post("/kassel/counselling/status/", answers, follow=True)
    appointment.cancel(appointment=made, by=None, now=NOW)
    gone = client.get("/kassel/counselling/status/mine/")

    assert "Ihr Termin wurde verschoben." in moved.content.decode()
    assert "Ihr Termin findet nicht statt" in gone.content.decode()


def test_who_cancels_reads_who_calls_the_person(at_work, taken, offered, agree):
    agree(offered[0])
    Letter.objects.all().delete()

    page = at_work.post(page_of(taken, "cancel/"), follow=True).content.decode()

    assert "bekommt einen Brief und ruft die Person an." in page
    assert "rufen Sie die Person an" in outbox.text_of(Letter.objects.get())
