"""The clauses of the behaviour contract that a recording can depart from, and their numbers.

The numbers stand here a second time on purpose: a check that read them from the firmware would follow its
mistakes.
"""

from enum import Enum
from typing import NamedTuple


class Clause(Enum):
    """`sentence` says what the contract demands, `when` when an edge of a line is due by it."""

    CONTACT = "a contact closes its line within 5 µs", "at once, with its contact"
    ORDER = "FOCUS closes before SHUTTER and opens after it", ""
    LEAD = "FOCUS leads SHUTTER by its lead, never less and at most 2 ms more", "after the lead of FOCUS"
    FLOOR = (
        "SHUTTER stays closed for its shortest time, after a tap at most 2 ms more",
        "after its shortest time",
    )
    GAP = (
        "SHUTTER stays open between frames for its gap, with a press waiting at most 2 ms more",
        "after the gap",
    )
    TAIL = "FOCUS stays closed after a frame for its tail, never less and at most 2 ms more", "after the tail"
    RELEASE = (
        "a line opens when its button has been up for the debounce time, at most 1 ms later",
        "when its button has been up for the debounce time",
    )
    EARLY = "no line opens while a finger or a lock holds it", ""
    REFOCUS = "a second press of the thumb opens FOCUS to focus again", "to focus again"
    REFOCUS_GAP = "FOCUS opens for the refocus gap, never less and at most 2 ms more", "after the refocus gap"
    LET_GO = "two short taps of the thumb let go of the focus", "to let go after two taps"
    LOCK_ENDS = "the next press opens a locked SHUTTER within 5 ms and closes nothing", "by the press"
    UNASKED = "no line closes that nobody asked for", ""
    FRAMES = "as many frames as were asked for", ""
    OPEN_AT_END = "everything is open at the end", ""
    RUNS_ON = "the grip starts when it is switched on, and never again", ""

    def __init__(self, sentence: str, when: str):
        self.sentence, self.when = sentence, when


class Times(NamedTuple):
    """Times in ms: a camera profile's and a grip's defaults."""

    focus_lead: float = 100
    shutter_min: float = 100
    shutter_gap: float = 50
    focus_tail: float = 100
    refocus_gap: float = 120
    debounce: float = 8
    tap: float = 250


CONTACT_US = 5
LONG_MS = 2  # how much longer than asked a lead, floor, gap, tail or refocus gap may be
RELEASE_MS = 1
LOCK_ENDS_MS = 5
NOTICED_MS = 40  # what the thumb asks of the CPU; the contract names no number, a hand would notice 50
LOCK_INDEX_MS = 2000
LOCK_THUMB_MS = 1000
