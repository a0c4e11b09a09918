"""The two sides of the board, measured from the file itself: a second opinion beside KiCad's rules.

Boxes round every piece of copper, in millimetres from the left. Coarse and on the safe side.
"""

import math

from boardcheck.project import Project
from boardcheck.sexpr import every, first, parse

APART_MM = 4.0
SLOT_MM = 20.0  # the slot under both isolators is longer than this


def isolation(project: Project) -> list[str]:
    """Copper of nets CAM_ is to the right of all other copper, by 4 mm or more, and a slot is between."""
    board = parse(project.board.read_text(encoding="utf-8"))
    pico, camera = _copper(board)
    if not camera or not pico:
        return ["isolation: one of the two sides has no copper"]
    gap = min(left for left, _ in camera) - max(right for _, right in pico)
    found = []
    if gap < APART_MM:
        found.append(f"isolation: {gap:.2f} mm between the sides, must be {APART_MM} mm or more")
    middle = max(right for _, right in pico) + gap / 2
    if not any(top > SLOT_MM and abs(x - middle) < APART_MM / 2 for x, top in _slot_walls(board)):
        found.append(f"isolation: no slot longer than {SLOT_MM} mm between the sides")
    return found


def _xy(node: list | None) -> tuple[float, float]:
    return float(node[1]), float(node[2])


def _copper(board: list) -> tuple[list, list]:
    """(left, right) of each piece: the Pico's and the camera's. Copper without a net is the Pico's."""
    names = {net[1]: net[2] for net in every(board, "net")}
    sides: tuple[list, list] = ([], [])

    def add(node: list, left: float, right: float) -> None:
        net = first(node, "net")
        name = names.get(net[1], net[-1]) if net else ""
        sides[name.lstrip("/").startswith("CAM_")].append((left, right))

    for track in every(board, "segment") + every(board, "arc"):
        xs = [_xy(first(track, end))[0] for end in ("start", "end")]
        half = float(first(track, "width")[1]) / 2
        add(track, min(xs) - half, max(xs) + half)
    for via in every(board, "via"):
        x, half = _xy(first(via, "at"))[0], float(first(via, "size")[1]) / 2
        add(via, x - half, x + half)
    for zone in every(board, "zone"):
        for filled in every(zone, "filled_polygon"):
            xs = [_xy(point)[0] for point in every(first(filled, "pts"), "xy")]
            add(zone, min(xs), max(xs))
    for footprint in every(board, "footprint"):
        place = [float(word) for word in first(footprint, "at")[1:]]
        turn = math.radians(place[2] if len(place) > 2 else 0)
        for pad in every(footprint, "pad"):
            if pad[2] == "np_thru_hole":
                continue
            x, y = _xy(first(pad, "at"))
            width, height = _xy(first(pad, "size"))
            own = math.radians(float(first(pad, "at")[3]) if len(first(pad, "at")) > 3 else 0)
            half = (abs(width * math.cos(own)) + abs(height * math.sin(own))) / 2
            middle = place[0] + x * math.cos(turn) + y * math.sin(turn)
            add(pad, middle - half, middle + half)
    for shape in ("gr_line", "gr_rect", "gr_circle", "gr_poly", "gr_arc", "gr_text"):
        for node in every(board, shape):
            layer = first(node, "layer")
            if layer and layer[1].endswith(".Cu"):
                points = [first(node, end) for end in ("start", "end", "center", "mid", "at")]
                points += every(first(node, "pts") or [], "xy")
                xs = [_xy(point)[0] for point in points if point]
                add(node, min(xs), max(xs))
    return sides


def _slot_walls(board: list) -> list[tuple[float, float]]:
    """(x, length) of the upright lines of the board's outline."""
    walls = []
    for node in every(board, "gr_line"):
        if first(node, "layer")[1] == "Edge.Cuts":
            (x1, y1), (x2, y2) = _xy(first(node, "start")), _xy(first(node, "end"))
            if abs(x1 - x2) < 0.01:
                walls.append((x1, abs(y1 - y2)))
    return walls
