# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""
An association asks, and is helped: in its own words, by telephone, at the round.

The board asks on a telephone, the coordination plans a step and answers; a second
request comes by telephone and is noted; advice is noted by keyboard alone; the round
is planned from what is open, held, and leaves a task; papers end; at the year's end
the board prints what ALL IN did for it.
"""

import pytest

from allin.support.models import Advice, Meeting, Request, Task
from tests.support.conftest import bridge, circle, hall, mina, nour


@pytest.fixture(autouse=True)
def _house(kassel, elsewhere, bridge, circle, hall):
    pass


def send(hand, field):
    """Send the form that has a field."""
    hand.press(f"main form:has([name={field}]) button[type=submit]")


def test_a_board_asks_and_is_answered(
    phone, page, nour, derya, enter, hand, circle, picture
):
    board, her = hand(enter(phone, nour)), hand(enter(page, derya))
    board.goto("/support/").says("Sie haben keine offene Anfrage.")
    board.goto("/support/ask/")
    board.pick("topic", "statutes")
    send(board, "words")
    assert Request.objects.count() == 0
    board.write("words", "Wie ändern wir unsere Satzung?")
    send(board, "words")
    board.says("Satzung")
    one = Request.objects.get()

    her.goto("/support/").says("Satzung", "Brücke")
    her.goto(f"/support/requests/{one.pk}/plan/")
    her.write("next_step", "Entwurf gemeinsam lesen")
    her.write("due_on", "2026-03-13")
    her.pick("owner", str(derya.pk))
    send(her, "next_step")
    board.goto("/support/").says("Entwurf gemeinsam lesen", "13. März")
    picture(phone, "support-360")

    her.goto(f"/support/requests/{one.pk}/answer/")
    her.write("words", "Der Entwurf passt, das Register braucht ein Protokoll.")
    her.write("minutes", "30")
    send(her, "minutes")
    board.goto(f"/support/requests/{one.pk}/").says("Der Entwurf passt")

    her.goto("/support/ask/")  # the telephone rings
    her.pick("association", str(circle.pk))
    her.pick("topic", "rooms")
    her.write("words", "Wir suchen einen Raum für 40 Leute.")
    send(her, "words")
    assert Request.objects.get(association=circle).way != "page"
    board.goto("/support/")
    assert "40 Leute" not in board.text


def test_the_round_leaves_minutes_and_a_task(
    page, phone, nour, derya, enter, hand, bridge, hall, clock_at
):
    her = hand(enter(page, derya))
    her.goto("/support/meetings/plan/")
    her.pick("kind", "round")
    her.write("title", "Runde der Vereine")
    her.write("on", "2026-03-12")
    her.write("starts", "19:00")
    her.write("ends", "18:00")
    if her.page.locator("main select[name=topic]").count():
        her.pick("topic", "other")
    her.pick("room", str(hall.pk))
    send(her, "title")
    her.says("Das Ende muss nach dem Anfang liegen.")
    her.write("ends", "21:00")
    send(her, "title")
    one = Meeting.objects.get()

    her.goto(f"/support/meetings/{one.pk}/invite/")
    her.page.locator("main input[name=associations]").first.check()
    send(her, "associations")
    her.goto(f"/support/meetings/{one.pk}/points/")
    her.write("title", "Sommerfest")
    send(her, "title")
    board = hand(enter(phone, nour))
    board.goto(f"/support/meetings/{one.pk}/").says("Sommerfest")

    clock_at("2026-03-12 21:30")
    her.goto(f"/support/meetings/{one.pk}/task/")
    her.write("title", "Plakate abholen")
    her.pick("association", str(bridge.pk))
    her.write("due_on", "2026-03-20")
    send(her, "due_on")
    assert Task.objects.get().association_id == bridge.pk
    board.goto("/support/").says("Plakate abholen", "20. März")


def test_advice_by_keyboard_alone_and_the_year_on_a_sheet(
    page, phone, nour, derya, enter, keys, hand, bridge, picture
):
    her = keys(enter(page, derya))
    her.goto("/support/")
    her.pick("association", str(bridge.pk))
    her.pick("topic", "tax")
    her.write("minutes", "20")
    send(her, "minutes")
    assert Advice.objects.get().minutes == 20

    board = hand(enter(phone, nour))
    board.goto(f"/associations/{bridge.pk}/year/").says(
        "Was ALL IN für Brücke", "Minuten dieser Beratungen", "20"
    )
    picture(phone, "year-360")
    phone.emulate_media(media="print")
    assert not phone.locator("nav").first.is_visible()
    hand(page).goto("/support/papers/").says("Noch nichts eingetragen", "Brücke e. V.")
    hand(page).goto("/support/time/").says("Wofür die Koordination", "Annahme")
