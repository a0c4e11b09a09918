"""Random fingers: 100,000 steps, each checked; a fault put into the behaviour is found and shrunk."""

import pytest
from grip.behaviour import Behaviour

from behaviour.fuzz import fuzz

STEPS = 100_000
SHARES = 2  # tests, so that both cores are used


@pytest.mark.parametrize("share", range(SHARES))
def test_random_fingers(share):
    assert fuzz(STEPS // SHARES, seed=1000 * share) >= STEPS // SHARES


def test_a_fault_is_found_and_shrunk(monkeypatch, capsys):
    """A lock that never lets go leaves FOCUS closed; one press of the thumb shows it."""
    monkeypatch.setattr(Behaviour, "_lock_left_ms", lambda self, now: 1)
    with pytest.raises(AssertionError) as found:
        fuzz(2000)
    story = [note for note in found.value.__notes__ if "state.finger" in note]
    assert 1 <= sum(note.count("state.finger") for note in story) <= 3, story
