# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""Somebody is accompanied to citizenship, from the first talk to an early end."""

import re

import pytest

from tests.journeys.traces import NAMES, PHONES
from tests.programmes.conftest import bridge, make_volunteer, miriam, show, vhs
from tests.programmes.paths import companion, programme

TELEPHONE = {"width": 360, "height": 740}
NAME = NAMES[7]


@pytest.fixture(autouse=True)
def _house(settings, kassel, elsewhere):
    """Two centres; Kassel answers to this host. The guard has tests of its own."""
    settings.GUARD_STRICT = False
    kassel.host = "localhost"
    kassel.phone = "+495617009900"
    kassel.save()


@pytest.fixture
def signed_in(window, hand, enter):
    """Hands of somebody who has signed in."""

    def make(user=None, **more):
        here = hand(window(**more))
        here.centre = ""
        if user is not None:
            enter(here.page, user)
        return here

    return make


def test_accompanied_from_the_first_talk_until_it_ends_early(
    signed_in, derya, programme, companion, miriam
):
    companion(miriam)
    desk = signed_in(derya)
    desk.goto(f"/programmes/{programme.pk}/paths/new/")
    desk.pick("language", "ti")
    desk.write("first_name", NAME)
    desk.write("channel", PHONES[7])
    desk.page.locator("main [name=agreed]").check()
    desk.press("main form:has([name=channel]) button[type=submit]")
    own = desk.page.url
    desk.press("main a[href$='/companion/']")
    desk.says("Miriam Tekle")
    desk.press("main button[name=copy]")
    question = desk.page.locator("main textarea").input_value()
    assert NAME not in question

    asked = signed_in(size=TELEPHONE, is_mobile=True)
    asked.goto(re.search(r"/programmes/companion/\S+", question).group().rstrip("."))
    assert NAME not in asked.text
    asked.press("main button[value=yes]")
    asked.says("Sie haben zugesagt.")

    goes_along = signed_in(miriam.user, size=TELEPHONE, is_mobile=True)
    goes_along.goto("/programmes/mine/")
    goes_along.press("main a[href$='/paths/']")
    goes_along.press("main td a[href*='/paths/']")
    goes_along.press("main form[action$='/open/'] button")
    goes_along.says(NAME)
    goes_along.press("main a[href$='/time/']")
    goes_along.write("held_on", "2026-03-09")
    goes_along.write("minutes", "45")
    goes_along.press("main form:has([name=minutes]) button[type=submit]")
    goes_along.says("45")

    desk.goto(own)
    for stage, reason in (("first_talk", ""), ("dropped", "language")):
        desk.press("main a[href$='/advance/']")
        desk.choose("to", stage)
        if reason:
            desk.pick("reason", reason)
        desk.press("main form:has([name=to]) button[type=submit]")
    desk.goto(f"/programmes/{programme.pk}/paths/figures/")
    desk.says("Deutschzeugnis nicht zu erreichen", "vorzeitig beendet")
