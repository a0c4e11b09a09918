"""Which printed parts a handle has, and how each lies on the printer's bed."""

from build123d import Pos, Rot

from . import body, buttons, door, lid

# name -> how it is made, and the rotation (degrees about x, y, z) that lays it on the bed
PARTS = {
    "body": (body.make_body, (0, 0, 0)),
    "lid": (lid.make_lid, (180, 0, 0)),
    "door": (door.make_door, (0, 0, 0)),
    "thumb_cap": (buttons.make_thumb_cap, (180, 0, 0)),
    "index_cap": (buttons.make_index_cap, (90, 0, 0)),
    "thumb_carrier": (buttons.make_thumb_carrier, (0, 0, 0)),
    "index_carrier": (buttons.make_index_carrier, (90, 0, 0)),
    "bush": (buttons.make_bush, (0, -90, 0)),
}
LARGE = {
    "thumb_plate": (buttons.make_thumb_plate, (0, 0, 0)),
    "index_plate": (buttons.make_index_plate, (90, 0, 0)),
}


def part_names(variant) -> list[str]:
    return [*PARTS, *(LARGE if variant.large else {})]


def make_part(p, variant, name: str):
    """One part where it sits in the handle."""
    return {**PARTS, **LARGE}[name][0](p, variant)


def on_bed(solid, name: str, variant):
    """The part turned as it prints, its lowest point at z = 0."""
    turn = {**PARTS, **LARGE}[name][1]
    if name.startswith("index") and variant.left:
        turn = (-turn[0], *turn[1:])
    turned = Rot(*turn) * solid
    box = turned.bounding_box()
    return Pos(-box.center().X, -box.center().Y, -box.min.Z) * turned
