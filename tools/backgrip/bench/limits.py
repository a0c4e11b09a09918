"""The numbers that must hold, and whether they do."""

from typing import NamedTuple

from backgrip.bench.result import Bench
from backgrip.bench.ways import GRIP, WAYS
from backgrip.firmware import module

CONTACT_US = 5.0  # contact to the line that must close first, worst case, glitch filter and load included
RELEASE_MS = 1.0  # beyond the debounce time
READY_MS = {"frozen": 100.0, "mpy": 300.0, "py": 1000.0}
STARTS = {
    "frozen": "the one-file image",
    "first": "the one-file image on an empty flash, which it formats",
    "mpy": "plain files, .mpy",
    "py": "plain files, .py",
}


class Check(NamedTuple):
    """One promise. `measured` and `limit` in `unit`."""

    what: str
    measured: float
    limit: float
    unit: str

    @property
    def holds(self) -> bool:
        return self.measured <= self.limit


def checks(bench: Bench) -> list[Check]:
    """Every promise that the bench measures."""
    ours = [way for way in WAYS if way.module == GRIP]
    found = [Check(f"{way.label}: slowest press", bench.worst_us(way.name), CONTACT_US, "µs") for way in ours]
    lost = sum(bench.of(way.name, load).lost for way in ours for load in ("idle", "busy"))
    found.append(Check("Backgrip: presses lost", lost, 0, "presses"))
    debounce_ms = module("settings").defaults()["debounce_ms"]
    found.append(
        Check("Thumb lifted to FOCUS open, slowest", bench.release_ms, debounce_ms + RELEASE_MS, "ms")
    )
    for start, limit in READY_MS.items():
        if start in bench.ready_ms:
            found.append(Check(f"Reset to ready, {STARTS[start]}", bench.ready_ms[start], limit, "ms"))
    return found


LEFT_OUT = (
    "Flash is as slow as is typical (an erase 45 ms, a page 0.4 ms); at worst it takes 400 and 3 ms.",
    "Misses of the flash cache: they slow Python, not PIO.",
    "The second core, brown-outs, the boot ROM (about 1 ms) and the rise time of pads.",
    "Contacts are clean. Backgrip's figures include its glitch filter; interrupts and timer have none.",
    "Printing goes to a UART whose bytes leave at once; USB is not attached.",
)
