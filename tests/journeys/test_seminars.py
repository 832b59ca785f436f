# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""A full evening: register, wait, be offered the seat somebody gave back."""

import datetime as dt

import pytest
from pypdf import PdfReader

from allin.programmes import operations
from allin.programmes.models import Registration
from tests.conftest import NOW
from tests.journeys.conftest import TELEPHONE
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
    phone.get_by_text("Name und Kontakt sind gelöscht").wait_for()

    phone.goto(own)
    axe(phone)
    picture(phone, "seat-offered")
    phone.get_by_role("button", name="Ja, ich nehme den Platz").click()
    phone.get_by_text("Sie haben einen Platz.").wait_for()
    assert Registration.objects.registered().count() == 1


@pytest.mark.parametrize(
    ("language", "seat", "certificate"),
    [
        ("ar", "لكم مقعد محجوز.", "شهادة مشاركة"),
        ("uk", "Місце за вами.", "Довідка про участь"),
    ],
)
def test_from_registering_by_keyboard_to_the_certificate_in_her_language(
    window, keys, course, coordinator, clock_at, language, seat, certificate
):
    series = course(dates=1)
    her = keys(
        window(size=TELEPHONE, language=language, has_touch=True, is_mobile=True)
    )
    her.centre = ""

    her.goto("/programmes/open/")
    her.press("main a[href*='/open/']")
    her.write("called", NAMES[9])
    her.write("contact", PHONES[9])
    her.press("main form button[type=submit]")
    her.says(seat)
    html = her.page.locator("html")
    assert html.get_attribute("lang") == language
    assert html.get_attribute("dir") == ("rtl" if language == "ar" else "ltr")

    clock_at("2026-03-18 09:00")
    operations.note_participants(
        occasion=series.occasions.get(),
        present={Registration.objects.get().pk},
        by=coordinator,
        now=NOW + dt.timedelta(days=8),
    )
    her.page.reload()
    with her.page.expect_download() as taken:
        her.activate(her.page.locator("main a[href$='/certificate/']"))
    paper = PdfReader(taken.value.path())
    assert paper.metadata.title == certificate
    assert paper.trailer["/Root"]["/Lang"].startswith(language)
    assert "/StructTreeRoot" in paper.trailer["/Root"]


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
    page.get_by_text("Samar Haddad").wait_for()
    axe(page)
    picture(page, "series")
