"""Ukrainian is spoken where it is translated, offered nowhere else, and says so."""

import pytest
from django.core.cache import cache

from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.volunteers.models import Interest

JOIN = "/kassel/volunteers/join/"
NAME = "Українська"


@pytest.fixture(autouse=True)
def _no_hurry(settings, elsewhere, kassel):
    settings.GUARD_STRICT = False
    cache.clear()


def test_the_form_is_offered_and_read_in_ukrainian(client):
    assert NAME in client.get(JOIN).content.decode()

    page = client.get(f"{JOIN}?lang=uk").content.decode()

    assert '<html lang="uk" dir="ltr"' in page
    assert "Хочете допомагати?" in page
    assert "ще не перевірив носій мови" in page
    assert "арабська" in page  # the languages to choose from


def test_the_browsers_wish_is_heard(client):
    page = client.get(JOIN, headers={"Accept-Language": "uk-UA,uk;q=0.9,en;q=0.5"})

    assert "Хочете допомагати?" in page.content.decode()


def test_other_pages_do_not_offer_it_and_read_on_in_another_language(client):
    client.get(f"{JOIN}?lang=uk")

    page = client.get("/kassel/find/", headers={"Accept-Language": "uk,en;q=0.5"})

    words = page.content.decode()
    assert '<html lang="en"' in words
    assert NAME not in words
    assert '<html lang="de"' in client.get("/kassel/find/?lang=uk").content.decode()


def test_bad_input_and_the_letter_are_in_ukrainian_too(client):
    client.get(f"{JOIN}?lang=uk")
    told = {
        "called": "Oksana",
        "contact": "oksana@post.example",
        "spoken_1": "uk",
        "wants": ["event"],
    }
    page = client.post(JOIN, told | {"contact": "0151 23"}).content.decode()
    assert "Бракує цифр" in page

    client.post(JOIN, told)

    assert Interest.objects.get().language == "uk"
    words = text_of(Letter.objects.get())
    assert "хтось залишив цю адресу" in words
    assert "?lang=uk" in words
