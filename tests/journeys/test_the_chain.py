# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""
From a contact passed on to a talk that is counted, four ways.

With a mouse, by people who read Arabic on a telephone, with the keyboard alone, and
without JavaScript. At four points of each nothing of the person lies anywhere.
"""

import logging
from functools import partial

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache

from allin.counselling.models import Appointment, Ask, Referral, Session
from allin.counselling.rules import State
from allin.outbox import operations as outbox
from allin.rooms import operations as rooms
from allin.vault import operations as vault
from allin.vault.models import Subject
from allin.volunteers import rules as times
from tests.conftest import BERLIN, NOW
from tests.counselling.conftest import (
    able,
    bridge,
    caritas,
    caritas_address,
    offices,
    river,
    texts,
)
from tests.journeys import steps
from tests.journeys.traces import NAMES, NOTES, PHONES, stands_in_a_file

EVERY_MORNING = [(day, "morning") for day in range(5)]


@pytest.fixture(autouse=True)
def _house(
    settings, kassel, elsewhere, live_server, offices, texts, coordinator, able, river
):
    """Two centres; Kassel has two rooms, two advisers, and letters one can read."""
    settings.GUARD_STRICT = False
    settings.DEMO = True
    settings.ADDRESS = live_server.url
    kassel.address = "Treppe 4, 34117 Kassel"
    kassel.save()
    for name in ("Büro 1", "Büro 2"):
        rooms.settle_room(centre=kassel, name=name, seats=4, by=coordinator, now=NOW)
    free = times.half_days(EVERY_MORNING)
    able("Senait", available=free, phone="+49561100200")
    able("Tesfay", association=river, available=free)


@pytest.fixture
def told(traces, derya, enter, caritas_address, clock_at):
    """Tell the whole chain, each of the four with their own hand."""
    return partial(_told, traces, derya, enter, caritas_address, clock_at)


def _told(
    traces, derya, enter, caritas_address, clock_at, *, sender, person, adviser, office
):
    enter(office.page, derya)
    traces.plant(derya.grants.get().centre, NOW)
    address = f"/counselling/from/{caritas_address.token}/contact/"
    code, pin, sender_pin = steps.pass_on(sender, address)
    traces.none("after it was passed on")
    steps.look_at_status(person, code, pin)

    order = steps.ask_in_order(office, code)
    assert len(order) == 2
    traces.none("after it was asked")
    clock_at("2026-03-10 11:30")
    steps.decline(adviser, steps.newest_letter(office))
    clock_at("2026-03-10 11:40")
    letter = steps.newest_letter(office)
    steps.accept(adviser, letter)
    traces.none("after it was accepted")

    steps.open_person(adviser, letter, steps.give_pin(office, code))
    steps.agree(adviser)
    adviser.says("Büro")
    meeting = Appointment.objects.standing().get()
    assert meeting.starts_at > NOW
    steps.look_at_status(person, code, pin)
    person.says("Treppe 4")

    clock_at(f"{meeting.ends_at.astimezone(BERLIN):%Y-%m-%d %H:%M}")
    steps.close_by_link(adviser, letter)
    traces.none("after it was closed")
    steps.look_at_status(sender, code, sender_pin)
    one = Referral.objects.get()
    answers = [ask.answer for ask in Ask.objects.order_by("order")]
    assert (one.state, answers) == (State.CLOSED, [Ask.Answer.NO, Ask.Answer.YES])
    assert [talk.minutes for talk in Session.objects.all()] == [45]


def test_the_chain_in_german(window, hand, phone, told):
    told(
        sender=hand(window()),
        person=hand(phone),
        adviser=hand(window()),
        office=hand(window()),
    )


def test_the_chain_in_arabic_on_telephones(window, hand, arabic, picture, told):
    small = {"size": {"width": 360, "height": 740}, "has_touch": True}
    sender, adviser = (
        hand(window(language="ar", is_mobile=True, **small)) for _each in range(2)
    )
    person = hand(arabic)
    told(
        sender=sender,
        person=person,
        adviser=adviser,
        office=hand(window(is_mobile=True, **small)),
    )
    for each in (sender, person, adviser):
        assert each.page.get_attribute("html", "dir") == "rtl"
    picture(adviser.page, "answer-ar-360")
    picture(person.page, "mine-ar-360")


def test_the_chain_with_the_keyboard_alone(window, keys, told):
    told(
        sender=keys(window()),
        person=keys(window()),
        adviser=keys(window()),
        office=keys(window()),
    )


def test_the_chain_without_javascript(scriptless, told):
    sender, person, adviser, office = (scriptless() for _each in range(4))
    told(
        sender=sender,
        person=person,
        adviser=adviser,
        office=office,
    )


def test_a_word_that_lies_about_is_found(traces, kassel, derya, coordinator, now):
    """The search that finds nothing on the way would find what lay there."""
    if not stands_in_a_file():
        pytest.skip("Only where journeys write into a file: make journeys.")
    subject = vault.new_subject(centre=kassel, now=now)
    vault.seal(subject_id=subject.id, field="name", text=NAMES[1])
    traces.none("sealed")

    Subject.objects.filter(pk=subject.id).update(why=NAMES[2])
    outbox.write(
        centre=kassel,
        to_kind="accounts.user",
        to_id=derya.pk,
        body=f"{NOTES[3]} …",
        language="de",
        now=now,
    )
    session = SessionStore()
    session["counselling"] = PHONES[4]
    session.save()
    logging.getLogger("allin").warning("Called %s", PHONES[5])
    cache.set("form", NAMES[6])

    found = {(place.partition("-")[0], word) for place, word in traces.left()}
    assert found >= {
        ("allin.sqlite3", NAMES[2]),
        ("vault_subject", NAMES[2]),
        ("letter", NOTES[3]),
        ("session", PHONES[4]),
        ("journey.log", PHONES[5]),
    }
    assert NAMES[6] in {word for _place, word in found}
    assert NAMES[1] not in {word for _place, word in found}
    cache.clear()
