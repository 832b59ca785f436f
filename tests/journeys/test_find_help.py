# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""Somebody looks for help: in German, in Arabic, on a telephone, without script."""

import pytest

from tests.directory.conftest import bruecke, enter_offer, housing, letters, offer


@pytest.fixture(autouse=True)
def _house(kassel, elsewhere, offer, bruecke, housing, enter_offer):
    kassel.host = "localhost"
    kassel.address = "Treppe 4, 34117 Kassel"
    kassel.phone = "+495617009900"
    kassel.save()
    offer.titles = {"ar": "مساعدة في الرسائل"}
    offer.step_free = True
    offer.save()
    enter_offer(
        bruecke, "Wohnen", housing, languages="ti", hours=[(3, "16:00", "18:00")]
    )


def test_from_a_word_with_a_typo_to_a_slip(phone, axe, no_sideways_scroll, picture):
    phone.goto("/find/")
    assert phone.get_by_role("heading", level=1).inner_text() == "Hilfe finden"
    axe(phone)
    no_sideways_scroll(phone)
    picture(phone, "find-de")

    phone.get_by_label("Was brauchen Sie?").fill("Breif vom Amt")
    phone.get_by_role("button", name="Hilfe suchen").click()
    phone.wait_for_url("**q=**")
    assert phone.get_by_text("jetzt geöffnet", exact=True).first.is_visible()
    axe(phone)
    no_sideways_scroll(phone)

    phone.get_by_role("link", name="Hilfe bei Briefen").click()
    assert phone.get_by_text("Treppe 4, Büro 1").is_visible()
    axe(phone)
    no_sideways_scroll(phone)
    picture(phone, "offer-de")
    phone.get_by_role("link", name="Zettel für dieses Angebot").click()
    phone.wait_for_url("**/counselling/refer/**")


def test_in_arabic_by_topic(arabic, axe, no_sideways_scroll, picture):
    arabic.goto("/find/")
    assert arabic.locator("html").get_attribute("dir") == "rtl"
    axe(arabic)
    no_sideways_scroll(arabic)
    picture(arabic, "find-ar")

    arabic.get_by_role("link", name="رسائل ودوائر").click()
    arabic.get_by_role("link", name="مساعدة في الرسائل").first.click()
    assert arabic.get_by_role("heading", level=1).inner_text() == "مساعدة في الرسائل"
    axe(arabic)
    no_sideways_scroll(arabic)
    picture(arabic, "offer-ar")


def test_without_script_and_with_nothing_to_find(bare):
    bare.goto("/find/")
    bare.get_by_label("Was brauchen Sie?").fill("Zahnarzt")
    bare.get_by_role("button", name="Hilfe suchen").click()
    assert bare.get_by_text("Nichts passt zu allem.").is_visible()
    bare.get_by_role("link", name="Alle Themen").click()
    assert bare.get_by_role("heading", level=1).inner_text() == "Hilfe finden"


def test_the_coordination_looks_after_its_associations(
    page, derya, enter, axe, bruecke, offer, picture
):
    enter(page, derya)
    page.goto("/directory/")
    axe(page)
    page.get_by_role("link", name="Brücke e. V.").click()
    axe(page)
    picture(page, "association")
    page.get_by_role("link", name="Hilfe bei Briefen").click()
    axe(page)
    page.get_by_role("button", name="Angebot bestätigen").click()
    page.get_by_text("Das Angebot ist bestätigt.").wait_for()
    page.get_by_role("link", name="Angebot ändern").click()
    axe(page)
    page.goto("/directory/partners/")
    axe(page)


def test_the_report_is_read_and_frozen(page, derya, enter, axe, picture, kassel):
    enter(page, derya)
    page.goto("/report/?year=2026&quarter=1")
    axe(page)
    page.get_by_role("button", name="Zahlen festschreiben").click()
    page.get_by_text("Festgeschrieben am").wait_for()
    axe(page)
    picture(page, "report")
