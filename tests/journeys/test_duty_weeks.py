"""A year of duty: planned, published, handed on by a link, written down, listed."""

import datetime as dt
import re

import pytest

from allin.programmes.models import Deployment, DutyWeek
from allin.programmes.operations import duty
from tests.conftest import NOW
from tests.programmes import dutycast


@pytest.fixture(autouse=True)
def _house(settings, kassel, elsewhere):
    """Two centres; Kassel answers to this host. The guard has tests of its own."""
    settings.GUARD_STRICT = False
    kassel.host = "localhost"
    kassel.phone = "0561 787 0"
    kassel.save()


def test_weeks_are_planned_published_and_handed_on(
    page, phone, enter, axe, no_sideways_scroll, kassel, coordinator, derya
):
    programme, _people = dutycast.make_roster(kassel, coordinator)
    enter(page, derya)
    page.goto(f"/programmes/{programme.pk}/")
    page.get_by_role("link", name="Wochen planen").first.click()
    page.get_by_label("Erster Tag").fill("2026-03-16")
    page.get_by_label("Letzter Tag").fill("2026-05-31")
    page.get_by_role("button", name="Plan machen").click()
    assert "das ist bewiesen" in page.inner_text("main").lower()
    axe(page)
    page.get_by_role("button", name="11 Entwürfe veröffentlichen").click()
    assert "11 Wochen sind veröffentlicht." in page.inner_text("main")

    week = DutyWeek.objects.get(monday="2026-04-13")
    page.goto(f"/programmes/duty/weeks/{week.pk}/")
    page.get_by_role("button", name="Kann nicht: andere fragen").first.click()
    assert "Ersatz gesucht" in page.inner_text("main")
    axe(page)

    later = DutyWeek.objects.get(monday="2026-05-11")
    asked = duty.relieve(
        week=later, companion_id=later.first_id, by=coordinator, now=NOW
    )
    companion, link = next(iter(asked.links.items()))
    phone.goto(re.search(r"/programmes/question/.*", link).group())
    assert "Mai" not in phone.inner_text("main")
    phone.get_by_role("button", name="Ansehen, worum es geht").click()
    assert "11. Mai" in phone.inner_text("main")
    axe(phone)
    no_sideways_scroll(phone)
    phone.get_by_role("button", name="Ja, ich kann").click()
    assert "Sie haben übernommen" in phone.inner_text("main")
    later.refresh_from_db()
    assert later.first_id == companion


def test_a_deployment_and_the_list_of_the_control_centre(
    page, phone, enter, axe, no_sideways_scroll, kassel, coordinator, derya
):
    programme, _people = dutycast.make_roster(kassel, coordinator)
    dutycast.published(programme, coordinator)
    enter(page, derya)
    page.goto(f"/programmes/{programme.pk}/duty/deployments/new/")
    page.get_by_label("Tag der Alarmierung").fill("2026-03-08")
    page.get_by_label("Alarmierung", exact=True).fill("23:10")
    page.get_by_label("Ankunft").fill("23:40")
    page.get_by_label("Ende").fill("02:15")
    page.locator("label", has_text="Amina").click()
    axe(page)
    page.get_by_role("button", name="Eintragen", exact=True).click()
    assert "Eingetragen." in page.inner_text("main")
    assert Deployment.objects.get().minutes == 185

    page.goto(f"/programmes/{programme.pk}/duty/lists/")
    page.get_by_label("Wer sie bekommt").fill("Leitstelle")
    page.get_by_role("button", name="Adresse und PIN anlegen").click()
    shown = page.inner_text("main")
    path = re.search(r"/programmes/paper/\S+", shown).group()
    pin = re.search(r"\b\d{6}\b", shown).group()

    phone.goto(path)
    phone.get_by_label("PIN").fill(pin)
    phone.get_by_role("button", name="Öffnen").click()
    assert "nie Teil der Alarmierung" in phone.inner_text("main")
    axe(phone)
    no_sideways_scroll(phone)


def test_a_week_without_two_people_is_named_and_not_published(
    page, enter, axe, kassel, coordinator, derya
):
    programme, people = dutycast.make_roster(kassel, coordinator)
    for name in ("Amina", "Bilal", "Canan", "Dilan", "Emir", "Fatma"):
        duty.block(
            companion=people[name],
            day=dt.date(2026, 4, 15),
            by=coordinator,
            now=NOW,
        )
    enter(page, derya)
    page.goto(f"/programmes/{programme.pk}/duty/plan/")
    page.get_by_label("Erster Tag").fill("2026-03-16")
    page.get_by_label("Letzter Tag").fill("2026-05-31")
    page.get_by_role("button", name="Plan machen").click()
    assert "13. April" in page.inner_text("main")
    assert "hat die Woche frei gehalten" in page.inner_text("main")
    axe(page)

    page.get_by_role("button", name="veröffentlichen").click()
    assert "Zwei Personen sind nötig, es ist erst 1 da" in page.inner_text("main")
    assert not DutyWeek.objects.published().exists()


def test_a_yes_in_the_moment_the_week_begins_comes_too_late_and_says_so(
    phone, axe, clock_at, kassel, coordinator
):
    programme, _people = dutycast.make_roster(kassel, coordinator)
    dutycast.published(programme, coordinator)
    week = DutyWeek.objects.get(monday="2026-04-13")
    before = week.first_id
    asked = duty.relieve(week=week, companion_id=week.first_id, by=coordinator, now=NOW)
    link = next(iter(asked.links.values()))
    phone.goto(re.search(r"/programmes/question/.*", link).group())
    phone.get_by_role("button", name="Ansehen, worum es geht").click()

    clock_at("2026-04-13 08:00")
    phone.get_by_role("button", name="Ja, ich kann").click()

    assert "begonnen" in phone.inner_text("main")
    week.refresh_from_db()
    assert week.first_id == before
    axe(phone)
