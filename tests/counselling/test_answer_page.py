import datetime as dt
import re

import pytest

from allin.counselling.models import Appointment, Ask, Referral, Session
from allin.counselling.operations import answer, appointment, ask
from allin.counselling.rules import State
from allin.rooms import operations as rooms
from allin.volunteers.models import Hours
from tests.conftest import NOW, make_user

SECRETS = ("Samar", "15123456789", "nach 16 Uhr")
NEED = ("Mitte", "Ämter, Anträge, Briefe", "Arabisch")


@pytest.fixture
def senait(able):
    return able("Senait")


@pytest.fixture
def asked(pass_on, senait, able, coordinator, elsewhere):
    """Senait and Rahel were asked at once."""
    return ask.ask(
        referral=pass_on().referral,
        people=[senait, able("Rahel")],
        mode=Ask.Mode.AT_ONCE,
        by=coordinator,
        now=NOW,
    )


@pytest.fixture
def url(asked):
    return f"/kassel/counselling/answer/{asked[0].token}/"


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_scanner_that_fetches_the_link_learns_and_changes_nothing(client, url):
    page = text(client.get(url))

    assert "Können Sie helfen?" in page
    assert "Ansehen, worum es geht" in page
    for word in (*SECRETS, *NEED):
        assert word not in page
    assert Ask.objects.filter(opened_at__isnull=False).count() == 0


def test_after_a_click_the_need_is_shown_and_never_the_person(client, url):
    page = text(client.post(url, {"do": "show"}))

    for word in NEED:
        assert word in page
    for word in SECRETS:
        assert word not in page
    assert Ask.objects.filter(opened_at__isnull=False).count() == 1


def test_yes_then_pin_then_name(client, url, asked, coordinator):
    page = text(client.post(url, {"do": "yes"}))
    assert "Die Aufgabe ist jetzt Ihre." in page
    assert "Samar" not in page
    asked[0].ask.refresh_from_db()
    pin = answer.give_pin(ask=asked[0].ask, by=coordinator, now=NOW)

    wrong = text(client.post(url, {"do": "pin", "pin": "12"}))
    response = client.post(url, {"do": "pin", "pin": pin})

    assert "Diese PIN passt nicht." in wrong
    assert "Samar" in text(response)
    assert response.headers["Refresh"] == "600"
    assert "no-store" in response.headers["Cache-Control"]
    assert "Samar" not in text(client.get(url))


def test_a_late_yes_is_thanked(client, url, asked):
    answer.accept(ask=asked[1].ask, by=None, now=NOW)

    page = text(client.post(url, {"do": "yes"}))

    assert "Jemand war gerade schneller. Danke, dass Sie bereit waren." in page


def test_no_is_noted(client, url):
    page = text(client.post(url, {"do": "no"}))

    assert "Ihre Antwort ist notiert" in page
    assert Ask.objects.filter(answer="no").count() == 1


def test_i_know_this_person(client, url, asked):
    client.post(url, {"do": "yes"})

    page = text(client.post(url, {"do": "back", "reason": "known"}))

    assert "Zurückgegeben" in page
    referral = asked[0].ask.referral
    referral.refresh_from_db()
    assert referral.state == State.RECEIVED
    assert "Samar" not in text(client.post(url, {"do": "pin", "pin": "123456"}))


def test_the_same_page_offers_times_and_makes_the_appointment(
    client, url, kassel, coordinator
):
    rooms.settle_room(centre=kassel, name="Büro 1", seats=4, by=coordinator, now=NOW)
    page = client.post(url, {"do": "yes"}).content.decode()
    offered = re.findall(r'name="how" value="([^"]+)"', page)
    assert len(offered) == 7

    done = text(client.post(url, {"do": "agree", "how": offered[0]}))

    assert "Der Termin steht." in done
    assert Appointment.objects.standing().get().place == "Büro 1"


def test_telephone_needs_day_and_time(client, url):
    client.post(url, {"do": "yes"})

    page = text(client.post(url, {"do": "agree", "how": "phone"}))
    assert "Tag und Uhrzeit sind beide nötig." in page
    when = {"on": "2026-03-12", "at": "17:00"}
    done = text(client.post(url, {"do": "agree", "how": "phone", **when}))

    assert "Der Termin steht." in done


