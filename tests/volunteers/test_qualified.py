"""What was shown blocks what needs it, once it no longer counts."""

import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.volunteers import operations
from allin.volunteers.permissions import holds_on

DAY = dt.timedelta(days=1)


@pytest.fixture
def shown(miriam, coordinator, now):
    """Note a certificate that counts until a day."""

    def show(kind, *, seen, until):
        return operations.show(
            volunteer=miriam,
            kind=kind,
            seen_on=now.date() - seen * DAY,
            seen_by="Derya Aksoy",
            valid_until=until,
            by=coordinator,
            now=now,
        )

    return show


def test_a_qualification_holds_from_the_day_it_was_seen_to_its_last(shown, miriam, now):
    last = now.date() + 5 * DAY
    shown("emergency", seen=10, until=last)

    assert holds_on(miriam, "emergency", last)
    assert not holds_on(miriam, "emergency", last + DAY)
    assert not holds_on(miriam, "emergency", now.date() - 11 * DAY)
    assert not holds_on(miriam, "police", now.date())


def test_a_newer_one_takes_over(shown, miriam, now):
    shown("emergency", seen=400, until=now.date() - 30 * DAY)
    shown("emergency", seen=1, until=None)

    operations.require(volunteer=miriam, kind="emergency", day=now.date())


def test_one_that_ended_is_refused_with_the_day_it_ended(shown, miriam, now):
    shown("emergency", seen=400, until=dt.date(2026, 3, 1))

    with pytest.raises(Refusal) as refused:
        operations.require(volunteer=miriam, kind="emergency", day=now.date())

    assert "galt bis 01.03.2026" in refused.value.sentence
    assert "Miriam Tekle" in refused.value.sentence


def test_one_never_shown_is_refused(miriam, now):
    with pytest.raises(Refusal, match="noch nicht vorgelegt"):
        operations.require(volunteer=miriam, kind="police", day=now.date())


def test_what_needs_nothing_is_open_to_all(miriam, now):
    operations.require(volunteer=miriam, kind="", day=now.date())
