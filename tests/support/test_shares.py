"""Where the coordination's time goes: noted, counted, assumed and said so."""

import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.rooms import operations as rooms
from allin.support import operations, statistics
from tests.conftest import NOW
from tests.support.conftest import at, words

YEAR = {"first": dt.date(2026, 1, 1), "last": dt.date(2026, 12, 31)}


@pytest.fixture
def busy(advise, ask, hall, coordinator, bridge):
    """A talk of 30 minutes, a request of a board, a room and its booking."""
    advise(30)
    ask("Wie?")
    rooms.book(room=hall, starts_at=at(17), ends_at=at(19), by=coordinator, now=NOW)


def found(kassel):
    return {one.area.key: one for one in statistics.shares(centre=kassel, **YEAR)}


def test_minutes_are_noted_and_acts_of_the_coordination_counted(busy, kassel):
    shares = found(kassel)
    assert (shares["support"].noted, shares["support"].acts) == (30, 0)
    assert (shares["rooms"].acts, shares["rooms"].minutes) == (2, 8)
    assert sum(one.percent for one in shares.values()) == 100


def test_what_others_did_and_other_years_are_not_its_time(busy, kassel):
    last = {"first": dt.date(2025, 1, 1), "last": dt.date(2025, 12, 31)}
    assert sum(s.minutes for s in statistics.shares(centre=kassel, **last)) == 0


def test_an_assumption_is_changed_and_all_sums_follow(
    page, sign_in, derya, busy, kassel
):
    sign_in(derya)
    shown = words(page("/support/time/"))
    assert "Annahme" in shown
    told = {"support": 6, "counselling": 6, "rooms": 35, "money": 10, "programmes": 8}
    page("/support/time/assume/", 302, **told)
    assert found(kassel)["rooms"].minutes == 70
    assert "Höchstens 120" in words(page("/support/time/assume/", 422, **told | {
        "rooms": 121
    }))  # fmt: skip


def test_the_file_says_what_is_an_assumption(page, sign_in, derya, busy):
    sign_in(derya)
    file = page("/support/time/file/?year=2026").content.decode("utf-8-sig")
    head, first = file.splitlines()[:2]
    assert "Minuten je Vorgang (Annahme)" in head
    assert first.startswith("2026;Begleitung der Vereine;30;")


def test_only_the_coordination_assumes(board, kassel, page, sign_in, nour):
    with pytest.raises(Refusal):
        operations.assume(centre=kassel, minutes={"rooms": 1}, by=board, now=NOW)
    sign_in(nour)
    for address in ("/support/time/", "/support/time/file/", "/support/time/assume/"):
        page(address, 404)
