import datetime as dt

import pytest

from allin.core import holders
from allin.core.errors import Refusal
from allin.volunteers import operations
from allin.volunteers.models import Commitment
from tests.conftest import NOW

TEN = NOW.replace(hour=10, minute=0) + dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def promise(miriam, coordinator):
    def commit(starts=TEN, ends=TEN + HOUR, kind="appointment", **more):
        return operations.commit(
            volunteer=miriam,
            starts_at=starts,
            ends_at=ends,
            kind=kind,
            by=coordinator,
            now=NOW,
            **more,
        )

    return commit


def test_nobody_is_in_two_places(promise):
    promise()

    with pytest.raises(Refusal, match="schon"):
        promise(TEN + HOUR / 2, TEN + 2 * HOUR)
    promise(TEN + HOUR, TEN + 2 * HOUR)

    assert Commitment.objects.standing().count() == 2


def test_on_call_duty_overlaps_with_anything_but_on_call_duty(promise):
    promise()
    promise(TEN - HOUR, TEN + 5 * HOUR, kind="duty")

    with pytest.raises(Refusal, match="Bereitschaft"):
        promise(TEN, TEN + HOUR, kind="duty")


def test_released_time_is_free_again_and_releasing_twice_is_harmless(
    promise, coordinator
):
    promise(holder_kind="test", holder_id=7)

    gone = [
        operations.release(holder_kind="test", holder_id=7, by=coordinator, now=NOW)
        for _ in range(2)
    ]

    assert gone == [1, 0]
    promise()


def test_somebody_away_is_not_committed(promise, miriam, coordinator):
    operations.pause(volunteer=miriam, until=TEN.date(), by=coordinator, now=NOW)

    with pytest.raises(Refusal, match=r"11\.03\.2026"):
        promise()


def test_moving_all_or_nothing(promise, coordinator):
    promise(holder_kind="test", holder_id=7)
    promise(TEN + 2 * HOUR, TEN + 3 * HOUR)
    to = {"by": coordinator, "now": NOW, "holder_kind": "test", "holder_id": 7}

    with pytest.raises(Refusal):
        operations.move(starts_at=TEN + 2 * HOUR, ends_at=TEN + 4 * HOUR, **to)
    operations.move(starts_at=TEN + 3 * HOUR, ends_at=TEN + 4 * HOUR, **to)

    moved = Commitment.objects.get(holder_id=7)
    assert moved.starts_at == TEN + 3 * HOUR


class Refusing:
    def released(self, holder_id, *, what, by, now):  # noqa: ARG002
        raise Refusal(f"{what} of {holder_id} stays")


def test_a_holder_may_refuse_and_then_nothing_happens(
    promise, miriam, coordinator, monkeypatch
):
    monkeypatch.setitem(holders._holders, "test", Refusing())
    promised = promise(holder_kind="test", holder_id=7)

    with pytest.raises(Refusal, match="time of 7 stays"):
        operations.erase(volunteer=miriam, by=coordinator, now=NOW)

    promised.refresh_from_db()
    miriam.refresh_from_db()
    assert promised.active
    assert miriam.name == "Miriam Tekle"
