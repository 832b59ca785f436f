# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""Guided tours, talks on security, office hours on school: asked, led, counted."""

import pytest

from allin.directory.models import Membership
from allin.programmes.models import Assignment, Enquiry, WalkIn
from allin.programmes.operations import education as counting
from allin.volunteers.models import Hours
from tests.conftest import NOW, make_user
from tests.programmes.asking import enquire, typed
from tests.programmes.conftest import (
    bridge,
    education,
    make_guide,
    make_volunteer,
    museum,
    show,
    talks,
    tours,
    vhs,
)

AFTERWARDS = "2026-03-24 16:00"
GROUP_PLACE = "Stadtteiltreff Nord, Holländische Straße 1"


@pytest.fixture(autouse=True)
def _house(settings, kassel, elsewhere):
    """Two centres; Kassel answers to this host. The guard has tests of its own."""
    settings.GUARD_STRICT = False
    kassel.host = "localhost"
    kassel.phone = "+495617009900"
    kassel.save()


@pytest.fixture
def works_for(kassel):
    """Somebody who acts for a programme's partner."""

    def make(setup, email="roth@partner.example"):
        user = make_user(email, "Inge Roth")
        Membership.objects.create(
            centre=kassel,
            user=user,
            kind="partner",
            partner=setup.programme.partner,
            created_at=NOW,
        )
        return user

    return make


@pytest.fixture
def there(hand):
    """Hands at the centre's own host."""

    def make(page):
        here = hand(page)
        here.centre = ""
        return here

    return make


def fill(hand, **values):
    """Write, pick or choose each value by its field's name."""
    for name, value in values.items():
        field = hand.page.locator(f"main [name='{name}']").first
        if field.evaluate("it => it.tagName") == "SELECT":
            hand.pick(name, value)
        elif field.get_attribute("type") in {"radio", "checkbox"}:
            hand.choose(name, value)
        else:
            hand.write(name, value)


def send(hand, name):
    """Press the button of the form a field belongs to."""
    hand.press(f"main form:has([name='{name}']) button[type=submit]")


def note_all_present(hand, occasion_id, headcount):
    hand.goto(f"/programmes/occasions/{occasion_id}/attendance/")
    hand.write("headcount", str(headcount))
    send(hand, "headcount")
    hand.says("Festgehalten. Die Stunden sind eingetragen.")


def test_a_class_asks_a_guide_says_yes_the_museum_confirms(
    window, page, phone, arabic, there, enter, clock_at, derya, tours, make_guide,
    works_for,
):  # fmt: skip
    guide = make_guide(email="senait@frei.example")
    group = there(phone)
    group.goto(f"/programmes/{tours.programme_id}/enquire/")
    fill(group, **typed())
    send(group, "channel")
    group.says("Wir suchen jemanden, der die Sprache spricht und Zeit hat.")
    own = phone.url

    leads = there(window(size={"width": 360, "height": 740}, is_mobile=True))
    enter(leads.page, guide.user).goto("/")
    leads.page.locator(".phone summary").click()
    leads.page.locator(".phone .menu-list a", has_text="Dienste").click()
    leads.press("main a[href*='/pool/']")
    leads.says("Schule am Wall, 9b")
    send(leads, "starts_at")
    leads.says("Es steht in Ihrem Kalender.")

    partner = there(window(size={"width": 360, "height": 740}, is_mobile=True))
    enter(partner.page, works_for(tours))
    partner.goto("/")
    partner.says("Für 1 Gruppe ist jemand gefunden")
    partner.press("main a:has-text('Öffnen')")
    partner.write("place", "Foyer, neben der Kasse")
    send(partner, "place")
    partner.says("Vereinbart")
    group.goto(own)
    group.says("Alles ist vereinbart", "Foyer, neben der Kasse")

    clock_at(AFTERWARDS)
    coordinator = there(page)
    enter(page, derya)
    note_all_present(coordinator, Enquiry.objects.get().occasion_id, 21)
    assert Hours.objects.standing().get().minutes == 60
    partner.goto("/")
    partner.press(".phone a:has-text('Zahlen')")
    partner.says("Führungen im Stadtmuseum", "21")
    group.goto(own)
    group.says("Es hat stattgefunden")


