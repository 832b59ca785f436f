import datetime as dt
import random

import pytest

from allin.accounts import demo as accounts_demo
from allin.core.story import Story
from allin.directory.models import Association, Topic
from allin.volunteers import demo, doctor
from allin.volunteers.models import Hours, Volunteer
from tests.conftest import NOW


@pytest.fixture
def story(kassel, elsewhere):
    def tell(size="S"):
        story = Story(
            centre=kassel,
            size=size,
            today=NOW.date(),
            now=NOW,
            random=random.Random(7),  # noqa: S311  (the same rows every time)
            say=lambda _sentence: None,
            cast={"other_centre": elsewhere},
        )
        accounts_demo.make(story)
        story.cast["associations"] = [
            Association.objects.create(
                centre=kassel,
                name=f"Verein {number}",
                language_bits=1 << number,
                created_at=NOW,
            )
            for number in range(14)
        ]
        story.cast["brücke"] = story.cast["associations"][2]
        story.cast["topics"] = {
            key: Topic.objects.create(centre=kassel, key=key, bit=bit)
            for bit, key in enumerate(("letters", "housing", "school", "work"))
        }
        return story

    return tell


def test_the_demo_has_about_120_people_and_a_year_of_hours(story):
    demo.make(story())

    assert 110 <= Volunteer.objects.count() <= 130
    assert Hours.objects.filter(confirmed_at__isnull=False).count() > 300
    assert Hours.objects.waiting().exists()
    oldest = Hours.objects.order_by("worked_on").first().worked_on
    assert oldest < NOW.date() - dt.timedelta(days=300)
    assert list(doctor.findings(NOW)) == []


def test_size_m_has_three_thousand(story):
    told = story("M")
    demo.make(told)
    demo.make_region(told)

    assert Volunteer.objects.count() == 3_000
    assert list(doctor.findings(NOW)) == []
