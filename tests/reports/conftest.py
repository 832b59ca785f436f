import datetime as dt
import random

import pytest

from allin.counselling.models import ContactFact
from allin.directory.models import Association, Partner, Programme, Topic
from allin.programmes.models import Occasion
from allin.reports import operations
from allin.reports.rules.periods import Period
from tests.conftest import make_user

YEAR = 2025
LANGUAGES = ("ar", "tr", "uk", "ti", "fa", "so", "bg", "ro", "ru", "pl", "kmr", "sq")


@pytest.fixture
def fact(kassel):
    """Write one contact fact of 2025."""

    def write(month=1, sessions=1, people=1, minutes=45, **more):
        more.setdefault("centre", kassel)
        more.setdefault("kind", "slip")
        more.setdefault("outcome", "helped")
        return ContactFact.objects.create(
            year=YEAR, month=month, sessions=sessions, people=people, minutes=minutes,
            **more,
        )  # fmt: skip

    return write


@pytest.fixture
def a_year(kassel, coordinator, now):
    """A year of 1,200 contacts with the usual long tail of rare languages."""
    chance = random.Random(7)  # noqa: S311  (seeded on purpose)
    topics = [
        Topic.objects.create(
            centre=kassel, key=key, names={"de": key.title(), "en": key}, bit=bit
        )
        for bit, key in enumerate(("letters", "school", "work", "housing", "family"))
    ]
    associations = [
        Association.objects.create(centre=kassel, name=f"Verein {n}", created_at=now)
        for n in range(14)
    ]
    partners = [
        Partner.objects.create(centre=kassel, name=name, created_at=now)
        for name in ("=Caritas", "Diakonie", "Stadt", "vhs")
    ]
    ContactFact.objects.bulk_create(
        ContactFact(
            centre=kassel,
            year=YEAR,
            month=chance.randint(1, 12),
            kind="slip",
            outcome="helped",
            topic=chance.choice(topics).key,
            language=LANGUAGES[min(int(chance.expovariate(0.45)), 11)],
            association=chance.choice(associations),
            partner=(partner := chance.choice([*partners, None])),
            origin="partner" if partner else "self",
            sessions=1,
            people=chance.choice((1, 1, 1, 0)),
            minutes=chance.choice((15, 30, 45, 60)),
        )
        for _number in range(1200)
    )
    return kassel


@pytest.fixture
def make(coordinator, now):
    def make(centre, period=None):
        return operations.make_dossier(
            centre=centre, period=period or Period(2025), by=coordinator, now=now
        )

    return make


@pytest.fixture
def occasion(kassel, now):
    """Write an occasion of a programme that took place."""

    def write(programme, day, people, state="held"):
        starts = dt.datetime.combine(day, dt.time(17), tzinfo=kassel.tz)
        return Occasion.objects.create(
            centre=programme.centre, programme=programme, kind="event", title="Termin",
            starts_at=starts, ends_at=starts + dt.timedelta(hours=2), state=state,
            headcount=people if state == "held" else None, created_at=now,
        )  # fmt: skip

    return write


@pytest.fixture
def city_programme(kassel, now):
    city = Partner.objects.create(
        centre=kassel, name="Stadt Kassel, Amt", short_name="Stadt", kind="city",
        created_at=now,
    )  # fmt: skip
    return Programme.objects.create(
        centre=kassel, name="Fest der Kulturen", about="Ein Fest.", partner=city
    )


@pytest.fixture
def readers(kassel, elsewhere):
    return {
        kind: make_user(f"{kind}@x.example", kind, kassel, kind)
        for kind in ("city", "funder", "auditor")
    }
