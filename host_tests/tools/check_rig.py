"""For the tests of `backgrip check`: an emulated grip wired as the builder wires it, with faults, and a robot."""

import contextlib
import functools
from collections import deque

from backgrip.board import Board
from backgrip.board.pads import HIGH, LOW
from backgrip.board.serve import Server
from backgrip.check.bench import Bench
from backgrip.check.errors import CheckError
from backgrip.check.loopback import check_loopback
from backgrip.check.wires import check_wires
from backgrip.connect import ConnectError
from backgrip.image import frozen_uf2
from board.rig import settings_file

THUMB, INDEX, FOCUS, SHUTTER, RING, TIP, SLEEVE = 14, 15, 16, 17, 26, 27, 28
FULL_MV, DROP_MV = 3300, 90  # what a PC817 leaves at 0.3 mA


def grip(usb_v=4.8, **changes):
    """A grip on the cable, its pull-downs fitted, ready."""
    files = {"backgrip.json": settings_file(**changes)}
    board = Board(frozen_uf2(), files=files, usb=True, battery_v=usb_v, erase_ms=0, program_ms=0)
    for gpio in (FOCUS, SHUTTER):
        board.rp2040.gpio[gpio].resistor = False
    board.run(ms=150)
    return board


class Direct:
    """A grip's raw REPL without a socket and a client between: the board runs only while it is asked."""

    def __init__(self, board):
        self.board, self._heard, self._compiled = board, bytearray(), {}
        board.on_usb_data = self._heard.extend
        self._say("\r\x03", b">>> ")
        self._say("\r\x01", b"exit\r\n>")
        self._say("\x04", b"exit\r\n>")

    def run(self, code, answer_s=60):
        """As `connect.Console.run`."""
        self._say(self._compiled.get(code, code), b"")
        out, error, _ = self._say("\x04", b"\x04>").split(b"\x04")
        if error:
            raise ConnectError(error.decode())
        return out.removeprefix(b"OK").decode().replace("\r\n", "\n")

    def compile(self, code):
        """Compiles code that copies of this board will run often: it takes the emulated Pico longest."""
        name = f"compiled_{len(self._compiled)}"
        self.run(f"{name} = compile({code!r}, '', 'exec')")
        self._compiled[code] = f"exec({name})"

    def _say(self, text, ends):
        self._heard.clear()
        self.board.send(text)
        assert self.board.run_until(lambda _: self._heard.endswith(ends), limit_ms=60_000), bytes(self._heard)
        return bytes(self._heard)


class Hears:
    """A console that only hears what would be run."""

    def __init__(self):
        self.code = ""

    def run(self, code, answer_s=0):
        self.code = code
        return ""


@functools.cache
def _direct():
    console, hears = Direct(grip()), Hears()
    for check in (check_wires, check_loopback):
        bench = Bench(hears)
        bench.take_pins({})
        with contextlib.suppress(CheckError):
            check(bench)
        console.compile(hears.code)
    return console


def on_a_copy(fn, *args):
    """`fn(console, *args)` on a copy of a stopped grip with nothing wrong; returns what must pickle."""
    console = _direct()
    return console.board.fork(lambda _: fn(console, *args))


def pads(console):
    return console.board.rp2040.gpio


def hold(pad, level):
    """Joins a pad hard to ground (False) or 3V3 (True), or takes the joint off (None)."""
    pad.contact = level
    pad.settle()


def pull(pad, level):
    """Puts a resistor on a pad."""
    pad.resistor = level
    pad.settle()


def follow(pad, told):
    """`told()` is called whenever anything about the pad changes."""
    settle, busy = pad.settle, []

    def both():
        settle()
        if not busy:
            busy.append(1)
            told()
            busy.clear()

    pad.settle = both


def driven(pad):
    """What the chip drives a pad to: True, False, or None for an input."""
    return {HIGH: True, LOW: False}.get(pad.value)


def bridge(console, one, other):
    """Solder between two pins: what one drives the other has."""
    a, b = pads(console)[one], pads(console)[other]

    def level():
        a_pulled, b_pulled = a.resistor, b.resistor
        hold(b, driven(a) if driven(b) is None else None)
        hold(a, driven(b) if driven(a) is None else None)
        low = False in (a_pulled, b_pulled)
        if driven(a) is None and driven(b) is None and low:
            hold(a, False)
            hold(b, False)

    for pad in (a, b):
        follow(pad, level)
    level()


