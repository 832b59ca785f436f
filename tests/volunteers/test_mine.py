"""The own page of somebody without an account: link, PIN, and what they change."""

import datetime as dt

import pytest
from django.core.cache import cache

from allin.core import languages
from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.volunteers import operations
from allin.volunteers.models import Commitment, Hours, OwnLink, Volunteer

MINE = "/kassel/volunteers/mine/"


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def oksana(make_volunteer):
    return make_volunteer(
        "Oksana Melnyk",
        email="oksana@post.example",
        native=languages.mask(["uk"]),
        language="de",
    )


@pytest.fixture
def made(oksana, coordinator, now):
    return operations.give_link(volunteer=oksana, by=coordinator, now=now)


@pytest.fixture
def opened(made, client):
    """The own page, opened with link and PIN."""
    answer = client.post(f"{MINE}{made.token}/", {"pin": made.pin}, follow=True)
    assert "Oksana Melnyk" in answer.content.decode()
    return client


def test_the_link_shows_nobody_before_the_pin(made, client):
    page = client.get(f"{MINE}{made.token}/").content.decode()

    assert "Oksana" not in page
    assert "PIN" in page
    assert "geschlossen" in client.get(MINE).content.decode()


def test_five_wrong_pins_lock_it(made, client, oksana, coordinator, now):
    where = f"{MINE}{made.token}/"
    wrong = f"{(int(made.pin) + 1) % 1000000:06}"
    for _try in range(5):
        assert "passt nicht" in client.post(where, {"pin": wrong}).content.decode()

    assert "fünf Versuchen" in client.post(where, {"pin": made.pin}).content.decode()
    again = operations.give_link(volunteer=oksana, by=coordinator, now=now)
    page = client.post(f"{MINE}{again.token}/", {"pin": again.pin}, follow=True)
    assert "Oksana Melnyk" in page.content.decode()
    assert client.get(where).status_code == 404


def test_a_void_link_closes_the_open_page(opened, made, oksana, coordinator, now):
    operations.revoke_link(volunteer=oksana, by=coordinator, now=now)

    assert "Oksana" not in opened.get(MINE).content.decode()
    assert opened.get(f"{MINE}{made.token}/").status_code == 404


def test_it_closes_after_half_an_hour_and_on_request(opened, made, monkeypatch, now):
    opened.post(f"{MINE}close/")
    assert "Oksana" not in opened.get(MINE).content.decode()
    opened.post(f"{MINE}{made.token}/", {"pin": made.pin})
    later = now + dt.timedelta(minutes=31)
    monkeypatch.setenv("ALLIN_NOW", later.isoformat())
    assert "Oksana" not in opened.get(MINE).content.decode()


def test_the_link_of_another_centre_opens_nothing(made, client):
    assert client.get(f"/elsewhere/volunteers/mine/{made.token}/").status_code == 404


def test_the_coordination_gives_the_link_and_a_board_does_not(
    sign_in, derya, client, oksana, board, now
):
    sign_in(derya)
    page = client.post(f"/kassel/volunteers/{oksana.pk}/link/").content.decode()

    assert "/kassel/volunteers/mine/" in page
    assert "<svg" in page
    assert Letter.objects.get().to_kind == "volunteers.volunteer"
    with pytest.raises(Refusal):
        operations.give_link(volunteer=oksana, by=board, now=now)


def test_hours_are_entered_from_the_phone_also_by_the_month(opened, oksana):
    entered = {"worked_on": "2026-02-14", "minutes": "90", "kind": "event"}
    opened.post(MINE, entered)
    page = opened.post(MINE, entered | {"kind": "other", "only_month": "on"})

    assert page.status_code == 302
    page = opened.get(MINE).content.decode()
    assert "Februar 2026" in page
    assert "3:00" in page
    assert Hours.objects.filter(volunteer=oksana, dated=False).count() == 1


