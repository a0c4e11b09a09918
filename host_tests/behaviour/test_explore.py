"""Every state of the behaviour in coarse time to a depth, and proof that the search can fail and merges rightly."""

import random

import pytest
from grip import behaviour
from grip.behaviour import Behaviour

from behaviour.broken import Broken
from behaviour.coarse import CoarseGrip
from behaviour.explore import BODIES, LONG_MOVES, explore, explore_body, make, moves_of
from behaviour.promises import Watch

# Moves from power-up; EXPLORED.md says how far the long run went. Bodies with more kinds of moves have more states.
DEPTH = 7
DEPTH_OF_MANY = 5


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.name)
def test_every_state_keeps_every_promise(body):
    found = explore_body(body, depth=DEPTH_OF_MANY if body.faults or body.switch else DEPTH)
    print(found.row())
    assert found.depth >= DEPTH_OF_MANY and found.states > 500


def test_the_same_states_each_time():
    counts = [(found.states, found.steps) for found in explore(depth=4) + explore(depth=4)]
    assert counts[: len(BODIES)] == counts[len(BODIES) :]


def test_a_budget_of_seconds_is_kept():
    found = explore(seconds=3)
    assert [each.body for each in found] == [body.name for body in BODIES]
    assert sum(each.seconds for each in found) < 10 and not any(each.complete for each in found)


def _always(order):
    return lambda self, *_: order


# name of a method, what takes its place, the body that shows it, the promise that is broken
FAULTS = (
    ("_lock_left_ms", lambda self, now: 1, 0, "lets go by itself"),
    ("_limits", _always(0), 1, "FOCUS opens at its limit"),
    ("_unlock_shutter", _always(0), 0, "the next press opens a locked SHUTTER"),
    ("_what_was_wanted", _always(0), 0, "focuses again|two taps|lets go"),
    ("_what_was_wanted", _always(0), 6, "FOCUS opens after every closure"),
    ("_change_style", lambda self: setattr(self, "style", self._style_wanted) or 0, 2, "no style changes|lets go"),
    ("_watch_sleep", lambda self, now: None, 8, "waits for the lead"),
    ("_thumb_pressed", lambda self, now: behaviour.LET_GO, 1, "track: FOCUS is closed under the thumb|thumb"),
    ("_gestures", lambda self, now: behaviour.LOCK_SHUTTER * self._shutter, 1, "SHUTTER opens when the finger lifts"),
    ("index", lambda self, now, down: behaviour.OPEN_SHUTTER, 3, "SHUTTER|lost"),
)


@pytest.mark.parametrize("method, wrong, body, promise", FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_found(monkeypatch, method, wrong, body, promise):
    """And told as a story, a line a move."""
    monkeypatch.setattr(Behaviour, method, wrong)
    with pytest.raises(Broken, match=promise) as found:
        explore_body(BODIES[body], depth=8, seconds=60)
    assert str(found.value).count("\n") <= 10 and "<- broken" in str(found.value)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.name)
def test_states_that_are_merged_behave_alike(body):
    """A grip that lived on and one that was packed and unpacked on the way tell the same lines for ever after."""
    dice = random.Random(5)
    moves = [move for move in moves_of(body) if move[0] not in LONG_MOVES]
    lived, packed = CoarseGrip(body), CoarseGrip(body)
    watches = Watch(body), Watch(body)
    for turn in range(6000):
        move = dice.choice(moves if dice.random() < 0.6 else moves[:1])
        if move[0] == "reset" and dice.random() < 0.9:
            continue
        packed.unpack(packed.pack())
        watches[1].unpack(watches[1].pack())
        for grip, watch in zip((lived, packed), watches):
            make(grip, watch, move)
        assert (lived.focus, lived.shutter) == (packed.focus, packed.shutter), turn
        assert lived.pack() == packed.pack(), turn