def test_how_it_went_is_said_by_link_in_three_taps(client, url):
    """Most advisers have no account: nobody else knows what it took."""
    client.post(url, {"do": "yes"})

    wrong = text(client.post(url, {"do": "close", "minutes": "45"}))
    partly = {"do": "close", "outcome": "partly", "minutes": "20"}
    open_still = text(client.post(url, partly))
    done = partly | {"outcome": "helped", "minutes": "45"}
    page = text(client.post(url, done))

    assert "Wählen Sie, wie es ausgegangen ist." in wrong
    assert "bleibt offen" in open_still
    assert "Notiert. Danke." in page
    assert "nichts mehr zu tun" in page
    assert [talk.minutes for talk in Session.objects.order_by("pk")] == [20, 45]
    assert {hours.minutes for hours in Hours.objects.all()} == {20, 45}
    assert Referral.objects.get().state == State.CLOSED
    client.post(url, done)
    assert Session.objects.count() == 2


def test_nobody_says_how_it_went_without_a_yes(client, url, asked):
    done = {"do": "close", "outcome": "helped", "minutes": "45"}
    client.post(url, done)
    answer.accept(ask=asked[1].ask, by=None, now=NOW)
    client.post(url, done)

    assert not Session.objects.exists()


def test_what_is_over_is_not_moved_but_closed(
    client, accepted, abel, sign_in, monkeypatch
):
    agree_by_telephone(accepted, NOW + dt.timedelta(hours=2))
    sign_in(abel.user)
    at = f"/kassel/counselling/{accepted.pk}/appointment/"
    before = client.get(at).content.decode()
    later = NOW + dt.timedelta(hours=3)
    monkeypatch.setenv("ALLIN_NOW", later.isoformat())
    after = client.get(at).content.decode()

    assert f"{at}move/" in before
    assert f"{at}move/" not in after
    assert "Der Termin läuft oder ist vorbei." in after
    assert f"/kassel/counselling/{accepted.pk}/close/" in after


def agree_by_telephone(referral, starts_at):
    appointment.agree(
        referral=referral,
        place_kind=Appointment.Place.PHONE,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=30),
        by=None,
        now=NOW,
    )


def test_a_signed_in_adviser_needs_no_pin(client, url, senait, sign_in):
    senait.user = make_user("senait@allin.example", "Senait")
    senait.save()
    sign_in(senait.user)
    client.post(url, {"do": "yes"})

    page = text(client.post(url, {"do": "session"}))

    assert "Samar" in page


def test_a_signed_in_stranger_opens_nothing(client, url, derya, sign_in):
    client.post(url, {"do": "yes"})
    sign_in(derya)

    page = text(client.post(url, {"do": "session"}))

    assert "Samar" not in page


def test_an_invented_link_and_another_centre_say_the_same(client, url):
    invented = client.get("/kassel/counselling/answer/nonsense/")
    other = client.get(url.replace("/kassel/", "/elsewhere/"))

    assert invented.status_code == other.status_code == 404
    assert "Dieser Link gilt nicht mehr" in text(invented)


def test_a_link_that_is_over_says_until_when(client, url):
    Ask.objects.filter(volunteer__name="Senait").update(
        answer="no_answer", answered_at=NOW, due_at=NOW
    )

    assert "Dieser Link galt bis 10. März." in text(client.get(url))


def test_arabic_on_a_phone(client, url):
    client.get(f"{url}?lang=ar")
    response = client.post(url, {"do": "show"})

    assert "رسائل الدوائر والطلبات" in text(response)
    assert "نعم، أستطيع" in text(response)
    assert 'dir="rtl"' in response.content.decode()


def test_the_signed_in_pages_of_an_adviser(client, accepted, abel, sign_in):
    sign_in(abel.user)
    page = text(client.get(f"/kassel/counselling/{accepted.pk}/appointment/"))
    assert "Samar" not in page

    opened = client.post(f"/kassel/counselling/{accepted.pk}/person/")
    assert "Samar" in text(opened)
    client.post(f"/kassel/counselling/{accepted.pk}/give-back/", {"reason": "known"})

    assert client.post(f"/kassel/counselling/{accepted.pk}/person/").status_code == 404
