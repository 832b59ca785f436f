# ruff: noqa: F401, F811  (fixtures of the festival are imported by name)
"""Fest der Kulturen: from a stand asked for to the till, with a stranger's shift."""

import re

import pytest

from allin.programmes.models import Assignment, Settlement, Slot, Stand
from allin.programmes.operations import festival as operations
from allin.volunteers.models import Commitment, Hours
from tests.programmes.fairs import (
    board,
    fair,
    fair_setup,
    guests,
    host,
    june,
    nour,
    shifts,
)


@pytest.fixture(autouse=True)
def _house(kassel, elsewhere):
    kassel.host = "localhost"
    kassel.phone = "+495617009900"
    kassel.save()


@pytest.fixture
def looked(axe, no_sideways_scroll):
    def at(page):
        axe(page)
        no_sideways_scroll(page)

    return at


def test_a_stand_from_the_wish_to_the_till(
    page, phone, enter, nour, derya, fair, guests, looked, clock_at
):
    board = enter(phone, nour)
    board.goto("/programmes/festivals/")
    looked(board)
    board.get_by_role("link", name="Stand beantragen").click()
    board.get_by_label("Was der Stand anbietet").fill("Tee und Baklava")
    board.get_by_label("Strom, in Watt").fill("2000")
    board.locator("[name=food]").check()
    looked(board)
    board.locator("main form button[type=submit]").click()
    board.get_by_text("Noch hat niemand entschieden.").wait_for()
    looked(board)

    enter(page, derya)
    page.goto(f"/programmes/festivals/{fair.pk}/")
    page.get_by_text("1 Stand wartet auf eine Entscheidung.").wait_for()
    looked(page)
    page.get_by_role("link", name="Stände ansehen").click()
    looked(page)
    page.get_by_role("link", name="vergeben").click()
    page.get_by_label("Nummer auf dem Plan").fill("a 1")
    page.locator("main form button[type=submit]").click()
    page.get_by_role("button", name="Plan ausgeben").click()
    page.get_by_text("Plan, Fassung 1").first.wait_for()
    looked(page)

    board.reload()
    board.get_by_text("Angenommen, Nummer A1 auf dem Plan.").wait_for()

    clock_at("2026-06-15 10:00")
    page.goto(f"/programmes/festivals/{fair.pk}/money/")
    page.get_by_role("link", name="A1").click()
    page.get_by_label("Wechselgeld").fill("100")
    page.get_by_label("In der Kasse gezählt").fill("80")
    page.locator("main form button[type=submit]").click()
    page.get_by_text("weniger als das Wechselgeld").first.wait_for()
    looked(page)
    page.get_by_label("In der Kasse gezählt").fill("432,50")
    page.locator("main form button[type=submit]").click()
    page.get_by_text("Alle Stände sind abgerechnet.").wait_for()
    assert page.get_by_text("332,50 €").first.is_visible()
    looked(page)
    assert Settlement.objects.get().till.left == 28_250
    assert Stand.objects.get().number == "A1"


def test_an_act_waits_for_the_change_over(page, enter, derya, fair, looked):
    enter(page, derya)
    page.goto(f"/programmes/festivals/{fair.pk}/stage/")
    looked(page)
    for act, starts, ends in (
        ("Chor", "13:00", "14:00"),
        ("Tanz", "14:10", "15:00"),
    ):
        page.goto(f"/programmes/festivals/{fair.pk}/acts/add/")
        page.get_by_label("Wer auftritt").fill(act)
        page.get_by_label("Von", exact=True).fill(starts)
        page.get_by_label("Bis", exact=True).fill(ends)
        page.locator("main form button[type=submit]").click()
    page.get_by_text("20 Minuten").first.wait_for()
    looked(page)
    page.get_by_label("Von", exact=True).fill("14:20")
    page.locator("main form button[type=submit]").click()
    page.get_by_text("14:20 bis 15 Uhr").wait_for()
    looked(page)
    assert Slot.objects.count() == 2


SAID = {
    "de": ("Sie sind dabei.", "Schicht zurückgeben", "Absagen und Angaben löschen"),
    "ar": ("الاسم", "إرجاع الوردية", "الانسحاب وحذف بياناتي"),
    "uk": ("Вас записано.", "Повернути зміну", "Вийти й видалити мої дані"),
}


