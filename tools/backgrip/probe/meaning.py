"""What a step's answer means for the owner, said as soon as it is known."""

from backgrip.probe.findings import Findings

ALONE = {
    "ignored": "SHUTTER alone is ignored: your index needs the half-press too. The grip gives it.",
    "fires": "SHUTTER alone fires and leaves focus alone: your index can shoot without ever refocusing.",
    "focuses": "SHUTTER alone focuses, then fires: your index refocuses, unless the thumb holds focus.",
}
AT_ONCE = {
    "all": "Even then every picture came.",
    "first only": "Only the first came. The grip never closes both at once; now you know why.",
    "some": "They do not all come. The grip never closes both at once; now you know why.",
}


def meaning(step: str, found: Findings) -> str:
    """A sentence; empty where nothing was settled."""
    return {
        "focus": _if(found.focuses, "Good: your thumb can focus this camera."),
        "alone": ALONE.get(found.alone, ""),
        "held": _held(found),
        "after": _if(found.alone, "The same as before: that is settled."),
        "gap": _if(found.gap_ms, f"{found.gap_ms} ms open, and it focuses anew: that is your second press."),
        "floor": _if(found.floor_ms, f"{found.floor_ms} ms is enough. However short your tap, the grip makes it that."),
        "at-once": AT_ONCE.get(found.at_once, ""),
        "lead": _if(found.lead_ms, f"{found.lead_ms} ms after FOCUS is enough: that is how quick your index is."),
        "asleep": _asleep(found),
        "back-button": _back_button(found),
    }[step]


def _if(settled, said: str) -> str:
    return said if settled else ""


def _held(found: Findings) -> str:
    if found.locks is None:
        return ""
    if found.locks:
        return "A held half-press keeps focus: focus once, frame, shoot as often as you like."
    return "It does not keep focus: the grip's style lock is not for this body. The file will say track."


def _asleep(found: Findings) -> str:
    if found.asleep_ms is None:
        return ""
    if found.asleep_ms == 0:
        return "No press of the test wakes it in time: wake it with the thumb before it counts."
    if not found.needs_longer_asleep:
        return "The shortest press takes a picture even asleep."
    if found.fires_alone:
        return f"Asleep it wants {found.asleep_ms} ms of SHUTTER."
    after = f" after {found.sleep_after_s} s of rest" if found.sleep_after_s else ""
    return f"Asleep it wants {found.asleep_ms} ms of half-press first. The grip can give that{after}."


def _back_button(found: Findings) -> str:
    if found.back_button_focuses is None:
        return ""
    if found.back_button_focuses:
        return "It focuses all the same: unusual, and good to know."
    return "As expected: with AF off the half-press the grip's thumb cannot focus. So leave AF on the half-press."
