"""Whether the page's measurements are true: free holes, and joined, apart or on the named part after that step."""

from .boards import Breadboard, Stripboard, board_of
from .joined import Joined
from .layout import Layout, Measure


def measure(layout: Layout) -> list[str]:
    found = []
    try:
        board = board_of(layout.board, layout.cut)
    except ValueError:
        return []  # said elsewhere
    for one in layout.measure:
        step = layout.step[one.step - 1]
        build = _so_far(layout.chosen({step.option} if step.option else set()), one.step)
        if wrong := _wrong(one, build, board):
            found.append(f"step {one.step}, the measurement between {' and '.join(one.between)}: {wrong}")
    return found


def _so_far(layout: Layout, step: int) -> Layout:
    """The build after a step. On the stripboard the Pico is not in its sockets before all is measured."""
    parts = [part for part in layout.part if part.step <= step]
    if layout.board.kind == "stripboard":
        parts = [part for part in parts if part.kind != "pico"]
    return layout.model_copy(update={"part": parts, "wire": [wire for wire in layout.wire if wire.step <= step]})


def _wrong(one: Measure, build: Layout, board: Breadboard | Stripboard) -> str:
    taken = {hole for part in build.part for _pin, hole in part.holes()}
    taken |= {hole for wire in build.wire for hole in wire.ends()}
    for hole in one.between:
        if why := board.why_not(hole):
            return why
        if hole in taken:
            return f"{hole} is taken, a meter's tip does not go in"
    joined = Joined(build, board)
    ends = {joined.group(hole) for hole in one.between}
    touches: dict[str, set[str]] = {}  # part -> what its legs are joined to
    for pin, hole in joined.legs:
        touches.setdefault(pin.split(".")[0], set()).add(joined.group(hole))
    spans = [ref for ref, groups in touches.items() if ref != "U3" and len(ends) == 2 and ends <= groups]
    if one.through:
        return "" if one.through in spans else f"{one.through} is not between them"
    if one.reads.startswith("closed"):
        return "" if len(ends) == 1 else "it says closed, and nothing joins them"
    if not one.reads.startswith("open"):
        return f"{one.reads!r} begins neither with closed nor with open, and names no part"
    if len(ends) == 1:
        return "it says open, and they are joined"
    conducting = [ref for ref in spans if ref[0] in "RD"]
    return f"it says open, and {', '.join(conducting)} is between them" if conducting else ""
