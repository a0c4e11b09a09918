"""Draws the pictures of this folder: ``python hardware/pictures/draw.py [folder]``.

Needs schemdraw. Pin numbers are read from firmware/grip/pins.py, the only place they stand.
"""

import ast
import sys
from pathlib import Path

import picture_breadboard
import picture_flash
import picture_grip
import picture_loopback

HERE = Path(__file__).resolve().parent
PINS = HERE.parents[1] / "firmware" / "grip" / "pins.py"
COMMAND = "python hardware/pictures/draw.py"
PICTURES = {
    "grip.svg": picture_grip, "breadboard.svg": picture_breadboard, "flash.svg": picture_flash,
    "loopback.svg": picture_loopback,
}  # fmt: skip


def read_pins(path=PINS):
    """The whole-number constants of pins.py by name. Parsed, not imported: the file is the Pico's."""
    pins = {}
    for node in ast.parse(Path(path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            value = node.value
            if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "const":
                value = value.args[0]
            if isinstance(value, ast.Constant) and isinstance(value.value, int):
                pins[node.targets[0].id] = value.value
    return pins


def pictures(pins):
    """File name -> SVG text, the same text for the same pins every time."""
    made = {}
    for name, module in PICTURES.items():
        sketch, title, description = module.draw(pins)
        made[name] = sketch.svg(title, description, COMMAND)
    return made


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, text in pictures(read_pins()).items():
        (folder / name).write_text(text, encoding="utf-8")
        print(folder / name)
