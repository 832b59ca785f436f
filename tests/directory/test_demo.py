import random

import pytest

from allin.core.story import Story
from allin.directory import demo, doctor
from allin.directory.models import Association, Membership, Offer, PartnerAddress
from allin.directory.operations import Wanted, find_help
from tests.conftest import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(kassel, derya, now):
    return Story(
        centre=kassel,
        size="S",
        today=now.date(),
        now=now,
        random=random.Random(1),  # noqa: S311  (seeded on purpose)
        say=lambda _text: None,
        cast={"derya": derya, "board": make_user("mariam@x.example", "Mariam")},
    )


def test_fourteen_associations_are_at_work_and_the_doctor_is_content(story, now):
    demo.make(story)

    assert Association.objects.count() == 14
    assert Offer.objects.published().count() >= 20
    assert PartnerAddress.objects.valid().count() == 5
    assert Membership.objects.get(kind="board").association.name == "Brücke e. V."
    assert [finding.rule for finding in doctor.findings(now)] == []


def test_a_region_has_two_hundred(story, now):
    demo.make(story)
    demo.make_region(story)

    assert Association.objects.count() == 200
    assert [finding.rule for finding in doctor.findings(now)] == []
    assert find_help(centre=story.centre, wanted=Wanted(text="Wohnen"), now=now)


def test_the_doctor_counts_and_names_nobody(offer, kassel, now, coordinator):
    offer.hours.all().delete()

    found = {finding.rule: finding for finding in doctor.findings(now)}

    assert set(found) == {"unconfirmed", "no_hours"}
    assert found["no_hours"].ids == (str(offer.pk),)
    assert "Hilfe" not in found["no_hours"].sentence
