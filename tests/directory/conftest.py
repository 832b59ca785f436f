import datetime as dt

import pytest

from allin.directory import operations
from allin.directory.models import Membership
from tests.conftest import make_user, visitor


@pytest.fixture
def letters(kassel, coordinator, now):
    return operations.enter_topic(
        centre=kassel,
        key="letters",
        names={"de": "Ämter, Anträge, Briefe", "en": "Offices", "ar": "رسائل ودوائر"},
        words={"de": ["Jobcenter", "Bescheid"], "ar": ["رسالة"]},
        by=coordinator,
        now=now,
    )


@pytest.fixture
def housing(kassel, coordinator, now):
    return operations.enter_topic(
        centre=kassel,
        key="housing",
        names={"de": "Wohnung", "en": "Housing", "ar": "سكن"},
        by=coordinator,
        now=now,
    )


@pytest.fixture
def bruecke(kassel, coordinator, now):
    return operations.found_association(
        centre=kassel,
        name="Brücke e. V.",
        contact_name="Samira Privat",
        contact_phone="+4956112345678",
        contact_email="samira@privat.example",
        by=coordinator,
        now=now,
    )


@pytest.fixture
def zeytin(kassel, coordinator, now):
    return operations.found_association(
        centre=kassel, name="Verein Zeytin", by=coordinator, now=now
    )


@pytest.fixture
def enter_offer(coordinator, now):
    """Enter an offer as the coordination does, published, with open hours."""

    def enter(association, title, *topics, languages="ar,fr", hours=(), **more):
        more.setdefault("state", "published")
        more.setdefault("place", "Treppe 4")
        more.setdefault("room_name", "Büro 1")
        offer = operations.enter_offer(
            association=association,
            title=title,
            topics=topics,
            by=coordinator,
            now=now,
            **more,
        )
        offer.languages = languages.split(",")
        offer.save()
        for weekday, starts, ends in hours:
            operations.enter_hour(
                offer=offer,
                weekday=weekday,
                starts=dt.time.fromisoformat(starts),
                ends=dt.time.fromisoformat(ends),
                by=coordinator,
                now=now,
            )
        return offer

    return enter


@pytest.fixture
def offer(bruecke, letters, enter_offer):
    return enter_offer(
        bruecke,
        "Hilfe bei Briefen",
        letters,
        hours=[(1, "09:00", "12:30"), (0, "15:00", "18:00")],
    )


@pytest.fixture
def samira(kassel, bruecke, now):
    """On the board of Brücke."""
    user = make_user("samira@allin.example", "Samira Haddad")
    Membership.objects.create(
        centre=kassel, user=user, kind="board", association=bruecke, created_at=now
    )
    return user


@pytest.fixture
def board(samira, kassel, bruecke):
    return visitor(samira, "board", kassel, bruecke.pk)
