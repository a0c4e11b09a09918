"""Section 3: what to set on the camera. Recipe A: the grip focuses. Recipe B: the body's own button does."""

from backgrip.guide.known import Known, hedged, sentence
from backgrip.guide.sheet import Block, Say, Section, Table, Warn, row

A = (
    "**Recipe A, for nearly everybody: leave AF on the half-press.** The wire that focuses is the half-press, not the "
    "AF-ON button. The grip gives you the separate thumb, so you need no back-button setting in the camera."
)
ALREADY = (
    "**Is back-button focus already set in the camera? Undo it.** With AF off the half-press your thumb on the grip "
    "wakes the camera and nothing else: it looks dead."
)
B = (
    "**Recipe B, if you insist on the body’s own back button.** Take AF off the half-press. Then the grip’s thumb only "
    "wakes the camera and measures the light, {button} focuses, and the index never refocuses."
)
NO_B = "This body cannot take AF off the half-press: there is nothing to undo, and no recipe B."
NO_PATH = (
    "Nobody has told us this body’s menu. Look for an entry that names the shutter button, half-press or AF-ON "
    "together with AF. As it left the factory, AF is on the half-press."
)
NO_PATH_B = "There is no recipe B on this sheet: nobody has told us the menu entry of this body."
NO_OWN = "We know of no way to take AF off the half-press on this body, so it has no back-button focus of its own."
NO_OWN_PATH = (
    "Nobody has told us this body’s menu entry for back-button focus. Look for one that names AE-L/AF-L, AF-ON or the "
    "half-press together with AF."
)
OWN = "You can still take focus off the shutter button. This is the camera’s own setting and needs no grip."
OWN_THEN = (
    "From then on {button} focuses and the shutter button only takes the picture: press, let go, frame, shoot as often "
    "as you like."
)


def section(known: Known) -> Section:
    on, off = known.menu("af_on", "AF back on the half-press"), known.menu("af_off", "AF off the half-press")
    blocks: list[Block] = [Say(A)]
    if known.lacks("af_off"):
        blocks.append(Say(NO_B))
    else:
        blocks += [on, Warn(ALREADY)] if on else [Say(NO_PATH), Warn(ALREADY)]
    blocks.append(_modes(known))
    if off:
        blocks += [Say(B.format(button=button(known))), off]
    elif not known.lacks("af_off"):
        blocks.append(Say(NO_PATH_B))
    return Section("camera", "Set the camera", tuple(blocks))


def own_button(known: Known) -> Section:
    """For a body that the grip cannot reach: its own back-button focus."""
    off, on = known.menu("af_off", "Take AF off the half-press"), known.menu("af_on", "To undo it")
    if off:
        then = Say(OWN_THEN.format(button=button(known)))
        blocks = [Say(OWN), off, then, *([on] if on else [])]
    else:
        blocks = [Say(NO_OWN if known.lacks("af_off") else NO_OWN_PATH)]
    return Section("own", "Back-button focus on the body itself", tuple(blocks))


def button(known: Known) -> str:
    """The body's own focus button in a sentence."""
    claim = known.claim("focus_button")
    return f"**{claim.value}** on the body" if claim else "a button on the body"


def _modes(known: Known) -> Table:
    single, continuous = known.claim("single_af"), known.claim("continuous_af")
    still = row("Things that hold still", f"**{known.single()}**", "**lock**: press once, focus stays")
    moving = row("Things that move", f"**{known.continuous()}**", "**track**: hold the thumb, focus follows")
    never = row("Never", "the mode that chooses between the two", "it may change its mind under your lock")
    rows = (marked(still, single), marked(moving, continuous), never)
    return Table(("For", "Camera", "Grip"), rows)


def marked(plain, claim):
    return row(*plain.cells, mark=claim.mark) if claim else plain


def exposure(known: Known) -> Section:
    """What a held half-press does to the exposure, and what to do about it."""
    locks = known.behaviour("half_press_locks_ae")
    blocks: list[Block]
    if locks.value == "unknown":
        blocks = [Say(UNKNOWN_AE)]
    else:
        text = sentence(hedged(locks.mark, HELD_AE if locks.value == "yes" else FREE_AE))
        blocks = [Warn(text, locks.mark) if locks.value == "yes" else Say(text, locks.mark)]
        blocks += [Say(sentence(locks.note), locks.mark)] if locks.note else []
    if locks.value != "no":
        path = known.menu("ae_lock_off", "To let the exposure follow")
        blocks += [path] if path else []
        blocks.append(
            Say("In any case: **press the thumb again** when the light changes, or set **M with a fixed ISO**.")
        )
    return Section("exposure", "Exposure while focus is held", tuple(blocks))


FREE_AE = "while your thumb holds focus, the exposure goes on following the light."
HELD_AE = (
    "while focus is held, the exposure is held too. When the light changes, your pictures come out too dark or too "
    "bright."
)
UNKNOWN_AE = (
    "Nobody has told us whether holding focus also holds the exposure on this body. Try it: press the thumb on "
    "something bright, lift, swing to the dark. If the figures stay as they are, the exposure is held."
)
