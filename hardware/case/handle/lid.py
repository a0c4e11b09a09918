"""The lid: from the split to the fingers' side. Prints on the fingers' side, open side up."""

from .features import (
    guard,
    index_depths,
    index_hole,
    lamp_at,
    lid_screws,
    outwards,
    plug_hole,
    ridge,
    slide_hole,
    usb_hole,
)
from .hull import skin
from .shapes import block, outline, prism, rod


def make_lid(p, v):
    """A solid where it sits in the handle."""
    h = p.hull
    over = block((-100, 200), (-100, 150), (h.split, 100))
    lid = ((skin(p) + ridge(p, v) + guard(p)) & over) - skin(p, h.wall)
    lid += _inside(p, v) & skin(p, h.wall / 2) & over
    lid += _tabs(p)
    for hole in _holes(p, v):
        lid -= hole
    return lid + _pins(p)


def _inside(p, v):
    h, s = p.hull, p.screws
    lumps = [rod(at, "z", s.head + 4.0, h.split, h.right) for at in lid_screws(p, v)]
    y, z = p.tripod.at
    reach = p.tripod.hole / 2 + p.tripod.wall
    lumps.append(block((h.foot - p.tripod.deep - 2.4, h.foot), (y - reach, y + reach), (h.split, h.right)))
    y, z = lamp_at(p, v)
    lumps.append(block((h.head, h.head + h.wall + 2.0), (y - 3.4, y + 3.4), (z - 3.4, h.right)))
    d, x = index_depths(p), p.index.at[0]
    lumps.append(block((x - 6.8, x + 6.8), (outwards(p, v, 0), outwards(p, v, -d["pad"])), (h.split, h.right)))
    made = lumps[0]
    for lump in lumps[1:]:
        made += lump
    return made


def _pins(p):
    """Down to the board's four holes: the shoulder holds the board down, the pin holds it in place."""
    made, top = None, p.hull.right - 1
    for at in p.board.pins:
        post = rod(at, "z", 6.0, 9.6, top) + rod(at, "z", 4.6, 1.5 + p.board.gap, top)
        post += rod(at, "z", p.board.pin, -0.3, 3.0)
        made = post if made is None else made + post
    return made


def _tabs(p):
    """Tongues that go into the body, so that the halves meet without a step. 45 degrees where they leave the wall."""
    h, gap, thick = p.hull, 0.2, 1.8
    low, high = h.split - 2.4, h.split + 1.0

    def profile(wall: float, inward: int) -> list:
        near, far = wall + inward * gap, wall + inward * (gap + thick)
        out = wall - inward * 1.0
        return [(near, low), (far, low), (far, high), (out, high + abs(far - out)), (out, h.split), (near, h.split)]

    made = prism(outline(profile(h.rear + h.wall, 1), "x"), "x", 66, 84)
    made += prism(outline(profile(h.front - h.wall, -1), "x"), "x", 66, 84)
    return made + prism(outline(profile(h.head + h.wall, 1), "y"), "y", 19.0, 25.0)


def _holes(p, v) -> list:
    h, s = p.hull, p.screws
    cut = [slide_hole(p), usb_hole(p), plug_hole(p, h.foot - 8, h.foot + 1), index_hole(p, v, p.buttons.gap)]
    cut.append(block((90, 102.5), (23.2, 28.8), (h.split - 1, 7.0)))  # the jack
    for at in lid_screws(p, v):
        cut += [rod(at, "z", s.free, -10, 60), rod(at, "z", s.head + 0.6, s.seat, 60)]
    (y, z), t = p.tripod.at, p.tripod
    cut.append(rod((y, z), "x", t.hole, h.foot - t.deep, h.foot + 1))
    y, z = lamp_at(p, v)
    cut.append(rod((y, z), "x", p.lamp.hole, h.head - 1, h.head + h.wall + 3))
    return cut
