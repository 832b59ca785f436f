"""A motion from its filing to a task that is done with evidence, and who reads it."""

import pytest

from allin.council.models import Motion
from tests.conftest import make_user


@pytest.fixture(autouse=True)
def _house(kassel, elsewhere):
    pass


def file(hand):
    """File a motion, known by its month."""
    hand.goto("/motion/")
    hand.says("Es ist noch kein Antrag eingetragen.")
    hand.follow("[href$='/motion/file/']")
    hand.write("title", "Servicestelle auf Dauer sichern")
    hand.write("asked", "Der Magistrat sichert die Servicestelle auf Dauer.")
    hand.write("originator", "Fraktion A")
    hand.write("rapporteur", "Jorid Nebel")
    hand.choose("kind", "filed")
    hand.write("on", "9/2025")
    hand.press("main form:has([name=title]) button[type=submit]")
    hand.says("Der Antrag ist eingereicht.", "September 2025", "Jorid Nebel")


def step(hand, kind, on, result="", **more):
    """Enter what has happened."""
    hand.follow("[href$='/step/']")
    hand.choose("kind", kind)
    if result:
        hand.pick("result", result)
    hand.write("on", on)
    for name, text in more.items():
        hand.write(name, text)
    hand.press("main form:has([name=kind]) button[type=submit]")


def test_from_filing_to_a_task_done_with_evidence(page, enter, derya, hand, picture):
    enter(page, derya)
    coordinator = hand(page)
    file(coordinator)

    coordinator.follow("[href$='/date/']")
    coordinator.write("body", "Ausschuss für Finanzen")
    coordinator.write("on", "17.3.2026")
    coordinator.write("papers_on", "2026-03-12")
    coordinator.press("main form:has([name=body]) button[type=submit]")
    coordinator.says("Der Antrag steht vor dem Ausschuss.", "Unterlagen bis 12. März")

    step(coordinator, "referred", "31.8.2025", body="Ausschuss für Finanzen")
    coordinator.says("Der Antrag wurde erst danach eingereicht: September 2025.")
    coordinator.write("on", "10/2025")
    coordinator.press("main form:has([name=kind]) button[type=submit]")
    step(coordinator, "on_agenda", "3.11.2025")
    step(coordinator, "recommended", "10.11.2025", "adopt", speaker="Jorid Nebel")
    coordinator.says("Der Ausschuss empfiehlt, den Antrag anzunehmen.")
    step(coordinator, "council_agenda", "1.12.2025", "with_debate")
    votes = {"yes": "40", "no": "20", "abstained": "2"}
    votes |= {"factions_1_faction": "A", "factions_1_yes": "40"}
    votes |= {"factions_2_faction": "B", "factions_2_no": "20"}
    votes |= {"factions_2_abstained": "1"}
    step(coordinator, "decided", "8.12.2025", "adopted", **votes)
    coordinator.says("Die Fraktionen ergeben 40 dafür, 20 dagegen, 1 enthalten.")
    coordinator.write("factions_2_abstained", "2")
    coordinator.press("main form:has([name=kind]) button[type=submit]")
    coordinator.says(
        "Der Antrag ist angenommen, aber noch zahlt keine Haushaltsstelle.",
        "Ein Beschluss ohne Haushaltsstelle zahlt nichts.",
        "B: 0 dafür, 20 dagegen, 2 Enthaltungen",
    )

    coordinator.follow("[href$='/budget/']")
    coordinator.write("line", "Integration")
    coordinator.write("year", "2026")
    coordinator.press("main form:has([name=year]) button[type=submit]")
    coordinator.follow("[href$='/task/']")
    coordinator.write("title", "Bescheid geben")
    coordinator.write("due_on", "2026-03-09")
    coordinator.press("main form:has([name=due_on]) button[type=submit]")
    coordinator.says("1 offen, 1 überfällig", "überfällig")
    coordinator.follow("[href$='/finish/']")
    coordinator.write("evidence", "Bescheid vom 9. März")
    coordinator.press("main form:has([name=evidence]) button[type=submit]")
    coordinator.says("alle erledigt", "Bescheid vom 9. März")
    picture(page, "motion")


def test_what_was_entered_wrongly_is_corrected_on_a_telephone(
    phone, enter, derya, hand, picture
):
    enter(phone, derya)
    coordinator = hand(phone)
    file(coordinator)
    coordinator.follow("[href$='/correct/']")
    coordinator.write("on", "10/2025")
    coordinator.press("main form:has([name=kind]) button[type=submit]")
    coordinator.says("Oktober 2025", "Vorher stand da: Wann: September 2025")
    coordinator.follow("[href$='/amendment/']")
    coordinator.write("title", "Ab 2027 statt 2026")
    coordinator.press("main form:has([name=title]) button[type=submit]")
    coordinator.follow("[href$='/settle/']")
    coordinator.choose("state", "withdrawn")
    coordinator.press("main form:has([name=state]) button[type=submit]")
    coordinator.says("zurückgezogen")
    picture(phone, "motion-360")


def test_a_motion_is_filed_with_the_keyboard_alone(page, enter, derya, keys):
    enter(page, derya)
    file(keys(page))

    assert Motion.objects.get().originator == "Fraktion A"


def test_the_city_reads_it_plainly(phone, page, enter, derya, hand, kassel):
    enter(page, derya)
    file(hand(page))
    enter(phone, make_user("stadt@x.example", "Carla", kassel, "city"))
    city = hand(phone)
    city.goto("/")
    city.press(".phone a[href$='/motion/']")
    city.says("Der Antrag ist eingereicht.", "Jorid Nebel")

    assert "Derya" not in city.text
    assert "Eintragen" not in city.text
