"""Caps, carriers, the large plates and the cable bush. Each is told apart by touch: dish and dome, round and barred."""

from build123d import fillet

from .features import index_depths, outwards, thumb_heights
from .shapes import block, cone, outline, prism, rod


def make_thumb_cap(p, v):
    """Round and hollow on top."""
    (x, y), b, z = p.thumb.at, p.buttons, thumb_heights(p)
    at = (x, v.y(y))
    top = p.hull.left - p.thumb.proud
    cap = rod(at, "z", p.thumb.stem, top + 1.0, z["pad"])
    cap += cone(at, "z", p.thumb.stem - 2, p.thumb.stem, top, top + 1.0)
    cap += rod(at, "z", p.thumb.stem + 2 * b.flange, z["pad"], z["flange"])
    cap -= _socket_z(p, at, z["flange"])
    if v.large:
        return cap - rod(at, "z", p.screws.pilot, top - 1, z["flange"] - b.socket - 1.7)
    return cap - cone(at, "z", p.thumb.stem - 3, 2.0, top, top + p.thumb.dish)


def _socket_z(p, at, end):
    half = (p.buttons.plunger + 0.25) / 2
    return block((at[0] - half, at[0] + half), (at[1] - half, at[1] + half), (end - p.buttons.socket, end + 1))


def make_index_cap(p, v):
    """Round, with a bar across that stands out: nothing else on the handle feels like it."""
    (x, z), b, d = p.index.at, p.buttons, index_depths(p)
    at, y = (x, z), lambda depth: outwards(p, v, -depth)
    top = p.index.proud
    cap = rod(at, "y", p.index.stem, y(d["pad"]), y(-top + p.index.dome))
    cap += cone(at, "y", p.index.stem, p.index.stem - 2 * p.index.dome, y(-top + p.index.dome), y(-top))
    cap += rod(at, "y", p.index.stem + 2 * p.index.flange, y(d["pad"]), y(d["flange"]))
    half = (b.plunger + 0.25) / 2
    cap -= block((x - half, x + half), (y(d["flange"] + 1), y(d["flange"] - b.socket)), (z - half, z + half))
    if v.large:
        return cap - rod(at, "y", p.screws.pilot, y(-top - 1), y(d["flange"] - b.socket - 1.9))
    foot, crest = y(-top + 0.5), y(-top - 0.8)
    bar = outline([(foot, z - 1.6), (crest, z - 0.8), (crest, z + 0.8), (foot, z + 1.6)], "x")
    return cap + prism(bar, "x", x - 3.0, x + 3.0)


def make_thumb_carrier(p, v):
    """Holds the thumb's switch; its legs go through, two screws hold it."""
    (x, y), z = p.thumb.at, thumb_heights(p)
    away, y = p.thumb.stem / 2 + p.buttons.flange + 0.3 + p.screws.boss / 2, v.y(y)
    reach = away + p.screws.boss / 2
    plate = block((x - reach, x + reach), (y - 5.6, y + 5.6), (z["seat"], z["back"]))
    for dx in (-away, away):
        plate -= rod((x + dx, y), "z", p.screws.free, -60, 60)
    for dx in (-3.25, 3.25):
        for dy in (-2.25, 2.25):
            plate -= block((x + dx - 0.7, x + dx + 0.7), (y + dy - 0.7, y + dy + 0.7), (-60, 60))
    return plate


def make_index_carrier(p, v):
    """Slides into the body's grooves; the lid keeps it in."""
    (x, z), b, d, h = p.index.at, p.buttons, index_depths(p), p.hull
    y = [outwards(p, v, -depth) for depth in (d["seat"], d["back"])]
    plate = block((x - b.half, x + b.half), y, (h.left + h.wall + 2.8, z + 4.6))
    for dx in (-3.25, 3.25):
        for dz in (-2.25, 2.25):
            plate -= block((x + dx - 0.5, x + dx + 0.5), (-60, 90), (z + dz - 0.7, z + dz + 0.7))
    return plate


def make_thumb_plate(p, v):
    """Large variant: screwed onto the thumb's cap."""
    (x, y), top = p.thumb.at, p.hull.left - p.thumb.proud
    at, big, thick = (x, v.y(y)), p.large.thumb, p.large.thick
    z0 = top - thick
    plate = cone(at, "z", big - 3, big, z0, z0 + 1.5) + rod(at, "z", big, z0 + 1.5, top)
    plate -= rod(at, "z", p.screws.free, -60, 60)
    return plate - cone(at, "z", 5.6, p.screws.free, z0 - 0.01, z0 + 1.4)


def make_index_plate(p, v):
    """Large variant: screwed onto the index cap."""
    (x, z), (wide, high) = p.index.at, p.large.index
    y = lambda out: outwards(p, v, out)  # noqa: E731
    low = p.index.proud
    plate = prism(outline([(x - wide / 2, z - high / 2), (x + wide / 2, z - high / 2), (x + wide / 2, z + high / 2),
                           (x - wide / 2, z + high / 2)], "y"), "y", y(low), y(low + p.large.thick))
    edges = [e for e in plate.edges() if abs(abs(e.tangent_at(0.5).Y) - 1) < 1e-6]
    plate = fillet(edges, 6.0)
    plate -= rod((x, z), "y", p.screws.free, -60, 90)
    return plate - cone((x, z), "y", p.screws.free, 5.6, y(low + p.large.thick - 1.4), y(low + p.large.thick + 0.01))


def make_bush(p, v):
    """For a cut cable instead of the jack: sits in the plug's hole, slit so that the cable goes in from the side."""
    hole, h = p.jack.plug + p.jack.gap, p.hull
    neck, rim = hole - 0.4, hole + 2.6
    a, b = h.foot - h.wall - 0.2, h.foot + 0.2
    at = p.jack.at
    bush = rod(at, "x", neck, a - 3, b + 8)
    bush += cone(at, "x", rim, neck, a - 0.2, a - 0.2 + (rim - neck) / 2) & rod(at, "x", rim, a - 3, a)
    bush += rod(at, "x", rim, a - 3, a)
    bush += cone(at, "x", neck, rim, b, b + (rim - neck) / 2) + rod(at, "x", rim, b + (rim - neck) / 2, b + 4)
    bush -= rod(at, "x", p.cable.bore, -10, 200)
    return bush - block((-10, 200), (at[0] - 0.4, at[0] + 0.4), (at[1], at[1] + 20))

