"""What PrusaSlicer makes of a part, with the settings in print.ini: time, weight, and whether it slices at all."""

import hashlib
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from handle.params import CASE

from .build import CACHE
from .problem import CaseError


@dataclass(frozen=True)
class Slice:
    """Minutes and grams of one part, as the slicer estimates them."""

    minutes: float
    grams: float


def slice_part(stl: Path, folder: Path) -> Slice:
    """Kept by the part's shape. Raises CaseError when PrusaSlicer is missing, stops, or makes nothing."""
    if not shutil.which("prusa-slicer"):
        raise CaseError("prusa-slicer is not here. Install it: sh hardware/setup.sh")
    key = hashlib.sha256((CASE / "print.ini").read_bytes() + stl.read_bytes()).hexdigest()[:24]
    kept = CACHE / f"{key}.slice"
    if kept.exists():
        minutes, grams = kept.read_text(encoding="utf-8").split()
        return Slice(float(minutes), float(grams))
    out = folder / f"{stl.stem}.gcode"
    command = ["prusa-slicer", "--export-gcode", "--load", str(CASE / "print.ini"), "--center", "100,100",
               "--output", str(out), str(stl)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode or not out.exists():
        raise CaseError(f"prusa-slicer does not slice {stl.name}: {(done.stderr or done.stdout).strip()[-300:]}")
    text = out.read_text(encoding="utf-8")
    made = Slice(_minutes(_value(text, "estimated printing time (normal mode)", stl)),
                 float(_value(text, "filament used [g]", stl)))
    CACHE.mkdir(parents=True, exist_ok=True)
    kept.write_text(f"{made.minutes} {made.grams}", encoding="utf-8")
    return made


def _value(text: str, name: str, stl: Path) -> str:
    found = re.search(rf"^; {re.escape(name)} = (.+)$", text, re.MULTILINE)
    if not found:
        raise CaseError(f"prusa-slicer says no '{name}' for {stl.name}.")
    return found[1]


def _minutes(words: str) -> float:
    units = {"d": 1440, "h": 60, "m": 1, "s": 1 / 60}
    return sum(int(number) * units[unit] for number, unit in re.findall(r"(\d+)([dhms])", words))