@pytest.mark.parametrize("language", ["de", "ar", "uk"])
def test_a_stranger_takes_a_shift_and_gives_it_back(
    window, fair, shifts, looked, language, picture
):
    shifts()
    (other,) = shifts("Bühne", june("18:00"), june("20:00"))
    size = {"width": 360, "height": 740}
    person = window(size=size, language=language, has_touch=True, is_mobile=True)
    _welcome, give_back, leave = SAID[language]

    person.goto(f"/programmes/fest/{fair.token}/?lang={language}")
    assert person.locator("html").get_attribute("lang") == language
    looked(person)
    picture(person, f"festival-help-{language}")
    person.locator("main tbody a").first.click()
    looked(person)
    person.locator("[name=called]").fill("Lina Haddad")
    person.locator("[name=channel]").fill("0151 23456789")
    person.locator("[name=agree]").check()
    person.locator("main form button[type=submit]").click()
    person.wait_for_url("**/helper/**")
    looked(person)
    picture(person, f"festival-helper-{language}")
    own = person.url

    person.goto(own)
    person.locator(f"form[action$='/{other.pk}/take/'] button").first.click()
    assert Assignment.objects.standing().count() == 2
    person.get_by_role("button", name=give_back).first.click()
    person.wait_for_load_state()
    assert Assignment.objects.standing().count() == 1
    looked(person)
    person.get_by_role("button", name=leave).click()
    person.wait_for_url("**/fest/**")
    looked(person)
    assert not Commitment.objects.standing().exists()
    answer = person.goto(own)
    assert answer.status == 404, "the link opens nothing any more"


def test_the_last_place_goes_to_one_of_two_telephones(window, fair, shifts, looked):
    (last,) = shifts(most=1)
    people = [window(size={"width": 360, "height": 740}) for _number in range(2)]
    for number, person in enumerate(people):
        person.goto(f"/programmes/fest/{fair.token}/{last.pk}/?lang=de")
        person.locator("[name=called]").fill(f"Person {number}")
        person.locator("[name=channel]").fill(f"015123456{number}89")
        person.locator("[name=agree]").check()
    for person in people:
        person.locator("main form button[type=submit]").click()

    people[0].wait_for_url("**/helper/**")
    people[1].get_by_text("alle Plätze vergeben").first.wait_for()
    looked(people[1])
    assert Assignment.objects.standing().count() == 1


def test_with_the_keyboard_alone(keys, page, fair, shifts):
    shifts()
    person = keys(page)
    person.centre = ""

    person.goto(f"/programmes/fest/{fair.token}/")
    person.press("main tbody a")
    person.write("called", "Lina Haddad")
    person.write("channel", "0151 23456789")
    person.choose("agree", "on")
    person.press("main form button[type=submit]")
    assert "/helper/" in page.url
    person.press("main form[action$='/leave/'] button")
    assert not Commitment.objects.standing().exists()


def test_who_was_there_makes_hours_once(
    page, enter, derya, fair, shifts, looked, clock_at
):
    (drinks,) = shifts()
    contact = operations.Contact("Lina Haddad", "+4915123456789")
    operations.sign_up(shift=drinks, contact=contact, now=fair.created_at)
    enter(page, derya)

    page.goto(f"/programmes/festivals/{fair.pk}/shifts/")
    looked(page)
    page.get_by_role("link", name="Liste mit Namen").click()
    page.get_by_text("Lina Haddad").wait_for()
    looked(page)
    clock_at("2026-06-15 10:00")
    page.goto(f"/programmes/shifts/{drinks.pk}/")
    looked(page)
    page.get_by_role("link", name=re.compile("wer da war")).click()
    looked(page)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**/shifts/{drinks.pk}/")
    assert [one.minutes for one in Hours.objects.all()] == [120]

    page.goto(f"/programmes/festivals/{fair.pk}/close/")
    looked(page)
    page.locator("[name=headcount]").fill("3200")
    page.locator("main form button[type=submit]").click()
    page.get_by_text("3200").first.wait_for()
    looked(page)
