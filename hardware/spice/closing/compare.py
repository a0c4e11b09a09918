"""Two sets of results, one new and one committed: what differs by more than ngspice's versions may."""

from math import isclose

WITHIN = 0.05
FRACTIONS = ("margin", "typical", "leak", "present", "reserve", "on_ms", "off_ms")  # these within 0.02 as well
LOOSE = ("worst",)  # of two corners that are equally hard either may be named


def differences(new, old, path: str = "") -> list[str]:
    """One line a difference, with its path; empty if the two agree. `new` may lack what a quick run leaves out."""
    name = path.rsplit(".", 1)[-1]
    if name in LOOSE:
        return []
    if isinstance(new, dict) and isinstance(old, dict):
        return [
            line
            for key in new
            for line in (differences(new[key], old[key], f"{path}.{key}") if key in old else [f"{path}.{key} is new"])
        ]
    if isinstance(new, list) and isinstance(old, list) and len(new) == len(old):
        return [line for n, (a, b) in enumerate(zip(new, old)) for line in differences(a, b, f"{path}.{n}")]
    if _number(new) and _number(old):
        same = isclose(new, old, rel_tol=WITHIN, abs_tol=0.02 if name in FRACTIONS else 0)
    else:
        same = new == old
    return [] if same else [f"{path.lstrip('.')}: now {new}, committed {old}"]


def _number(value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
