"""Presses a button again and again and takes the time until the line closes."""

import random
from collections.abc import Callable
from pathlib import Path

from backgrip.bench.image import booted
from backgrip.bench.ways import Way

# A brisk finger: long enough for the slowest way (picozero ignores what comes within 20 ms of an edge).
HOLD_MS, REST_MS = (22.0, 30.0), (24.0, 34.0)
BUSY_HOLD_MS, BUSY_REST_MS = 80.0, 30.0  # a flash write takes the CPU away for longer than a brisk press
KINDS = {2: "garbage collection", 3: "flash write", 4: "printing"}  # pins of pico/bench_load.py
LOAD_WAIT_MS = 2000


class NoLoad(RuntimeError):
    """The load that presses were to be taken under did not run."""


def idle(uf2: Path, way: Way, presses: int, seed: int, tick: Callable[[], None]) -> dict:
    """Presses at random phases while nothing else goes on.

    Returns `us` and `lost` as `busy` does, and `release_ms`: from
    the finger's lifting to the line's opening, per press, where nothing else kept the line closed.
    """
    draw = random.Random(f"{seed} {way.name} idle")
    board = booted(uf2, way, busy=False)
    found, opened, lost = [], [], 0
    for _ in range(presses):
        us = _press(board, way, draw.uniform(*HOLD_MS), draw.uniform(*REST_MS))
        if us is None:
            lost += 1
        else:
            found.append(us)
            opened += _release_ms(board, way)
        tick()
    return {"us": {"idle": found}, "lost": lost, "release_ms": opened}


def busy(uf2: Path, way: Way, presses: int, seed: int, tick: Callable[[], None]) -> dict:
    """Presses that fall into running load, each kind in turn.

    Returns `us`, the latencies by kind, `lost`, how many presses closed nothing, and `lasts_ms`, how long
    each kind took at most. Raises NoLoad if the load does not run.
    """
    draw = random.Random(f"{seed} {way.name} busy")
    board = booted(uf2, way, busy=True)
    load = _Load(board)
    found, lost = {kind: [] for kind in KINDS.values()}, dict.fromkeys(KINDS.values(), 0)
    while sum(map(len, found.values())) + sum(lost.values()) < presses:
        kind = load.wait()
        taken = len(found[kind]) + lost[kind]
        if taken >= -(-presses // len(KINDS)):
            continue
        board.run(draw.random() * load.lasts_ms[kind])
        if load.runs is None:
            continue  # it ended before the press: the next one of its kind
        us = _press(board, way, BUSY_HOLD_MS, BUSY_REST_MS)
        if us is None:
            lost[kind] += 1
        else:
            found[kind].append(us)
        tick()
    return {"us": found, "lost": sum(lost.values()), "lasts_ms": load.longest_ms}


def _press(board, way: Way, hold_ms: float, rest_ms: float) -> float | None:
    """Microseconds from contact to line, or None if the line never closed while the button was down."""
    board.run_until(
        lambda b: not b.level(way.line), limit_ms=1000
    )  # a slow way may still hold the last press
    board.edges.clear()
    board.press(way.button)
    board.run(hold_ms)
    contact = board.edges_of(way.button)[0].t_ns
    closed = [edge.t_ns for edge in board.edges_of(way.line) if edge.level]
    board.release(way.button)
    board.run(rest_ms)
    return (closed[0] - contact) / 1000 if closed else None


def _release_ms(board, way: Way) -> list[float]:
    lifted = [edge.t_ns for edge in board.edges_of(way.button) if not edge.level]
    opened = [edge.t_ns for edge in board.edges_of(way.line) if not edge.level]
    return [(opened[-1] - lifted[-1]) / 1e6] if opened and opened[-1] > lifted[-1] else []


class _Load:
    """Follows the pins that tell which kind of load runs."""

    def __init__(self, board):
        self.board = board
        self.runs = None  # the kind running now
        self.began = None  # the kind whose start `wait` is to return
        self.lasts_ms = dict.fromkeys(KINDS.values(), 0.5)  # as long as it took the last time
        self.longest_ms = dict.fromkeys(KINDS.values(), 0.0)
        for pin, kind in KINDS.items():
            self._follow(board.rp2040.gpio[pin], kind)

    def _follow(self, pad, kind):
        def changed(state, _before):
            high = int(state) == 1
            if high and self.runs is None:
                self.runs = self.began = kind
                self.since_ns = self.board.now_ns
                self.board.stop()
            elif not high and self.runs == kind:
                self.runs = None
                self.lasts_ms[kind] = (self.board.now_ns - self.since_ns) / 1e6
                self.longest_ms[kind] = max(self.longest_ms[kind], self.lasts_ms[kind])

        pad.add_listener(changed)

    def wait(self):
        """Runs until a load begins and returns its kind. Raises NoLoad if none does."""
        self.began = None
        deadline = self.board.now_ns + LOAD_WAIT_MS * 1e6
        while self.began is None:
            if self.board.now_ns >= deadline:
                raise NoLoad(f"no load for {LOAD_WAIT_MS} ms")
            self.board.run(50)
        return self.began
