"""The talk with the owner on the terminal: what is read, and what is wrong with it."""

from collections.abc import Callable
from contextlib import contextmanager
from threading import Event, Thread

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from backgrip.probe.trial import SKIPPED, UNSURE, Reply, Trial

REPEAT, BACK, QUIT = "r", "b", "q"
WORDS = {"skip": "s", "repeat": REPEAT, "again": REPEAT, "back": BACK, "quit": QUIT, "stop": QUIT, "exit": QUIT}
START_KEYS = "Enter goes on, s skips this, b goes back one answer, q stops for now."
REPLY_KEYS = "? is not sure, r does it again, s skips this, b goes back one answer, q stops for now."
LONGEST_SLEEP_S = 3600  # what a profile's sleep_after_s takes
GO, ASLEEP = "Press Enter when ready: ", "Press Enter the moment it goes dark: "


class Stopped(Exception):
    """The owner stops for now: q, Ctrl-C, or the input has ended."""


class GoBack(Exception):
    """The owner wants the step before again."""


class Terminal:
    """`read` takes a prompt and returns a line, as `input` does."""

    def __init__(self, console: Console, read: Callable[[str], str] | None = None) -> None:
        self.console = console
        self._read = read or (lambda prompt: console.input(Text(prompt, style="bold")))

    # -- saying ------------------------------------------------------------------------------------

    def panel(self, title: str, text: str, style: str = "cyan") -> None:
        self.console.print(Panel(Text(text), title=Text(title), title_align="left", border_style=style, width=self._w))

    def head(self, text: str) -> None:
        self.console.print()
        self.console.print(Text(text, style="bold cyan"))

    def say(self, text: str, style: str = "", indent: int = 2) -> None:
        self.console.print(Padding(Text(text, style=style), (0, 0, 0, indent), expand=False), width=self._w)

    def points(self, points: list[str]) -> None:
        for point in points:
            lines = Text("• ").append(point)
            lines = lines.wrap(self.console, self._w - 6)
            for number, line in enumerate(lines):
                line.rstrip()
                self.console.print(Text("    " if number == 0 else "      ").append_text(line))

    @property
    def _w(self) -> int:
        return min(self.console.width, 100)

    @contextmanager
    def cues(self, cues: tuple[tuple[int, str], ...]):
        """Says each cue when its time has come, while the grip plays; none after it has ended."""
        over = Event()

        def tell():
            told_ms = 0
            for ms, text in cues:
                if over.wait((ms - told_ms) / 1000):
                    return
                told_ms = ms
                self.console.bell()
                self.say(f"▸ {text}", "bold yellow")

        thread = Thread(target=tell, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    # -- asking ------------------------------------------------------------------------------------

    def ask(self, prompt: str) -> str:
        """A line, without the blanks around it. Raises Stopped."""
        try:
            line = self._read(f"  {prompt}").strip()
        except (KeyboardInterrupt, EOFError):
            self.console.print()
            raise Stopped from None
        if line.casefold() in (QUIT, "quit", "exit"):
            raise Stopped
        return line

    def go(self) -> str:
        """ "" to start, SKIPPED to leave a trial out. Raises Stopped, GoBack."""
        while True:
            answer = self._word(self.ask(GO))
            if answer in ("", "y", "yes", "go"):
                return ""
            if answer == "s":
                return SKIPPED
            self.say(f'"{answer}" is none of these. {START_KEYS}', "yellow")

    def asleep(self) -> None:
        """Returns when the owner says that the camera sleeps. Raises Stopped."""
        self.ask(ASLEEP)

    def reply(self, trial: Trial) -> Reply:
        """What the camera did: a choice's key, a number, UNSURE, SKIPPED or REPEAT. Raises Stopped, GoBack."""
        if trial.count:
            self.say(f"How many of the {trial.count} pictures did it take?", "bold")
        else:
            self.say("What did the camera do?", "bold")
            for number, (_, words) in enumerate(trial.choices, 1):
                self.say(f"{number}  {words}", indent=4)
        what = f"Pictures, 0 to {trial.count}" if trial.count else f"1 to {len(trial.choices)}"
        prompt = f"{what} (? not sure, r do it again): "
        while True:
            answer = self._word(self.ask(prompt))
            if answer in (UNSURE, REPEAT):
                return answer
            if answer == "s":
                return SKIPPED
            if (number := _number(answer)) is not None:
                if trial.count and number <= trial.count:
                    return number
                if not trial.count and 1 <= number <= len(trial.choices):
                    return trial.choices[number - 1][0]
                if trial.count:
                    self.say("More than the grip asked for? Set the camera to single pictures, then r.", "yellow")
            self.say(f'"{answer}" is none of these. {what}. {REPLY_KEYS}', "yellow")

    def seconds(self, watched: int | None) -> Reply:
        """After how long it sleeps, in whole seconds, or SKIPPED. `watched`: what the clock says. Raises Stopped."""
        self.say("After how many seconds does it go to sleep, as you use it? Its menu says: standby, meter timer,")
        self.say("auto power off. " + (f"By the clock it was {watched} s just now." if watched else ""))
        prompt = f"Seconds (Enter: {watched}; ?: do not know): " if watched else "Seconds (?: do not know): "
        while True:
            answer = self._word(self.ask(prompt))
            if answer == "" and watched:
                return watched
            if answer in (UNSURE, "s"):
                return SKIPPED
            number = _number(answer)
            if number and number <= LONGEST_SLEEP_S:
                return number
            self.say(f'"{answer}" is no time: a whole number from 1 to {LONGEST_SLEEP_S}, or ?', "yellow")

    def choose(self, prompt: str, lowest: int, highest: int, others: tuple[str, ...]) -> str:
        """A number from `lowest` to `highest`, as text, or one of `others`. Raises Stopped."""
        while True:
            answer = self.ask(prompt).casefold()
            number = _number(answer)
            if answer in others or (number is not None and lowest <= number <= highest):
                return answer
            said = " or ".join((f"a number from {lowest} to {highest}", *others))
            self.say(f'"{answer}" is none of these. Type {said}.', "yellow")

    def _word(self, line: str) -> str:
        """A command's one letter, or what was typed. Raises GoBack."""
        word = line.casefold()
        word = WORDS.get(word, word)
        if word == BACK:
            raise GoBack
        return word


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None
