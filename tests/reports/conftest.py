import random

import pytest

from allin.counselling.models import ContactFact
from allin.directory.models import Association, Partner, Topic

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
