"""boot.py repeats two pin numbers; they are those of the pin map. Both lines' pads drive what an isolator needs."""

import re
from pathlib import Path

from grip import pins

from board.rig import booted

FIRMWARE = Path(__file__).resolve().parents[2] / "firmware"


def test_boot_opens_both_lines_in_its_first_line():
    first = (FIRMWARE / "boot.py").read_text().splitlines()[0]
    assert re.findall(r"Pin\((\d+), Pin.OUT, value=0\)", first) == [str(pins.FOCUS), str(pins.SHUTTER)]


def test_both_lines_drive_12_ma():
    pads = [booted(style="lock").rp2040.read_uint32(0x4001C004 + 4 * pin) for pin in (pins.FOCUS, pins.SHUTTER)]
    assert [pad >> 4 & 0b11 for pad in pads] == [0b11, 0b11]
