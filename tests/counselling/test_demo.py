"""The demo's year: about 1,200 contacts, and what the pictures show this morning."""

import datetime as dt
import random

import pytest

from allin.accounts import demo as accounts
from allin.centres import demo as centres
from allin.core.story import Story
from allin.counselling import demo, doctor, statistics, todo
from allin.counselling.demo.bulk import make_many
from allin.counselling.demo.scene import empty
from allin.counselling.models import DeletionReport, Referral
from allin.directory import demo as directory
from allin.volunteers import demo as volunteers
from tests.conftest import NOW


def tell(seed=1):
    centre = centres.open_kassel(NOW)
    story = Story(
        centre=centre,
        size="S",
        today=NOW.date(),
        now=NOW,
        random=random.Random(seed),  # noqa: S311  (invented people)
        say=lambda _words: None,
    )
    for room in (centres, accounts, directory, volunteers, demo):
        room.make(story)
    return story


@pytest.mark.slow
@pytest.mark.once
def test_a_year_of_contacts_and_a_morning_with_work(db):
    story = tell()
    centre = story.centre
    span = statistics.last_months(dt.date(2026, 3, 10), 13)

    assert 1_050 <= statistics.totals(centre=centre, span=span).sessions <= 1_350
    relieved = statistics.relieved(centre=centre, span=span)
    assert relieved[0].label == "Caritas"
    waiting = todo.waiting(centre=centre)
    assert waiting[0].code == "K7-4M2"
    assert (waiting[0].urgent, waiting[0].declined) == (True, 2)
    assert "P3-9XD" in {line.code for line in waiting}
    under_way, _count = todo.under_way(centre=centre, most=50)
    meeting = next(line for line in under_way if line.code == "H2-7KN")
    assert meeting.appointment_at == NOW.replace(hour=14, minute=0)
    assert DeletionReport.objects.exists()
    assert list(doctor.findings(NOW)) == []
    assert {"Z8-5QA", "M4-1TP"} <= {
        line.code
        for line in todo.changed_since(centre=centre, since=NOW - dt.timedelta(days=1))
    }
    assert not Referral.objects.exclude(centre=centre).exists()

    make_many(empty(story), 60)  # as a region is made around the story
    assert statistics.totals(centre=centre, span=span).sessions > 1_100
    assert list(doctor.findings(NOW)) == []
