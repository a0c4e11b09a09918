"""The resistance between two points of a cable, as an ohm meter sees it."""

from itertools import count
from math import inf

from harness.cable import Cable, Node


def groups(cable: Cable, also: tuple = ()) -> dict[Node, int]:
    """Each node's piece of copper, by number; `also`: further pairs that are joined."""
    pieces: dict[Node, int] = {}
    fresh = count()
    nodes = [("GRIP", pole) for pole in ("tip", "ring", "sleeve")] + [("CAM", at) for at in cable.contacts]
    pairs = [*cable.joins, *also]
    nodes += [node for pair in pairs for node in pair] + [end for part in cable.parts for end in part.ends]
    for node in nodes:
        pieces.setdefault(node, next(fresh))
    for one, other in pairs:
        keep, gone = pieces[one], pieces[other]
        pieces = {node: keep if piece == gone else piece for node, piece in pieces.items()}
    return pieces


def ohms(cable: Cable, one: Node, other: Node, also: tuple = (), off: float = 0.0) -> float:
    """Ohm between two nodes, inf if nothing joins them; every resistor off by `off` times its tolerance.

    The reading rises with each resistor, so `off` of -1 and 1 give its limits.
    """
    pieces = groups(cable, also)
    start, end = pieces[one], pieces[other]
    if start == end:
        return 0.0
    conductances = [
        (pieces[part.ends[0]], pieces[part.ends[1]], 1 / (part.ohm * (1 + off * part.percent / 100)))
        for part in cable.parts
        if pieces[part.ends[0]] != pieces[part.ends[1]]
    ]
    reached = _reached(start, conductances)
    if end not in reached:
        return inf
    unknown = sorted(reached - {end})  # `end` is at 0 V and 1 A goes in at `start`: its voltage is the resistance
    rows = [[0.0] * len(unknown) + [1.0 if piece == start else 0.0] for piece in unknown]
    place = {piece: i for i, piece in enumerate(unknown)}
    for a, b, siemens in conductances:
        for here, there in ((a, b), (b, a)):
            if here in place:
                rows[place[here]][place[here]] += siemens
                if there in place:
                    rows[place[here]][place[there]] -= siemens
    return _solved(rows)[place[start]]


def _reached(start: int, conductances: list) -> set[int]:
    reached, grew = {start}, True
    while grew:
        more = {piece for a, b, _ in conductances if {a, b} & reached for piece in (a, b)}
        grew = not more <= reached
        reached |= more
    return reached


def _solved(rows: list[list[float]]) -> list[float]:
    """Gauss and Jordan; the last column is the right side. A network's matrix needs no pivoting."""
    for i, row in enumerate(rows):
        row[:] = [value / row[i] for value in row]
        for other in rows[:i] + rows[i + 1 :]:
            factor = other[i]
            other[:] = [value - factor * pivot for value, pivot in zip(other, row, strict=True)]
    return [row[-1] for row in rows]
