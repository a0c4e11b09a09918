"""Every story of the contract on the pure behaviour, under several call schedules, ticks starting near their wrap."""

import itertools
import random

import pytest

from behaviour.model import Grip
from behaviour.play import check, play
from behaviour.scenarios import STORIES

SCHEDULES = {
    "every 1 ms": lambda: itertools.repeat(1),
    "every 2 ms": lambda: itertools.repeat(2),
    "every 5 ms": lambda: itertools.repeat(5),
    "idle 10, busy 2": lambda: itertools.cycle((10, 2, 2, 2, 2)),
    "irregular": lambda: iter(lambda dice=random.Random(7): dice.randint(1, 9), None),
}


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_story(story, schedule):
    late_ms = 12 if "10" in schedule else 10
    check(story, play(story, SCHEDULES[schedule](), Grip), late_ms)


def ends_quietly(story):
    """Both buttons are up at the end and SHUTTER is not locked."""
    fingers = {button: down for _, button, down in story["moves"]}
    return not any(fingers.values()) and all(opened is not None for _, opened in story["shutter"])


@pytest.mark.parametrize("story", list(filter(ends_quietly, STORIES)), ids=lambda story: story["name"])
def test_then_a_quiet_minute(story):
    """After a story, with both buttons up, a minute changes nothing but the lock letting go, and opens all lines."""
    grip = play(story, itertools.repeat(2), Grip)
    seen = len(grip.history)
    grip.run(62_000)
    assert not grip.focus and not grip.shutter
    assert all(name == "FOCUS" and not closed for _, name, closed in grip.history[seen:])


def test_a_wrong_line_is_noticed():
    """The checker can fail: a story told wrongly does."""
    story = dict(STORIES[0], focus=[(100, 900)])
    with pytest.raises(AssertionError, match="FOCUS"):
        check(story, play(story, itertools.repeat(1), Grip), 5)
