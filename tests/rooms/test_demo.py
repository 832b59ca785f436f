import random

import pytest

from allin.core.story import Story
from allin.directory import demo as directory
from allin.rooms import demo, doctor
from allin.rooms.models import Booking, Equipment, Room
from tests.conftest import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(kassel, derya, now):
    told = Story(
        centre=kassel,
        size="S",
        today=now.date(),
        now=now,
        random=random.Random(1),  # noqa: S311  (seeded on purpose)
        say=lambda _text: None,
        cast={"derya": derya, "board": make_user("mariam@x.example", "Mariam")},
    )
    directory.make(told)
    return told


def test_three_rooms_at_treppe_4_and_a_year_in_them(story, now):
    demo.make(story)

    assert [room.name for room in Room.objects.all()] == [
        "Büro 1",
        "Büro 2",
        "Versammlungsraum",
    ]
    assert Equipment.objects.count() == 3
    assert Booking.objects.standing().count() > 1200
    assert Booking.objects.filter(starts_at__gt=now).count() > 100
    assert [finding.rule for finding in doctor.findings(now)] == []


@pytest.mark.slow
@pytest.mark.once
def test_a_region_fills_more_houses(story, now):
    demo.make(story)
    demo.make_region(story)

    assert Booking.objects.standing().count() > 8000
    assert [finding.rule for finding in doctor.findings(now)] == []
