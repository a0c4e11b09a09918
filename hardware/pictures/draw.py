"""Draws the pictures of this folder: ``python hardware/pictures/draw.py [folder]``.

Needs schemdraw. Pin numbers are read from firmware/grip/pins.py, the only place they stand. The breadboard's and the
stripboard's pictures are drawn by hardware/by_hand/check.py.
"""

import sys
from pathlib import Path

import picture_flash
import picture_grip
import picture_loopback
from pico import read_pins

HERE = Path(__file__).resolve().parent
COMMAND = "python hardware/pictures/draw.py"
PICTURES = {"grip.svg": picture_grip, "flash.svg": picture_flash, "loopback.svg": picture_loopback}


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
