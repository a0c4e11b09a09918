"""The photographer's minute, told in some eleven seconds of the Pico's time. Data only.

A session is one stretch with the grip switched on. Between two of them the photographer switches off, moves
the style switch and switches on again.
"""

from dataclasses import dataclass

THUMB, INDEX = "thumb", "index"


@dataclass(frozen=True)
class Move:
    """A finger presses (`down`) or lifts at `at_ms` of its chapter. `means` is told beside it."""

    at_ms: float
    button: str
    down: bool
    means: str
    chatters_ms: float = 0  # a worn contact: it goes on opening and closing for so long


@dataclass(frozen=True)
class Chapter:
    """Some moves that belong together. The camera must take `frames` frames; `shot` is what one is called."""

    title: str
    about: str
    length_ms: float
    frames: int
    moves: tuple[Move, ...]
    shot: str = "frame"
    sparks_ms: tuple[float, ...] = ()  # closures of the index contact too short to be a press


@dataclass(frozen=True)
class Session:
    """Chapters in one focus style: "lock" or "track"."""

    style: str
    chapters: tuple[Chapter, ...]

    @property
    def length_ms(self) -> float:
        return sum(chapter.length_ms for chapter in self.chapters)


STORY = (
    Session("lock", (
        Chapter("Focus once, then three frames",
            "Single AF. The thumb focuses, the index finger only releases.", 1500, 3, (
            Move(100, THUMB, True, "The camera focuses, as on a half-pressed release."),
            Move(380, THUMB, False, "FOCUS stays closed: the focus is locked, the thumb is free."),
            Move(600, INDEX, True, "Frame 1, at once: the focus is there already."),
            Move(700, INDEX, False, "The frame ends with the finger."),
            Move(880, INDEX, True, "Frame 2. Nothing focuses again in between."),
            Move(1000, INDEX, False, ""),
            Move(1180, INDEX, True, "Frame 3, still the same focus."),
            Move(1300, INDEX, False, ""),
        )),
        Chapter("Focus again, then let go", "The subject has moved; then it is gone.", 1250, 0, (
            Move(100, THUMB, True, "FOCUS opens for a moment and closes: single AF starts over."),
            Move(400, THUMB, False, "Locked again, at the new distance."),
            Move(600, THUMB, True, "First of two short taps."),
            Move(670, THUMB, False, ""),
            Move(800, THUMB, True, "The second."),
            Move(870, THUMB, False, "No third tap comes: FOCUS opens, the camera is let go."),
        )),
    )),
    Session("track", (
        Chapter("A bird, tracked through two bursts",
            "Continuous AF. Focus follows for as long as the thumb is down.", 1900, 2, (
            Move(100, THUMB, True, "Continuous AF follows the bird from here on."),
            Move(450, INDEX, True, "A burst, at once; the camera fires until the finger lifts."),
            Move(1000, INDEX, False, "The burst ends; focus goes on following."),
            Move(1250, INDEX, True, "A second burst."),
            Move(1400, THUMB, False, "The thumb lifts too early: FOCUS stays closed for the burst."),
            Move(1600, INDEX, False, "SHUTTER opens first, FOCUS after its tail."),
        ), shot="burst"),
    )),
    Session("lock", (
        Chapter("Bulb: a long exposure with no finger on it",
            "Index down for 2 s, then the thumb too for 1 s: the shutter lock.", 4600, 1, (
            Move(100, INDEX, True, "FOCUS first, SHUTTER after the lead. The exposure begins."),
            Move(2120, THUMB, True, "The thumb joins in, for one second: the shutter lock."),
            Move(3170, THUMB, False, "SHUTTER stays closed ..."),
            Move(3300, INDEX, False, "... with both fingers off. Nothing shakes the camera."),
            Move(3750, INDEX, True, "The next press ends the exposure and is no frame."),
            Move(3860, INDEX, False, "FOCUS is still locked from the thumb's press:"),
            Move(4000, THUMB, True, "two short taps let go."),
            Move(4070, THUMB, False, ""),
            Move(4190, THUMB, True, ""),
            Move(4260, THUMB, False, "The camera is let go."),
        ), shot="exposure"),
        Chapter("A tap shorter than the lead", "30 ms, with nothing focused.", 420, 1, (
            Move(50, INDEX, True, "FOCUS at once; SHUTTER has to wait for the lead."),
            Move(80, INDEX, False, "The finger is gone already; the frame comes all the same."),
        )),
        Chapter("A worn, chattering button",
            "Sparks first, then a press that never makes clean contact.", 650, 1, (
            Move(110, INDEX, True, "One press, however dirty: FOCUS, the lead, one frame.", chatters_ms=250),
            Move(420, INDEX, False, "Still the only frame."),
        ), sparks_ms=(40, 55, 70)),
    )),
)  # fmt: skip
