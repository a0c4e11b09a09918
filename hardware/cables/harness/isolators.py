"""Which isolator closes a system, as hardware/spice simulated it."""

import json
from functools import cache
from pathlib import Path

RESULTS = Path(__file__).resolve().parents[2] / "spice" / "results.json"
FITTED = ("PC817C", "TLP222A")  # what the board takes


def isolators(key: str) -> str:
    """What closes a system with margin: "PC817C or TLP222A", one of them, "none passes", or "not simulated"."""
    known = _systems().get(key)
    if known is None:
        return "not simulated"
    return " or ".join(name for name in FITTED if known["isolators"][name]["passes"]) or "none passes"


@cache
def _systems() -> dict:
    return json.loads(RESULTS.read_text("utf-8"))["systems"]
