"""Fingers and contacts at their worst, as contact edges (us from now, button, closed)."""

import math

from backgrip.board import bounce

DEBOUNCE_MS = 8
UP_MS = 9.5  # open at least this long, bounces apart: surely released
DOWN_MS = 4
BOTH = ("thumb", "index")


def drawn(rng, shortest, longest):
    """Evenly on a logarithmic scale."""
    return math.exp(rng.uniform(math.log(shortest), math.log(longest)))


def finger(rng, button, length_ms, longest_ms=400, bounce_ms=8):
    """One finger that presses as it pleases for about `length_ms`; up at the end."""
    at_ms, edges = drawn(rng, 2, 120), []
    while at_ms < length_ms:
        down_ms, up_ms = drawn(rng, DOWN_MS, longest_ms), drawn(rng, UP_MS, longest_ms)
        for begin_ms, closed, most_ms in (
            (at_ms, True, min(bounce_ms, 0.8 * down_ms)),
            (at_ms + down_ms, False, min(bounce_ms, up_ms - UP_MS)),
        ):
            long_ms = rng.uniform(0, most_ms)
            edges += [(t_us, button, level) for t_us, level in bounce(begin_ms * 1000, closed, long_ms, rng)]
        at_ms += down_ms + up_ms
    return edges


def worst_bounce(rng, button, at_us):
    """A press whose contact opens for just under the debounce time, again and again, with glitches and one long hold.

    Returns (edges, the time of its last edge in us).
    """
    edges = [(at_us, True)]
    for closed in (True, False):
        for _ in range(rng.randint(2, 6)):
            dark_us = (DEBOUNCE_MS - drawn(rng, 0.005, 7.9)) * 1000
            lit_us = rng.choice((drawn(rng, 0.1, 1), drawn(rng, 3.1, 3000), drawn(rng, 3.1, 9)))
            away, back = (dark_us, lit_us) if edges[-1][1] else (lit_us, dark_us)
            edges += [(edges[-1][0] + away, not edges[-1][1]), (edges[-1][0] + away + back, edges[-1][1])]
        if closed:
            edges.append((edges[-1][0] + rng.uniform(100, 60_000), False))
    return [(t_us, button, level) for t_us, level in edges], edges[-1][0]


def chatter(button, from_us, hz, closed_part, length_us):
    """A contact that closes `hz` times a second, for `closed_part` of each turn; open at the end."""
    turn_us, edges = 1e6 / hz, []
    for number in range(max(1, int(length_us / turn_us))):
        at_us = from_us + number * turn_us
        edges += [(at_us, button, True), (at_us + turn_us * closed_part, button, False)]
    return edges


def press(button, at_us, length_us):
    """A clean press."""
    return [(at_us, button, True), (at_us + length_us, button, False)]
