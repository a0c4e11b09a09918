"""Pure behaviour, random fingers: stories of random moves, every millisecond checked; what breaks is shrunk."""

import sys

from behaviour import fuzz

from soak.tally import Tally

NAME = "Pure behaviour: random fingers"
GOAL = 1_000_000


def campaign(seconds: float, seed: int) -> Tally:
    """Goes on until the time is over; a story that breaks a promise ends it."""
    tally = Tally()
    try:
        steps = fuzz.fuzz(sys.maxsize, seconds, seed)
    except AssertionError as why:
        steps = fuzz.Fingers.steps
        story = "; ".join(line.strip() for note in getattr(why, "__notes__", ()) for line in note.splitlines())
        tally.broken.append(f"{why} (`python -m behaviour.fuzz --seed {seed}`, from host_tests): {story}")
    tally.add(f"steps of {GOAL:,}", steps)
    return tally
