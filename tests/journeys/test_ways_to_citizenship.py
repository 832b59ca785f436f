# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""A first look at citizenship on a telephone; somebody is accompanied; a tandem."""

import pytest

from allin.directory.models import Association
from allin.programmes import operations
from allin.programmes.operations import tandem
from tests.conftest import NOW
from tests.programmes.conftest import bridge

PAGE = "/programmes/citizenship/"


@pytest.fixture(autouse=True)
def _house(kassel, elsewhere):
    kassel.host = "localhost"
    kassel.phone = "+495617009900"
    kassel.save()


def answer(page):
    """Give seven answers, as somebody who has no certificate yet."""
    page.locator("[name=since]").fill("2021-08-31")
    for name, value in (
        ("abroad", "no"),
        ("title", "settled"),
        ("livelihood", "own"),
        ("language", "no"),
        ("test", "unsure"),
        ("identity", "yes"),
    ):
        page.locator(f"[name={name}][value={value}]").check()


def test_seven_answers_in_german(phone, axe, no_sideways_scroll, picture):
    phone.goto(PAGE)
    axe(phone)
    no_sideways_scroll(phone)
    answer(phone)
    phone.get_by_role("button", name="Ansehen").click()
    phone.wait_for_selector("#result")

    assert phone.get_by_text("Montag, 31. August").is_visible()
    assert phone.url.endswith(PAGE)
    axe(phone)
    no_sideways_scroll(phone)
    picture(phone, "citizenship-de")
    assert phone.context.cookies() == []


def test_seven_answers_in_arabic_beside_the_official_words(
    arabic, axe, no_sideways_scroll, picture
):
    arabic.goto(PAGE)
    answer(arabic)
    arabic.get_by_role("button", name="عرض النتيجة").click()
    arabic.wait_for_selector("#result")

    assert arabic.locator("html").get_attribute("dir") == "rtl"
    assert arabic.get_by_text("Einbürgerungstest").first.is_visible()
    assert arabic.get_by_text("مستوفى على الأرجح").first.is_visible()
    axe(arabic)
    no_sideways_scroll(arabic)
    picture(arabic, "citizenship-ar")


def test_two_boards_say_yes_by_link(
    phone, kassel, bridge, coordinator, axe, no_sideways_scroll
):
    other = Association.objects.create(
        centre=kassel, name="Kulturgarten e. V.", created_at=NOW
    )
    setup = operations.set_up(
        centre=kassel, template="tandem", name="Tandem", by=coordinator, now=NOW
    )
    made = tandem.propose(
        programme=setup.programme, one=bridge, other=other, by=coordinator, now=NOW
    )
    for token in (made.first_token, made.second_token):
        phone.goto(f"/programmes/tandem/answer/{token}/")
        axe(phone)
        no_sideways_scroll(phone)
        phone.get_by_role("button", name="Ja, wir möchten").click()
        phone.wait_for_load_state()

    assert phone.get_by_text("Beide haben zugesagt. Es hat begonnen.").is_visible()
