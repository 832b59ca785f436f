# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""A person sent by Caritas: by slip, or with a contact; counted, or taken back."""

import re

import pytest

from allin.accounts.models import User
from allin.counselling import statistics
from allin.counselling.models import Referral, Session, Slip
from allin.counselling.rules import State
from tests.counselling.conftest import (
    board,
    bridge,
    caritas,
    caritas_address,
    offices,
    open_hour,
    texts,
)
from tests.journeys.traces import NAMES, PHONES


@pytest.fixture(autouse=True)
def _house(settings, kassel, elsewhere, open_hour, texts):
    """Two centres; Kassel answers to this host. The guard has tests of its own."""
    settings.GUARD_STRICT = False
    kassel.host = "localhost"
    kassel.address = "Treppe 4, 34117 Kassel"
    kassel.save()


def three_answers(page, address, *, topic, language="ar", district="Mitte"):
    page.goto(f"/counselling/from/{address.token}/")
    page.get_by_label(topic).check()
    page.locator("select[name=language]").select_option(language)
    page.locator("select[name=district]").select_option(district)


def make_slip(page, address, words):
    """Three answers, the next open hour, a slip; return its code."""
    three_answers(page, address, topic=words["topic"])
    page.get_by_role("button", name=words["look"]).click()
    page.get_by_role("button", name=words["make"]).click()
    page.wait_for_url("**/counselling/slip/**")
    return re.search(r"/slip/([^/]+)/", page.url)[1]


GERMAN = {
    "topic": "Ämter, Anträge, Briefe",
    "look": "Sprechstunde suchen",
    "make": "Zettel erstellen",
}
ARABIC = {
    "topic": "رسائل الدوائر والطلبات",
    "look": "البحث عن ساعة مفتوحة",
    "make": "إنشاء القصاصة",
}


def test_a_slip_from_caritas_is_redeemed_and_counted(
    phone,
    page,
    enter,
    axe,
    no_sideways_scroll,
    picture,
    kassel,
    caritas_address,
    board,
):
    three_answers(phone, caritas_address, topic=GERMAN["topic"])
    axe(phone)
    no_sideways_scroll(phone)
    code = make_slip(phone, caritas_address, GERMAN)
    assert "Di, 10. März, 16 bis 18 Uhr" in phone.inner_text("main")
    axe(phone)
    no_sideways_scroll(phone)
    picture(phone, "slip-360")

    enter(page, User.objects.get(pk=board.id))
    page.goto("/counselling/slip/")
    page.get_by_label("Kennwort auf dem Zettel").fill(code.lower())
    page.get_by_role("button", name="Nachsehen").click()
    axe(page)
    page.get_by_role("button", name="Ist da").click()
    page.wait_for_url("**/counselling/session/**")
    axe(page)

    assert Session.objects.get().slip == Slip.objects.get()
    relieved = statistics.relieved(centre=kassel, span=statistics.whole_year(2026))
    assert [(row.label, row.tally.sessions) for row in relieved] == [("Caritas", 1)]


def test_the_same_slip_in_arabic(
    arabic,
    axe,
    no_sideways_scroll,
    picture,
    caritas_address,
):
    code = make_slip(arabic, caritas_address, ARABIC)

    assert arabic.get_attribute("html", "dir") == "rtl"
    assert code in arabic.inner_text("main")
    axe(arabic)
    no_sideways_scroll(arabic)
    picture(arabic, "slip-ar-360")


def test_a_slip_without_javascript(bare, caritas_address):
    code = make_slip(bare, caritas_address, GERMAN)

    assert Slip.objects.get().code == code


def test_a_contact_is_passed_on_and_taken_back_in_arabic(
    phone,
    arabic,
    axe,
    no_sideways_scroll,
    picture,
    caritas_address,
    traces,
):
    phone.goto(f"/counselling/from/{caritas_address.token}/contact/")
    phone.get_by_label(GERMAN["topic"]).check()
    phone.locator("select[name=language]").select_option("ar")
    phone.get_by_label("Ohne Eile").check()
    phone.locator("select[name=district]").select_option("Mitte")
    phone.get_by_label("6. Vorname oder Rufname").fill(NAMES[10])
    phone.get_by_label("7. Telefon oder E-Mail").fill("0151 2345")
    for tick in ("Weitergabe", "Entbindung", "Rückmeldung"):
        phone.locator("label.choice", has_text=tick).locator("input").check()
    phone.get_by_role("button", name="Vermittlung senden").click()

    assert "Es fehlen Ziffern" in phone.inner_text("main")
    assert phone.get_by_label("6. Vorname oder Rufname").input_value() == NAMES[10]
    axe(phone)
    no_sideways_scroll(phone)
    picture(phone, "contact-error-360")
    phone.get_by_label("7. Telefon oder E-Mail").fill(PHONES[10])
    phone.get_by_role("button", name="Vermittlung senden").click()
    phone.wait_for_url("**/counselling/sent/")
    axe(phone)
    code, person_pin, _sender_pin = phone.locator("bdi.code").all_inner_texts()
    assert traces.typed == {NAMES[10], PHONES[10]}  # looked for in the end
    traces.none("after it was passed on")

    arabic.goto("/counselling/status/")
    arabic.locator("input[name=code]").fill(code)
    arabic.locator("input[name=pin]").fill(person_pin)
    axe(arabic)
    arabic.get_by_role("button", name="عرض الحالة").click()
    arabic.wait_for_url("**/status/mine/")
    assert "نبحث عن شخص مناسب" in arabic.inner_text("main")
    axe(arabic)
    no_sideways_scroll(arabic)
    picture(arabic, "person-ar-360")
    arabic.get_by_role("button", name="سحب كل شيء").click()
    arabic.get_by_text("لم يعد يُحفظ أي شيء عنك").wait_for()

    referral = Referral.objects.get()
    assert (referral.state, referral.subject_id) == (State.WITHDRAWN, None)


def test_a_slip_is_made_with_the_keyboard_alone(page, caritas_address):
    page.goto(f"/counselling/from/{caritas_address.token}/")

    def tab_to(selector):
        """Press Tab until the focus is there; give up after two screens of fields."""
        for _press in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"The keyboard does not reach {selector}.")

    tab_to("input[name=topic]")
    page.keyboard.press("Space")
    tab_to("select[name=language]")
    page.keyboard.type("Arab")
    tab_to("select[name=district]")
    page.keyboard.type("Mitte")
    for _step in ("look for the hour", "make the slip"):
        tab_to("main button[type=submit]")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    page.wait_for_url("**/counselling/slip/**")

    assert Slip.objects.get().district == "Mitte"