class Plug:
    """The loop-back plug in the grip: ring and tip with 10 kohm to 3.3 V on GP26 and GP27, the sleeve on GP28.

    `joints`: pairs of nodes of "ring", "tip", "sleeve", "ground" that are one wire by mistake. `lines`: which pair
    the isolator at a GPIO closes, None for a dead one. `drop_mv`: what a closed isolator leaves, per GPIO.
    """

    DELAY_NS = 20_000

    def __init__(self, console, joints=(), lines=None, drop_mv=None, resistors=("ring", "tip")):
        self.board, self.joints, self.resistors = console.board, joints, resistors
        self.lines = {FOCUS: ("ring", "sleeve"), SHUTTER: ("tip", "sleeve")} | (lines or {})
        self.drop_mv = {FOCUS: DROP_MV, SHUTTER: DROP_MV} | (drop_mv or {})
        self.lit = {FOCUS: False, SHUTTER: False}
        self.pads = pads(console)
        self.alarm = self.board.clock.create_alarm(self._isolators)
        for gpio in self.lit:
            follow(self.pads[gpio], lambda: self.alarm.schedule(self.DELAY_NS))
        follow(self.pads[SLEEVE], self.settle)
        self.settle()

    def _isolators(self):
        self.lit = {gpio: bool(driven(self.pads[gpio])) for gpio in self.lit}
        self.settle()

    def settle(self):
        """Every node's voltage, and with it what the Pico reads."""
        nodes = {name: {name} for name in ("ring", "tip", "sleeve", "ground")}
        drop = {name: 0 for name in nodes}

        def join(one, other):
            whole = nodes[one] | nodes[other]
            for name in whole:
                nodes[name] = whole

        for one, other in self.joints:
            join(one, other)
        for gpio, lit in self.lit.items():
            if lit and self.lines[gpio]:
                join(*self.lines[gpio])
                drop[self.lines[gpio][0]] = self.drop_mv[gpio]
        low = {"ground"} | ({"sleeve"} if driven(self.pads[SLEEVE]) is False else set())
        for name, gpio in (("ring", RING), ("tip", TIP)):
            grounded = bool(nodes[name] & low)
            pulled = bool(nodes[name] & set(self.resistors))
            mv = max((drop[one] for one in nodes[name]), default=0) if grounded else FULL_MV if pulled else 700
            self.board.rp2040.adc.channel_values[gpio - 26] = min(4095, round(mv * 4096 / FULL_MV))
            self._set(gpio, False if grounded and mv < 1000 else None, True if pulled else None)
        sleeve = nodes["sleeve"]
        self._set(SLEEVE, False if "ground" in sleeve else None, True if sleeve & set(self.resistors) else None)

    def _set(self, gpio, contact, resistor):
        pad = self.pads[gpio]
        if (pad.contact, pad.resistor) != (contact, resistor):
            pad.contact, pad.resistor = contact, resistor
            pad.settle()


class Hands:
    """A builder at the terminal, for the whole command: standard input that answers what was asked last, and does
    on the board what it was told, in the board's own thread.

    `script`: (part of the prompt, answer, what to do then or None), in order.
    """

    def __init__(self, server, said, script):
        self.server, self.said, self.script = server, said, list(script)

    def readline(self):
        prompt = self.said().rstrip("\n").rpartition("\n")[2]
        if not self.script:
            raise AssertionError(f"nothing left to answer: {prompt}")
        part, answer, does = self.script.pop(0)
        assert part in prompt, (part, prompt)
        if isinstance(answer, BaseException):
            raise answer
        if does:
            self.server.todo.append(does)
        return f"{answer}\n"

    def isatty(self):
        return False


class Socket(Server):
    """The board on a socket. `todo`: calls for its thread, the only one that may touch it; `when`: pairs of a condition
    on the board and what to do, once, as soon as it holds."""

    def __init__(self, board):
        super().__init__(board)
        self.todo, self.when, self.gone = deque(), [], False

    def _exchange(self):
        while self.todo:
            self.todo.popleft()(self.board)
        for pair in [pair for pair in self.when if pair[0](self.board)]:
            self.when.remove(pair)
            pair[1]()
        if not self.gone:
            super()._exchange()

    def unplug(self):
        """The cable comes out, for good."""
        self.gone = True
        self._drop()

    @property
    def url(self):
        return f"socket://127.0.0.1:{self.port}"
