"""Holes and lumps that several parts share, so that what fits here fits there. All sizes in mm."""

from build123d import fillet

from .shapes import block, cone, outline, prism, rod


def front(p, v) -> float:
    """y of the fingers' side of this variant."""
    return p.hull.front if not v.left else p.hull.rear


def outwards(p, v, distance: float) -> float:
    """y of a place that lies `distance` outside the fingers' side (inside, when negative)."""
    return front(p, v) + v.outward * distance


def ridge(p, v):
    """Between index and middle finger: 45 degrees at either end, so it prints in body and lid alike."""
    (x0, x1), high = p.ridge.x, p.ridge.high
    y = [outwards(p, v, d) for d in (-1.0, high)]
    across = outline([(x0, y[0]), (x0 + 3, y[1]), (x1 - 3, y[1]), (x1, y[0])], "z")
    across = fillet([c for c in across.vertices() if abs(c.Y - y[1]) < 1e-6], 1.4)
    z0, z1 = p.hull.left + p.hull.chamfer + 2.5, p.hull.right - p.hull.chamfer - 2.5
    rise = outline([(y[0], z0 - 1), (y[1], z0 + high), (y[1], z1 - high), (y[0], z1 + 1)], "x")
    return prism(across, "z", -30, 30) & prism(rise, "x", x0 - 1, x1 + 1)


def guard(p):
    """A flat lump round the slide switch's hole."""
    (x0, x1), high, y = p.guard.x, p.guard.high, p.hull.rear
    across = outline([(x0, y + 1), (x0 + high + 1, y - high), (x1 - high - 1, y - high), (x1, y + 1)], "z")
    rise = outline([(y + 1, -7.0), (y - high, -6.0 + high), (y - high, 15.0 - high), (y + 1, 16.0)], "x")
    return prism(across, "z", -30, 30) & prism(rise, "x", x0 - 1, x1 + 1)


def slide_hole(p):
    """The lever goes in; outside it widens for a finger's nail."""
    (x0, x1), (z0, z1), y = p.slide.x, p.slide.z, p.hull.rear
    deep = p.guard.high
    flare = outline([(x0, y + 0.2), (x0 - deep, y - deep), (x1 + deep, y - deep), (x1, y + 0.2)], "z")
    return block((x0, x1), (y - 5, y + 4), (z0, z1)) + prism(flare, "z", z0, z1)


def plug_hole(p, begin: float, end: float):
    """The foot's hole for the jack's plug, or for the bush of a cut cable."""
    return rod(p.jack.at, "x", p.jack.plug + p.jack.gap, begin, end)


def usb_hole(p):
    """From outside to the socket, for the largest plug."""
    (y, z), (wide, high), gap = p.usb.at, p.usb.plug, p.usb.gap
    half, tall = wide / 2 + gap, high / 2 + gap
    return block((p.hull.head - 5, -1.0), (y - half, y + half), (z - tall, z + tall))


def index_hole(p, v, gap: float):
    """For the index cap's stem, through the fingers' side."""
    x, z = p.index.at
    return rod((x, z), "y", p.index.stem + 2 * gap, outwards(p, v, -6), outwards(p, v, 10))


def index_depths(p) -> dict[str, float]:
    """How far inside the fingers' side things are: pad's inner face, cap's flange, switch's seat, carrier's back."""
    pad = p.hull.wall + 1.0
    flange = pad + p.buttons.flange_thick
    seat = flange + p.buttons.switch[3] - p.buttons.socket
    return {"pad": pad, "flange": flange, "seat": seat, "back": seat + p.buttons.plate}


def thumb_heights(p) -> dict[str, float]:
    """z of: pad's inner face, cap's flange, switch's seat, carrier's back."""
    pad = p.hull.left + 4.2
    flange = pad + p.buttons.flange_thick
    seat = flange + p.buttons.switch[3] - p.buttons.socket
    return {"pad": pad, "flange": flange, "seat": seat, "back": seat + p.buttons.plate}


def thumb_funnel(p, v):
    """The hole for the thumb's cap: a 45-degree funnel, which leads the thumb in and prints without support."""
    (x, y), z = p.thumb.at, p.hull.left
    at, hole = (x, v.y(y)), p.thumb.stem + 2 * p.buttons.gap
    return rod(at, "z", hole, z - 1, z + 10) + cone(at, "z", hole + 5.0, hole, z, z + 2.5)


def thumb_posts(p, v) -> list[tuple[float, float]]:
    """Where the thumb's carrier is screwed on: x, y."""
    x, y = p.thumb.at
    away = p.thumb.stem / 2 + p.buttons.flange + 0.3 + p.screws.boss / 2
    return [(x - away, v.y(y)), (x + away, v.y(y))]


def lid_screws(p, v) -> list:
    """x, y of the lid's screws. The left hand's first one makes room for the index switch."""
    return p.screws.lid_left if v.left else p.screws.lid


def lamp_at(p, v) -> list:
    """y, z of the lamp's hole on the upper end."""
    return p.lamp.at_left if v.left else p.lamp.at
