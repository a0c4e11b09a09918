"""Resets of every kind at every phase of a shot, buttons held: lines open, and a button must be let go before it works.

A shot is played once to learn when its edges come. Then it is played again, and at each phase (every edge, a
microsecond before it and after it, and moments between) the board is forked for each kind of reset. Figures are in the
Pico's clock, from the cause (the bite, the pin, the byte sent by the host) to the moment when no line is closed.
"""

import random
from dataclasses import dataclass, field

from backgrip.board import Board
from backgrip.firmware import settings_file
from backgrip.image import frozen_uf2

from soak.reset_kinds import BATTERIES, CABLE, READY_MS, after
from soak.tally import Clock, Tally

NAME = "Resets at every phase of a shot, with buttons held"

DEBOUNCE_MS = 8
CASE_S = 5  # about what one takes the host
BETWEEN = 12  # phases per shot that are not near an edge


@dataclass(frozen=True)
class Shot:
    """Contacts in ms; `ends_ms` is when nothing more happens."""

    name: str
    edges: tuple
    ends_ms: float
    stored: dict = field(default_factory=dict)


SHOTS = (
    Shot("a shot in track style", (
        (1, "thumb", True), (30, "index", True), (180, "index", False), (240, "thumb", False),
    ), 360, {"style": "track"}),
    Shot("a tap of the index, then a second that waits", (
        (1, "index", True), (40, "index", False), (150, "index", True), (190, "index", False),
    ), 480, {"style": "track", "shutter_min_ms": 60}),
    Shot("a lock, focused again, and a shot in the gap", (
        (1, "thumb", True), (60, "thumb", False), (400, "thumb", True), (450, "index", True), (620, "index", False),
        (640, "thumb", False),
    ), 760, {"style": "lock"}),
    Shot("a locked shutter", (
        (1, "index", True), (2100, "thumb", True), (3200, "thumb", False), (3230, "index", False),
    ), 3300, {"style": "lock"}),
)  # fmt: skip


def case(board, kind):
    """One reset at this moment. Returns a Tally whose sentences do not say yet when it was."""
    tally = Tally()
    name = kind.__name__
    held = [button for button in ("thumb", "index") if board.is_pressed(button)]
    since = board.now_ns
    board.run(ms=kind(board) / 1000)
    opened = [edge.t_ns for edge in board.edges
              if edge.signal in ("FOCUS", "SHUTTER") and edge.t_ns >= since and not edge.level]  # fmt: skip
    if opened:
        tally.saw(f"{name}_line_open_us", (max(opened) - since) / 1000)
    if board.level("FOCUS") or board.level("SHUTTER"):
        tally.broken.append("a line stayed closed")
        return tally
    opened_ns = max(opened, default=since)
    shoots = after(board, kind)
    _bounce(board, held)
    if _closed_since(board, opened_ns):
        tally.broken.append(f"a line closed while {' and '.join(held) or 'nothing'} was held since before the reset")
    tally.broken += _works(board, held, shoots)
    tally.add(f"resets: {name}")
    if len(held) == 2:
        tally.add("with both buttons held")
    return tally


def _closed_since(board, since_ns):
    return [span for line in ("FOCUS", "SHUTTER") for span in board.closed_of(line) if span.close_ns > since_ns]


def _bounce(board, held):
    """Held contacts open for less than the debounce time: that is no release."""
    for button in held:
        board.release(button)
        board.press(button, at_us=(DEBOUNCE_MS - 4) * 1000)
    board.run(ms=20)


def _works(board, held, shoots):
    """Each button waits only for itself: one that was up works at once, the other once it was let go."""
    broken = []
    for button in sorted(("thumb", "index"), key=lambda one: one in held):
        line = "FOCUS" if button == "thumb" else "SHUTTER"
        if button in held:
            board.release(button)
            board.run(ms=DEBOUNCE_MS + 30)
        since = board.now_ns
        board.press(button)
        board.run(ms=125)
        if bool(board.level(line)) != shoots:
            broken.append(f"{button}, {'held before, ' if button in held else ''}pressed after it: {line} was "
                          f"{'open' if shoots else 'closed'}")  # fmt: skip
        elif shoots and button == "thumb":
            took_us = (board.closed_of("FOCUS")[-1].close_ns - since) / 1000
            if took_us > 5:
                broken.append(f"FOCUS closed {took_us:.1f} us after the thumb")
        board.release(button)
        board.run(ms=DEBOUNCE_MS + 130)
    return broken


def _booted(shot, usb, image):
    board = Board(image or frozen_uf2(), files={"backgrip.json": settings_file(**shot.stored)}, usb=usb)
    board.run(ms=READY_MS)
    return board


def phases(shot, usb=False, image=None, between=BETWEEN, rng=random):
    """Times in us after the start: every edge of contacts and lines, a microsecond before and after, some between."""
    board = _booted(shot, usb, image)

    def edges(board):
        start = board.now_ns
        board.play([(at * 1000, button, down) for at, button, down in shot.edges])
        board.run(ms=shot.ends_ms)
        return [(edge.t_ns - start) / 1000 for edge in board.edges
                if edge.t_ns > start and edge.signal in ("thumb", "index", "FOCUS", "SHUTTER")]  # fmt: skip

    near = {round(at + off, 3) for at in board.fork(edges) for off in (-1, 0, 1)}
    return sorted(near | {round(rng.uniform(1000, shot.ends_ms * 1000), 3) for _ in range(between)})


def try_shot(shot, usb, wanted, clock=None, image=None):
    """Resets at the phases in `wanted`: {time in us: kinds}. Returns a Tally."""
    tally = Tally()
    board = _booted(shot, usb, image)
    start = board.now_ns
    board.play([(at * 1000, button, down) for at, button, down in shot.edges])
    for at_us in sorted(wanted):
        board.run(ms=max(0, start + at_us * 1000 - board.now_ns) / 1e6)
        for kind in wanted[at_us]:
            if clock and clock.is_over():
                return tally
            done = board.fork(_alone, kind)
            done.broken = [f"{kind.__name__} {at_us:.3f} us into {shot.name}: {words}" for words in done.broken]
            tally.merge(done)
        tally.add("phases of a shot")
    return tally


def _alone(board, kind):
    """The case, with the fingers as they are: what they would have done next is dropped."""
    board.contacts.pending.clear()
    return case(board, kind)


def campaign(seconds: float, seed: int) -> Tally:
    rng = random.Random(seed)
    clock, tally = Clock(seconds), Tally()
    rounds = [(shot, usb) for shot in SHOTS for usb in (False, True)]
    rng.shuffle(rounds)
    while not clock.is_over():  # each time round with other moments between the edges
        for shot, usb in rounds:
            if clock.is_over():
                break
            times = phases(shot, usb, rng=rng)
            rng.shuffle(times)
            kinds = CABLE if usb else BATTERIES
            fits = max(1, round(seconds / len(rounds) / CASE_S / len(kinds)))
            tally.merge(try_shot(shot, usb, {at: kinds for at in times[:fits]}, clock))
    return tally
