"""Every story of the contract on the emulated board, the image that a user flashes, on batteries."""

import pytest
from behaviour.play import compare
from behaviour.scenarios import STORIES

from board.rig import booted, closed_us

LATE_MS = 45  # what the CPU decides: the loop turns every 30 ms, and looks for presses every 3 or 10
EARLY_MS = 4  # a limit: the loop sees within 3 ms that SHUTTER has closed; to the us it is the judge's


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
    seen = booted(style=story["style"], **story["settings"]).fork(tell, story)
    for line in ("FOCUS", "SHUTTER"):
        compare(story, line, seen[line], LATE_MS, EARLY_MS)
