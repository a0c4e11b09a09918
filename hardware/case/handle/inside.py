"""What goes into the handle, as solids where they sit: the real board, cells, plugs, screws, switches, wires. In mm.

The board is KiCad's own STEP file. The rest is drawn here from the sizes in case.toml, at its largest.
"""

from functools import cache
from pathlib import Path

from build123d import Pos, import_step

from .features import index_depths, lamp_at, lid_screws, outwards, thumb_heights, thumb_posts
from .params import CASE
from .shapes import block, rod

BOARD = CASE.parent / "board" / "outputs" / "grip.step"
CORNER = (50.0, -86.0, 0.0)  # of the board's lower left corner in KiCad's STEP file


@cache
def board(path: Path = BOARD) -> tuple:
    """Every solid of the board with its name: ((name, solid), ...). Raises OSError when KiCad's file is missing."""
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing. Make it: python hardware/board/check.py --write")
    # Of the outermost parts only: a solid deeper down does not know where the part that it belongs to sits.
    move = Pos(-CORNER[0], -CORNER[1], -CORNER[2])
    return tuple((part.label, move * solid) for part in import_step(str(path)).children for solid in part.solids())


def contents(p, v) -> dict:
    """Name -> solid of everything but the board."""
    (hx, hy), size = p.holder.at, p.holder.size
    made = {"battery holder": block((hx, hx + size[0]), (hy, hy + size[1]), (p.holder.top - size[2], p.holder.top))}
    made["jack plug's body"] = rod(p.jack.at, "x", p.jack.plug, 101.0, 101.0 + 25.0)
    (y, z), (wide, high) = p.usb.at, p.usb.plug
    made["USB plug's body"] = block((-1.2 - 25.0, -1.2), (y - wide / 2, y + wide / 2), (z - high / 2, z + high / 2))
    made["slide switch's travel"] = block((16.8, 22.8), (-3.6, 0.3), (3.2, 5.2))
    made["wires round the board's end"] = block((-4.2, -0.4), (v.y(17.5), v.y(25.0)), (-9, 9))
    made["tripod insert"] = rod(p.tripod.at, "x", p.tripod.hole - 0.01, p.hull.foot - 12.7, p.hull.foot)
    y, z = lamp_at(p, v)
    made["lamp"] = rod((y, z), "x", p.lamp.hole - 0.1, p.hull.head, p.hull.head + 5.0)
    made["lamp's rim and legs"] = rod((y, z), "x", 4.0, p.hull.head + 5.0, p.hull.head + 12.0)
    return made | _switches(p, v) | _screws(p, v)


def _switches(p, v) -> dict:
    wide, deep, body, over = p.buttons.switch
    (x, y), z = p.thumb.at, thumb_heights(p)
    y, half = v.y(y), p.buttons.plunger / 2
    thumb = block((x - wide / 2, x + wide / 2), (y - deep / 2, y + deep / 2), (z["seat"] - body, z["seat"]))
    thumb += block((x - half, x + half), (y - half, y + half), (z["seat"] - over + 0.05, z["seat"]))
    legs = block((x - 3.9, x + 3.9), (y - 2.9, y + 2.9), (z["back"], z["back"] + 1.2))
    (x, u), d = p.index.at, index_depths(p)
    at = lambda depth: outwards(p, v, -depth)  # noqa: E731
    index = block((x - wide / 2, x + wide / 2), (at(d["seat"]), at(d["seat"] - body)), (u - deep / 2, u + deep / 2))
    index += block((x - half, x + half), (at(d["seat"]), at(d["seat"] - over + 0.05)), (u - half, u + half))
    tails = block((x - 3.9, x + 3.9), (at(d["back"]), at(d["back"] + 1.2)), (u - 2.9, u + 2.9))
    return {"thumb switch": thumb, "thumb switch's legs": legs, "index switch": index, "index switch's legs": tails}


def _screws(p, v) -> dict:
    """Each as a core that touches nothing (the thread is meant to bite) and a head."""
    s, made = p.screws, {}
    for number, at in enumerate(lid_screws(p, v), 1):
        core = rod(at, "z", 2.0, s.seat - 10, s.seat)
        made[f"lid screw {number}"] = core + rod(at, "z", s.head, s.seat, s.seat + 2.2)
    made["door screw"] = rod(s.door, "z", 2.0, p.hull.left - 2.0, p.hull.left + 8.0)
    for number, at in enumerate(thumb_posts(p, v), 1):
        top = thumb_heights(p)["back"]
        made[f"carrier screw {number}"] = rod(at, "z", 4.6, top, top + 1.7) + rod(at, "z", 2.0, top - 5, top)
    return made
