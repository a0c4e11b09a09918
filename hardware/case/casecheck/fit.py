"""Do the things go in? Every printed part against every other and against all that goes inside: shared volume is 0."""

from handle import inside
from handle.parts import part_names

TOLERANCE = 0.02  # mm3: what two faces that touch leave over
# pairs that are meant to touch or to bite
MEANT = {("lid", "tripod insert")}


def _boxes_meet(a, b) -> bool:
    return all(getattr(a.min, k) < getattr(b.max, k) and getattr(b.min, k) < getattr(a.max, k) for k in "XYZ")


def shared(one, other) -> float:
    """Volume that two solids have in common, mm3."""
    both = one & other
    if both is None:
        return 0.0
    if isinstance(both, (list, tuple)):
        return sum(piece.volume for piece in both)
    return both.volume


def fit(p, variant, solids: dict) -> list[str]:
    """A line for every two things that are in the same place. `solids`: the printed parts by name."""
    found = []
    things = inside.contents(p, variant)
    names = [name for name in part_names(variant) if name in solids and name != "bush"]
    pairs = [(a, b, solids[a], solids[b]) for i, a in enumerate(names) for b in names[i + 1 :]]
    pairs += [(a, b, solids[a], things[b]) for a in names for b in things if (a, b) not in MEANT]
    board = inside.board()
    pairs += [(a, f"the board's {name}", solids[a], solid) for a in names for name, solid in board]
    pairs += [(f"the board's {a}", b, solid, things[b]) for a, solid in board for b in things if _may_meet(a, b)]
    keys = list(things)
    pairs += [(a, b, things[a], things[b]) for i, a in enumerate(keys) for b in keys[i + 1 :]]
    if "bush" in solids:  # instead of the plug
        pairs += [("bush", b, solids["bush"], solids[b]) for b in names]
    boxes = {}
    for a, b, one, other in pairs:
        for solid in (one, other):
            if id(solid) not in boxes:
                boxes[id(solid)] = solid.bounding_box()
        if not _boxes_meet(boxes[id(one)], boxes[id(other)]):
            continue
        volume = shared(one, other)
        if volume > TOLERANCE:
            found.append(f"{variant.name}: {a} and {b} share {volume:.2f} mm3")
    return found


def _may_meet(name: str, thing: str) -> bool:
    """A plug touches its socket, and the lever is the switch's own."""
    return not (("SJ1" in name and "jack" in thing) or ("Slide" in name and "slide" in thing)
                or ("Pico_H" in name and "USB" in thing))
