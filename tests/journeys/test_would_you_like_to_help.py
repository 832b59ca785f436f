# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""
Would you like to help? On a telephone of 360 px, in German, Arabic and Ukrainian.

Somebody says so without an account, confirms with a code, is welcomed, opens the own
page with link and PIN, enters hours, has them certified; whoever holds the paper checks
it. Then they have everything deleted, and a certificate asked for is clearly refused.
"""

import pytest

from allin.volunteers import operations
from allin.volunteers.models import Certificate, Hours, Interest, Volunteer
from tests.journeys.conftest import TELEPHONE
from tests.volunteers.conftest import associations, horizonte

WORDS = {
    "de": ("Möchten Sie helfen?", "Meine Seite", "Diese Bescheinigung gilt"),
    "ar": ("هل ترغبون في المساعدة؟", "صفحتي", "هذه الشهادة"),
    "uk": ("Хочете допомагати?", "Моя сторінка", "Це посвідчення чинне"),
}


@pytest.fixture(autouse=True)
def _house(kassel, elsewhere, horizonte, settings):
    settings.GUARD_STRICT = False


def send(hand, field):
    """Send the form that has a field."""
    hand.press(f"main form:has([name={field}]) button[type=submit]")


def offer(hand, horizonte):
    """Fill in the form, first without a language, and confirm with the code."""
    hand.write("called", "Oksana Melnyk")
    hand.write("contact", "0151 23456789")
    hand.choose("wants", "event")
    hand.pick("association", str(horizonte.pk))
    hand.page.locator("main form").first.evaluate("it => it.noValidate = true")
    send(hand, "called")
    assert not Interest.objects.exists()
    assert hand.page.locator("main [name=called]").input_value() == "Oksana Melnyk"
    hand.pick("spoken_1", "uk")
    hand.pick("level_1", "native")
    send(hand, "called")
    assert len(hand.codes) == 1
    hand.press("main button[name=do][value=confirm]")
    assert Interest.objects.get().state == "waiting"


def welcome(hand, horizonte):
    """Open the sealed offer and welcome; return the new volunteer."""
    one = Interest.objects.get()
    hand.goto(f"/volunteers/interest/{one.pk}/")
    assert "Oksana" not in hand.text
    hand.press("main button[name=do][value=open]")
    hand.says("Oksana Melnyk")
    hand.press("main form:has([name=do][value=welcome]) button[type=submit]")
    return Volunteer.objects.get()


@pytest.mark.parametrize("language", ["de", "ar", "uk"])
def test_from_the_offer_to_the_certificate(
    language, window, page, derya, coordinator, enter, hand, horizonte, now, picture
):
    phone = window(size=TELEPHONE, language=language, has_touch=True, is_mobile=True)
    title, mine, holds = WORDS[language]
    her, derya_ = hand(phone), hand(enter(page, derya))
    her.goto("/volunteers/join/").says(title)
    picture(phone, f"join-{language}")
    offer(her, horizonte)
    oksana = welcome(derya_, horizonte)

    link = operations.give_link(volunteer=oksana, by=coordinator, now=now)
    her.goto(f"/volunteers/mine/{link.token}/")
    assert "Oksana" not in her.text
    her.write("pin", link.pin)
    send(her, "pin")
    her.says(mine, "Oksana Melnyk")
    assert phone.locator("html").get_attribute("lang") == language
    picture(phone, f"mine-{language}")
    send(her, "minutes")
    row = Hours.objects.get()
    operations.confirm_hours(ids=[row.pk], by=coordinator, now=now)

    her.goto("/volunteers/mine/certificate/")
    her.write("first_on", "2026-01-01")
    her.write("last_on", "2026-03-10")
    send(her, "first_on")
    one = Certificate.objects.get()
    her.says(one.shown_number)
    file = phone.request.get(f"/kassel/volunteers/mine/certificate/{one.pk}.pdf")
    assert file.body().startswith(b"%PDF")

    anybody = hand(window(size=TELEPHONE, language=language))
    anybody.goto(f"/volunteers/check/{one.code}/").says(holds, one.shown_number)
    assert "Oksana" not in anybody.text
    picture(anybody.page, f"check-{language}")


def test_who_had_everything_deleted_is_certified_no_more(
    phone, page, derya, coordinator, enter, hand, horizonte, now
):
    her, derya_ = hand(phone), hand(enter(page, derya))
    her.goto("/volunteers/join/")
    offer(her, horizonte)
    oksana = welcome(derya_, horizonte)
    link = operations.give_link(volunteer=oksana, by=coordinator, now=now)
    her.goto(f"/volunteers/mine/{link.token}/")
    her.write("pin", link.pin)
    send(her, "pin")
    send(her, "minutes")
    her.goto("/volunteers/mine/end/erase/")
    her.press("main form[method=post] button[type=submit]")

    her.goto("/volunteers/mine/certificate/")
    assert "Oksana" not in her.text
    assert not phone.locator("main [name=first_on]").count()
    derya_.goto(f"/volunteers/{oksana.pk}/certify/")
    if derya_.page.locator("main [name=first_on]").count():
        derya_.write("first_on", "2026-01-01")
        derya_.write("last_on", "2026-03-10")
        send(derya_, "first_on")
        derya_.says("auf Wunsch der Person gelöscht")
    assert not Certificate.objects.exists()
