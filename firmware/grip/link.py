"""The USB line protocol: who is on the cable sees what the grip sees, while it shoots.

A line is `!1 WORDS*CCCC`: the version, words apart by single spaces, a checksum (the low 16 bits of the CRC-32 of what
stands between `!` and `*`, in hex), and the line's end. It has at most 80 characters. What is no such line is ignored.
firmware/PROTOCOL.md has verbs and answers.

Nothing here waits: a few bytes are read in a turn, a line is written as far as the cable takes it, and a watcher who
does not ask again is forgotten.

`print` would wait. POLLOUT promises room for one byte only, and for what does not fit MicroPython waits 500 ms a piece,
three pieces a line: that is why a line goes out byte by byte. And when the cable was pulled or the computer sleeps with
the port open, it calls a full buffer writable and waits in it for ever (micropython issue 16713): that is why nothing
is written once the host's frames have stopped.
"""

import sys
from binascii import crc32
from select import POLLIN, POLLOUT, poll
from time import ticks_ms

from machine import mem32

from grip.ticks import diff

VERSION = 1
LONGEST = 80  # characters of a line, without its end
_BYTES = 32  # read in one turn, so that a flood costs a turn little
_LINES = 2  # of answers, begun in one turn: some 3 ms each
_SOF_RD = 0x50110048  # RP2040: the number of the latest frame; a host begins one every ms
_FRAMES = 0x7FF  # the highest
_MISSED = 2  # so many may seem to be missing between two looks; USB calls 3 ms without any suspended
WATCH_MS = 10_000  # a watcher who does not ask again for this long is gone
TICK_MS = 500  # a watcher hears this often that the grip lives
_END = (10, 13)
_CTRL_C = 3


def checksum(text):
    """The checksum of a line's text, as 4 hex digits."""
    return "%04x" % (crc32(text.encode()) & 0xFFFF)


def framed(words):
    """A line of the protocol around `words`, without its end."""
    text = "%d %s" % (VERSION, words)
    return "!%s*%s" % (text, checksum(text))


def unframed(line):
    """The words of a line (bytes, without its end), or None if it is none of ours."""
    if not 8 <= len(line) <= LONGEST or line[0:1] != b"!" or line[-5:-4] != b"*":
        return None
    for byte in line:
        if not 32 <= byte <= 126:
            return None
    text = bytes(line[1:-5]).decode()
    if bytes(line[-4:]).decode() != checksum(text):
        return None
    version, _, words = text.partition(" ")
    return words if version == str(VERSION) else None


class Link:
    """One cable. `ask(verb)` returns an iterator over the answers to a verb, or None for a verb it does not know;
    `hurry()` is true when the loop should turn now, and the rest of a line must wait.

    "state" must be a verb with one answer: what a watcher is told when it changes.
    """

    def __init__(self, ask, hurry):
        self._ask = ask
        self._hurry = hurry
        self._line = bytearray()
        self._too_long = False
        self._answers = None  # while they last nothing more is read
        self._rest, self._at = b"", 0  # the line under way, and how much of it is out
        self._said = None  # words for people, to be written next
        self._byte = bytearray(1)
        self._in, self._out = poll(), poll()
        self._in.register(sys.stdin, POLLIN)
        self._out.register(sys.stdout, POLLOUT)
        self._watched_at = self._told_at = None
        self._last = None
        self._frame, self._frame_at, self._counts = 0, 0, False

    def look(self, now):
        """One turn: reads, answers, and tells a watcher what changed."""
        for _ in range(_BYTES):
            if self._answers is not None or not self._in.poll(0):
                break
            self._take(sys.stdin.buffer.read(1)[0], now)
        if self._watched_at is not None and diff(now, self._watched_at) > WATCH_MS:
            self._watched_at = None
        if not self._host() or not self._push():
            return
        if self._said:
            self._write(self._said)
            self._said = None
        elif self._watched_at is not None:
            self._watch(now)
        for _ in range(_LINES):
            if not self._push() or self._answers is None:
                return
            self._answer()
        self._push()

    def say(self, text):
        """Tells people a line, in place of `print`: when the cable takes it, and only the latest."""
        self._said = text

    def _take(self, byte, now):
        if byte == _CTRL_C:
            raise KeyboardInterrupt  # it came while flash was written, when MicroPython was told to leave it alone
        if byte not in _END:
            self._too_long = self._too_long or len(self._line) == LONGEST
            if not self._too_long:
                self._line.append(byte)
            return
        words = None if self._too_long else unframed(self._line)
        self._line = bytearray()
        self._too_long = False
        if words == "watch":
            self._watched_at, self._last = now, None
        elif words == "stop":
            self._watched_at = None
        elif words:
            self._answers = self._ask(words)

    def _host(self):
        """True while a host begins frames. One that has never begun any (the emulated board's) is trusted."""
        frame, at = mem32[_SOF_RD] & _FRAMES, ticks_ms()
        missed = diff(at, self._frame_at) - ((frame - self._frame) & _FRAMES)
        self._frame, self._frame_at = frame, at
        self._counts = self._counts or frame != 0
        return missed <= _MISSED or not self._counts

    def _push(self):
        """Sends what the cable takes of the line under way. True once all of it is out."""
        room, write, byte, rest = self._out.ipoll, sys.stdout.buffer.write, self._byte, self._rest
        for at in range(self._at, len(rest)):
            # A byte takes some 60 us, and a locked shutter must open within 5 ms of a press.
            if not next(room(0), None) or at & 15 == 0 and self._hurry():
                self._at = at
                return False
            byte[0] = rest[at]
            write(byte)
        self._rest = b""
        return True

    def _write(self, text):
        """Begins a line; the one before is out."""
        self._rest, self._at = (text + "\r\n").encode(), 0

    def _answer(self):
        try:
            self._write(framed(next(self._answers)))
        except StopIteration:
            self._answers = None

    def _watch(self, now):
        state = next(self._ask("state"))
        if state != self._last or diff(now, self._told_at) >= TICK_MS:
            self._last, self._told_at = state, now
            self._write(framed("at %d %s" % (now, state)))
