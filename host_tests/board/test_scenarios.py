"""Every story of the contract on the emulated board, the image that a user flashes, on batteries."""

import pytest
from behaviour.play import compare
from behaviour.scenarios import STORIES

from board.rig import booted, closed_us

LATE_MS = 25  # what the CPU decides: it sees the start up to 11 ms late and the end up to 10 ms late
LONG_MS = 5000


def tell(board, story):
    """Plays the story; returns the closures of each line in ms."""
    start = board.now_ns
    board.play([(at * 1000, button, down) for at, button, down in story["moves"]])
    board.run(ms=story["end"])
    return {
        line: [[None if t is None else t / 1000 for t in span] for span in closed_us(board, line, start)]
        for line in ("FOCUS", "SHUTTER")
    }


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_story(story):
    if "wake_lead_ms" not in story["settings"]:
        board = booted(style=story["style"], **story["settings"])
    else:  # its time counts from power-up
        board = booted(style=story["style"], **story["settings"])
    seen = board.fork(tell, story)
    for line in ("FOCUS", "SHUTTER"):
        compare(story, line, seen[line], LATE_MS)
