# ruff: noqa: F401, F811  (fixtures of the festival are imported by name)
"""Stands: asked for, decided, placed, settled."""

import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.programmes.models import Settlement, Stand
from allin.programmes.operations import festival as operations
from tests.conftest import NOW
from tests.programmes.fairs import (
    board,
    fair,
    fair_setup,
    guests,
    host,
    june,
    nour,
    stand,
)

AFTER = june("10:00", 15)


def letters():
    return [text_of(letter) for letter in Letter.objects.order_by("written_at", "pk")]


@pytest.fixture
def give(coordinator):
    def accepted(one, number="A1", **more):
        wanted = {
            name: getattr(one, name)
            for name in ("offers", "food", "power_watts", "water", "metres")
        }
        return operations.accept(
            stand=one, number=number, by=coordinator, now=NOW, **wanted | more
        )

    return accepted


def test_a_board_asks_for_its_own_association_alone(stand, host, guests):
    one = stand()

    assert (one.state, one.association) == ("applied", guests)
    assert stand() == one, "a second click is the stand there is"
    with pytest.raises(Refusal, match="eigenen Verein"):
        stand(association=host)


def test_after_the_last_day_only_the_coordination_enters_one(stand, fair, coordinator):
    fair.apply_until = dt.date(2026, 3, 9)

    with pytest.raises(Refusal, match=r"bis Mo, 9\. März"):
        stand()
    assert stand(by=coordinator).pk


def test_a_yes_is_told_with_what_differs_from_the_wish(stand, give):
    give(stand(), number=" a 1 ", metres=2)

    (letter,) = letters()
    assert "Fest der Kulturen 2026" in letter
    assert "Front: 2 Meter" in letter
    assert "A1" in letter
    assert "Strom" not in letter, "what is as asked for is not told"


def test_a_no_says_why(stand, coordinator):
    one = stand()
    with pytest.raises(Refusal, match="warum"):
        operations.decline(stand=one, why="", by=coordinator, now=NOW)
    operations.decline(
        stand=one, why="Es gibt nicht genug Strom.", by=coordinator, now=NOW
    )

    assert "Es gibt nicht genug Strom." in letters()[0]
    assert Stand.objects.get().state == "declined"


def test_a_number_stands_once_on_the_plan(stand, give, host, coordinator):
    give(stand(), "A1")
    other = stand(association=host, by=coordinator)

    with pytest.raises(Refusal, match="Nummer"):
        give(other, "a1")
    give(other, "A2")


def test_a_plan_given_out_again_writes_to_those_affected_alone(
    stand, give, fair, host, coordinator
):
    one = give(stand(), "A1")
    other = give(stand(association=host, by=coordinator), "A2")
    Letter.objects.all().delete()

    def give_out():
        return operations.give_out_plan(festival=fair, by=coordinator, now=NOW)

    assert give_out() == 0, "both were told with the decision"
    assert fair.plan_version == 1
    give(other, "B7")
    assert letters() == [], "nobody is told before the plan is given out"
    assert give_out() == 1
    (letter,) = letters()
    assert "Nummer: B7" in letter
    assert "Fassung 2" in letter
    assert give_out() == 0
    assert (fair.plan_version, len(letters())) == (2, 1)
    assert Stand.objects.get(pk=one.pk).is_news is False


def test_taken_back_it_leaves_its_number(stand, give, board):
    one = give(stand(), "A1")
    operations.take_back(stand=one, by=board, now=NOW)

    assert Stand.objects.get().number == ""
    with pytest.raises(Refusal, match="zurückgenommen"):
        give(one, "A1")


def test_a_till_is_settled_in_cents_and_corrected_with_the_old_kept(
    stand, give, fair, coordinator
):
    one = give(stand(), "A1")

    def settle(now=AFTER, **cents):
        return operations.settle_stand(
            stand=one, by=coordinator, now=now,
            **{"lent": 10_000, "counted": 43_250, "fee": 5_000} | cents,
        )  # fmt: skip

    with pytest.raises(Refusal, match="begonnen"):
        settle(now=NOW)
    settle()
    settle()
    assert Settlement.objects.count() == 1, "the same once more changes nothing"
    settle(counted=43_350)

    total = operations.sheet(festival=fair).total
    assert (total.takings, total.due, total.left) == (33_350, 15_000, 28_350)
    assert Settlement.objects.count() == 2
    with pytest.raises(Refusal, match=r"100\.000"):
        settle(counted=10_000_001)


def test_strangers_decide_nothing(stand, board, foreign_coordinator):
    one = stand()
    for by in (board, foreign_coordinator):
        with pytest.raises(Refusal):
            operations.decline(stand=one, why="nein", by=by, now=NOW)
    assert not Stand.objects.visible_to(foreign_coordinator).exists()
