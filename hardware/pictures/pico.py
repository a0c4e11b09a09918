"""The Pico's edge, and the program's pin numbers: firmware/grip/pins.py is the only place where they stand."""

import ast
from pathlib import Path

PINS = Path(__file__).resolve().parents[2] / "firmware" / "grip" / "pins.py"

_EDGE = (0, 1, None, 2, 3, 4, 5, None, 6, 7, 8, 9, None, 10, 11, 12, 13, None, 14, 15,
         16, 17, None, 18, 19, 20, 21, None, 22, None, 26, 27, None, 28)  # fmt: skip


def pico_pin(gpio):
    """GPIO number -> pin number on the Pico's edge. Raises ValueError for one inside."""
    return _EDGE.index(gpio) + 1


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
