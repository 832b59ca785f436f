"""50 processes, one last acceptance: one has it, 49 are thanked."""

import pytest

from tests import races

SLOWEST = 60  # seconds, on two cores that also do other things


@pytest.mark.race
@pytest.mark.slow
def test_fifty_yes_to_one_referral():
    for done in races.run("tests.counselling.racing", rounds=races.rounds_wanted()):
        assert done.errors == []
        assert (done.won, done.refused) == (1, 49)
        assert all("schneller" in sentence for sentence in done.sentences)
        assert done.slowest < SLOWEST
