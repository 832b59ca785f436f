import pytest

from allin.counselling import rules
from allin.counselling.rules import State


def test_every_state_says_where_it_may_lead():
    assert set(rules.NEXT) == set(State)


@pytest.mark.parametrize(
    ("was", "to"),
    [
        (State.RECEIVED, State.APPOINTMENT),
        (State.CLOSED, State.RECEIVED),
        (State.WITHDRAWN, State.ACCEPTED),
        (State.DECLINED, State.ACCEPTED),
        (State.EXPIRED, State.CLOSED),
        (State.ACCEPTED, State.ASKING),
    ],
)
def test_what_makes_no_sense_is_no_step(was, to):
    assert not rules.may_become(was, to)


def test_a_person_may_withdraw_at_any_time_until_it_is_over():
    assert all(rules.may_become(state, State.WITHDRAWN) for state in rules.OPEN)


def test_codes_can_be_read_aloud():
    assert rules.spell((7, 6, 3, 10, 1)) == "H7-4MB"
    assert not set("ILOU0") & set(rules.LETTERS + rules.DIGITS)


@pytest.mark.parametrize("typed", ["K7-4M2", "k74m2", " k7 4m2 ", "K7–4M2"])
def test_a_code_is_understood_however_it_is_typed(typed):
    assert rules.tidy_code(typed) == "K7-4M2"


@pytest.mark.parametrize("typed", ["", "K7", "K7-4M2X", "<b>", "☂☂☂☂"])
def test_what_is_no_code_is_nothing(typed):
    assert rules.tidy_code(typed) == ""


def test_what_usually_comes_next_is_always_allowed():
    assert all(after in rules.NEXT[state] for state, after in rules.USUALLY.items())
    assert set(rules.USUALLY) == set(rules.OPEN)
