"""The board under attack: contacts at their worst, at the worst moments, stuck for ever; on the image that ships."""

import itertools

from backgrip.board import CaseFailed

from soak import attack_fingers, attack_moments, attack_stuck
from soak.tally import Clock, Tally

NAME = "The board under attack"
STYLES = ("lock", "track")
CASES = {**attack_fingers.CASES, **attack_moments.CASES, **attack_stuck.CASES}
RANDOM = "random presses"
RANDOM_GOAL = 2000


def one(title, seed):
    """One case by its title and seed, which also chooses the style. Returns its Tally."""
    make, case = CASES[title]
    style = STYLES[seed % 2]
    try:
        tally = make(style).fork(case, (style, seed))
    except CaseFailed as failed:
        tally = Tally(broken=[str(failed)])
    tally.broken = [f"{title}, {style}, seed {seed}: {what}" for what in tally.broken]
    tally.add(f"cases: {title}")
    if title == RANDOM:
        tally.add(f"random presses of {RANDOM_GOAL}", tally.tried.get("presses", 0))
    return tally


def campaign(seconds: float, seed: int) -> Tally:
    """Every case in turn, each turn with another seed; in the time left after a turn, as many more as there is."""
    clock, total = Clock(seconds), Tally()
    for turn in itertools.count():
        for title in CASES:
            for _ in range(3 if title == RANDOM else 1):
                if clock.is_over():
                    total.add("whole turns of all cases", turn)
                    return total
                total.merge(one(title, seed))
                seed += 1
