"""Events in words, for a line each."""

from backgrip.connect.state import State
from backgrip.monitor.story import BACK, FIRST, SIGNALS, Event, Gone, Said, Seen, Started, blips, levels

RESOLUTION = (
    "Times are the grip's own, in ms. Its loop looks every 3 to 10 ms, every 30 ms where FOCUS moves alone: so exact\n"
    "are the edges here. From contact to line it takes a few µs, in hardware; that is not measured here."
)
STARTS = {
    "switched-on": "switched on, or restarted by a command", "hang": "its watchdog restarted it: it hung",
    "fault": "a fault in its program",
}  # fmt: skip
_NOW = {
    "thumb": ("thumb up", "thumb down"), "index": ("index up", "index down"), "FOCUS": ("FOCUS open", "FOCUS closed"),
    "SHUTTER": ("SHUTTER open", "SHUTTER closed"),
}  # fmt: skip
_BLIPS = {"thumb": "thumb pressed and up again", "index": "index pressed and up again",
          "SHUTTER": "SHUTTER closed and open again"}  # fmt: skip


def started(event: Started) -> str:
    """What a Started says."""
    why = STARTS.get(event.why, event.why) + (f"; {event.faults} faults in a row" if event.faults else "")
    if event.before == FIRST:
        return f"watching Backgrip {event.version}; it runs because: {why}"
    return "the grip is back and has run on meanwhile" if event.before == BACK else f"the grip restarted: {why}"


class Teller:
    """One line for each event that changes anything."""

    def __init__(self):
        self._state: State | None = None

    def line(self, event: Event) -> str | None:
        """None if nothing has changed."""
        match event:
            case Started():
                if event.before != BACK:
                    self._state = None
                text = started(event)
            case Gone(_, why):
                text = f"gone: {why} Waiting for it to come back."
            case Said(_, said):
                text = f"says: {said}"
            case Seen(_, state):
                text = "; ".join(changes(self._state, state))
                self._state = state
        return f"{event.at_ms / 1000:9.3f} s  {text}" if text else None


def changes(before: State | None, now: State) -> list[str]:
    """What differs, in words; all there is if there was nothing before."""
    found = [
        _NOW[name][is_]
        for name, was, is_ in zip(SIGNALS, levels(before) if before else (None,) * 4, levels(now))
        if was != is_
    ]
    found += [_BLIPS[name] for name in blips(before, now)]
    if before is None or before.style != now.style:
        found.append(f"style {now.style}")
    if before is None or before.shows != now.shows:
        found.append(f"lamp: {now.shows}")
    if before is None or before.frames != now.frames:
        found.append(f"frames {now.frames}")
    if before is not None and now.away_ms > before.away_ms:
        found.append(f"longest away {now.away_ms} ms")
    return found
