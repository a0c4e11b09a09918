"""The person at the terminal."""

import sys

from rich.console import Console

from backgrip.check.errors import CheckError

_OPEN = ("ol", "o.l", "o.l.", "0l", "0.l", "1", "1.")  # as meters show it


class Terminal:
    """Asks on the terminal. An answer that is none is asked for again. Raises CheckError if nobody can answer."""

    def __init__(self, out: Console):
        self._out = out

    def tell(self, text: str) -> None:
        self._print(text)

    def ready(self, text: str) -> None:
        self._print(text)
        self._line("Press Enter when ready: ")

    def choose(self, question: str, answers: dict[str, str]) -> str:
        prompt = f"{question} [{_listed(answers)}]: "
        while True:
            said = self._line(prompt).lower()
            for letter, what in answers.items():
                if said in (letter, what):
                    return letter
            self._print(f"One of {', '.join(answers)}, please.")

    def number(self, question: str, words: dict[str, str]) -> float | str:
        self._print(question)
        prompt = f"[volts, {_listed(words)}]: "
        while True:
            said = self._line(prompt).lower()
            if said in _OPEN and "o" in words:
                return "o"
            if said in words:
                return said
            try:
                return _figure(said)
            except ValueError:
                self._print(f"A figure or one of {', '.join(words)}, please.")

    def _print(self, text: str) -> None:
        for row in text.splitlines():
            self._out.print(f"  {row}", soft_wrap=True)

    def _line(self, prompt: str) -> str:
        self._out.print(f"  {prompt}", end="", soft_wrap=True)
        self._out.file.flush()
        line = sys.stdin.readline()
        if not line:
            raise CheckError("Nobody answers here. What needs no answer: backgrip check --auto")
        if not sys.stdin.isatty():
            self._out.print(line.strip())  # nobody typed it here
        return line.strip()


def _listed(answers: dict[str, str]) -> str:
    return ", ".join(letter if what in ("yes", "no") else f"{letter} = {what}" for letter, what in answers.items())


def _figure(said: str) -> float:
    """Volts, without sign: 0.12, 0,12, 120mV, .12 V. Raises ValueError."""
    per = 1000 if said.endswith("mv") else 1
    return abs(float(said.removesuffix("v").removesuffix("m").strip().replace(",", "."))) / per
