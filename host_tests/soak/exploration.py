"""Pure behaviour, every state: breadth first from power-up, each body as deep as its share of the time allows."""

import time

from behaviour.broken import Broken
from behaviour.explore import BODIES, explore_body

from soak.tally import Tally

NAME = "Pure behaviour: every state, in coarse time"


def campaign(seconds: float, seed: int) -> Tally:
    """All bodies in the same order each time: there is nothing random in it, so `seed` is not used."""
    ends, tally = time.monotonic() + seconds, Tally()
    for number, body in enumerate(BODIES):
        share = (ends - time.monotonic()) / (len(BODIES) - number)
        if share <= 0:
            break
        try:
            found = explore_body(body, seconds=share)
        except Broken as why:
            tally.broken.append(str(why))
            continue
        how_far = "all of them" if found.complete else f"depth {found.depth}"
        tally.add(f"{body.name}: states ({how_far})", found.states)
        tally.add("states", found.states)
        tally.add("steps", found.steps)
        tally.add(f"bodies of {len(BODIES)}")
    return tally
