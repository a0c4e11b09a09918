"""How to check it in one minute: three steps, what must be seen, and what it means if not."""

from backgrip.guide.known import Known
from backgrip.guide.sheet import Block, Row, Say, Section, Table, row

READY = (
    "Camera on, lens on AF, {single}, single drive. Grip in lock. Find something near and something far, with clear "
    "edges."
)
DONE = (
    "All three as written? Then the grip fits this body. One of them different? `backgrip probe` asks further and "
    "writes down what your body really does."
)
NO_FOCUS = (
    "Lamp lit, no focusing: AF is off the half-press{where}, or FOCUS does not reach the socket. The camera fires: "
    "FOCUS and SHUTTER are swapped in the cable. No lamp: no power, or the lamp is set dark."
)
FOLLOWS = "It focuses again: the camera is in a following or automatic AF mode."
DOES_NOT_HOLD = "It focuses again: this body does not hold focus under a half-press. Then focus by hand to keep it."
NO_SHOT = " It does not fire: no focus was found in step 1{where}, or SHUTTER does not reach the socket."
TAP = "**3.** Tap the thumb twice: the lamp goes out. Still on the far thing, hold the index until it fires."
NO_SETTING = "Nothing: switch `shutter_needs_focus` on."


def section(known: Known) -> Section:
    rows = (_thumb(known), _lock(known), _index(known))
    table = Table(("Do this", "You must see", "If not"), rows, marked=False)
    blocks: tuple[Block, ...] = (Say(READY.format(single=known.single())), table, Say(DONE))
    return Section("check", "Check it in one minute", blocks)


def _thumb(known: Known) -> Row:
    on = known.claim("af_on")
    return row(
        "**1.** Point at the near thing. Press the thumb and lift it.",
        "The camera focuses and says so (dot, square or beep). The grip’s lamp stays lit.",
        NO_FOCUS.format(where=f" ({on.value})" if on else ""),
    )


def _lock(known: Known) -> Row:
    release = known.claim("release_priority")
    again = FOLLOWS if known.behaviour("held_half_press_locks").value else DOES_NOT_HOLD
    return row(
        "**2.** Swing to the far thing. Press the index.",
        "It fires at once and does **not** focus again: the far thing is soft in the picture.",
        again + NO_SHOT.format(where=f" (to change that: {release.value})" if release else ""),
    )


def _index(known: Known) -> Row:
    if known.setting("shutter_needs_focus").value:
        seen = "It focuses anew, then fires: the far thing is sharp."
        other = (
            "Nothing: the camera finds no focus here; try an easier thing. Fires but soft: it did not wait for focus; "
            "make `focus_lead_ms` longer."
        )
    elif known.behaviour("shutter_alone").value == "fires":
        seen = "It fires at once **without** focusing: the far thing is soft again."
        other = f"It focuses first: then your index refocuses whenever no focus is held. {NO_SETTING}"
    else:
        seen = "It focuses, then fires: the far thing is sharp."
        other = f"It fires without focusing: better than we thought, your index never refocuses. {NO_SETTING}"
    return row(TAP, seen, other)
