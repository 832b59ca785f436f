import datetime as dt

import pytest

from allin.core import languages
from allin.directory.models import Membership
from allin.volunteers import operations
from allin.volunteers.models import Hours, Volunteer
from tests.conftest import NOW, make_user

TODAY = NOW.date()


@pytest.fixture
def at_home(client, derya, sign_in):
    client.get("/kassel/")
    return sign_in(derya)


@pytest.fixture
def as_board(client, horizonte, kassel, sign_in):
    user = make_user("milan@allin.example", "Milan Vorstand")
    Membership.objects.create(
        centre=kassel, user=user, kind="board", association=horizonte, created_at=NOW
    )
    return sign_in(user)


@pytest.fixture
def signed_in_miriam(client, miriam, sign_in):
    return sign_in(miriam.user)


def text(response):
    return response.content.decode()


def test_the_list_says_who_can_be_asked(at_home, make_volunteer):
    make_volunteer("Senait Berhane")
    make_volunteer("Luam Kidane", paused_until=dt.date(2026, 3, 22))
    make_volunteer("Yonas Asfaha", confidentiality_until=dt.date(2026, 2, 1))

    page = text(at_home.get("/kassel/volunteers/"))

    assert "3 Menschen geben Zeit." in page
    assert "Senait Berhane" in page
    assert "Tigrinya" in page
    assert "22. März" in page
    assert "Verschwiegenheit fehlt" in page


def test_the_list_narrows_by_language(at_home, make_volunteer):
    make_volunteer("Senait Berhane")
    make_volunteer("Olena Kovalenko", native=languages.mask(["uk"]))

    page = text(at_home.get("/kassel/volunteers/?language=uk"))

    assert "Olena Kovalenko" in page
    assert "Senait Berhane" not in page


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_three(
    at_home, make_volunteer, django_assert_max_num_queries, how_many
):
    for number in range(how_many):
        make_volunteer(f"V{number}")

    with django_assert_max_num_queries(16):
        at_home.get("/kassel/volunteers/")


def test_a_board_sees_its_own_people_only(as_board, make_volunteer, associations):
    own = make_volunteer("Senait Berhane")
    other = make_volunteer("Nour Saleh", association=associations[1])

    page = text(as_board.get("/kassel/volunteers/"))

    assert "Senait Berhane" in page
    assert "Nour Saleh" not in page
    assert as_board.get(f"/kassel/volunteers/{own.pk}/").status_code == 200
    assert (
        as_board.get(f"/kassel/volunteers/{other.pk}/").status_code
        == as_board.get("/kassel/volunteers/999999/").status_code
        == 404
    )


def test_strangers_sign_in_first_and_other_roles_find_no_page(
    client, kassel, elsewhere, city_officer, sign_in
):
    assert client.get("/kassel/volunteers/").status_code == 302
    from allin.accounts.models import User  # noqa: PLC0415

    sign_in(User.objects.get(pk=city_officer.id))
    assert client.get("/kassel/volunteers/").status_code == 404
    assert client.get("/kassel/volunteers/hours/").status_code == 404


def test_the_page_of_a_volunteer_says_how_things_stand(at_home, miriam, coordinator):
    operations.show(
        volunteer=miriam,
        kind="police",
        seen_on=TODAY,
        seen_by="Derya Aksoy",
        by=coordinator,
        now=NOW,
    )

    page = text(at_home.get(f"/kassel/volunteers/{miriam.pk}/"))

    assert "Kann gefragt werden." in page
    assert "Führungszeugnis" in page
    assert "3 Vermittlungen, davon 0 in diesem Quartal" in page


FILLED = {
    "name": "Senait Berhane",
    "phone": "0151 23456789",
    "language": "de",
    "spoken_1": "ti",
    "level_1": "native",
    "morning": ["0", "2"],
    "share": "2",
    "legal_level": "none",
}


def test_registering_and_editing(at_home, horizonte):
    done = at_home.post(
        "/kassel/volunteers/register/", FILLED | {"association": horizonte.pk}
    )
    senait = Volunteer.objects.get()
    assert done.url == f"/kassel/volunteers/{senait.pk}/"
    assert senait.phone == "+4915123456789"
    assert senait.level_of("ti") == "native"

    form = text(at_home.get(f"/kassel/volunteers/{senait.pk}/edit/"))
    assert 'value="Senait Berhane"' in form
    at_home.post(f"/kassel/volunteers/{senait.pk}/edit/", FILLED | {"share": "5"})

    senait.refresh_from_db()
    assert senait.share == 5


