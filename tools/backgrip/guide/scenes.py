"""Section 5: which focus style for what. The same situations for the grip and for a body's own back button."""

from backgrip.guide.known import Known, hedged, mark, sentence
from backgrip.guide.setup import button
from backgrip.guide.sheet import Block, Say, Section, Table, Warn, row

PORTRAIT = (
    "Small focus point on the nearer eye. Press, lift, frame, shoot as often as you like. Press again when either of "
    "you has moved."
)
GROUP = (
    "Focus on a face in the front third, keep that, shoot. **Second row soft? That is depth of field, not focus**: no "
    "way of focusing makes two distances sharp. Stop down (f/8), step back, or move the rows closer together."
)
SPORT = "Thumb down before the action, and keep it down. The index fires at once, one picture or a burst."
WILDLIFE = "Bird on a branch: press, lift, wait, shoot. Bird in flight: hold the thumb all the time."
TWIG = " A twig comes between? Lift the thumb: focus stays and the index still fires."
NO_TWIG = " Do not lift it between pictures, or the next one waits for focusing."
STAGE = (
    "Focus once on an edge with contrast as far away as the face, lift, and shoot from that. No edge to be found: see "
    "below."
)
BULB = (
    "Focus on something bright, then hold the index; the exposure lasts until you lift. Too long to hold? Index 2 s, "
    "then the thumb 1 s, and your hands are free."
)
BULB_OPENS = " Focus lets go after each picture on this body: for a series, focus by hand."
VIDEO = (
    "**This is not a video grip.** The socket carries half-press and full press: no record button, no zoom. What those "
    "two do in a movie mode is up to the camera, so we promise nothing."
)
DARK = "**Dim stage, and AF hunts.** "


def section(known: Known) -> Section:
    single, continuous = known.single(), known.continuous()
    rows = (
        row("Portrait", single, "lock", PORTRAIT),
        row("Group", single, "lock", GROUP),
        row("Sport, children", continuous, "track", SPORT),
        row("Wildlife", f"{single} while it sits, {continuous} when it moves", "lock, then track", _wildlife(known)),
        row("Dim stage", single, "lock", STAGE),
        row("Bulb, night", f"{single} or manual focus", "lock", _bulb(known)),
    )
    table = Table(("You photograph", "Camera", "Grip", "How"), rows, marked=False)
    return Section("scenes", "Which style for what", (table, *in_the_dark(known), Warn(VIDEO)))


def _wildlife(known: Known) -> str:
    lifts = known.behaviour("shutter_alone").value == "fires" and not known.setting("shutter_needs_focus").value
    return WILDLIFE + (TWIG if lifts else NO_TWIG)


def _bulb(known: Known) -> str:
    return BULB + (BULB_OPENS if known.setting("focus_open_between").value else "")


def in_the_dark(known: Known) -> list[Block]:
    """Where AF finds nothing: release priority where the body has it, else continuous AF, else manual focus."""
    path = known.menu("release_priority", "To fire without waiting for focus")
    if path:
        return [Say(f"{DARK}Let the camera fire without waiting for focus:"), path]
    single, continuous = known.behaviour("single_priority"), known.behaviour("continuous_priority")
    if single.value == "release":
        text = hedged(single.mark, f"in {known.single()} this body fires without waiting for focus: just shoot.")
        return [Say(DARK + sentence(text), single.mark)]
    if continuous.value == "release":
        text = f"in {known.continuous()} this body fires without waiting for focus: set it, and the grip to track."
        return [Say(DARK + sentence(hedged(continuous.mark, text)), continuous.mark)]
    text = f"{DARK}Focus by hand: we know nothing that makes this body fire without focus."
    return [Say(text, continuous.mark)]


def without_grip(known: Known) -> Section | None:
    """The situations again, for the body's own back button."""
    off = known.body.fact("af_off")
    if off is None or known.lacks("af_off"):
        return None
    single, continuous, key = known.single(), known.continuous(), button(known)
    rows = (
        row("Portrait", single, f"Press {key}, let go, frame, shoot. Focus stays until you press it again."),
        row("Group", single, GROUP),
        row("Sport, children, wildlife", continuous, f"Hold {key} and focus follows; let go and it stays."),
        row("Bulb, night", f"{single} or manual focus", "Focus first. Then release without touching the camera."),
    )
    table = Table(("You photograph", "Camera", "How"), rows, marked=False)
    text = "the half-press no longer focuses once this is set. Whoever borrows the camera must know."
    return Section("scenes", "What it is good for", (table, Warn(sentence(hedged(mark(off), text)), mark(off))))
