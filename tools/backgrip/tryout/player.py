"""Plays sessions of the story on emulated grips, as many at a time as there are processors for."""

import multiprocessing
import os
import random
from collections.abc import Callable
from multiprocessing.connection import wait
from typing import NamedTuple

from backgrip.board import Board, BoardError, Edge, Reset, bounce
from backgrip.tryout.story import Chapter, Session
from backgrip.whole import ctrl_c_put_off

SEED = 20
BOUNCE_MS, SHORTEST_US, LONGEST_US = 6, 4, 2000  # what a tactile switch does when it is no longer new
CHATTER_US = 4000  # longest opening of a worn contact; the debounce time must outlast it
SPARK_US = 0.7
READY_WITHIN_MS = 2000  # the lamp's first flash; plain `.py` files need the longest
SETTLE_MS = 40
SLICE_MS = 50


class Recording(NamedTuple):
    """One session, from power-up on. `story_ns`: when its first chapter began; None: it never did."""

    edges: list[Edge]
    resets: list[Reset]
    story_ns: int | None
    end_ns: int


class PlayFailed(Exception):
    """An emulated grip came to a stop; the message says why."""


def contact_edges(chapter: Chapter, from_ms: float, rng: random.Random) -> list[tuple[float, str, bool]]:
    """The bouncing contacts of a chapter that begins at `from_ms`: (t_us, button, closed)."""
    edges = []
    for spark_ms in chapter.sparks_ms:
        at_us = (from_ms + spark_ms) * 1000
        edges += [(at_us, "index", True), (at_us + SPARK_US, "index", False)]
    for move in chapter.moves:
        length_ms, longest_us = (
            (move.chatters_ms, CHATTER_US) if move.chatters_ms else (BOUNCE_MS, LONGEST_US)
        )
        pulses = bounce((from_ms + move.at_ms) * 1000, move.down, length_ms, rng, SHORTEST_US, longest_us)
        edges += [(t_us, move.button, closed) for t_us, closed in pulses]
    return edges


def play(session: Session, uf2: object, files: dict, tell: Callable[[float], None]) -> Recording:
    """Switches a grip on, plays a session and records it. `tell` hears how many ms of it are over."""
    board = Board(uf2, files=files, style_switch="track" if session.style == "track" else "stored")
    ready = board.run_until(lambda board: board.level("LED"), READY_WITHIN_MS)
    if not ready:
        return Recording(board.edges, board.resets, None, board.now_ns)
    board.run(SETTLE_MS)
    story_ns = board.now_ns
    rng, from_ms = random.Random(SEED), 0
    for chapter in session.chapters:
        board.play(contact_edges(chapter, from_ms, rng))
        from_ms += chapter.length_ms
    while (past_ms := (board.now_ns - story_ns) / 1e6) < from_ms:
        tell(past_ms)
        board.run(min(SLICE_MS, from_ms - past_ms))
    return Recording(board.edges, board.resets, story_ns, board.now_ns)


def _child(pipe, session, uf2, files):
    """Plays in a process of its own, which ends when nobody listens any more."""
    try:
        try:
            answer = play(session, uf2, files, pipe.send)
        except BoardError as error:
            answer = str(error)
        pipe.send(answer)
    except BrokenPipeError:
        os._exit(1)


def _start(session, uf2, files):
    """Starts a child; returns the pipe it tells through and its process."""
    context = multiprocessing.get_context("spawn")  # a fork would copy the thread of the progress bar half
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(theirs, session, uf2, files), daemon=True)
    with ctrl_c_put_off():  # the child inherits that for good: ending it is ours
        process.start()
    theirs.close()
    return ours, process


def play_all(sessions, uf2, files, tell: Callable[[str], None]) -> list[Recording]:
    """A recording of every session, in their order. `tell` hears how far it has come ("45%").

    Raises PlayFailed if an emulated grip came to a stop. However this ends, no process is left behind.
    """
    total_ms = sum(session.length_ms for session in sessions)
    past_ms = [0.0] * len(sessions)
    recordings = [None] * len(sessions)
    waiting = sorted(
        range(len(sessions)), key=lambda number: sessions[number].length_ms
    )  # the longest comes first
    playing = {}
    try:
        while waiting or playing:
            while waiting and len(playing) < (os.cpu_count() or 1):
                number = waiting.pop()
                pipe, process = _start(sessions[number], uf2, files)
                playing[pipe] = number, process
            for pipe in wait(list(playing)):
                number, process = playing[pipe]
                message = _receive(pipe)
                if isinstance(message, float):
                    past_ms[number] = message
                elif isinstance(message, Recording):
                    recordings[number], past_ms[number] = message, sessions[number].length_ms
                    process.join()
                    del playing[pipe]
                else:
                    raise PlayFailed(message)
                tell(f"{100 * sum(past_ms) / total_ms:.0f}%")
    finally:
        for _, process in playing.values():
            process.terminate()
            process.join()
    return recordings


def _receive(pipe):
    try:
        return pipe.recv()
    except EOFError:
        return "The emulation ended without a word; most likely this machine is short of memory."
