"""The board under attack at a bad moment: while it starts, while flash is written, as its ticks wrap."""

import functools
import random

from backgrip.board import Board
from backgrip.firmware import settings_file
from backgrip.image import frozen_uf2, stock_uf2
from backgrip.image.plain import plain_files
from board.rig import READY_MS

from soak.attack_fingers import SETTLE_MS, played, ready, values
from soak.clockwork import MICROS_WRAP_MS, WRAP_MS, started_at
from soak.fingers import BOTH, drawn, finger, press, worst_bounce
from soak.verdict import judged

LATENCY_NS = 5_000
BEFORE_WRAP_MS = 1200
HELD_S = 5  # the least that a limit or a time-out can be set to

# The application as it is, but whenever 20 ms instead of 2 s have been quiet it stores a setting.
STORES = """
from time import ticks_ms
from grip import app
app.QUIET_MS = 20
turn = app.App.turn
def stores(self):
    if ticks_ms() > 380:
        self._unsaved = {"tap_ms": 250}
    return turn(self)
app.App.turn = stores
app.run()
"""


def while_starting(board, case):
    """Switched off and on; presses, bounces and held buttons from then on until it is ready, then it must shoot."""
    style, seed = case
    rng, edges = random.Random(f"start {seed}"), []
    board.power_cycle()
    start_ns = board.now_ns
    for button in BOTH:
        at_us = rng.choice((0, drawn(rng, 10, 110_000)))
        edges += rng.choice((worst_bounce(rng, button, at_us)[0], press(button, at_us, drawn(rng, 1000, 150_000))))
    board.play(edges)
    board.run_until(lambda b: not b.contacts.pending, limit_ms=1000)
    board.run(ms=SETTLE_MS + READY_MS)
    told = _begins(board, start_ns) + _shoots(board)
    tally = judged(board, values(style=style))
    tally.broken += told
    return tally


def _begins(board, start_ns):
    """The first closure of a line must be the answer to a contact that closed then, not to one held since before."""
    here = [edge for edge in board.edges if edge.t_ns >= start_ns and edge.level]
    lines = [edge for edge in here if edge.signal in ("FOCUS", "SHUTTER")]
    contacts = [edge.t_ns for edge in board.edges if edge.level and edge.signal in BOTH]
    if not lines or any(0 < lines[0].t_ns - t_ns <= LATENCY_NS for t_ns in contacts):
        return []
    return [f"{lines[0].signal} closes {(lines[0].t_ns - start_ns) / 1e6:.3f} ms after power-up, by no contact"]


def _shoots(board):
    """The thumb, held, then the index: both lines at once, unless a lock keeps FOCUS closed."""
    told = []
    for button, line in (("thumb", "FOCUS"), ("index", "SHUTTER")):
        was, at_ns = board.level(line), board.now_ns
        board.press(button)
        board.run(ms=140)
        closed = [edge.t_ns for edge in board.edges_of(line) if edge.level and edge.t_ns >= at_ns]
        if not was and (not closed or closed[0] - at_ns > LATENCY_NS):
            told.append(f"{line} does not follow the {button} after the start")
    for button in ("index", "thumb"):
        board.release(button)
    board.run(ms=SETTLE_MS)
    return told


@functools.cache
def storing(style, erase_ms=45.0, program_ms=0.4):
    """Writes its settings whenever both lines are open. Ready, and at it."""
    files = {**plain_files(), "main.py": STORES.encode(), "backgrip.json": settings_file(style=style)}
    board = Board(stock_uf2(), files=files, erase_ms=erase_ms, program_ms=program_ms)
    board.run(ms=400)
    return board


def storing_slowly(style):
    """With a flash as slow as its data sheet allows."""
    return storing(style, 400, 3)


def during_flash_writes(board, case):
    """Presses as flash is erased and programmed, the CPU stopped: what PIO does, and every press, is judged."""
    style, seed = case
    rng, operations, edges = random.Random(f"flash {seed}"), [], []
    board.on_flash_op = lambda op: operations.append((op, board.level("FOCUS"), board.level("SHUTTER")))
    for button in BOTH:
        edges += finger(rng, button, 1500, longest_ms=900)
    tally = played(board, edges, style, lines_only=True, late_ns=5_000_000, noticed_ns=2_000_000_000)
    tally.add("flash operations under the presses", len(operations))
    tally.add("of them with a line closed", sum(focus or shutter for _, focus, shutter in operations))
    return tally


@functools.cache
def _wrapping(style, wrap_ms, changes):
    files = {"backgrip.json": settings_file(style=style, **dict(changes))}
    board = started_at(wrap_ms - BEFORE_WRAP_MS, frozen_uf2(), files=files)
    board.run(ms=READY_MS)
    return board


def at_ticks_wrap(style):
    return _wrapping(style, WRAP_MS, ())


def at_half_of_the_ticks(style):
    return _wrapping(style, WRAP_MS // 2, ())


def at_microseconds_wrap(style):
    return _wrapping(style, MICROS_WRAP_MS, ())


SHORT = {"lock_timeout_s": HELD_S, "focus_limit_s": HELD_S, "shutter_limit_s": HELD_S}


def limits_at_ticks_wrap(style):
    return _wrapping(style, WRAP_MS, tuple(sorted(SHORT.items())))


def across_the_wrap(board, case):
    style, seed = case
    rng = random.Random(f"wrap {seed}")
    return played(board, [edge for button in BOTH for edge in finger(rng, button, 2000)], style)


def time_runs_across_the_wrap(board, case):
    """A lock's time-out, or a limit of a held button, begins before the wrap and ends after it."""
    style, seed = case
    button = ("thumb", "index", "thumb")[seed % 3]
    board.press(button, at_us=50_000)
    if seed % 3 == 2:
        board.release(button, at_us=400_000)  # track: opens with the finger; lock: the time-out
    board.run(ms=1000 * HELD_S + 1500)
    board.release(button)
    board.run(ms=SETTLE_MS)
    return judged(board, values(style=style, **SHORT))


CASES = {
    "presses while it starts": (ready, while_starting),
    "presses during flash writes": (storing, during_flash_writes),
    "presses during flash writes, flash at its slowest": (storing_slowly, during_flash_writes),
    "presses as ticks_ms wraps (12.4 days)": (at_ticks_wrap, across_the_wrap),
    "presses at half of ticks_ms (6.2 days)": (at_half_of_the_ticks, across_the_wrap),
    "presses as the timer's lower word wraps (71.6 min)": (at_microseconds_wrap, across_the_wrap),
    "time-outs and limits across the wrap of ticks_ms": (limits_at_ticks_wrap, time_runs_across_the_wrap),
}
