"""The board under attack: a sample of what `soak.attack` and `soak.day` try, one seed of the cheaper cases."""

import pytest
from soak import attack, day
from soak.attack_fingers import worst_bounces

from board.rig import doctored, machines

SAMPLE = (
    ("worst bounces", 1), ("chatter on both contacts", 1), ("both contacts in the same microsecond", 1),
    ("presses while it starts", 1), ("presses during flash writes, flash at its slowest", 1),
    ("one contact shorted for ever", 1),
)  # fmt: skip


@pytest.mark.parametrize("title, seed", SAMPLE)
def test_one_seed(title, seed):
    tally = attack.one(title, seed)
    assert not tally.broken, "\n".join(tally.broken)
    assert tally.tried["presses"] >= 2 and 0 < tally.worst["latency_us"] <= 5
    assert not tally.worst["presses_lost"] and not tally.worst["frames_not_asked_for"]


# A grip that debounces for 2 ms although it is set to 8: it opens its lines on a bounce.
HASTY = """
from grip import app, edges
init = edges.Edges.__init__
def hasty(self, profile, track):
    init(self, dict(profile, debounce_ms=2), track)
edges.Edges.__init__ = hasty
app.run()
"""


def test_a_seeded_fault_is_caught():
    board = doctored(HASTY, style="track")
    board.run(ms=300)
    tally = board.fork(worst_bounces, ("track", 1))
    assert any("bounce" in what or "follow" in what for what in tally.broken), tally.broken


def test_the_first_scenes_of_a_day():
    tally = day.shoots(seed=5, scenes=1)
    assert not tally.broken, "\n".join(tally.broken)
    assert tally.tried["frames"] >= 1 and not tally.worst["flash_operations_while_shooting"]


def to_the_tail(board, _):
    """A frame, then in its tail the thumb pressed and let go, which opens FOCUS; the index at each phase."""
    board.play([(0, "index", True), (20_000, "index", False), (215_000, "thumb", True), (225_000, "thumb", False)])
    board.run(ms=260)
    assert not board.level("FOCUS")
    return board.map_forked(press_in_the_tail, [100 + n * 0.137 for n in range(48)], jobs=1)


def press_in_the_tail(board, at_us):
    start_ns = board.now_ns
    board.press("index", at_us=at_us)
    board.run(ms=1)
    return (board.closed_of("FOCUS")[-1].close_ns - start_ns) / 1000 - at_us


def test_a_press_in_a_tail_that_the_thumb_has_ended_is_as_quick():
    took_us = machines(style="track").fork(to_the_tail, None)
    print(f"{min(took_us):.2f} to {max(took_us):.2f} us")
    assert 1 < min(took_us) and max(took_us) <= 5, took_us
