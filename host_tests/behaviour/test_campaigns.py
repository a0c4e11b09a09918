"""The campaigns of the long run on the pure behaviour: they count what they try and tell what breaks."""

from grip.behaviour import Behaviour
from soak import exploration, fuzz

from behaviour.explore import BODIES


def test_exploration():
    tally = exploration.campaign(seconds=2, seed=1)
    assert not tally.broken
    assert tally.tried[f"bodies of {len(BODIES)}"] == len(BODIES)
    assert tally.tried["steps"] > tally.tried["states"] > 50 * len(BODIES)


def test_fuzz(monkeypatch):
    monkeypatch.setattr("behaviour.fuzz.STORIES", 4)
    tally = fuzz.campaign(seconds=0, seed=5)
    assert not tally.broken and tally.tried["steps of 1,000,000"] > 100


def test_a_fault_is_told_with_its_story(monkeypatch):
    monkeypatch.setattr(Behaviour, "_lock_left_ms", lambda self, now: 1)
    told = exploration.campaign(seconds=4, seed=1).broken
    assert any("lets go by itself" in one and "<- broken" in one for one in told), told
    (told,) = fuzz.campaign(seconds=0, seed=5).broken
    assert "state.finger" in told and "--seed 5" in told
