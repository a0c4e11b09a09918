"""What the grip tells who asks over USB: the answers to the verbs of `link`. Nothing here changes anything.

Every answer is a list of words within the link's length; one of several lines is followed by `end`.
"""

import gc
from time import ticks_diff, ticks_ms

from grip import faultlog
from grip.profile import TRACK
from grip.version import VERSION

_PIECE = 56  # characters of a log line in one answer


class Report:
    """The answers of one application (`app.App`)."""

    def __init__(self, app):
        self._app = app
        self._verbs = {
            "hello": self._hello, "state": self._state, "status": self._status, "settings": self._settings,
            "log": self._log,
        }  # fmt: skip

    def ask(self, verb):
        """An iterator over the answers to `verb`, None for an unknown one."""
        answers = self._verbs.get(verb)
        return answers() if answers else None

    def _hello(self):
        yield "hello backgrip %s" % VERSION

    def _state(self):
        """Thumb, index, FOCUS, SHUTTER (1: down, closed), style, presses of each, frames, ms away, the lamp's state."""
        app = self._app
        edges, heard = app.edges, app.behaviour
        yield "state %d %d %d %d %s %d %d %d %d %s" % (
            edges.thumb_down(), not edges.index_pad.value(), edges.focus_pad.value(), edges.shutter_pad.value(),
            "track" if heard.style == TRACK else "lock",
            app.thumb_presses, app.index_presses, app.frames, app.away_ms, app.shows.replace(" ", "-"),
        )  # fmt: skip

    def _status(self):
        app = self._app
        guard = app.guard
        yield "is version %s" % VERSION
        # Starts over with the ticks, after 2**30 - 1.
        yield "is up_ms %d" % (ticks_diff(ticks_ms(), app.started) & 0x3FFFFFFF)
        yield "is start %s" % ("hang" if guard.hung else "fault" if guard.faulted else "switched-on")
        yield "is faults %d" % guard.faults
        yield "is defaults %d" % app.on_defaults
        yield "is battery_mv %d" % app.battery().mv()
        yield "is free_bytes %d" % gc.mem_free()
        yield "end"

    def _settings(self):
        values = self._app.values
        for name in sorted(values):
            yield "setting %s %s" % (name, values[name])
        yield "end"

    def _log(self):
        for line in faultlog.read():
            number, _, text = line.partition(" ")
            for at in range(0, len(text), _PIECE):
                yield "log %s %s" % (number, text[at : at + _PIECE])
        yield "end"