def test_a_tour_in_a_language_nobody_speaks_says_what_is_possible(
    phone, there, tours, make_guide
):
    make_guide()
    group = there(phone)
    group.goto(f"/programmes/{tours.programme_id}/enquire/")
    fill(group, **typed(language="vi"))
    send(group, "channel")

    group.says("Vietnamesisch spricht hier im Moment niemand", "Tigrinya")
    kept = phone.locator("main [name=institution]").input_value()
    assert kept == "Schule am Wall, 9b"
    group.pick("language", "ti")
    send(group, "channel")
    assert Enquiry.objects.get().language == "ti"


def test_two_advisers_give_a_talk_and_never_one(
    window, page, there, enter, clock_at, derya, talks, make_guide, works_for
):
    advisers = [
        make_guide(name=name, kind="security", email=f"{name.lower()}@frei.example")
        for name in ("Senait", "Hiwot")
    ]
    coordinator = there(page)
    enter(page, derya)
    coordinator.goto(f"/programmes/{talks.programme_id}/note/")
    fill(coordinator, **typed(group="seniors", size="17", on_1="2026-03-31"))
    coordinator.write("place", GROUP_PLACE)
    send(coordinator, "channel")
    coordinator.says("Notiert.", "Bisher hat niemand Ja gesagt.")

    for number, adviser in enumerate(advisers):
        own = there(window())
        enter(own.page, adviser.user)
        own.goto("/programmes/pool/")
        own.press("main a[href*='/pool/']")
        own.says("geben immer zwei")
        send(own, "starts_at")
        own.says("Es steht in Ihrem Kalender.")
        coordinator.goto(f"/programmes/enquiries/{Enquiry.objects.get().pk}/")
        coordinator.says("Jetzt werden Ort" if number else "1 Person fehlt noch.")

    police = there(window(size={"width": 360, "height": 740}, is_mobile=True))
    enter(police.page, works_for(talks))
    police.goto("/")
    police.press("main a:has-text('Öffnen')")
    send(police, "place")
    police.says("Vereinbart")

    clock_at("2026-03-31 18:00")
    note_all_present(coordinator, Enquiry.objects.get().occasion_id, 16)
    assert Assignment.objects.filter(state="attended").count() == len(advisers)
    police.goto("/programmes/figures/")
    police.says("Sicherheitsberatung", "16")


def test_office_hours_are_planned_read_in_arabic_and_tallied(
    window, page, arabic, there, enter, derya, education, make_guide
):
    counting.furnish(setup=education)
    counsellor = make_guide(
        name="Amal", language="ar", kind="education", email="amal@frei.example"
    )
    coordinator = there(page)
    enter(page, derya)
    coordinator.goto(f"/programmes/{education.programme_id}/plan-hours/")
    fill(
        coordinator, title="Sprechstunde", language="ar", on="2026-03-10",
        starts="16:00", ends="18:00", repeats="weekly", until="2026-03-24",
        place="vhs, Raum 104",
    )  # fmt: skip
    send(coordinator, "starts")
    coordinator.says("3 Termine sind geplant.")

    reader = there(arabic)
    reader.goto(f"/programmes/{education.programme_id}/office-hours/")
    reader.says("vhs, Raum 104", "من 16:00 إلى 18:00")

    tally = there(window(size={"width": 360, "height": 740}, is_mobile=True))
    enter(tally.page, counsellor.user)
    tally.goto("/programmes/pool/")
    tally.page.locator("main button", has_text="Ich übernehme es").first.click()
    tally.says("Es ist Ihres.")
    tally.press("main a[href*='/tally/']")
    tally.pick("language", "ar")
    for number in (1, 2):
        tally.press("main button[name=theme]")
        tally.says("Gezählt.", f"{number} heute")
    assert WalkIn.objects.standing().count() == 2
    coordinator.goto(f"/programmes/{education.programme_id}/")
    coordinator.says("2 Menschen wurden in den letzten zwölf Monaten empfangen.")
