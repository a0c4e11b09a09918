"""The clauses of the behaviour contract, each with a name that stays.

The numbers stand here and in `settings` a second time on purpose: a check that read them from the firmware would
follow its mistakes.
"""

from enum import Enum

INDEX, STYLES, SAFETY, NUMBERS, LED = "The index button", "Focus styles", "Safety", "Numbers", "Status LED"


class Clause(Enum):
    """`id` is the name in reports, `section` the part of the contract, `words` what it demands."""

    LATENCY = "latency", NUMBERS, "a contact closes the line that must close first within 5 µs"
    RELEASE = "release", NUMBERS, "a line opens when its button has been up for the debounce time, at most 1 ms later"
    LOST = "lost-press", NUMBERS, "no press is lost: it closes its line, waits, or merges into one that waits"
    NOT_ASKED = "not-asked-for", NUMBERS, "no line closes that nobody asked for"
    READY = "ready", NUMBERS, "the grip is ready to shoot soon after it is switched on or reset, and then runs on"
    LEFT_CLOSED = "left-closed", NUMBERS, "no line is left closed"

    FOLLOWS = "follows-finger", INDEX, "SHUTTER is closed while the finger is down; only a limit cuts it"
    FOCUS_FIRST = "focus-before-shutter", INDEX, "FOCUS closes before SHUTTER, on a body that needs it"
    LEAD = "lead", INDEX, "FOCUS has been closed for the whole lead when SHUTTER closes"
    WAKE_LEAD = "wake-lead", INDEX, "after the body has slept the longer wake lead is kept"
    LEAD_LATE = "lead-late", NUMBERS, "SHUTTER closes at most 2 ms after the lead"
    FLOOR = "floor", INDEX, "SHUTTER stays closed for its shortest time"
    FLOOR_LATE = "floor-late", NUMBERS, "a tap is stretched to the shortest time and at most 2 ms more"
    GAP = "gap", INDEX, "SHUTTER stays open for its gap between closures"
    GAP_LATE = "gap-late", NUMBERS, "a press that waits is taken at most 2 ms after the gap"
    MERGED = "merged-press", INDEX, "one press waits, more merge into it: together they are one closure"
    ORDER_OPEN = "order-open", INDEX, "SHUTTER opens before FOCUS"
    NO_OPEN = "no-open-under-closed-shutter", INDEX, "nothing opens FOCUS under a SHUTTER that the finger holds"
    TAIL = "tail", INDEX, "FOCUS stays closed after the shot for its tail"
    TAIL_LATE = "tail-late", NUMBERS, "FOCUS closed for a shot only opens at most 2 ms after its tail"
    SHUTTER_LOCK = (
        "shutter-lock", INDEX, "index for 2 s, then the thumb for 1 s: SHUTTER stays closed until the next press",
    )
    NO_OTHER_LOCK = "no-other-shutter-lock", INDEX, "SHUTTER is never locked in track, nor by the index alone"
    UNLOCK = "shutter-lock-release-5ms", INDEX, "the next press of either button opens a locked SHUTTER within 5 ms"
    UNLOCK_CLOSES = "shutter-lock-release-closes-nothing", INDEX, "the press that ends the shutter lock closes nothing"

    LOCK_HOLDS = "lock-holds", STYLES, "in lock, FOCUS stays closed after the thumb has lifted"
    REFOCUS = "refocus", STYLES, "in lock, a second press of the thumb opens FOCUS to focus again"
    REFOCUS_GAP = "refocus-gap", STYLES, "FOCUS stays open for the refocus gap, unless a press ends it"
    REFOCUS_GAP_LATE = "refocus-gap-late", NUMBERS, "FOCUS closes at most 2 ms after the refocus gap"
    GAP_ENDS = "refocus-gap-ends-on-press", STYLES, "a press of either button ends the refocus gap at once"
    TWO_TAPS = "two-taps", STYLES, "two short taps, then no press for the tap time: FOCUS opens, then and not sooner"
    THIRD = "double-tap-third", STYLES, "a third press, or holding the second, focuses again instead of letting go"
    LOCK_TIMEOUT = "lock-timeout", STYLES, "an unused lock opens FOCUS after the time-out, and not sooner"
    AT_TIMEOUT = "press-at-time-out", STYLES, "a press in the moment of the time-out counts as after it"
    TRACK = "track-follows-thumb", STYLES, "in track, FOCUS is closed while the thumb is down"
    BETWEEN = "focus-open-between", INDEX, "FOCUS opens after every SHUTTER closure, on a body that wants it"

    GLITCH = "glitch", SAFETY, "a closure of a contact of 1 µs or less closes nothing"
    BOUNCE = "bounce", SAFETY, "no bounce opens a line early or closes it twice"
    RELEASED_ONCE = (
        "released-once-after-reset", SAFETY, "after a reset a button closes nothing until it has been seen released",
    )
    OPEN_IN_RESET = "open-in-reset", SAFETY, "both lines are open at power-up, during and after any reset"
    LIMIT_FOCUS = "limit-focus", SAFETY, "FOCUS opens at its limit, time with SHUTTER closed not counted"
    LIMIT_SHUTTER = "limit-shutter", SAFETY, "SHUTTER under the finger opens at its limit"
    LIMIT_LOCKED = "limit-locked", SAFETY, "a locked SHUTTER opens at its limit"
    LIMIT_LIFT = "limit-release-first", SAFETY, "past a limit the button must be released before its line closes again"
    MAINTENANCE = "maintenance", SAFETY, "both buttons held for 2 s at power-up: the lines stay open from then on"
    PLAIN = "plain-mode", SAFETY, "in plain mode FOCUS follows the thumb, SHUTTER the index, and nothing else"

    DARK = "dark", LED, "with the dark setting the lamp stays off while SHUTTER is closed"
    WARNS = "lock-warns", STYLES, "the lamp blinks through the last 5 s before a lock lets go by itself"

    def __init__(self, id: str, section: str, words: str):
        self.id, self.section, self.words = id, section, words


BY_ID = {clause.id: clause for clause in Clause}
