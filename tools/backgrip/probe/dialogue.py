"""The guided test itself: trial after trial, each answer kept at once."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from backgrip.probe import agenda, state
from backgrip.probe.errors import ProbeError
from backgrip.probe.findings import findings, standard_timer_s
from backgrip.probe.meaning import meaning
from backgrip.probe.subject import Subject
from backgrip.probe.terminal import REPEAT, GoBack, Terminal
from backgrip.probe.trial import SKIPPED, Entry, Move, Setup, Trial

SHORTEST_SLEEP_S = 2.0  # sooner than this nobody has seen a camera fall asleep


class Plays(Protocol):
    """The grip's two lines, as `connect.Lines`."""

    def play(self, steps: list[Move]) -> None: ...


class Dialogue:
    """Leads through the test of `subject`; its state is kept in `path`. `clock` counts seconds."""

    def __init__(
        self, subject: Subject, kept: state.State, path: Path, lines: Plays, terminal: Terminal,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self.subject, self.state, self.path, self.lines, self.ui = subject, kept, path, lines, terminal
        self.log = kept.answers()
        self.trial: Trial | None = None  # the one at hand
        self._clock = clock
        self._setup: Setup | None = None
        self._step = ""
        self._without = frozenset({"back-button"} if subject.lacks("af_off") else ())

    def run(self) -> state.State:
        """Asks all that is still to ask. Raises Stopped, ProbeError, ConnectError; what was answered is kept."""
        while todo := agenda.what_next(self.log, self._without):
            if isinstance(todo, agenda.Stop):
                self.log.entries = [entry for entry in self.log.entries if entry.trial not in todo.forget]
                self._keep()
                raise ProbeError(todo.text)
            self.trial = todo.trial
            try:
                entry = self._ask(todo)
            except GoBack:
                self._back()
                continue
            self.log.entries.append(entry)
            self._keep()
            self._tell(todo.trial.step)
        return self.state

    def _tell(self, step: str) -> None:
        """What the step that is over means."""
        todo = agenda.what_next(self.log, self._without)
        if isinstance(todo, agenda.Stop) or (todo and todo.trial.step == step):
            return
        if said := meaning(step, findings(self.log)):
            self.ui.say(f"→ {said}", "green")

    def _keep(self) -> None:
        self.state = self.state.with_log(self.log)
        state.save(self.path, self.state)

    def _back(self) -> None:
        if not self.log.entries:
            self.ui.say("This is the first step.", "yellow")
            return
        gone = self.log.entries.pop()
        self._step = ""
        self._keep()
        self.ui.say(f"Back. The answer before ({gone.reply}) is forgotten.", "yellow")

    def _ask(self, todo: agenda.Next) -> Entry:
        trial = todo.trial
        first = self._head(trial)
        if todo.why or todo.how:
            self.ui.say(todo.why or todo.how, "yellow" if todo.why else "green")
        if trial.seconds:
            watched = self.log.waited_s("asleep-lead")
            return Entry(trial.key, self.ui.seconds(standard_timer_s(watched) if watched else None))
        self._prepare(trial, first)
        if self.ui.go() == SKIPPED:
            return Entry(trial.key, SKIPPED)
        while True:
            waited_s = self._play(trial)
            reply = self.ui.reply(trial)
            if reply != REPEAT:
                return Entry(trial.key, reply, waited_s)

    def _head(self, trial: Trial) -> bool:
        """Names the step. Returns whether it is a new one."""
        first = trial.step != self._step
        if first:
            steps = agenda.steps(self.log, self._without)
            number = steps.index(trial.step) + 1 if trial.step in steps else len(steps)
            self.ui.head(f"Step {number} of {len(steps)}   {agenda.STEPS[trial.step]}")
            self._step = trial.step
        else:
            self.ui.console.print()
        return first

    def _prepare(self, trial: Trial, first: bool) -> None:
        """Has the camera set as the trial wants it, and says what will happen."""
        if trial.setup != self._setup:
            self.ui.say(f"Set the camera: {trial.setup.title}.", "bold")
            self.ui.points([point.format(**self._words()) for point in trial.setup.points])
            self._setup = trial.setup
        lasts = f" (about {round(trial.lasts_s)} s)" if trial.lasts_s >= 10 else ""
        self.ui.say((trial.does if first or not trial.brief else trial.brief) + lasts)

    def _play(self, trial: Trial) -> float | None:
        """Plays the trial. Returns how long the camera took to fall asleep, where it had to and that was watched."""
        waited_s = None
        if trial.before:
            self.lines.play(list(trial.before))
            begun = self._clock()
            self.ui.asleep()
            waited_s = round(self._clock() - begun, 1)
            waited_s = waited_s if waited_s >= SHORTEST_SLEEP_S else None
        self.ui.say("Eyes on the camera: it begins in two seconds.", "dim")
        with self.ui.cues(trial.cues):
            self.lines.play(list(trial.parts[0]))
        for part in trial.parts[1:]:
            self.lines.play(list(part))
        return waited_s

    def _words(self) -> dict[str, str]:
        """What a setup's points call things on this body."""
        on, off = self.subject.word("af_on"), self.subject.word("af_off")
        return {
            "single": self.subject.word("single_af") or "single AF (AF-S, One-Shot)",
            "button": self.subject.word("focus_button") or "AF-ON, AE-L/AF-L or *",
            "af_on": f" (if you changed that: {on})" if on else "",
            "af_off": f": {off}" if off else "",
        }
