"""Somebody on the way to citizenship, and a companion; imported by the tests."""

import pytest

from allin.programmes import operations as kernel
from allin.programmes.operations import naturalisation as ways
from allin.volunteers import operations as volunteers
from tests.conftest import NOW

TODAY = NOW.date()
NAME, PHONE = "Samira", "+4915123456789"


@pytest.fixture
def programme(kassel, coordinator):
    setup = kernel.set_up(
        centre=kassel,
        template="naturalisation",
        name="Mein Kassel – mein Zuhause",
        by=coordinator,
        now=NOW,
    )
    return setup.programme


@pytest.fixture
def take_in(programme, coordinator):
    def make(language="ti", **more):
        values = {
            "programme": programme,
            "language": language,
            "contact": ways.Contact(NAME, PHONE, "erst nach 17 Uhr anrufen"),
            "agreed": True,
            "by": coordinator,
            "now": NOW,
        } | more
        return ways.take_in(**values)

    return make


@pytest.fixture
def path(take_in):
    return take_in()


@pytest.fixture
def companion(programme, coordinator):
    """Make a volunteer a companion who has promised confidentiality."""

    def make(volunteer):
        volunteers.bind(volunteer=volunteer, signed_on=TODAY, by=coordinator, now=NOW)
        ways.make_companion(
            programme=programme, volunteer=volunteer, by=coordinator, now=NOW
        )
        return volunteer

    return make


@pytest.fixture
def with_miriam(path, companion, miriam, coordinator):
    """Miriam was asked for the path and has accepted."""
    companion(miriam)
    asked = ways.ask_companion(path=path, volunteer=miriam, by=coordinator, now=NOW)
    ways.answer(ask=asked.ask, yes=True, by=None, now=NOW)
    path.refresh_from_db()
    return path


@pytest.fixture
def walk(coordinator):
    """Walk a path along some stages, as the coordination does."""

    def go(path, *stages, now=NOW, **more):
        for stage in stages:
            ways.advance(path=path, to=stage, by=coordinator, now=now, **more)
        path.refresh_from_db()
        return path

    return go
