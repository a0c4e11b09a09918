"""The USB line protocol: who is on the cable sees what the grip sees, while it shoots.

A line is `!1 WORDS*CCCC`: the version, words apart by single spaces, a checksum (the low 16 bits of the CRC-32 of what
stands between `!` and `*`, in hex), and the line's end. It has at most 80 characters. What is no such line is ignored.
firmware/PROTOCOL.md has verbs and answers.

Nothing here waits: a few bytes are read in a turn, a line is written only while the cable takes it, and a watcher who
does not ask again is forgotten.
"""

import sys
from binascii import crc32
from select import POLLIN, POLLOUT, poll

from grip.ticks import diff

VERSION = 1
LONGEST = 80  # characters of a line, without its end
_BYTES = 32  # read in one turn, so that a flood costs a turn little
_LINES = 4  # written in one turn
WATCH_MS = 10_000  # a watcher who does not ask again for this long is gone
TICK_MS = 500  # a watcher hears this often that the grip lives
_END = (10, 13)


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
    """One cable. `ask(verb)` returns an iterator over the answers to a verb, or None for a verb it does not know.

    "state" must be a verb with one answer: what a watcher is told when it changes.
    """

    def __init__(self, ask):
        self._ask = ask
        self._line = bytearray()
        self._too_long = False
        self._answers = None  # while they last nothing more is read
        self._in, self._out = poll(), poll()
        self._in.register(sys.stdin, POLLIN)
        self._out.register(sys.stdout, POLLOUT)
        self._watched_at = self._told_at = None
        self._last = None

    def look(self, now):
        """One turn: reads, answers, and tells a watcher what changed."""
        for _ in range(_BYTES):
            if self._answers is not None or not self._in.poll(0):
                break
            self._take(sys.stdin.buffer.read(1)[0], now)
        if self._watched_at is not None:
            self._watch(now)
        for _ in range(_LINES):
            if self._answers is None or not self._out.poll(0):
                break
            self._answer()

    def _take(self, byte, now):
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

    def _answer(self):
        try:
            print(framed(next(self._answers)))
        except StopIteration:
            self._answers = None

    def _watch(self, now):
        if diff(now, self._watched_at) > WATCH_MS:
            self._watched_at = None
            return
        state = next(self._ask("state"))
        if (state != self._last or diff(now, self._told_at) >= TICK_MS) and self._out.poll(0):
            self._last, self._told_at = state, now
            print(framed("at %d %s" % (now, state)))
