import pytest

from allin.centres import operations
from allin.centres.models import Centre, LegalText
from tests.conftest import make_user


@pytest.fixture
def page(sign_in, derya, client):
    sign_in(derya)

    def go(path, data=None):
        where = f"/kassel/centre/{path}"
        if data is None:
            return client.get(where).content.decode()
        return client.post(where, data, follow=True).content.decode()

    return go


def test_the_page_says_how_the_centre_works(page):
    shown = page("")

    assert "Servicestelle Kassel" in shown
    assert "Bettenhausen" in shown
    assert "30" in shown


def test_districts_are_typed_one_a_line(page, kassel):
    page(
        "contact/",
        {
            "name": "Servicestelle Kassel",
            "short_name": "ALL IN",
            "address": "Treppe 4",
            "phone": "0561 700 99 00",
            "districts": "Mitte\r\n\r\n Waldau \r\nMitte",
            "languages": ["tr"],
        },
    )

    kassel.refresh_from_db()
    assert kassel.districts == ["Mitte", "Waldau"]
    assert kassel.phone == "+495617009900"
    assert kassel.languages == ["de", "tr"]


def test_a_wrong_number_loses_nothing(page, kassel):
    shown = page(
        "contact/",
        {"name": "Neu", "short_name": "N", "phone": "0151 23", "districts": "X"},
    )

    assert "Es fehlen Ziffern" in shown
    assert 'value="Neu"' in shown
    assert Centre.objects.get(pk=kassel.pk).name == "Servicestelle Kassel"


def test_an_area_that_is_switched_off_leaves_the_menu(page, kassel):
    page("modules/", {"modules": ["counselling"]})

    kassel.refresh_from_db()
    assert kassel.modules == ["counselling"]


@pytest.mark.parametrize("days", ["0", "366", "viel", "", "9" * 10_000])
def test_a_period_out_of_bounds_gets_a_sentence(page, kassel, days):
    page("periods/", {"keep_closed_days": days})

    assert Centre.objects.get(pk=kassel.pk).number("keep_closed_days") == 90


def test_a_text_is_written_reviewed_and_then_shown(page, kassel):
    words = {"purpose": "pass_on", "language": "uk", "text": "Я згоден"}
    assert "nicht geprüft" in page("texts/write/", words)
    text = LegalText.objects.get()
    assert operations.consent_text(kassel, "pass_on", "uk") is None

    page(f"texts/{text.pk}/review/", {"reviewer": "Olena K."})

    assert operations.consent_text(kassel, "pass_on", "uk").text == "Я згоден"
    assert "geprüft von Olena K." in page("texts/")


def test_another_centres_text_is_not_there(page, client, elsewhere, now):
    text = LegalText.objects.create(
        centre=elsewhere,
        purpose="pass_on",
        language="de",
        version=1,
        text="Anderswo",
        written_at=now,
    )

    assert client.get(f"/kassel/centre/texts/{text.pk}/review/").status_code == 404
    assert "Anderswo" not in page("texts/")


def test_the_deputy_is_shown_no_way_that_ends_before_a_wall(client, sign_in, kassel):
    deputy = make_user("jonas@allin.example", "Jonas", kassel, "deputy")
    protection = make_user("dsb@allin.example", "Dora", kassel, "protection")

    ways = {
        user.name: sign_in(user).get("/kassel/centre/").content.decode()
        for user in (deputy, protection)
    }

    assert "Team und Rollen" not in ways["Jonas"]
    assert "Briefe" in ways["Jonas"]
    assert "Briefe" not in ways["Dora"]
    assert "Wer was getan hat" in ways["Dora"]
