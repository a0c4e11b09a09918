"""The Gerber files read by a second program (gerbonara), as the board house reads them: nothing else is looked at."""

import warnings
from pathlib import Path

from boardcheck.project import CheckError

LAYERS = {(side, use) for side in ("top", "bottom") for use in ("copper", "mask", "silk")} | {
    ("top", "paste"),
    ("mechanical", "outline"),
}
SIZE_MM = 98.0, 36.0
SLACK_MM = 0.2  # the outline's own width
HOLES = 129  # plated and not, slots included


def second_look(gerbers: Path) -> list[str]:
    """Every layer is there and not empty, the outline and the number of holes are right. Raises CheckError."""
    try:
        from gerbonara import LayerStack
        from gerbonara.utils import MM
    except ImportError:
        raise CheckError("gerbonara is missing. Install it with: sh hardware/setup.sh") from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on what KiCad writes after a header's end
        try:
            stack = LayerStack.open(gerbers)
            filled = {use for use, layer in stack.graphic_layers.items() if layer.objects}
            (left, low), (right, high) = stack.board_bounds(unit=MM)
            holes = sum(len(layer.objects) for layer in stack.drill_layers)
        except (SyntaxError, ValueError) as error:
            return [f"gerbers: gerbonara cannot read them: {error}"]
    found = [f"gerbers: {' '.join(use)} is missing or empty" for use in sorted(LAYERS - filled)]
    for name, size, wanted in zip(("wide", "high"), (right - left, high - low), SIZE_MM, strict=True):
        if abs(size - wanted) > SLACK_MM:
            found.append(f"gerbers: the outline is {size:.2f} mm {name}, must be {wanted:.2f}")
    if holes != HOLES:
        found.append(f"gerbers: {holes} holes, must be {HOLES}")
    return found
