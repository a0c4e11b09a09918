"""The battery door: two tongues at the foot, one screw at its upper end, which is the thumb's rest. Prints flat."""

from build123d import fillet

from .body import TONGUES, tongue
from .hull import door_skin
from .shapes import block, cone, outline, prism, rod


def make_door(p, v):
    """A solid where it sits in the handle."""
    h, s = p.hull, p.screws
    door = door_skin(p) + _rest(p, v)
    door -= door_skin(p, 2.0) & block((p.holder.at[0] - 1.0, 200), (-50, 90), (-50, 50))
    for y in TONGUES:
        door += tongue(p, y)
    door += _rails(p)
    door -= rod(s.door, "z", s.free, -60, 60)
    return door - cone(s.door, "z", s.head + 1.2, s.head + 0.6, h.door - 0.1, h.left - 2.0)


def _rest(p, v):
    """Where the thumb lies: from the door up to the button's funnel, 45 degrees all round, hollowed at the end."""
    h, y = p.hull, v.y(p.thumb.at[1])
    deep = h.left - h.door
    clear = p.large.thumb / 2 + 1.0 if v.large else p.thumb.stem / 2 + 5.0
    x0, x1, half = p.thumb.at[0] + clear, h.plain_from + 8.0, 12.0
    middle = min(max(y, h.rear + h.chamfer + half + 0.5), h.front - h.chamfer - half - 0.5)
    plan = outline([(x0, middle - half + 4), (x0 + 4, middle - half), (x1, middle - half), (x1, middle + half),
                    (x0 + 4, middle + half), (x0, middle + half - 4)], "z")
    plan = fillet([c for c in plan.vertices() if c.X < x1 - 1], 3.0)
    rest = prism(plan, "z", h.door, h.left)
    slope = outline([(x0, h.left), (x0 + deep, h.door), (x1, h.door), (x1, h.left)], "y")
    across = outline([(middle - half, h.left), (middle - half + deep, h.door), (middle + half - deep, h.door),
                      (middle + half, h.left)], "x")
    return rest & prism(slope, "y", -50, 90) & prism(across, "x", -50, 200)


def _rails(p):
    """They go into the body beside the battery holder and keep the door from moving sideways."""
    h, made = p.hull, None
    for x in ((50, 60), (71, 83)):
        for y in ((h.rear + h.wall + 0.3, h.rear + h.wall + 2.1), (h.front - h.wall - 2.1, h.front - h.wall - 0.3)):
            rail = block(x, y, (h.door + 2.6, h.left + 4.0))
            made = rail if made is None else made + rail
    return made
