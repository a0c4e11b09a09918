"""Waveforms for the tests of `make try`: the contract's own stories, drawn without a grip."""

from backgrip.board import Edge
from behaviour.scenarios import STORIES

MS = 1_000_000
ORDER = {"thumb": 0, "index": 0, ("FOCUS", 1): 1, ("SHUTTER", 0): 1, ("SHUTTER", 1): 2, ("FOCUS", 0): 3}
BY_NAME = {story["name"]: story for story in STORIES if not story["settings"]}


def wave(story):
    """The edges of a story. Lines lag by some tens of nanoseconds, each edge a little more, so that none is short."""
    moves = [(at, button, int(down)) for at, button, down in story["moves"]]
    for line in ("FOCUS", "SHUTTER"):
        for close, opened in story[line.lower()]:
            moves += [(close, line, 1)] + ([(opened, line, 0)] if opened else [])
    moves.sort(key=lambda move: (move[0], ORDER.get(move[1], ORDER.get(move[1:]))))
    return [
        Edge(at * MS + (0 if signal in ORDER else 40 * number), signal, level)
        for number, (at, signal, level) in enumerate(moves)
    ]


def move(edges, signal, number, by_us):
    """The same edges, the `number`th of a signal moved by `by_us`."""
    chosen = [edge for edge in edges if edge.signal == signal][number]
    moved = [
        edge._replace(t_ns=edge.t_ns + round(by_us * 1000)) if edge is chosen else edge for edge in edges
    ]
    return sorted(moved, key=lambda edge: edge.t_ns)


def drop(edges, signal, first, count=1):
    """The same edges without `count` of a signal, from the `first` on."""
    chosen = [edge for edge in edges if edge.signal == signal][first : first + count]
    return [edge for edge in edges if edge not in chosen]


def add(edges, signal, *times_ms):
    """The same edges and more of one signal, closing and opening by turns."""
    return _with(edges, signal, times_ms, 1)


def cut(edges, signal, from_ms, to_ms):
    """The same edges, and a signal that opens in between."""
    return _with(edges, signal, (from_ms, to_ms), 0)


def _with(edges, signal, times_ms, level):
    more = [Edge(round(t_ms * MS), signal, (level + number) % 2) for number, t_ms in enumerate(times_ms)]
    return sorted([*edges, *more], key=lambda edge: edge.t_ns)
