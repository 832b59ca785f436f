import datetime as dt

import pytest

from allin.core.languages import mask
from allin.directory.models import Association, Closure, Offer, OpenHour, Topic
from allin.directory.operations import next_open_hours

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(kassel, now):
    return Topic.objects.create(
        centre=kassel, key="letters", names={"de": "Briefe", "ar": "رسائل"}, bit=0
    )


@pytest.fixture
def offer(kassel, letters, now):
    bruecke = Association.objects.create(
        centre=kassel, name="Brücke e. V.", created_at=now
    )
    offer = Offer.objects.create(
        centre=kassel,
        association=bruecke,
        title="Hilfe bei Briefen",
        language_bits=mask(["ar", "fr"]),
        place="Treppe 4",
        room_name="Büro 1",
        state="published",
        created_at=now,
    )
    offer.topics.add(letters)
    return offer


def opens(offer, weekday, starts, ends, **more):
    return OpenHour.objects.create(
        centre=offer.centre,
        offer=offer,
        weekday=weekday,
        starts=dt.time.fromisoformat(starts),
        ends=dt.time.fromisoformat(ends),
        **more,
    )


def told(slots, centre):
    return [
        f"{s.starts_at.astimezone(centre.tz):%a %d.%m. %H:%M}"
        f"–{s.ends_at.astimezone(centre.tz):%H:%M} {s.place}"
        for s in slots
    ]


def slots(kassel, now, topic=None, language="", days=21):
    return told(
        next_open_hours(
            centre=kassel, topic=topic, language=language, now=now, days=days
        ),
        kassel,
    )


def test_the_hour_that_runs_right_now_comes_first(kassel, offer, letters, now):
    opens(offer, 1, "09:00", "12:30")
    opens(offer, 0, "15:00", "18:00")

    assert slots(kassel, now, letters, "ar", 8) == [
        "Tue 10.03. 09:00–12:30 Treppe 4, Büro 1",
        "Mon 16.03. 15:00–18:00 Treppe 4, Büro 1",
        "Tue 17.03. 09:00–12:30 Treppe 4, Büro 1",
    ]


def test_nobody_is_sent_where_the_language_is_not_spoken(kassel, offer, letters, now):
    opens(offer, 1, "09:00", "12:30")

    assert slots(kassel, now, letters, "ti") == []
    assert slots(kassel, now, letters, "no-such-language") == []


def test_an_offer_that_is_full_takes_people_again_by_itself(kassel, offer, now):
    opens(offer, 1, "09:00", "12:30")
    offer.full_until = dt.date(2026, 3, 20)
    offer.save()

    assert slots(kassel, now)[0].startswith("Tue 24.03.")


def test_school_holidays_close_only_what_closes_then(kassel, offer, now):
    opens(offer, 1, "09:00", "10:00", in_school_holidays=False)
    opens(offer, 2, "09:00", "10:00")
    Closure.objects.create(
        centre=kassel,
        kind="school",
        name="Osterferien",
        starts_on=dt.date(2026, 3, 11),
        ends_on=dt.date(2026, 3, 20),
    )

    assert [s[:10] for s in slots(kassel, now, days=15)] == [
        "Tue 10.03.",
        "Wed 11.03.",
        "Wed 18.03.",
        "Tue 24.03.",
    ]


def test_drafts_other_centres_and_appointments_are_not_on_a_slip(
    kassel, elsewhere, offer, now
):
    opens(offer, 1, "09:00", "12:30")
    for change in ({"state": "draft"}, {"takes_walk_in": False}, {"centre": elsewhere}):
        before = {name: getattr(offer, name) for name in change}
        Offer.objects.filter(pk=offer.pk).update(**change)
        assert slots(kassel, now) == []
        Offer.objects.filter(pk=offer.pk).update(**before)
    assert len(slots(kassel, now)) == 3


def test_legal_help_ends_with_its_supervision(kassel, offer, now):
    opens(offer, 1, "09:00", "12:30")
    Offer.objects.filter(pk=offer.pk).update(
        legal_level="supervised",
        supervisor="Dr. Eva Recht",
        instructed_on=dt.date(2025, 3, 1),
        supervised_until=dt.date(2026, 3, 9),
    )

    assert slots(kassel, now) == []
