"""Whether it can be put together: a hole for every leg, one leg a hole, legs at their own distance, room for bodies."""

import math
from collections import Counter

from .boards import Breadboard, Stripboard
from .kinds import KINDS, body_of, is_same_shape
from .layout import Layout, Part

Box = tuple[float, float, float, float]


def places(layout: Layout, board: Breadboard | Stripboard) -> list[str]:
    return _holes(layout, board) + _legs(layout, board) + _room(layout, board) + _loose(layout, board)


def _users(layout: Layout) -> list[tuple[str, str]]:
    """Every (hole, what goes into it)."""
    users = [(hole, f"{part.ref} pin {pin}") for part in layout.part for pin, hole in part.holes()]
    users += [(hole, f"the wire \"{wire.name}\"") for wire in layout.wire for hole in wire.ends()]
    return users + [(hole, "the drill") for hole in layout.drill]


def _holes(layout: Layout, board: Breadboard | Stripboard) -> list[str]:
    found, taken = [], {}
    for hole, who in _users(layout):
        if why := board.why_not(hole):
            found.append(f"{who}: {why}")
        if hole in taken:
            found.append(f"hole {hole} is to take two: {taken[hole]} and {who}")
        taken.setdefault(hole, who)
    return found


def _legs(layout: Layout, board: Breadboard | Stripboard) -> list[str]:
    found = []
    for part in layout.part:
        if part.kind not in KINDS:
            found.append(f"{part.ref}: {part.kind} is none of {', '.join(KINDS)}")
            continue
        kind = KINDS[part.kind]
        legs = [(pin, *board.at(hole)) for pin, hole in part.holes()]
        holes = ", ".join(hole for _pin, hole in part.holes()[:4])
        if kind.legs and not is_same_shape(list(kind.legs), legs):
            found.append(f"{part.ref} ({kind.words}) does not fit the holes {holes}{_measure(part, board)}: {kind.why}")
        if kind.span and len(legs) == 2:
            (_a, x0, y0), (_b, x1, y1) = legs
            apart, (least, most) = math.hypot(x1 - x0, y1 - y0), kind.span
            if not least - 0.01 <= apart <= most + 0.01:
                wanted = f"{least:.2f} mm" if least == most else f"{least:.2f} to {most:.2f} mm"
                found.append(f"{part.ref} ({kind.words}): {holes} are {apart:.2f} mm apart, not {wanted}: {kind.why}")
    return found


def _measure(part: Part, board: Breadboard | Stripboard) -> str:
    """How far apart the first leg and each of the next three are, for the message."""
    (first, start), *others = part.holes()
    apart = [(pin, math.dist(board.at(start), board.at(hole))) for pin, hole in others[:3]]
    return " (from pin " + first + ": " + ", ".join(f"pin {pin} {mm:.2f} mm" for pin, mm in apart) + ")"


def _room(layout: Layout, board: Breadboard | Stripboard) -> list[str]:
    bodies = {}
    for part in layout.part:
        box = body_of(KINDS[part.kind], [board.at(hole) for _pin, hole in part.holes()]) if part.kind in KINDS else None
        if box:
            bodies[part.ref] = box
    found, refs = [], list(bodies)
    for index, ref in enumerate(refs):
        found += [f"{ref} and {other} are in each other's way" for other in refs[index + 1:]
                  if _overlap(bodies[ref], bodies[other])]
    own = {part.ref: {hole for _pin, hole in part.holes()} for part in layout.part}
    for hole, who in _users(layout):
        found += [f"hole {hole} ({who}) is under {ref}" for ref, box in bodies.items()
                  if hole not in own[ref] and _inside(board.at(hole), box)]
    if isinstance(board, Stripboard):
        found += _links(layout, board, bodies)
    return found


def _links(layout: Layout, board: Stripboard, bodies: dict[str, Box]) -> list[str]:
    """A link of a stripboard is a straight piece of wire: it runs under no part, and through no other leg."""
    found = []
    taken = {hole: (who, board.at(hole)) for hole, who in _users(layout)}
    for wire in layout.wire:
        start, end = (board.at(hole) for hole in wire.ends())
        steps = max(2, round(math.dist(start, end) / 0.635))
        line = [(start[0] + (end[0] - start[0]) * k / steps, start[1] + (end[1] - start[1]) * k / steps)
                for k in range(1, steps)]  # fmt: skip
        found += [f"the wire \"{wire.name}\" ({wire.start} to {wire.end}) runs under {ref}"
                  for ref, box in bodies.items() if any(_inside(point, box) for point in line)]
        found += [f"the wire \"{wire.name}\" ({wire.start} to {wire.end}) runs into {who} in {hole}"
                  for hole, (who, at) in taken.items() if hole not in wire.ends()
                  and any(math.dist(point, at) < 0.3 for point in line)]
    return found


def _loose(layout: Layout, board: Breadboard | Stripboard) -> list[str]:
    """A wire that ends where nothing else is does nothing: it is meant for another hole."""
    ends = [hole for hole, _who in _users(layout) if hole not in layout.drill and not board.why_not(hole)]
    users = Counter(board.piece(hole) for hole in ends)
    return [f"the wire \"{wire.name}\" ends in {hole}, where nothing else is" for wire in layout.wire
            for hole in wire.ends() if not board.why_not(hole) and users[board.piece(hole)] == 1]  # fmt: skip


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inside(point: tuple[float, float], box: Box) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]
