# ruff: noqa: F401, F811  (fixtures of the room are imported by name)
"""A tandem is asked how it goes after six weeks, and ends with a reason."""

import pytest

from allin.directory.models import Membership
from allin.programmes.models import CheckIn, Pair
from tests.conftest import NOW
from tests.programmes.conftest import bridge
from tests.programmes.test_tandem import (
    active,
    board,
    garden,
    programme,
    proposed,
)

TELEPHONE = {"width": 360, "height": 740}


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


def test_after_six_weeks_both_are_asked_and_the_end_has_a_reason(
    signed_in, derya, board, kassel, bridge, active, clock_at, work
):
    Membership.objects.create(
        centre=kassel,
        user_id=board.id,
        kind="board",
        association=bridge,
        created_at=NOW,
    )
    clock_at("2026-04-22 10:00")
    work()
    assert CheckIn.objects.count() == 1

    user = Membership.objects.get(user_id=board.id).user
    ours = signed_in(user, size=TELEPHONE, is_mobile=True)
    ours.goto("/programmes/")
    ours.press("main a[href$='/tandem/']")
    ours.press("main td a[href*='/tandem/']")
    ours.press("main a[href$='/going/']")
    ours.page.locator("main input[name=going]").first.check()
    ours.press("main form:has([name=going]) button[type=submit]")
    assert CheckIn.objects.get().answered_at

    desk = signed_in(derya)
    desk.goto(f"/programmes/tandem/{active.pk}/end/")
    desk.choose("reason", "goes_on")
    desk.press("main form:has([name=reason]) button[type=submit]")
    desk.says("geht ohne das Programm weiter")
    assert Pair.objects.get().state == "ended"
