"""What a grip tells about itself at one moment, taken from a line of the protocol."""

from dataclasses import dataclass

WRAP = 1 << 30  # a grip's milliseconds start over here, every 12.4 days


@dataclass(frozen=True)
class State:
    """One look of the grip's loop at itself, which comes every 3 to 30 ms.

    `t_ms` are the grip's own milliseconds (None in an answer to `state`, which has no time); `thumb`, `index`: the
    button is down; `focus`, `shutter`: the line is closed; `style` is "lock" or "track". Counted since the grip
    started: presses of each button, `frames` (closures of SHUTTER), `away_ms` (the longest the loop was away; the
    lines do not wait for it). `shows` is the lamp's state, as in the firmware's table of patterns.
    """

    t_ms: int | None
    thumb: bool
    index: bool
    focus: bool
    shutter: bool
    style: str
    thumb_presses: int
    index_presses: int
    frames: int
    away_ms: int
    shows: str

    @property
    def presses(self) -> int:
        """Of both buttons."""
        return self.thumb_presses + self.index_presses


def parse(words: str) -> State | None:
    """The state in `at T state ...` or `state ...`; None if the words are no state that this version can read."""
    part = words.split(" ")
    t_ms = None
    try:
        if part[0] == "at":
            t_ms, part = int(part[1]), part[2:]
        if part[0] != "state" or len(part) < 11:  # a later grip may add words at the end
            return None
        levels = [{"0": False, "1": True}[level] for level in part[1:5]]
        return State(t_ms, *levels, part[5], *map(int, part[6:10]), part[10].replace("-", " "))
    except (ValueError, KeyError, IndexError):
        return None


def since(later_ms: int, earlier_ms: int) -> int:
    """Milliseconds from one moment of a grip to another, across the wrap; negative if `later_ms` was before."""
    return (later_ms - earlier_ms + WRAP // 2) % WRAP - WRAP // 2
