"""The board under attack by its contacts: cases that play one story drawn from a seed and have it judged."""

import random

from board.rig import booted
from grip import settings

from soak.fingers import BOTH, UP_MS, chatter, drawn, finger, press, worst_bounce
from soak.verdict import judged

SETTLE_MS = 650  # a frame that waits, its tail, the wait after two taps


def values(**changes):
    """All settings, as the judge and the firmware are given them."""
    return {**settings.defaults(), **changes}


def played(board, edges, style, **allowances):
    """Plays contact edges to their end and on until all has come to rest; judges it all."""
    board.play(edges)
    board.run_until(lambda b: not b.contacts.pending, limit_ms=60_000)
    board.run(ms=SETTLE_MS)
    return judged(board, values(style=style), **allowances)


def random_presses(board, case):
    """Both fingers at will, bouncing, lengths and pauses on a logarithmic scale."""
    style, seed = case
    rng = random.Random(f"random {seed}")
    return played(board, [edge for button in BOTH for edge in finger(rng, button, 2500)], style)


def worst_bounces(board, case):
    style, seed = case
    rng, edges = random.Random(f"bounce {seed}"), []
    for button in BOTH:
        at_us = drawn(rng, 100, 50_000)
        for _ in range(4):
            found, last_us = worst_bounce(rng, button, at_us)
            edges += found
            at_us = last_us + drawn(rng, 10_000, 200_000)
    return played(board, edges, style)


def both_chatter(board, case):
    """Both contacts chatter, up to 1 MHz, then a press of each. Chatter of 1 us and less closes nothing."""
    style, seed = case
    rng, edges = random.Random(f"chatter {seed}"), []
    for button in BOTH:
        hz = rng.choice((1_000_000, drawn(rng, 500_001, 1_000_000), drawn(rng, 100, 120_000)))
        closed_part = 0.5 if hz > 500_000 else rng.uniform(0.35, 0.65)
        edges += chatter(button, rng.uniform(50, 60), hz, closed_part, rng.uniform(1000, 5000))
        edges += press(button, 1_000_000 + rng.uniform(0, 20_000), 40_000)
    return played(board, edges, style)


# Where the second edge falls: what is under way when both contacts move in the same microsecond. In ms.
STATES = {
    "rest": ([], 20),
    "lock": (press("thumb", 1000, 150_000), 400),
    "refocus gap": (press("thumb", 1000, 150_000) + press("thumb", 500_000, 30_000), 560),
    "lead": (press("index", 1000, 30_000), 50),
    "shutter closed": ([(1000, "index", True)], 200),
    "both down": ([(1000, "index", True), (50_000, "thumb", True)], 300),
    "thumb down": ([(1000, "thumb", True)], 300),
    "gap": (press("thumb", 1000, 500_000) + press("index", 200_000, 120_000), 350),
    "tail": (press("index", 1000, 30_000), 250),
}


def same_microsecond(board, case):
    """Both contacts move within a microsecond, whatever is under way; then back, again together."""
    style, seed = case
    rng = random.Random(f"together {seed}")
    fingers, at_ms = STATES[rng.choice(sorted(STATES))]
    down, edges = {button: False for button in BOTH}, list(fingers)
    for _, button, closed in sorted(fingers):
        down[button] = closed
    at_us = at_ms * 1000 + rng.uniform(0, 300)
    for _ in range(4):
        for button in BOTH:
            down[button] = not down[button]
            edges.append((at_us + rng.choice((0, rng.uniform(0, 1))), button, down[button]))
        at_us += drawn(rng, 10_000, 150_000)
    edges += [(at_us, button, False) for button in BOTH if down[button]]
    return played(board, edges, style)


# (what follows what, at, lasts until) of a story: presses fall into each of them. In ms.
PHASES = {
    "lead": (press("index", 1000, 20_000), 1.002, 101),
    "floor": (press("index", 1000, 20_000), 101, 201),
    "gap": (press("thumb", 1000, 900_000) + press("index", 200_000, 150_000), 358, 408),
    "tail": (press("index", 1000, 20_000), 201, 301),
    "refocus gap": (press("thumb", 1000, 50_000) + press("thumb", 500_000, 20_000), 500, 630),
    "let go": (press("thumb", 1000, 50_000) + press("thumb", 150_000, 50_000), 449, 465),
}


def in_a_phase(board, case):
    """A press of either button, or of both, in the lead, floor, gap, tail, refocus gap, or in a letting go."""
    style, seed = case
    rng = random.Random(f"phase {seed}")
    fingers, from_ms, to_ms = PHASES[rng.choice(sorted(PHASES))]
    edges = list(fingers)
    for button in rng.choice((("thumb",), ("index",), BOTH)):
        up_us = max([t_us for t_us, name, _ in fingers if name == button], default=0) + 1000 * UP_MS
        at_us = max(up_us, 1000 * rng.choice((rng.uniform(from_ms, to_ms), rng.choice((from_ms, to_ms)))))
        if at_us < to_ms * 1000 + 5000:
            edges += press(button, at_us + drawn(rng, 0.1, 300), drawn(rng, 4000, 300_000))
    return played(board, edges, style)


def ready(style):
    return booted(style=style)


# title: (the board, the case)
CASES = {
    "random presses": (ready, random_presses),
    "worst bounces": (ready, worst_bounces),
    "chatter on both contacts": (ready, both_chatter),
    "both contacts in the same microsecond": (ready, same_microsecond),
    "a press within a lead, floor, gap, tail, refocus gap": (ready, in_a_phase),
}
