# ruff: noqa: F401, F811  (fixtures of the festival are imported by name)
"""Acts on a stage: never into each other, the change-over counted in."""

import datetime as dt
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allin.core.errors import Refusal
from allin.programmes.models import Slot
from allin.programmes.operations import festival as operations
from tests.conftest import NOW
from tests.programmes.fairs import act, fair, fair_setup, host, june, stage

MINUTE = dt.timedelta(minutes=1)


def test_an_act_begins_after_the_change_over_not_in_it(act):
    act("Chor", june("13:00"), june("14:00"))

    with pytest.raises(Refusal, match=r"20 Minuten.*ab .*14:20"):
        act("Tanz", june("14:10"), june("15:00"))
    assert act("Tanz", june("14:20"), june("15:00")).pk


def test_an_act_ends_before_the_change_over_to_the_next(act):
    act("Chor", june("15:00"), june("16:00"))

    with pytest.raises(Refusal):
        act("Tanz", june("14:00"), june("14:45"))
    assert act("Tanz", june("14:00"), june("14:40")).pk


def test_an_act_may_go_on_after_midnight(act):
    act("Trommeln", june("23:30"), june("0:30", 14))

    with pytest.raises(Refusal):
        act("Chor", june("0:40", 14), june("1:00", 14))
    assert act("Chor", june("0:50", 14), june("1:50", 14)).pk


def test_nobody_plays_while_the_festival_is_closed(act):
    for starts, ends in ((june("11:00"), june("12:30")),
                         (june("1:30", 14), june("2:30", 14))):  # fmt: skip
        with pytest.raises(Refusal, match="geöffnet"):
            act("Chor", starts, ends)


def test_the_same_act_once_more_is_the_one_there_is(act):
    first = act("Chor", june("13:00"), june("14:00"))

    assert act("Chor", june("13:00"), june("14:00")) == first
    assert Slot.objects.count() == 1


def test_a_cancelled_act_leaves_its_time(act, coordinator):
    first = act("Chor", june("13:00"), june("14:00"))
    operations.cancel_slot(slot=first, by=coordinator, now=NOW)

    assert act("Tanz", june("13:30"), june("14:00")).pk


def test_another_stage_has_its_own_time(act, fair, coordinator):
    act("Chor", june("13:00"), june("14:00"))
    small = operations.settle_stage(
        festival=fair, name="Kleine Bühne", change_over=0, by=coordinator, now=NOW
    )

    assert act("Tanz", june("13:00"), june("14:00"), stage=small).pk
    assert act("Lesung", june("14:00"), june("14:30"), stage=small).pk


def test_a_longer_change_over_needs_its_time(act, stage, fair, coordinator):
    act("Chor", june("13:00"), june("14:00"))
    act("Tanz", june("14:20"), june("15:00"))

    def change(minutes):
        return operations.settle_stage(
            festival=fair, stage=stage, name=stage.name, change_over=minutes,
            by=coordinator, now=NOW,
        )  # fmt: skip

    with pytest.raises(Refusal, match="„Chor“"):
        change(30)
    change(10)
    assert act("Lesung", june("15:10"), june("15:30")).pk


def test_the_database_refuses_what_walks_round_the_operation(act, stage, kassel):
    act("Chor", june("13:00"), june("14:00"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.create(
            centre=kassel, stage=stage, act="Tanz", starts_at=june("14:10"),
            ends_at=june("15:00"), blocked_until=june("15:20"), created_at=NOW,
        )  # fmt: skip


wishes = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "cancel"]),
        st.integers(0, 5),
        st.integers(0, 150),
        st.integers(1, 30),
    ),
    max_size=14,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(wishes=wishes)
def test_random_changes_never_let_acts_overlap(act, stage, coordinator, wishes):
    made = []
    with transaction.atomic():
        for what, which, start, length in wishes:
            span = {
                "starts_at": june("12:00") + 5 * start * MINUTE,
                "ends_at": june("12:00") + 5 * (start + length) * MINUTE,
            }
            slot = made[which % len(made)] if made else None
            try:
                if what == "add" or slot is None:
                    made.append(act(f"{len(made)}", *span.values()))
                elif what == "move":
                    operations.move_slot(
                        slot=Slot.objects.select_related("stage").get(pk=slot.pk),
                        stage=stage, act=slot.act, by=coordinator, now=NOW, **span,
                    )  # fmt: skip
                else:
                    operations.cancel_slot(slot=slot, by=coordinator, now=NOW)
            except Refusal:
                continue
        standing = list(Slot.objects.standing().order_by("starts_at"))
        for one, following in pairwise(standing):
            assert one.ends_at + 20 * MINUTE <= following.starts_at
        transaction.set_rollback(True)
