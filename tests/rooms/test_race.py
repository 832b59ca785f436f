"""50 processes, one slot: one wins, 49 are told kindly, nobody waits for long."""

import pytest

from tests import races

SLOWEST = 60  # seconds, on two cores that also do other things


@pytest.mark.race
@pytest.mark.slow
def test_fifty_boards_and_one_slot():
    for done in races.run("tests.rooms.racing", rounds=races.rounds_wanted()):
        assert done.errors == []
        assert (done.won, done.refused) == (1, 49)
        assert all("schon vergeben" in sentence for sentence in done.sentences)
        assert done.slowest < SLOWEST
