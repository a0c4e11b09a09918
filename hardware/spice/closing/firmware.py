"""Reads how strongly the firmware drives the pins of the two lines. It is written down there and nowhere else."""

import re
from pathlib import Path

EDGES = Path(__file__).parents[3] / "firmware" / "grip" / "edges.py"
SETTINGS_MA = (2.0, 4.0, 8.0, 12.0)  # what bits 4 and 5 of an RP2040 pad's register mean
AFTER_RESET = 0b01


def setting_ma(edges: Path = EDGES) -> float:
    """The drive setting of the pads of FOCUS and SHUTTER. Raises ValueError if `edges` no longer sets both alike."""
    text = edges.read_text("utf-8")
    bits = dict(re.findall(r"^(_DRIVE_\w+) = 0b([01]{2}) << 4$", text, re.M))
    written = dict(re.findall(r"^ +mem32\[_PADS \+ 4 \* pins\.(FOCUS|SHUTTER)\] \|= (_DRIVE_\w+)$", text, re.M))
    found = {bits.get(name) for name in written.values()}
    if len(written) != 2 or len(found) != 1 or None in found:
        raise ValueError(f"{edges.name} does not set the drive of both pads in the way that is understood here")
    return SETTINGS_MA[AFTER_RESET | int(found.pop(), 2)]  # the firmware adds bits, it takes none away
