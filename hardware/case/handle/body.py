"""The body: floor on the thumb's side, walls up to the split. Prints on the thumb's side, open side up."""

from .features import (
    front,
    guard,
    index_depths,
    index_hole,
    lid_screws,
    outwards,
    plug_hole,
    ridge,
    slide_hole,
    thumb_funnel,
    thumb_heights,
    thumb_posts,
)
from .hull import below, skin
from .shapes import block, outline, prism, rod


def make_body(p, v):
    """A solid where it sits in the handle. Raises nothing; the checks find what does not fit."""
    h = p.hull
    outer = (skin(p) + ridge(p, v) + guard(p)) & below(p, h.split)
    body = (outer - skin(p, h.wall)) + (_inside(p, v) & skin(p, h.wall / 2) & below(p, h.split))
    body += _strap(p, v)
    for hole in _holes(p, v):
        body -= hole
    return body


def _inside(p, v):
    h = p.hull
    lumps = [rod(at, "z", p.screws.boss, h.left, h.split) for at in lid_screws(p, v)]
    lumps.append(rod(p.screws.door, "z", p.screws.boss, h.left, -4.0))
    lumps += [rod(at, "z", p.screws.boss, h.left, thumb_heights(p)["seat"]) for at in thumb_posts(p, v)]
    lumps.append(rod((p.thumb.at[0], v.y(p.thumb.at[1])), "z", p.thumb.stem + 8.6, h.left, thumb_heights(p)["pad"]))
    lumps.append(block((h.floor_to - 2, h.floor_to), (h.rear, h.front), (h.left, -2.6)))
    lumps += _ledges(p) + _carrier_ribs(p, v)
    made = lumps[0]
    for lump in lumps[1:]:
        made += lump
    return made


def _ledges(p) -> list:
    """What the board lies on: columns from the floor, and, over the battery bay, brackets with a 45-degree foot."""
    h, made = p.hull, []
    for x0, x1 in p.board.ledges:
        for wall, inward in ((h.rear + h.wall, 1), (h.front - h.wall, -1)):
            tip, stop = wall + inward * 2.4, wall + inward * 3.8
            if x1 < h.floor_to:
                made.append(block((x0, x1), (wall - inward, tip), (h.left, 0)))
                continue
            out = wall - inward * (h.flare + 1.0)
            low = -2.2 - abs(stop - out)
            points = [(out, 0), (tip, 0), (tip, -2.2), (stop, -2.2), (out, low)]
            made.append(prism(outline(points, "x"), "x", x0, x1))
    return made


def _carrier_ribs(p, v) -> list:
    """Grooves into which the index switch's carrier slides from above, and the pad its cap's flange rests against."""
    h, d, x = p.hull, index_depths(p), p.index.at[0]
    half, thick = p.buttons.half, p.buttons.plate + 0.3
    y = [outwards(p, v, -depth) for depth in (d["seat"] - 2.0, d["back"] + 2.2)]
    slot = [outwards(p, v, -depth) for depth in (d["back"] + 0.15, d["back"] + 0.15 - thick)]
    groove = block((x - half - 0.2, x + half + 0.2), slot, (h.left + h.wall + 2.7, h.split + 1))
    pad = block((x - 6.8, x + 6.8), (front(p, v), outwards(p, v, -d["pad"])), (h.left, h.split))
    ribs = [block((h.head, x - half + 1.0), y, (h.left, h.split)),
            block((x + half - 1.0, x + half + 1.8), y, (h.left, h.split))]
    return [rib - groove for rib in ribs] + [pad]


def _strap(p, v):
    """An ear for a wrist strap: stands on the bed, so that its hole is upright."""
    (x, y), h = p.strap.at, p.hull
    root, y = v.y(h.rear - h.flare + 1.5), v.y(y)
    ear = block((x - 5.5, x + 5.5), (y, root), (h.left, h.left + 7)) + rod((x, y), "z", 11, h.left, h.left + 7)
    return ear - rod((x, y), "z", p.strap.hole, -60, 60)


def _holes(p, v) -> list:
    h, s = p.hull, p.screws
    cut = [slide_hole(p), plug_hole(p, h.foot - 8, h.foot + 1), index_hole(p, v, p.buttons.gap), thumb_funnel(p, v)]
    cut.append(block((98, 102.5), (23.7, 28.3), (1.8, h.split + 1)))  # the jack's nose: the board drops in past it
    cut += [rod(at, "z", s.pilot, h.split - 10, h.split + 1) for at in lid_screws(p, v)]
    cut.append(rod(s.door, "z", s.pilot, -30, -5.6))
    cut += [rod(at, "z", s.pilot, thumb_heights(p)["seat"] - 6, 0) for at in thumb_posts(p, v)]
    for y in ((29.0, 33.0), (3.0, 7.0)):  # the battery leads
        cut.append(block((h.floor_to - 4, h.floor_to + 1), y, (-9.0, 0)))
    cut += [tongue(p, y, 0.3) for y in TONGUES]
    return cut


TONGUES = ((6.0, 15.0), (19.0, 28.0))  # y of the door's two tongues


def tongue(p, y: tuple, gap: float = 0.0):
    """A tongue of the door, or, with a gap, the slot for it in the foot. 45 degrees underneath."""
    a, b = p.hull.foot - p.hull.wall - 1.4, p.hull.foot - 1.0
    z = p.hull.left + 4.6
    far, top = b + 4 * gap, z + 2.6 + gap
    points = [(a, z - 3.0 - gap), (far, z - 3.0 + (b - a) + 3 * gap), (far, top), (a, top)]
    if not gap:
        points = [(a - 2.2, p.hull.door + 1), (a, p.hull.door + 1), (a, z - 3.0), (b, z - 3.0 + (b - a)), (b, z + 2.6),
                  (a - 2.2, z + 2.6)]
    return prism(outline(points, "y"), "y", y[0] - gap, y[1] + gap)
