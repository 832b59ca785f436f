"""
The money, from the first entry to the day it ends: entered, drawn, decided.

A coordinator enters what the house costs, who pays it until when and what is asked for,
sees the first day without money, and until when notice has to be given. The motion's
own case is read on a telephone and in English. One cost is entered by keyboard alone.
"""

import random

import pytest

from allin.core.story import Story
from allin.funding import demo
from allin.funding.models import Application, CostLine
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def _house(kassel, elsewhere):
    pass


@pytest.fixture
def motion(kassel, derya):
    story = Story(
        centre=kassel, size="S", today=NOW.date(), now=NOW,
        random=random.Random(1),  # noqa: S311  (seeded on purpose)
        say=lambda _text: None, cast={"derya": derya},
    )  # fmt: skip
    demo.make(story)


def send(hand, field):
    """Send the form that has a field."""
    hand.press(f"main form:has([name={field}]) button[type=submit]")


def tick(hand, name):
    """Tick the one box of a name."""
    hand.page.locator(f"main input[type=checkbox][name='{name}']").check()


def enter_rent_and_who_pays_it(her):
    """Enter the rent and an award, both wrongly first."""
    her.goto("/money/").says("Über das Geld ist noch nichts eingetragen.")
    her.follow("[href$='/costs/enter/']")
    her.choose("kind", "rent")
    her.write("amount", "-5")
    her.write("first_on", "2026-01-01")
    send(her, "amount")
    her.says("Das ist kein Betrag in Euro.")
    her.write("amount", "1.400,00")
    tick(her, "assumed")
    send(her, "amount")
    her.says("Die Kosten sind eingetragen.", "1.400\u00a0€", "Annahme")
    line = CostLine.objects.get()

    her.follow("[href$='/awards/enter/']")
    her.pick("kind", "association")
    her.choose("lines", str(line.pk))
    her.write("new_funder", "Stiftung Nord")
    her.write("first_on", "2026-01-01")
    her.write("last_on", "2025-06-30")
    send(her, "last_on")
    her.says("Der letzte Tag liegt vor dem ersten.")
    her.write("last_on", "2026-06-30")
    send(her, "last_on")
    her.says("Stiftung Nord", "30. Juni")


def enter_notice_and_application(her):
    """Enter how the lease ends, and who is asked for what follows."""
    line = CostLine.objects.get()
    her.follow("[href$='/notice/']")
    her.write("months", "3")
    her.choose("ends", "month")
    tick(her, "assumed")
    send(her, "months")

    her.follow("[href$='/applications/enter/']")
    her.write("title", "Antrag an die Stadt")
    her.write("new_funder", "Stadt Kassel")
    her.choose("lines", str(line.pk))
    her.write("pays_from", "2026-07-01")
    send(her, "pays_from")
    her.follow("[href$='/step/']")
    her.choose("kind", "meeting")
    her.write("on", "1.4.2026")
    her.write("body", "Ausschuss")
    send(her, "body")


def test_from_nothing_to_the_day_it_ends(page, derya, enter, hand, picture):
    her = hand(enter(page, derya))
    enter_rent_and_who_pays_it(her)
    enter_notice_and_application(her)

    her.goto("/money/").says(
        "Die Miete ist bis 30. Juni bezahlt.",
        "noch 3 Monate bezahlt",
        "1. April",
        "Was wäre, wenn",
        "1. Juli 2026",
        "in dieser Zeit nicht",
        "Bis wann gekündigt werden muss",
        "31. März 2026",
    )
    picture(page, "money")
    her.press("main a:has-text('Stadt Kassel ab 1. Juli 2026 zahlt')")
    her.says("Bis 28. Februar 2027 ist alles bezahlt.", "Nichts fehlt")

    application = Application.objects.get()
    her.goto(f"/money/applications/{application.pk}/step/")
    her.choose("kind", "rejected")
    her.write("on", "9.3.2026")
    her.write("reason", "Kein Geld im Haushalt")
    send(her, "reason")
    her.goto("/money/").says("Kein Geld im Haushalt", "Kein Antrag ist offen.")


def test_the_motion_s_case_on_a_telephone(phone, derya, enter, motion, hand, picture):
    her = hand(enter(phone, derya))
    her.goto("/money/").says(
        "Seit 1. Juli ist die Koordination nicht bezahlt",
        "55.800\u00a0€ fehlen",
        "Stadt Kassel ab 1. Januar 2021 zahlt",
        "25.800\u00a0€",
    )
    drawn = phone.locator("main svg[role=img]").first.text_content()
    assert "Annahme" in drawn
    assert "gesehen am 14. Oktober" in drawn
    picture(phone, "money-360")
    her.follow("[href*='as=table']")
    her.says("Oktober 2020", "15.000\u00a0€")
    for address in ("entries/", "costs/enter/", "awards/enter/", "applications/enter/"):
        her.goto(f"/money/{address}")


def test_the_same_in_english(window, derya, enter, motion, hand):
    page = window(language="en")
    hand(enter(page, derya)).goto("/money/").says(
        "Since 1 July the coordination has not been paid for",
        "€55,800 are missing",
        "First day without money",
    )


def test_a_cost_by_keyboard_alone(page, derya, enter, keys):
    her = keys(enter(page, derya))
    her.goto("/money/costs/enter/")
    her.choose("kind", "other")
    her.write("name", "Telefon")
    her.write("amount", "80")
    her.write("first_on", "01012026")  # day and month in whichever order
    send(her, "amount")

    line = CostLine.objects.get()
    assert (line.name, str(line.told[0].first_on)) == ("Telefon", "2026-01-01")
