"""What is recorded while a grip is watched: a waveform, and JSON lines. Complete after every event."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from vcd import VCDWriter

from backgrip.connect import ConnectError
from backgrip.monitor.story import RESTARTED, SIGNALS, Event, Gone, Said, Seen, Started, levels

COUNTERS = ("thumb_presses", "index_presses", "frames", "away_ms")


class Waveform:
    """A value change dump for GTKWave: levels ("x" while the grip does not tell), style, lamp, counters. 1 ms steps.

    Raises ConnectError if `path` cannot be written.
    """

    def __init__(self, path: Path):
        self._path = path
        try:
            self._file = path.open("w", encoding="ascii", newline="\n")
        except OSError as why:
            raise ConnectError(f"{path} cannot be written: {why.strerror or why}.") from None
        self._writer = writer = VCDWriter(self._file, timescale="1 ms", comment="Backgrip monitor")
        self._levels = [writer.register_var("grip", name, "wire", size=1, init="x") for name in SIGNALS]
        self._telling = writer.register_var("grip", "telling", "wire", size=1, init=0)
        self._words = {name: writer.register_var("grip", name, "string", init="") for name in ("style", "shows")}
        self._counters = {name: writer.register_var("grip", name, "integer", size=32, init=0) for name in COUNTERS}
        self._resets = writer.register_var("grip", "resets", "integer", size=32, init=0)
        self._reset_count = 0

    def take(self, event: Event) -> None:
        """Raises ConnectError if the disk is full."""
        with _written(self._path):
            self._take(event)
            self._file.flush()

    def close(self, at_ms: int) -> None:
        """Ends the recording at that time."""
        with _written(self._path), self._file:
            self._writer.close(at_ms)

    def _take(self, event: Event) -> None:
        change, at_ms = self._writer.change, event.at_ms
        match event:
            case Started():
                change(self._telling, at_ms, 1)
                if event.before == RESTARTED:
                    self._reset_count += 1
                    change(self._resets, at_ms, self._reset_count)
            case Gone():
                change(self._telling, at_ms, 0)
                for var in self._levels:
                    change(var, at_ms, "x")
            case Seen(_, state):
                for var, level in zip(self._levels, levels(state)):
                    change(var, at_ms, int(level))
                for name, var in self._words.items():
                    change(var, at_ms, getattr(state, name).replace(" ", "-"))
                for name, var in self._counters.items():
                    change(var, at_ms, getattr(state, name))


class JsonLines:
    """One object a line: `event` (started, state, gone, text), `ms` of the recording, and what belongs to it."""

    NAMES = {Started: "started", Seen: "state", Gone: "gone", Said: "text"}

    def __init__(self, path: Path | None):
        """`path` None writes to standard output. Raises ConnectError if `path` cannot be written."""
        self._path = path
        try:
            self._file = sys.stdout if path is None else path.open("w", encoding="utf-8", newline="\n")
        except OSError as why:
            raise ConnectError(f"{path} cannot be written: {why.strerror or why}.") from None

    def take(self, event: Event) -> None:
        """Raises ConnectError if the disk is full, BrokenPipeError if nobody reads a pipe any more."""
        said = asdict(event)
        at_ms = said.pop("at_ms")
        said = said.pop("state", None) or said
        with _written(self._path):
            print(json.dumps({"event": self.NAMES[type(event)], "ms": at_ms, **said}), file=self._file, flush=True)

    def close(self, at_ms: int) -> None:
        """Ends the recording."""
        if self._path is not None:
            self._file.close()


class _written:
    """Turns what the disk says into words."""

    def __init__(self, path: Path | None):
        self._path = path

    def __enter__(self):
        return self

    def __exit__(self, kind, why, _):
        if isinstance(why, OSError) and self._path is not None:
            raise ConnectError(
                f"{self._path} cannot be written any more: {why.strerror or why}. What was recorded so far is there."
            ) from None
