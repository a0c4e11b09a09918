"""The outer skin, and the same skin moved inwards: what is between the two is the wall.

Three prisms cut each other: the outline from the thumb's side, the section across the handle, and the outline from
the rear. Every edge that looks down while it prints is at 45 degrees or steeper, and moving all planes inwards by the
same amount makes the wall equally thick everywhere.
"""

from types import SimpleNamespace

from build123d import Sketch, fillet

from .shapes import block, outline, prism

BEVEL = 2 - 2**0.5  # moving a corner's planes inwards by 1 shortens its 45-degree chamfer by this


def _section(rear, front, left, right, chamfers: tuple[float, float], rounding: float) -> Sketch:
    """Across the handle: a box with 45-degree chamfers on the left and the right, rounded towards the sides."""
    low, high = chamfers
    points = []
    if low > 0:
        points += [(rear, left + low), (rear + low, left), (front - low, left), (front, left + low)]
    else:
        points += [(rear, left), (front, left)]
    points += [(front, right - high), (front - high, right), (rear + high, right), (rear, right - high)]
    face = outline(points, "x")
    if rounding <= 0:
        return face
    ends = {right - high} | ({left + low} if low > 0 else set())
    soft = [v for v in face.vertices() if any(abs(v.Z - z) < 1e-6 for z in ends)]
    return fillet(soft, rounding)


def _piece(p, x: tuple, y: tuple, z: tuple, low: float, inset: float, corner_ends: str):
    """One convex piece between the planes x, y and z, moved inwards by `inset`. `low`: chamfer on the left."""
    h = p.hull
    (x0, x1), (y0, y1), (z0, z1) = x, (y[0] + inset, y[1] - inset), (z[0] + inset, z[1] - inset)
    less = inset * BEVEL
    chamfers = (low - less if low else 0.0, h.chamfer - less)
    body = prism(_section(y0, y1, z0, z1, chamfers, h.round - inset), "x", x0, x1)
    if "head" in corner_ends:
        c, a = h.chamfer - less, x0 + inset
        body &= prism(outline([(a, z0 + c), (a + c, z0), (x1, z0), (x1, z1), (a + c, z1), (a, z1 - c)], "y"),
                      "y", y0 - 1, y1 + 1)
        body &= _rounded(a, x1, y0, y1, h.corner - inset, z0, z1)
    if "foot" in corner_ends:
        c, b = h.foot_chamfer - less, x1 - inset
        body &= prism(outline([(x0, z0), (b, z0), (b, z1 - c), (b - c, z1), (x0, z1)], "y"), "y", y0 - 1, y1 + 1)
        body &= _rounded(b, x0, y0, y1, h.corner - inset, z0, z1)
    return body


def _rounded(end, other, y0, y1, radius, z0, z1):
    """A prism whose two upright corners at x = `end` are rounded."""
    face = outline([(end, y0), (other, y0), (other, y1), (end, y1)], "z")
    soft = [v for v in face.vertices() if abs(v.X - end) < 1e-6]
    return prism(fillet(soft, radius), "z", z0 - 1, z1 + 1)


def skin(p: SimpleNamespace, inset: float = 0.0):
    """Body and lid in one, closed, without the door: a solid; `inset` mm inside the outer faces."""
    h = p.hull
    side, up = (h.rear, h.front), (h.left, h.right)
    wide = (h.rear - h.flare, h.front + h.flare)
    low = up if not inset else (h.left - 20.0, h.right)  # inside, the battery bay is open towards the door
    head = _piece(p, (h.head, h.floor_to + 1 if inset else h.plain_from), side, up, h.chamfer, inset, "head")
    grip = _piece(p, (h.floor_to if inset else h.plain_from, h.foot), side, low, 0.0, inset, "foot")
    foot = _piece(p, (h.flare_from + inset, h.foot), wide, low, 0.0, inset, "foot")
    return head + grip + (foot & _taper(p, inset))


def _taper(p, inset: float):
    """Cuts the flare at 45 degrees where it begins."""
    h, far = p.hull, 200.0
    a, more = h.flare_from, h.flare
    y0, y1 = h.rear + inset, h.front - inset
    x = a + inset * (2**0.5 - 1)
    points = [(a, y0), (x, y0), (x + more, y0 - more), (far, y0 - more), (far, y1 + more), (x + more, y1 + more),
              (x, y1), (a, y1)]
    return prism(outline(points if inset else points[1:7], "z"), "z", -60, 60)


def door_skin(p: SimpleNamespace, inset: float = 0.0):
    """The battery door's outer faces, from the body's rim down; `inset` mm inside them, and open at the rim."""
    h = p.hull
    deep, top = h.left - h.door, h.left + (5 if inset else 0)
    z, c = h.door + inset, deep - 0.8 - inset * BEVEL

    def piece(x0, y0, y1):
        a, b, y0, y1 = x0 + inset, h.foot - inset, y0 + inset, y1 - inset
        across = outline([(y0, top), (y0, z + c), (y0 + c, z), (y1 - c, z), (y1, z + c), (y1, top)], "x")
        rise = outline([(a, top), (a, z + c), (a + c, z), (b - 2, z), (b, z + 2), (b, top)], "y")
        made = prism(across, "x", a, b) & prism(rise, "y", y0, y1)
        return made & _rounded(b, a, y0, y1, h.corner - inset, z, top)

    foot = piece(h.flare_from, h.rear - h.flare, h.front + h.flare)
    return piece(h.plain_from, h.rear, h.front) + (foot & _taper(p, inset))


def below(p, z: float):
    """Everything under the plane z."""
    return block((-100, 200), (-100, 150), (-100, z))