def test_languages_contact_times_and_limits_are_ones_own_to_change(opened, oksana):
    opened.post(
        f"{MINE}languages/",
        {
            "spoken_1": "uk",
            "level_1": "native",
            "spoken_2": "de",
            "level_2": "some",
        },
    )
    opened.post(f"{MINE}reach/", {"phone": "0151 23456789", "language": "de"})
    opened.post(
        f"{MINE}times/",
        {"morning": ["0", "2"], "week_hours": "6", "districts": ["Mitte"]},
    )

    oksana.refresh_from_db()
    assert oksana.level_of("de") == "some"
    assert (oksana.phone, oksana.email) == ("+4915123456789", "")
    assert (oksana.week_hours, oksana.run_days) == (6, None)
    assert oksana.district_list == ["Mitte"]


def test_one_way_to_be_reached_stays(opened, oksana):
    page = opened.post(f"{MINE}reach/", {"language": "de"}).content.decode()

    assert "muss bleiben" in page
    oksana.refresh_from_db()
    assert oksana.email == "oksana@post.example"


def test_days_away_are_entered_and_taken_back(opened, oksana):
    days = {"starts_on": "2026-04-01", "ends_on": "2026-04-10"}
    opened.post(f"{MINE}away/", days)
    twice = opened.post(f"{MINE}away/", days).content.decode()

    assert "schon eingetragen" in twice
    gone = oksana.away.get()
    opened.post(f"{MINE}away/{gone.pk}/")
    assert not oksana.away.exists()


def test_somebody_elses_days_away_are_not_there(opened, make_volunteer, kassel):
    other = make_volunteer("Amal")
    gone = other.away.create(
        centre=kassel, starts_on="2026-04-01", ends_on="2026-04-02"
    )

    assert opened.post(f"{MINE}away/{gone.pk}/").status_code == 404
    assert other.away.exists()


def test_pausing_and_leaving_are_ones_own_to_decide(opened, oksana, now):
    opened.post(f"{MINE}pause/", {"until": "2026-04-01"})
    oksana.refresh_from_db()
    assert oksana.paused_until == dt.date(2026, 4, 1)
    opened.post(f"{MINE}pause/", {"until": ""})
    promised = operations.commit(
        volunteer=Volunteer.objects.get(pk=oksana.pk),
        starts_at=now + dt.timedelta(days=2),
        ends_at=now + dt.timedelta(days=2, hours=2),
        kind="event",
        by=None,
        now=now,
    )
    assert "1 Termin ist zugesagt" in opened.get(MINE).content.decode()

    page = opened.post(f"{MINE}end/leave/").content.decode()

    assert "Danke für Ihre Zeit" in page
    promised.refresh_from_db()
    assert not promised.active
    assert "Oksana" not in opened.get(MINE).content.decode()


def test_who_deletes_themselves_is_gone_at_once(opened, oksana, made):
    Hours.objects.create(
        centre=oksana.centre,
        volunteer=oksana,
        association=oksana.association,
        kind="event",
        minutes=60,
        worked_on="2026-02-01",
        entered_at=oksana.created_at,
    )

    opened.post(f"{MINE}end/erase/")

    oksana.refresh_from_db()
    assert oksana.name == ""
    assert Hours.objects.get().volunteer is None
    assert not OwnLink.objects.exists()
    assert opened.get(f"{MINE}{made.token}/").status_code == 404


def test_a_signed_in_volunteer_has_the_same_page(client, sign_in, miriam):
    sign_in(miriam.user)

    assert "Miriam Tekle" in client.get(MINE).content.decode()


def test_nothing_is_promised_on_days_away(oksana, coordinator, now):
    operations.go_away(
        volunteer=oksana,
        starts_on=now.date() + dt.timedelta(days=3),
        ends_on=now.date() + dt.timedelta(days=5),
        by=coordinator,
        now=now,
    )

    def promise(days, hours=2):
        return operations.commit(
            volunteer=oksana,
            starts_at=now + dt.timedelta(days=days),
            ends_at=now + dt.timedelta(days=days, hours=hours),
            kind="event",
            by=None,
            now=now,
        )

    with pytest.raises(Refusal, match=r"13\.03\.2026 bis 15\.03\.2026"):
        promise(5)
    with pytest.raises(Refusal):
        promise(2, hours=20)  # into the night
    promise(6)
    assert Commitment.objects.count() == 1
