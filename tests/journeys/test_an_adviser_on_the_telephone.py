# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""An adviser with an account, in Arabic on a telephone: open, meet, close, hours."""

import datetime as dt

import pytest

from allin.core import languages
from allin.counselling.models import Appointment, Ask
from allin.counselling.operations import answer, ask
from allin.counselling.operations.refer import Contact
from allin.rooms import operations as rooms
from allin.volunteers import rules as times
from allin.volunteers.models import Hours
from tests.conftest import NOW
from tests.counselling.conftest import (
    abel,
    adviser,
    bridge,
    caritas,
    caritas_address,
    offices,
    open_hour,
    pass_on,
    texts,
)
from tests.journeys import steps, week
from tests.journeys.traces import NAMES, NOTES, PHONES

KEPT = "+49" + PHONES[5].replace(" ", "").lstrip("0")


@pytest.fixture
def house(settings, kassel, elsewhere, coordinator, open_hour, abel):
    """Two centres; Abel of the bridge has mornings, the house has a room."""
    settings.GUARD_STRICT = False
    rooms.settle_room(centre=kassel, name="Büro 1", seats=4, by=coordinator, now=NOW)
    abel.available = times.half_days([(day, "morning") for day in range(5)])
    abel.native = languages.mask(["ar"])
    abel.confidentiality_on = dt.date(2026, 1, 1)
    abel.confidentiality_until = dt.date(2026, 12, 31)
    abel.save()
    return kassel


@pytest.fixture
def taken_on(house, pass_on, abel, adviser, coordinator, caritas):
    """Somebody with planted words, in Abel's hands."""
    contact = Contact(NAMES[5], KEPT, NOTES[5])
    referral = pass_on(partner=caritas, contact=contact).referral
    mode = Ask.Mode.ONE
    [put] = ask.ask(
        referral=referral, people=[abel], mode=mode, by=coordinator, now=NOW
    )
    answer.accept(ask=put.ask, by=adviser, now=NOW)
    return referral


def test_an_adviser_opens_meets_closes_and_sees_the_hours(
    arabic, hand, enter, abel, taken_on, traces, picture
):
    abels = hand(enter(arabic, abel.user))
    traces.plant(abel.centre, NOW)
    abels.goto("/").says(taken_on.code)
    abels.press(f"main a:has-text('{taken_on.code}')")
    abels.follow("[href$='/appointment/']")
    abels.press("main form[action$='/person/'] button")
    abels.says(NAMES[5], NOTES[5])
    assert KEPT in abels.text.replace(" ", "")
    traces.none("while the person is open")

    abels.goto(f"/counselling/{taken_on.pk}/appointment/")
    times_offered = abels.page.locator("main input[name=how][value*='@']")
    abels.choose("how", times_offered.first.get_attribute("value"))
    week.send(abels, "how")
    assert Appointment.objects.standing().count() == 1
    picture(abels.page, "appointment-ar-360")
    steps.close(abels, taken_on.code)
    traces.none("after it was closed")

    assert Hours.objects.get().minutes == 45
    abels.goto("/volunteers/own/")
    assert abels.page.get_attribute("html", "dir") == "rtl"


def test_an_adviser_receives_slips_and_counts(
    arabic, phone, hand, enter, house, abel, offices, caritas_address, clock_at
):
    code = week.slip(
        hand(phone), f"/counselling/from/{caritas_address.token}/", str(offices.pk)
    )
    clock_at("2026-03-10 16:05")
    abels = hand(enter(arabic, abel.user))
    week.arrive(abels, code)
    week.correct(abels, "20")
    week.walk_in(abels, str(offices.pk))
    week.tally(abels, str(offices.pk), 2)
    abels.says("2")
