"""An owner made of code, who answers `backgrip probe` from what a virtual camera does."""

import io
from datetime import date

from backgrip.probe import state
from backgrip.probe.dialogue import Dialogue
from backgrip.probe.findings import findings
from backgrip.probe.terminal import ASLEEP, GO, Terminal
from backgrip.probe.trial import Trial
from backgrip.probe.write import write
from backgrip.virtual_camera import MS, Scene, VirtualCamera, steps
from rich.console import Console

TODAY = date(2025, 3, 9)
LATE_S = 0.4  # how long after the camera fell asleep the owner presses Enter
LINES = ("FOCUS", "SHUTTER")


class Robot:
    """Sits between a `Dialogue` and a camera of `semantics`: `read` for the terminal, `play` for the lines.

    A fresh camera for each start of a trial, set as the trial wants it. `says(robot, trial, words)` may change an
    answer; `on_read(number, prompt)` and `on_play(number)` are called first and may raise.
    """

    def __init__(self, semantics, says=None, on_read=None, on_play=None, **options):
        self.semantics, self.options = semantics, {"chance": 1.0} | options
        self.says, self.on_read, self.on_play = says, on_read, on_play
        self.dialogue = None  # set by whoever makes one
        self.reads = self.plays = 0
        self.now_ns = 0
        self.camera = None
        self.asked: list[str] = []

    def clock(self):
        return self.now_ns / 1e9

    # -- the lines ---------------------------------------------------------------------------------

    def play(self, moves):
        self.plays += 1
        if self.on_play:
            self.on_play(self.plays)
        trial = self.dialogue.trial
        if self.camera is None or (not trial.before and tuple(moves) == trial.parts[0]):
            self.camera = self._set_up(trial)
        assert sum(ms for _, _, ms in moves) <= 30_000
        for line, closed, ms in moves:
            if line:
                self.camera.contact(self.now_ns, line, closed)
            self.now_ns += ms * MS
            self.camera.advance(self.now_ns)
        for line in LINES:
            self.camera.contact(self.now_ns, line, False)

    def _set_up(self, trial: Trial):
        self.now_ns = 0
        looks = "subject"
        if trial.away_ms is not None:
            looks = steps((0, "subject"), (trial.away_ms / 1000, "background"))
        on = trial.setup.key == "af"
        return VirtualCamera(self.semantics, Scene(looks=looks), half_press_af=on, **self.options)

    # -- the answers -------------------------------------------------------------------------------

    def read(self, prompt):
        self.reads += 1
        if self.on_read:
            self.on_read(self.reads, prompt)
        prompt, trial = prompt.strip(), self.dialogue.trial
        if prompt == GO.strip():
            self.camera = None
            return ""
        if prompt == ASLEEP.strip():
            while not (self.camera.shots.sleeps and self.camera.shots.sleeps[-1].end_ns is None):
                self.now_ns += 100 * MS
                self.camera.advance(self.now_ns)
            self.now_ns += round(LATE_S * 1000) * MS
            return ""
        if prompt.startswith("Seconds"):
            return ""
        self.asked.append(trial.key)
        answer = self._answer(trial, self.camera.advance(self.now_ns + 2000 * MS))
        self.now_ns += 2000 * MS
        if self.says:
            answer = self.says(self, trial, answer)
        return self.typed(trial, answer)

    @staticmethod
    def typed(trial, answer):
        keys = [key for key, _ in trial.choices]
        return str(keys.index(answer) + 1 if answer in keys else answer)

    def _answer(self, trial, shots):
        if trial.count:
            return len(shots.frames)
        frames = bool(shots.frames)
        by = [run.why for run in shots.runs if not frames or run.begin_ns <= shots.frames[-1].t_ns]
        if trial.step in ("focus", "back-button"):
            return "fired" if frames else "focused" if by else "nothing"
        if trial.step == "alone":
            return {(0, 0): "ignored", (1, 0): "fires", (1, 1): "focuses", (0, 1): "searched"}[frames, bool(by)]
        if trial.step == "held":
            return "nothing" if not frames else "locked" if len(by) == 1 else "refocused"
        if trial.step == "after":
            return "ignored" if not frames else "focuses" if "SHUTTER" in by else "fires"
        if trial.step == "gap":
            return "again" if len(by) == 2 else "not"
        return "fired" if frames else "nothing"


def ask(robot, folder, subject):
    """The dialogue alone, from what is kept in `folder` if there is something. Returns (State, said)."""
    path = folder / f"{subject.slug}{state.SUFFIX}"
    kept = state.load(path) or state.State(brand=subject.brand, name=subject.name, port=subject.port, begun=TODAY)
    said = io.StringIO()
    ui = Terminal(Console(file=said, width=100, highlight=False, markup=False), robot.read)
    robot.dialogue = Dialogue(subject, kept, path, robot, ui, robot.clock)
    return robot.dialogue.run(), said.getvalue()


def talk(robot, folder, subject, book):
    """The whole test of `subject`, with its file. Returns (Written, said)."""
    kept, said = ask(robot, folder, subject)
    return write(folder, [], book, subject, findings(kept.answers()), TODAY), said
