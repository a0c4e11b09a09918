"""Few shapes, made of two corners or a drawn outline, that every part is built from. All sizes in mm."""

from build123d import Align, Axis, Box, Cone, Cylinder, Face, Polyline, Pos, Rot, Solid, extrude, make_face

CORNER = (Align.MIN, Align.MIN, Align.MIN)
AROUND = (Align.CENTER, Align.CENTER, Align.MIN)


def block(x: tuple, y: tuple, z: tuple) -> Solid:
    """A box from the lesser to the greater of each pair."""
    (x0, x1), (y0, y1), (z0, z1) = sorted(x), sorted(y), sorted(z)
    return Pos(x0, y0, z0) * Box(x1 - x0, y1 - y0, z1 - z0, align=CORNER)


def rod(at: tuple, axis: str, diameter: float, begin: float, end: float) -> Solid:
    """A cylinder along `axis` from `begin` to `end`; `at` is its place on the two other axes, in their order."""
    return cone(at, axis, diameter, diameter, begin, end)


def cone(at: tuple, axis: str, diameter: float, last: float, begin: float, end: float) -> Solid:
    """Like `rod`, and `last` its diameter at `end`."""
    if end < begin:
        begin, end, diameter, last = end, begin, last, diameter
    long = end - begin
    if diameter == last:
        shape = Cylinder(diameter / 2, long, align=AROUND)
    else:
        shape = Cone(diameter / 2, last / 2, long, align=AROUND)
    if axis == "z":
        return Pos(at[0], at[1], begin) * shape
    if axis == "x":
        return Pos(begin, at[0], at[1]) * Rot(0, 90, 0) * shape
    return Pos(at[0], begin, at[1]) * Rot(-90, 0, 0) * shape


def outline(points: list, axis: str) -> Face:
    """A closed polygon on the plane across `axis`; points hold the two other coordinates, in their order."""
    place = {"x": lambda u, v: (0, u, v), "y": lambda u, v: (u, 0, v), "z": lambda u, v: (u, v, 0)}[axis]
    return make_face(Polyline(*(place(u, v) for u, v in points), close=True))


def prism(face: Face, axis: str, begin: float, end: float) -> Solid:
    """The face, drawn across `axis`, from `begin` to `end` along it."""
    begin, end = sorted((begin, end))
    along = {"x": Axis.X, "y": Axis.Y, "z": Axis.Z}[axis].direction
    return Pos(*(along * begin)) * extrude(face, amount=end - begin, dir=along)