def test_a_form_with_mistakes_comes_back_filled(at_home, horizonte):
    wrong = {"phone": "0151 2", "association": horizonte.pk, "share": "99"}

    page = text(at_home.post("/kassel/volunteers/register/", FILLED | wrong))

    assert "Es fehlen Ziffern." in page
    assert "Senait Berhane" in page
    assert Volunteer.objects.count() == 0


def test_legal_guidance_needs_a_name_and_an_end(at_home, horizonte):
    page = text(
        at_home.post(
            "/kassel/volunteers/register/",
            FILLED | {"association": horizonte.pk, "legal_level": "supervised"},
        )
    )

    assert "Wer leitet an?" in page


@pytest.mark.parametrize("step", ["pause", "bind", "show", "leave"])
def test_each_step_has_a_page(at_home, miriam, step):
    page = text(at_home.get(f"/kassel/volunteers/{miriam.pk}/{step}/"))

    assert page.count("<h1") == 1
    assert "Miriam Tekle" in page


def test_a_pause_in_the_past_is_refused_on_the_field(at_home, miriam):
    page = text(
        at_home.post(f"/kassel/volunteers/{miriam.pk}/pause/", {"until": "2026-03-01"})
    )

    assert "Dieser Tag ist vorbei." in page


def test_erasing_by_hand(at_home, miriam):
    assert "Miriam Tekle" in text(at_home.get(f"/kassel/volunteers/{miriam.pk}/erase/"))
    at_home.post(f"/kassel/volunteers/{miriam.pk}/erase/")

    assert at_home.get(f"/kassel/volunteers/{miriam.pk}/").status_code == 404


def test_own_hours_from_the_phone_to_the_board(
    signed_in_miriam, as_board, miriam, client
):
    client.force_login(miriam.user)
    filled = {"worked_on": "2026-03-09", "minutes": "90", "kind": "counselling"}
    done = client.post("/kassel/volunteers/own/", filled, follow=True)
    assert "1:30 Std." in text(done)
    assert "wartet" in text(done)

    client.force_login(Membership.objects.get().user)
    page = text(client.get("/kassel/volunteers/hours/"))
    assert "1 Eintrag wartet auf Bestätigung." in page
    assert "1 Eintrag wartet" in text(client.get("/kassel/volunteers/"))
    row = Hours.objects.get()
    done = client.post(
        "/kassel/volunteers/hours/confirm/", {"row": [row.pk]}, follow=True
    )

    assert "1 Eintrag ist bestätigt." in text(done)


def test_the_own_page_speaks_arabic(signed_in_miriam):
    page = text(signed_in_miriam.get("/kassel/volunteers/own/?lang=ar"))

    assert "ساعاتي" in page
    assert 'dir="rtl"' in page


def test_tomorrow_is_refused_on_the_own_page(signed_in_miriam):
    filled = {"worked_on": "2026-03-11", "minutes": "90", "kind": "counselling"}

    page = text(signed_in_miriam.post("/kassel/volunteers/own/", filled))

    assert "noch nicht" in page


def test_the_calendar_shows_times_and_nothing_else(client, miriam, coordinator):
    starts = NOW + dt.timedelta(days=1)
    operations.commit(
        volunteer=miriam,
        starts_at=starts,
        ends_at=starts + dt.timedelta(hours=1),
        kind="appointment",
        by=coordinator,
        now=NOW,
    )

    file = text(client.get(f"/kassel/volunteers/calendar/{miriam.feed_token}.ics"))

    assert "DTSTART:20260311T084000Z" in file.replace("\r\n", "\n")
    assert "SUMMARY:ALL IN" in file
    assert "Miriam" not in file


def test_a_renewed_calendar_closes_the_old_address(signed_in_miriam, miriam):
    old = f"/kassel/volunteers/calendar/{miriam.feed_token}.ics"

    signed_in_miriam.post("/kassel/volunteers/own/calendar/renew/")

    assert signed_in_miriam.get(old).status_code == 404
    elsewhere = old.replace("/kassel/", "/elsewhere/")
    assert signed_in_miriam.get(elsewhere).status_code == 404
