"""A running grip asked over USB, while it shoots: the host's end of the line protocol (firmware/PROTOCOL.md).

    with LinkClient(find_port(None)) as grip:
        print(grip.version, grip.ask("status"))
        for state in grip.watch():
            print(state)

Nothing that is sent here stops or resets a grip; there is no Ctrl-C in it.
"""

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterator

from serial import SerialException, serial_for_url

from backgrip.connect.errors import ConnectError, Unplugged
from backgrip.connect.frame import END, framed, unframed
from backgrip.connect.patience import PATIENCE
from backgrip.connect.ports import why_not_opened
from backgrip.connect.state import State, parse

ANSWER_S = 1.5 * PATIENCE  # a grip answers within 50 ms; writing flash keeps it for 400 ms at worst
TRIES = 3
RENEW_S = 3  # a grip forgets a watcher who has not asked for 10 s
SILENT_S = 3  # a watched grip tells something every 0.5 s
_LOOK_S = 0.05  # one look at the cable
_RUBBISH = 4096  # bytes without a line's end
_ONE = {"hello": "hello", "state": "state"}  # verbs with one answer, and the answer's first word
_MANY = {"status": "is", "settings": "setting", "log": "log"}  # with several, and an `end`
_PROMPT = b">>> "


class NotSpoken(ConnectError):
    """What is on the port does not speak the protocol. `console` is True if MicroPython's console answered."""

    def __init__(self, text: str, console: bool):
        super().__init__(text)
        self.console = console


class LinkClient:
    """One conversation with the grip at `port`, a context manager; `version` is its firmware's, once entered.

    `on_text` is called with every printable line that is none of the protocol: what the grip says to its console.
    Entering raises ConnectError if the port does not open, NotSpoken if no running grip answers, Unplugged.
    """

    def __init__(self, port: str, on_text: Callable[[str], None] | None = None):
        self.port = port
        self.version = ""
        self._on_text = on_text
        self._serial = None
        self._buffer = bytearray()
        self._states: deque[State] = deque()
        self._prompt = self._damaged = self._watching = False

    def __enter__(self) -> "LinkClient":
        try:
            self._serial = serial_for_url(self.port, 115200, timeout=_LOOK_S, write_timeout=2, exclusive=True)
        except (OSError, ValueError) as error:
            raise ConnectError(why_not_opened(self.port, error)) from None
        try:
            name, _, self.version = self.ask("hello")[0].removeprefix("hello ").partition(" ")
            if name != "backgrip":
                raise self._not_spoken()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, *_) -> None:
        if self._watching:
            with contextlib.suppress(ConnectError):
                self._send("stop")
        self._close()

    def ask(self, verb: str) -> list[str]:
        """The answers to `verb`, one or several lines of words, without the `end`. States told meanwhile are kept.

        Raises NotSpoken if nothing answers after several tries, Unplugged, ValueError for an unknown verb.
        """
        if verb not in _ONE and verb not in _MANY:
            raise ValueError(f"there is no verb {verb!r}")
        self._prompt = False
        for again in range(TRIES):
            # Answers keep their order: what comes before that of `hello` belongs to the question that failed.
            anew = again > 0 and verb != "hello"
            for one in ("hello", verb) if anew else (verb,):
                self._send(one)
            answers = self._answers(verb, anew)
            if answers is not None:
                return answers
            if self._prompt:
                break
        raise self._not_spoken()

    def watch(self, idle_s: float | None = None) -> Iterator[State | None]:
        """What the grip tells of itself: at every change, and twice a second. Goes on until it is closed.

        With `idle_s` it yields None each time nothing was told for so long. Raises Unplugged, and NotSpoken if the
        grip fell silent and does not answer either. `ask` may be called in between.
        """
        self._watching = True
        renewed = 0.0
        heard = time.monotonic()
        while True:
            now = time.monotonic()
            if now - renewed >= RENEW_S:
                self._send("watch")
                renewed = now
            if self._states:
                heard = now
                yield self._states.popleft()
                continue
            self._words(now + (SILENT_S if idle_s is None else idle_s))
            if self._states:
                continue
            if self._prompt or time.monotonic() - heard > SILENT_S:
                self.ask("hello")  # raises what it is
                heard, renewed = time.monotonic(), 0.0
            elif idle_s is not None:
                yield None

    # The cable.

    def _answers(self, verb: str, after_hello: bool) -> list[str] | None:
        """The answers to what was just sent, or None if they did not come, or came damaged."""
        first = (_ONE.get(verb) or _MANY[verb]) + " "
        found: list[str] = []
        self._damaged = False
        until = time.monotonic() + ANSWER_S
        while time.monotonic() < until and not self._prompt:
            words = self._words(until)
            if words is None:
                continue
            if after_hello:
                after_hello = not words.startswith("hello ")
                self._damaged = False
            elif words.startswith(first):
                found.append(words)
                until = time.monotonic() + ANSWER_S
                if verb in _ONE:
                    return found
            elif words == "end" and verb in _MANY:
                return None if self._damaged else found
        return None

    def _words(self, until: float) -> str | None:
        """The words of the next line, or None if none came in time or it was none; a state told goes to the queue."""
        line = self._line(until)
        if line is None:
            return None
        words = unframed(line)
        if words is None:
            self._no_words(line)
        elif words.startswith("at "):
            state = parse(words)
            if state:
                self._states.append(state)
            return None
        return words

    def _no_words(self, line: bytes) -> None:
        self._prompt = self._prompt or _PROMPT in line
        self._damaged = self._damaged or line[:1] == b"!"
        text = line.decode("ascii", "replace").strip()
        if self._on_text and text and text.isprintable():
            self._on_text(text)

    def _line(self, until: float) -> bytes | None:
        """The next line without its end, or None if none came in time."""
        while True:
            line, end, rest = self._buffer.partition(b"\n")
            if end:
                self._buffer = rest
                return bytes(line.rstrip(b"\r"))
            if len(self._buffer) > _RUBBISH:
                self._buffer.clear()
            if time.monotonic() >= until:
                return None
            with self._cable():
                self._buffer += self._serial.read(max(1, self._serial.in_waiting))

    def _send(self, words: str) -> None:
        with self._cable():
            self._serial.write(END + framed(words))  # the first END closes what somebody left half typed

    @contextlib.contextmanager
    def _cable(self) -> Iterator[None]:
        try:
            yield
        except (OSError, SerialException, TypeError) as error:  # TypeError: pyserial on a port that was closed
            raise Unplugged(
                f"The grip at {self.port} is gone: the cable came out or the board went away ({error}).\n"
                "Without the cable it shoots on from its batteries. Plug it in again and repeat the command."
            ) from None

    def _close(self) -> None:
        with contextlib.suppress(OSError, SerialException):
            self._serial.close()

    def _not_spoken(self) -> NotSpoken:
        if self._prompt:
            return NotSpoken(
                f"At {self.port} MicroPython's console answers, not a running grip.\n"
                "The grip is in maintenance mode (its lamp blinks slowly, a second each), or there is no Backgrip on\n"
                "this board. A grip shoots again after switching off and on. The README says how to put Backgrip on.",
                True,
            )
        return NotSpoken(
            f"Nothing at {self.port} answers as a running grip does. It may be\n"
            "* a grip in plain mode (its lamp flashes five times): switch it off and on;\n"
            "* a grip whose firmware is older than this tool, or much newer: update it, or the tool;\n"
            "* a board that runs something else, or no grip at all: is it the right port?",
            False,
        )
