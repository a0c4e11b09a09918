"""Every picture of the two builds: file name -> SVG, the same text for the same layout every time."""

from . import draw_breadboard, draw_stripboard
from .layout import Layout

COMMAND = "python hardware/by_hand/check.py -w"  # --write is no word for an XML comment


def pictures(layout: Layout) -> dict[str, str]:
    made = {}
    last = max(index for index, step in enumerate(layout.step, 1) if not step.option)
    for number, step in enumerate(layout.step, 1):
        build = layout.chosen({step.option} if step.option else set())
        sketch = _step(build, number)
        made[f"step_{number}.svg"] = sketch.svg(f"{layout.title}, step {number}: {step.title}", step.alt, COMMAND)
    build = layout.chosen(set())
    whole = _module(layout).draw(build, last, alone=False)
    made["overview.svg"] = whole.svg(layout.title, f"Everything in place. {build.board.size}.", COMMAND)
    if layout.board.kind == "stripboard":
        sketch = draw_stripboard.underside(build, last)
        made["underside.svg"] = sketch.svg(f"{layout.title}, copper side", "Cuts and solder points, mirrored.", COMMAND)
    return made


def _module(layout: Layout):
    return draw_breadboard if layout.board.kind == "breadboard" else draw_stripboard


def _step(layout: Layout, number: int):
    if layout.board.kind == "stripboard" and number == 1:
        return draw_stripboard.underside(layout, 1)
    return _module(layout).draw(layout, number)
