"""Section 4: what thumb and index do on this body, in both styles."""

from backgrip.guide.known import Claim, Known, both, grip_defaults, hedged, seconds, sentence
from backgrip.guide.sheet import Block, Mark, Points, Row, Say, Section, Table, Warn, row

ALONE = {
    "ignored": "a full press without a half-press gives nothing. So the index always gives the half-press first, and "
    "that starts focusing anew unless focus is already held.",
    "fires": "a full press without a half-press takes the picture and leaves focus alone.",
    "focuses then fires": "a full press without a half-press focuses first, then takes the picture. So the index "
    "refocuses unless focus is already held.",
}
NO_WIRE = (
    "with the thumb up, the index makes the camera refocus. So focusing in {continuous}, lifting the thumb and having "
    "focus stay while you shoot does not work on this body. To keep focus, use {single} and lock."
)
CAN = (
    "the full press alone does not refocus. So you can focus in {continuous}, lift the thumb, and shoot with focus "
    "staying where it was."
)
SWITCH = " For that, switch the grip’s setting `shutter_needs_focus` off; as it is, your index refocuses."
BUTTONS = {
    "ignored": "while focus is held, the camera’s own buttons and menus do not answer. **Two short taps of the thumb** "
    "let go.",
    "work": "the camera’s own buttons go on working while focus is held.",
}
STAYS = "focus **stays**: frame, shoot, shoot again. Two short taps let go, or {timeout} s of rest"
MAY_NOT_STAY = "the half-press stays, **but this body may not hold its focus**: check before you trust it"
WAITS = "in {single} the camera fires only once it has found focus. A press that gives nothing is this, not the grip."
OPENS = "Focus lets go after every picture here: this body wants it so. Press the thumb again before the next."
ASLEEP = {
    "swallowed": "a sleeping camera may swallow the first short press. Wake it with the thumb.",
    "wakes and fires": "a sleeping camera wakes and fires with the first press, a little late. Wake it with the thumb "
    "before it counts.",
}
WAKE = (
    "after {after} s of rest the camera may be asleep. Then the index gives the half-press {lead} before the full "
    "press, to wake it: you feel that delay once."
)


def section(known: Known) -> Section:
    rows = (*_thumb(known), *_index(known))
    head = ("You", f"lock ({known.single()})", f"track ({known.continuous()})")
    points = (_say(known.behaviour("shutter_alone"), ALONE), *_pace(known), _asleep(known))
    buttons = _say(known.behaviour("own_buttons"), BUTTONS)
    blocks: tuple[Block, ...] = (Table(head, rows), _lifted_thumb(known), Points((*points, buttons)))
    return Section("fingers", "What your fingers do on this body", blocks)


def _say(claim: Claim, words: dict[str, str]) -> Say:
    return Say(sentence(hedged(claim.mark, words[claim.value])), claim.mark)


def _thumb(known: Known) -> tuple[Row, ...]:
    focuses, locks = known.behaviour("half_press_focuses"), known.behaviour("held_half_press_locks")
    stays = STAYS.format(timeout=grip_defaults()["lock_timeout_s"]) if locks.value else MAY_NOT_STAY
    return (
        row("Press the thumb", "the camera focuses", "the camera focuses and follows", mark=focuses.mark),
        row("Lift it", stays, "focusing stops", mark=locks.mark),
        row("Press it again", "focuses anew", "focuses and follows", mark=focuses.mark),
    )


def _index(known: Known) -> tuple[Row, ...]:
    locks = known.behaviour("held_half_press_locks")
    held = "fires at once, **no refocusing**" if locks.value else "fires, and may refocus first"
    now, sure = nothing_held(known)
    stays_down = "the shutter **stays** down; the next press of either ends it"
    return (
        row("Press the index, focus held", held, "fires at once, focus goes on following", mark=locks.mark),
        row("Press the index, no focus held", now, now, mark=sure),
        row("Hold the index", "burst, bracketing or bulb, for as long as you hold", "the same"),
        row("Hold the index 2 s, then the thumb 1 s", stays_down, "never"),
    )


def nothing_held(known: Known) -> tuple[str, Mark]:
    """(what the index does while no focus is held, how sure)."""
    needs, alone = known.setting("shutter_needs_focus"), known.behaviour("shutter_alone")
    if needs.value:
        lead = seconds(known.setting("focus_lead_ms").value)
        text = f"half-press, then the full press {lead} later: **the camera refocuses**, then fires"
        return text, both(needs, known.behaviour("half_press_focuses"))
    words = {
        "fires": "fires at once, **no refocusing**",
        "focuses then fires": "**the camera refocuses**, then fires",
        "ignored": "**nothing**: this body wants the half-press as well",
    }
    return words[alone.value], both(needs, alone)


def _lifted_thumb(known: Known) -> Block:
    """Continuous AF, thumb lifted: whether focus stays where it was."""
    needs, alone = known.setting("shutter_needs_focus"), known.behaviour("shutter_alone")
    words = {"single": known.single(), "continuous": known.continuous()}
    if alone.value == "fires":
        text = hedged(alone.mark, CAN.format(**words) + (SWITCH if needs.value else ""))
        return Say(f"**What this body can do and most cannot.** {sentence(text)}", alone.mark)
    return Warn(f"**What no wire can do here.** {sentence(hedged(alone.mark, NO_WIRE.format(**words)))}", alone.mark)


def _pace(known: Known) -> list[Say]:
    """Floor, pause and priority."""
    floor, gap = known.setting("shutter_min_ms"), known.setting("shutter_gap_ms")
    said = [
        Say(
            f"A tap of the index shorter than {seconds(floor.value)} is stretched to that, or the camera might miss "
            "it.",
            floor.mark,
        )
    ]
    if gap.mark:
        text = (
            f"Between two pictures the grip leaves {seconds(gap.value)}. A press that comes sooner waits; none is lost."
        )
        said.append(Say(text, gap.mark))
    between, priority = known.setting("focus_open_between"), known.behaviour("single_priority")
    if between.value:
        said.append(Say(OPENS, between.mark))
    if priority.value == "focus":
        said.append(Say(sentence(hedged(priority.mark, WAITS.format(single=known.single()))), priority.mark))
    return said


def _asleep(known: Known) -> Say:
    lead, after = known.setting("wake_lead_ms"), known.setting("sleep_after_s")
    if lead.value is None or after.value is None:
        return _say(known.behaviour("sleeping_shutter"), ASLEEP)
    sure = both(lead, after)
    return Say(sentence(hedged(sure, WAKE.format(after=after.value, lead=seconds(lead.value)))), sure)
