"""The nets that the holes make against the nets that they should make, pin by pin."""

from collections import Counter

from .boards import Breadboard, Stripboard
from .joined import Joined
from .kinds import KINDS
from .layout import Layout, Part


def compare(layout: Layout, board: Breadboard | Stripboard, nets: dict[str, str]) -> list[str]:
    """Every missing and every unwanted join, and what may be the cause."""
    wrong = _joins(layout, board, nets)
    return wrong + (_turned(layout, board, nets) if wrong else [])


def parts(layout: Layout, nets: dict[str, str]) -> list[str]:
    """Parts and pins of the netlist that nobody accounts for, options included."""
    here, listed = {part.ref for part in layout.part}, {pin.split(".")[0] for pin in nets}
    found = [
        f"{ref} is in the netlist, but it has no holes here, and [absent] does not say why"
        for ref in sorted(listed - here - set(layout.absent))
    ]
    found += [f"{ref} is left out by [absent] and has holes as well" for ref in sorted(here & set(layout.absent))]
    found += [f"{ref} is no part of the netlist" for ref in sorted((here | set(layout.absent)) - listed)]
    for part in layout.part:
        wanted = {pin.split(".")[1] for pin in nets if pin.startswith(f"{part.ref}.")}
        found += [f"{part.ref}: pin {pin} has no hole" for pin in sorted(wanted - set(part.legs))]
    return found


def _joins(layout: Layout, board: Breadboard | Stripboard, nets: dict[str, str]) -> list[str]:
    joined = Joined(layout, board)
    found = []
    for net in sorted(set(nets.values())):
        legs = [(pin, hole) for pin, hole in joined.legs if nets.get(pin) == net]
        sizes = Counter(joined.group(hole) for _pin, hole in legs)
        main = sizes.most_common(1)[0][0] if sizes else None
        rest = [(pin, hole) for pin, hole in legs if joined.group(hole) == main]
        for pin, hole in legs:
            if joined.group(hole) != main:
                where = ", ".join(f"{other} in {at}" for other, at in rest[:3])
                found.append(f"{pin} in hole {hole} is not joined to {net} ({where})")
    for legs in joined.groups().values():
        # A pin on no net is to be on nothing: it is its own net.
        names = Counter(nets.get(pin, f"{pin}, which is to be on nothing") for pin, _hole in legs)
        if len(names) > 1:
            where = ", ".join(_example(legs, nets, name) for name in sorted(names))
            found.append(f"joined, and must not be: {' and '.join(sorted(names))} ({where})")
    return found


def _example(legs: list[tuple[str, str]], nets: dict[str, str], name: str) -> str:
    pin, hole = next((pin, hole) for pin, hole in legs if nets.get(pin, f"{pin}, which is to be on nothing") == name)
    return f"{pin} in hole {hole}"


def _turned(layout: Layout, board: Breadboard | Stripboard, nets: dict[str, str]) -> list[str]:
    """A guess at the cause: the parts that would leave fewer findings if they were put in the other way round."""
    before = len(_joins(layout, board, nets))
    found = []
    for index, part in enumerate(layout.part):
        if not KINDS[part.kind].turned:
            continue
        parts = [*layout.part]
        parts[index] = _other_way(part)
        if len(_joins(layout.model_copy(update={"part": parts}), board, nets)) < before:
            pin, hole = part.holes()[0]
            wanted = parts[index].legs[pin][0]
            found.append(f"{part.ref} looks turned round: pin {pin} is in {hole} and would do in {wanted}")
    return found


def _other_way(part: Part) -> Part:
    legs = dict(part.legs)
    for one, other in KINDS[part.kind].turned:
        legs[one], legs[other] = part.legs[other], part.legs[one]
    return part.model_copy(update={"legs": legs})
