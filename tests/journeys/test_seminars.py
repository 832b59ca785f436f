# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""A full evening: register, wait, be offered the seat somebody gave back."""

import pytest

from allin.programmes.models import Registration
from tests.journeys.traces import NAMES, PHONES
from tests.programmes.conftest import course, hall, setup, sign_up, vhs


@pytest.fixture(autouse=True)
def _house(kassel, elsewhere):
    kassel.host = "localhost"
    kassel.phone = "+495617009900"
    kassel.save()


def test_from_the_waiting_list_to_a_seat(
    phone, course, sign_up, axe, no_sideways_scroll, picture, monkeypatch
):
    series = course(capacity=1)
    first = sign_up(series)

    phone.goto("/programmes/open/")
    axe(phone)
    no_sideways_scroll(phone)
    phone.get_by_role("link", name="Zur Warteliste").click()
    phone.get_by_label("Wie heißen Sie?").fill(NAMES[9])
    phone.get_by_label("Telefon oder E-Mail").fill(PHONES[9])
    axe(phone)
    no_sideways_scroll(phone)
    phone.get_by_role("button", name="Auf die Warteliste").click()
    phone.wait_for_url("**/r/**")
    assert phone.get_by_text("auf der Warteliste, Platz 1").is_visible()
    own = phone.url

    phone.goto(f"/programmes/r/{first.code}/")
    phone.get_by_role("button", name="Abmelden und Namen löschen").click()
    assert phone.get_by_text("Name und Kontakt sind gelöscht").is_visible()

    phone.goto(own)
    axe(phone)
    picture(phone, "seat-offered")
    phone.get_by_role("button", name="Ja, ich nehme den Platz").click()
    assert phone.get_by_text("Sie haben einen Platz.").is_visible()
    assert Registration.objects.registered().count() == 1


def test_the_own_page_in_arabic(arabic, course, sign_up, axe, no_sideways_scroll):
    waits = sign_up(course(), language="ar")

    arabic.goto(f"/programmes/r/{waits.code}/")

    assert arabic.locator("html").get_attribute("dir") == "rtl"
    assert arabic.get_by_text("لكم مقعد محجوز.").is_visible()
    axe(arabic)
    no_sideways_scroll(arabic)


def test_the_coordination_sees_who_waits(
    page, derya, enter, course, sign_up, axe, picture
):
    series = course(capacity=1)
    sign_up(series, name="Samar Haddad")
    sign_up(series)
    enter(page, derya)

    page.goto(f"/programmes/{series.programme_id}/")
    axe(page)
    page.get_by_role("link", name="Vereinsrecht").first.click()
    assert not page.get_by_text("Samar Haddad").count()
    page.get_by_role("button", name="Namen öffnen").click()
    assert page.get_by_text("Samar Haddad").is_visible()
    axe(page)
    picture(page, "series")
