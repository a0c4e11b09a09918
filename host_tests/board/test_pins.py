"""boot.py repeats two pin numbers; they are those of the pin map."""

import re
from pathlib import Path

from grip import pins

FIRMWARE = Path(__file__).resolve().parents[2] / "firmware"


def test_boot_opens_both_lines_in_its_first_line():
    first = (FIRMWARE / "boot.py").read_text().splitlines()[0]
    assert re.findall(r"Pin\((\d+), Pin.OUT, value=0\)", first) == [str(pins.FOCUS), str(pins.SHUTTER)]
