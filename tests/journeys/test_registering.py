# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""A seat, the own page and the certificate: Ukrainian, Arabic, by keyboard alone."""

import datetime as dt

import pytest

from allin.programmes import operations
from allin.programmes.models import Registration
from tests.conftest import NOW
from tests.journeys.traces import NAMES, PHONES
from tests.programmes.conftest import (
    bridge,
    course,
    hall,
    make_guide,
    make_volunteer,
    museum,
    setup,
    show,
    sign_up,
    tours,
    vhs,
)

TELEPHONE = {"width": 360, "height": 740}
OVER = dt.timedelta(days=30)
SEAT = {
    "uk": ("Записатися", "Місце за вами.", "Ваша довідка"),
    "ar": ("التسجيل", "لكم مقعد محجوز.", "شهادة المشاركة"),
}


@pytest.fixture(autouse=True)
def _house(settings, kassel, elsewhere):
    """Two centres; Kassel answers to this host. The guard has tests of its own."""
    settings.GUARD_STRICT = False
    kassel.host = "localhost"
    kassel.phone = "+495617009900"
    kassel.save()


@pytest.fixture
def reader(window, hand):
    """Somebody on a telephone in a language."""

    def make(language):
        page = window(size=TELEPHONE, language=language, is_mobile=True)
        here = hand(page)
        here.centre = ""
        return here

    return make


def attended_all(series, by):
    """Note on every date that all who are registered were there."""
    for occasion in series.occasions.all():
        operations.note_participants(
            occasion=occasion,
            present={one.pk for one in operations.participants(occasion)},
            by=by,
            now=NOW + OVER,
        )


@pytest.mark.parametrize("language", SEAT)
def test_from_registration_to_certificate(
    reader, course, coordinator, clock_at, language
):
    series = course()
    button, has_seat, certificate = SEAT[language]
    who = reader(language)
    who.goto("/programmes/open/")
    who.follow(f"[href$='/open/{series.pk}/']")
    who.write("called", "Олена Ткач" if language == "uk" else "أمل ناصر")
    who.write("contact", "olena@post.example")
    who.press(f"main button:has-text('{button}')")
    who.says(has_seat)
    assert who.page.locator("html").get_attribute("lang") == language
    assert Registration.objects.get().language == language

    attended_all(series, coordinator)
    clock_at("2026-04-09 10:00")
    who.goto(who.page.url)
    with who.page.expect_download() as kept:
        who.page.get_by_role("link", name=certificate).click()
    assert kept.value.path().read_bytes().startswith(b"%PDF-")


def test_who_left_finds_no_certificate(reader, course, sign_up, coordinator, clock_at):
    series = course()
    mine = sign_up(series, language="uk")
    attended_all(series, coordinator)
    who = reader("uk")
    who.goto(f"/programmes/r/{mine.code}/")
    who.press("main button[name=do][value=leave]")
    who.says("Ваше ім’я та контакт видалено.")

    clock_at("2026-04-09 10:00")
    who.goto(who.page.url)
    assert not who.page.get_by_role("link", name="Ваша довідка").count()
    answer = who.page.request.get(f"/programmes/r/{mine.code}/certificate/")
    assert answer.status == 404


def test_a_seat_by_keyboard_alone(window, keys, course):
    series = course()
    who = keys(window(size=TELEPHONE))
    who.centre = ""
    who.goto(f"/programmes/open/{series.pk}/")
    who.write("called", NAMES[8])
    who.write("contact", PHONES[8])
    who.press("main form:has([name=contact]) button[type=submit]")

    who.says("Sie haben einen Platz.")
    assert Registration.objects.registered().count() == 1


def test_two_telephones_and_the_last_seat(reader, course):
    series = course(capacity=1)
    address = f"/programmes/open/{series.pk}/"
    first, second = reader("de"), reader("de")
    for number, who in enumerate((first, second)):
        who.goto(address)
        who.says("1 Platz ist frei.")
        who.write("called", f"Amal {number}")
        who.write("contact", f"amal{number}@post.example")

    first.press("main form:has([name=contact]) button[type=submit]")
    second.press("main form:has([name=contact]) button[type=submit]")

    first.says("Sie haben einen Platz.")
    second.says("auf der Warteliste, Platz 1")


def test_a_public_tour_is_joined_in_ukrainian(
    reader, page, hand, enter, derya, tours, make_guide
):
    make_guide(language="uk")
    coordinator = hand(page)
    coordinator.centre = ""
    enter(page, derya)
    coordinator.goto(f"/programmes/{tours.programme_id}/plan-public/")
    coordinator.write("title", "Kassel als Heimat vieler Menschen")
    coordinator.pick("language", "uk")
    coordinator.write("on", "2026-03-18")
    coordinator.write("starts", "15:00")
    coordinator.write("ends", "16:00")
    coordinator.write("place", "Stadtmuseum, Foyer")
    coordinator.write("seats", "12")
    coordinator.press("main form:has([name=seats]) button[type=submit]")
    coordinator.says("1 Termin ist geplant.")

    who = reader("uk")
    who.goto("/programmes/open/")
    who.says("Kassel als Heimat vieler Menschen", "12 місць вільні.")
    who.press("main a:has-text('Записатися')")
    who.write("called", "Олена Ткач")
    who.write("contact", "0151 23456789")
    who.press("main form:has([name=contact]) button[type=submit]")
    who.says("Місце за вами.", "Stadtmuseum, Foyer")

    coordinator.press("main a:has-text('Kassel als Heimat vieler Menschen')")
    coordinator.press("main a:has-text('Plätze, Warteliste, Liste zum Unterschreiben')")
    coordinator.press("main button:has-text('Namen öffnen')")
    coordinator.says("Олена Ткач")
