"""The camera's metal and the Pico's stay 4 mm apart, as on the printed board.

On a stripboard what counts is the bare board between the two: a strip on nothing that lies in between is a stepping
stone, so the way from side to side is looked for over such strips, and only its gaps are added up. A breadboard's
springs sit in plastic, where straight distance is taken. Links are bare: their whole length counts.
"""

import heapq
import math

from .boards import Breadboard, Rect, Stripboard
from .joined import Joined
from .layout import Layout
from .netlist import is_camera

LEAST_MM = 4.0


def isolation(layout: Layout, board: Breadboard | Stripboard, nets: dict[str, str]) -> list[str]:
    joined = Joined(layout, board)
    owners: dict[bool, dict[str, str]] = {True: {}, False: {}}  # camera's side? -> piece -> a leg that says so
    groups = joined.groups()
    for group, pieces in joined.pieces().items():
        for pin, hole in groups.get(group, []):
            for piece in pieces:
                owners[is_camera(nets.get(pin, ""))].setdefault(piece, f"{pin} in {hole}")
    found = _both(owners)
    metal, free = board.metal(), []
    if isinstance(board, Stripboard):
        metal = _with_links(metal, layout, board)
        free = [piece for piece in metal if piece not in {**owners[True], **owners[False]}]
    return found + _near(owners, metal, free)


def _both(owners: dict[bool, dict[str, str]]) -> list[str]:
    both = sorted(set(owners[True]) & set(owners[False]))
    return [f"isolation: {piece} is on both sides: {owners[True][piece]} and {owners[False][piece]}" for piece in both]


def _with_links(metal: dict[str, list[Rect]], layout: Layout, board: Stripboard) -> dict[str, list[Rect]]:
    """A bare link is metal of the piece that it starts on, 0.6 mm thick."""
    whole = {piece: list(rects) for piece, rects in metal.items()}
    for wire in layout.wire:
        if any(board.why_not(hole) for hole in wire.ends()):
            continue
        (x0, y0), (x1, y1) = (board.at(hole) for hole in wire.ends())
        box = (min(x0, x1) - 0.3, min(y0, y1) - 0.3, max(x0, x1) + 0.3, max(y0, y1) + 0.3)
        whole[board.piece(wire.start)].append(box)
    return whole


def _apart(one: list[Rect], other: list[Rect]) -> float:
    return min(
        math.hypot(max(a[0] - b[2], b[0] - a[2], 0), max(a[1] - b[3], b[1] - a[3], 0)) for a in one for b in other
    )


def _near(owners: dict[bool, dict[str, str]], metal: dict[str, list[Rect]], free: list[str]) -> list[str]:
    """From each piece of the camera's side, the shortest way over bare board to the Pico's side."""
    camera = {piece: who for piece, who in owners[True].items() if piece not in owners[False] and piece in metal}
    pico = {piece: who for piece, who in owners[False].items() if piece not in owners[True] and piece in metal}
    found = []
    for start, who in sorted(camera.items()):
        done: set[str] = set()
        queue = [(0.0, start)]
        while queue:
            way, piece = heapq.heappop(queue)
            if way >= LEAST_MM:
                break
            if piece in pico:
                found.append(
                    f"isolation: only {way:.1f} mm of bare board between {start} ({who}, the camera's side) and "
                    f"{piece} ({pico[piece]}, the Pico's side); {LEAST_MM:g} mm are asked for"
                )
                break
            if piece in done:
                continue
            done.add(piece)
            for other in [*free, *pico]:
                if other not in done:
                    heapq.heappush(queue, (way + _apart(metal[piece], metal[other]), other))
    return found


def gap(layout: Layout, board: Breadboard | Stripboard, nets: dict[str, str]) -> float:
    """The narrowest straight gap between the two sides in mm, for the page."""
    joined = Joined(layout, board)
    metal, pieces = board.metal(), joined.pieces()
    side: dict[bool, list[Rect]] = {True: [], False: []}
    for group, legs in joined.groups().items():
        camera = any(is_camera(nets.get(pin, "")) for pin, _hole in legs)
        side[camera] += [rect for piece in pieces.get(group, []) for rect in metal[piece]]
    return min(_apart([one], [other]) for one in side[True] for other in side[False])
