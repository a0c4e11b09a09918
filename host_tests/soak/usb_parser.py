"""The grip's end of the line protocol on a cable that is played here, against a second reading of PROTOCOL.md."""

import re
import sys
import types
from unittest import mock
from zlib import crc32

from backgrip.connect import frame, state
from backgrip.firmware import FIRMWARE
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

ANSWERS = {
    "hello": ["hello backgrip 9.9.9"], "state": ["state 0 0 0 0 lock 0 0 0 40 ready"], "status": ["is faults 0", "end"],
    "settings": ["setting dark False", "setting style lock", "end"], "log": ["log 7 hang it hung", "end"],
}  # fmt: skip
VERBS = [*ANSWERS, "watch", "stop"]
LONGEST = 80
TURN_MS = 30
FILE = FIRMWARE / "grip" / "link.py"
_LINE = re.compile(rb"!(1 ([ -~]*))\*([0-9a-f]{4})")


def line(words, version=1):
    """A line of the protocol around any words, without its end; made from the description."""
    text = f"{version} {words}".encode()
    return b"!%s*%04x" % (text, crc32(text) & 0xFFFF)


def words_in(stream):
    """The words of each line of ours in a stream of bytes that ends with a line's end."""
    found = []
    for piece in re.split(b"[\r\n]", stream)[:-1]:
        match = _LINE.fullmatch(piece)
        if match and len(piece) <= LONGEST and crc32(match[1]) & 0xFFFF == int(match[3], 16):
            found.append(match[2].decode())
    return found


class Cable:
    """What `select` and `sys` are to grip/link.py. Of `room` looks at the cable, one finds room for a byte."""

    def __init__(self, sent, room):
        self.sent, self.heard, self.at, self.room, self.looks = sent, bytearray(), 0, room, 0
        self.stdin = self.stdout = self.buffer = self

    def read(self, _):
        self.at += 1
        return self.sent[self.at - 1 : self.at]

    def write(self, data):
        self.heard += data

    def register(self, *_):
        pass

    def poll(self, *_):
        return self if self.at < len(self.sent) else []

    def ipoll(self, _):
        self.looks += 1
        return iter([self] if self.looks % self.room == 0 else [])


def link_module(source=None):
    """grip/link.py (or another text) as a module of this Python."""
    module = types.ModuleType("link")
    on_the_board = {
        "machine": mock.Mock(mem32={0x50110048: 0}), "select": mock.Mock(poll=mock.Mock, POLLIN=1, POLLOUT=4),
        "time": mock.Mock(ticks_ms=lambda: 0),
    }  # fmt: skip
    with mock.patch.dict(sys.modules, on_the_board):
        exec(compile(source or FILE.read_text(), str(FILE), "exec"), module.__dict__)
    return module


def asked(module, sent, room=1):
    """Feeds a stream to a Link. Returns (verbs that it asked for, what it sent); "state" for a watcher is not asked."""
    cable, verbs = Cable(sent, room), []
    module.poll, module.sys = lambda: cable, cable

    def ask(verb):
        if sys._getframe(1).f_code.co_name != "_watch":
            verbs.append(verb)
        return iter(ANSWERS[verb]) if verb in ANSWERS else None

    link = module.Link(ask, lambda: False)
    now = 0
    while cable.at < len(sent) or link._answers is not None or link._rest:
        link.look(now)
        now += TURN_MS
    return verbs, bytes(cable.heard)


def faults(module, sent, room=1):
    """Sentences on what is wrong with how a Link takes a stream that ends with a line's end and has no Ctrl-C."""
    try:
        verbs, heard = asked(module, sent, room)
    except Exception as error:
        return ["%r: the grip's program stops with %r" % (sent, error)]
    wanted = [words for words in words_in(sent) if words and words not in ("watch", "stop")]
    told = [] if verbs == wanted else ["%r: asked for %s, not %s" % (sent, verbs, wanted)]
    lines = words_in(heard)
    if heard and (len(lines) != heard.count(b"\r\n") or not heard.endswith(b"\r\n")):
        told.append("%r: what is told is not all lines of ours: %r" % (sent, heard))
    answers = [one for verb in wanted for one in ANSWERS.get(verb, ())]
    if [one for one in lines if not one.startswith("at ")] != answers:
        told.append("%r: answers %s" % (sent, lines))
    for piece in re.split(b"[\r\n]", sent):
        words = frame.unframed(piece)  # the computer's end
        if words != module.unframed(bytearray(piece)):
            told.append("%r: the two ends do not agree" % piece)
        state.parse(words or piece.decode("latin-1"))
    return told


_PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126))
_MEANT = [
    "exec import os", "hello ../../main.py", "settings style=track", "log /backgrip.json", "state 0 1 1 1", "reset",
    "write /main.py", "__import__('os').remove('/main.py')", "status " + "x" * 60, "x" * 71, "x" * 72, "x" * 73, "",
    " hello", "hello ", "hello\thello", "watch watch", "HELLO", "bootloader", "raise KeyboardInterrupt",
]  # fmt: skip
_WORDS = st.one_of(st.sampled_from(VERBS), st.sampled_from(_MEANT), _PRINTABLE.filter(lambda text: len(text) < 90))
_WHOLE = st.builds(line, _WORDS, st.sampled_from([1, 1, 1, 1, 0, 2, 11, "", " 1"]))


@st.composite
def _mutated(draw):
    data = bytearray(draw(_WHOLE))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data)))
        gone = draw(st.integers(0, 2))
        data[at : at + gone] = draw(st.binary(max_size=3) | st.sampled_from([b"!", b"*", b"\0", b"!1 hello*"]))
    return bytes(data)


_CONTROL = st.sampled_from([b"\1", b"\2", b"\4", b"\5", b"\0", b"\x1b[A", b"\x7f", b"\xff", "é€🙂".encode(), b"!" * 81])
_PIECE = st.one_of(_WHOLE, _WHOLE, _mutated(), _CONTROL, st.text(max_size=99).map(str.encode), st.binary(max_size=99))
_END = st.sampled_from([b"\r", b"\n", b"\r\n", b"\r\r", b""])
STREAMS = st.lists(st.tuples(_PIECE, _END).map(b"".join), max_size=8).map(
    lambda pieces: b"".join(pieces).replace(b"\3", b"") + b"\r"
)


class Wrong(AssertionError):
    """What hypothesis found, at its smallest."""


def search(start, examples, source=None, smallest=True):
    """Tries streams. Returns a sentence on the smallest (or first) that is taken wrongly, or None."""
    phases = [Phase.generate, Phase.shrink] if smallest else [Phase.generate]
    module = link_module(source)

    @seed(start)
    @settings(
        max_examples=examples, phases=phases, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(STREAMS, st.integers(1, 3))
    def run(sent, room):
        found = faults(module, sent, room)
        if found:
            raise Wrong("; ".join(found))

    try:
        run()
    except Wrong as wrong:
        return str(wrong)
    return None
