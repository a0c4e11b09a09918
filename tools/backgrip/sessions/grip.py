"""The grip's part: its buttons bounce, the real firmware runs on the emulated Pico, and its lines come out."""

import multiprocessing
import os
import random
from collections.abc import Callable
from typing import NamedTuple

from backgrip.board import Board, bounce
from backgrip.board.fork import CaseFailed, map_forked
from backgrip.sessions.ways import Move
from backgrip.virtual_camera import MS

SEED = 3
READY_MS = 120  # power-up to ready; both buttons were then seen released
BOUNCE_MS, SHORTEST_US, LONGEST_US = 6, 4, 2000  # what a tactile switch does when it is no longer new
SLICE_MS = 100
LINES = ("FOCUS", "SHUTTER")


class LineEdge(NamedTuple):
    """A line of the grip closed or opened, nanoseconds after the session began."""

    t_ns: int
    line: str
    closed: bool


class Fingers(NamedTuple):
    """What the fingers do on the grip ("thumb", "index") in one session."""

    moves: list[Move]
    length_ms: int

    @property
    def ticks(self) -> int:
        """How often `play` calls `tick`."""
        return -(-self.length_ms // SLICE_MS)


def record(uf2, settings: bytes, sessions: list[Fingers], tick: Callable[[], None]) -> list[list[LineEdge]]:
    """The lines of a grip with this settings file in each of the sessions, each from a fresh start.

    It is booted once and copied where the system can do that. Raises BoardError or CaseFailed.
    """
    files = {"backgrip.json": settings}

    def booted():
        board = Board(uf2, files=files)
        board.run(READY_MS)
        return board

    if not hasattr(os, "fork"):
        return [play(booted(), fingers, tick) for fingers in sessions]
    parent = os.getpid()

    def alive():
        if os.getppid() != parent:
            os._exit(1)  # ended by Ctrl-C: nobody waits for the lines any more
        tick()

    try:
        return map_forked(lambda board, fingers: play(board, fingers, alive), sessions, 1, board=booted())
    except CaseFailed:
        above = multiprocessing.parent_process()
        if above and not above.is_alive():
            os._exit(1)  # killed: the copy has seen it and ended, and this process would wait for ever
        raise


def contact_edges(moves: list[Move]) -> list[tuple[float, str, bool]]:
    """(us, button, closed) of the contacts: every move bounces, in the same way each time."""
    rng, edges = random.Random(SEED), []
    for at_ms, button, down in moves:
        pulses = bounce(at_ms * 1000, down, BOUNCE_MS, rng, SHORTEST_US, LONGEST_US)
        edges += [(t_us, button, closed) for t_us, closed in pulses]
    return edges


def play(board: Board, fingers: Fingers, tick: Callable[[], None]) -> list[LineEdge]:
    """Plays one session on a board that is ready, and calls `tick` after every SLICE_MS of it."""
    begin_ns = board.now_ns
    board.play(contact_edges(fingers.moves))
    for _ in range(fingers.ticks):
        board.run(SLICE_MS)
        tick()
    return [
        LineEdge(edge.t_ns - begin_ns, edge.signal, bool(edge.level))
        for edge in board.edges
        if edge.signal in LINES and edge.t_ns >= begin_ns
    ]


def own_edges(moves) -> list[LineEdge]:
    """The body's own buttons close its contacts themselves."""
    return [LineEdge(at_ms * MS, contact, closed) for at_ms, contact, closed in moves]
