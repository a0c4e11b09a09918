"""How long the flash lasts under a heavy day's writes, by counting erases.

The firmware's own writers run under MicroPython's unix port, on littlefs with the Pico's geometry: that is the same C
code as on the Pico, so that its wear levelling is that of the grip. Shooting writes nothing (`day` counts).

Endurance: W25Q16JV data sheet (Winbond, revision D and later), Features: "Min. 100K Program-Erase cycles per sector".
"""

import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

CYCLES = 100_000  # of one sector, at least
TESTS = Path(__file__).resolve().parents[1]
MICROPYTHON = shutil.which("micropython", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


@dataclass(frozen=True)
class Day:
    """A heavy day's writes: nobody changes settings this often but one who tries everything."""

    written: int = 60  # settings stored,
    by_thumb: int = 20  # of them by holding the thumb while switching on
    faults: int = 5


@dataclass(frozen=True)
class Wear:
    """`erased`: how often each of the 352 sectors of the file system was erased in `days`."""

    days: int
    erased: tuple
    programmed: int

    @property
    def erases_a_day(self):
        return sum(self.erased) / self.days

    @property
    def years(self):
        """Until the most erased sector is at its last cycle, if it goes on at this rate."""
        return CYCLES / (max(self.erased) / self.days) / 365

    def histogram(self, wide=10):
        """{(from, to) erases: sectors}."""
        found = Counter(count // wide for count in self.erased)
        return {(low * wide, low * wide + wide - 1): found[low] for low in sorted(found)}


def worn(days: int, day: Day = Day()) -> Wear:
    """Runs so many days' writes. Raises RuntimeError if there is no MicroPython, or if it fails."""
    if MICROPYTHON is None:
        raise RuntimeError("no MicroPython unix port here (PyPI has one for Linux, Python 3.11)")
    arguments = [str(n) for n in (days, day.written, day.by_thumb, day.faults)]
    run = subprocess.run(
        [MICROPYTHON, "-X", "heapsize=24m", str(TESTS / "soak" / "wear_on_micropython.py"), *arguments],
        env={**os.environ, "MICROPYPATH": f"{TESTS.parent / 'firmware'}:.frozen"},
        capture_output=True,
        text=True,
    )
    if run.returncode:
        raise RuntimeError(run.stdout + run.stderr)
    erased, programmed = run.stdout.splitlines()[-2:]
    return Wear(days, tuple(map(int, erased.split())), int(programmed))
