"""Which isolator closes a system, as hardware/spice simulated it."""

import json
from functools import cache
from pathlib import Path

RESULTS = Path(__file__).resolve().parents[2] / "spice" / "results.json"


def isolators(key: str) -> str:
    """What closes a system with margin, "A, B or C", each with its resistor if it is not the board's."""
    known = _results()["systems"].get(key)
    if known is None:
        return "not simulated"
    found = [_named(name) for name in _by_shop() if known["isolators"][name]["passes"]]
    return " or ".join(filter(None, (", ".join(found[:-1]), *found[-1:]))) or "none passes"


def relays() -> str:
    """The photo-MOS relays by name, the one that is still made first."""
    return " or ".join(name for name in _by_shop() if _results()["parts"][name]["kind"] == "relay")


def _by_shop() -> list[str]:
    """Every part that fits the board: those still made first, the cheapest first."""
    facts = _results()["parts"]
    return sorted(facts, key=lambda name: not facts[name]["made"])


def _named(name: str) -> str:
    ohm = _results()["parts"][name]["led_ohm"]
    return name if ohm == _results()["led_ohm"] else f"{name} with {ohm:g} Ω"


@cache
def _results() -> dict:
    return json.loads(RESULTS.read_text("utf-8"))
