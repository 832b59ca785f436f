"""The page of the motion and the page of money tell the same sums."""

import pytest

from allin.council import demo
from allin.council.models import Motion
from allin.funding import demo as money
from allin.funding import statistics as funding
from allin.funding.models import Outlook
from tests.conftest import NOW
from tests.council.conftest import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(story):
    """The demo's motions and money."""
    money.make(story)
    demo.make(story)
    return Motion.objects.get(for_good=True)


@pytest.mark.parametrize("on", ["2020-05-01", "2020-10-14", "2021-09-01"])
def test_the_motion_and_the_page_of_money_tell_the_same_sums(told, on):
    page_s = funding.picture_of(centre=told.centre, today=NOW.date(), seen_on=day(on))
    outlook = Outlook.objects.get(centre=told.centre)
    motion_s = funding.promised_of(centre=told.centre, day=day(on), outlook=outlook)

    assert motion_s.lines
    assert (motion_s.yearly, motion_s.missing) == (page_s.yearly, page_s.missing)
    assert motion_s.last == page_s.last
    assert [(one.unpaid_since, one.covered_until) for one in motion_s.lines] == [
        (one.unpaid_since, one.covered_until) for one in page_s.lines
    ]
