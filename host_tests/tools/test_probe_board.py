"""The first steps of the ten-minute test on the emulated Pico: its real lines move as the plan says."""

import contextlib
import io

import pytest
from backgrip.board import Board
from backgrip.connect import Lines, open_console
from backgrip.firmware import settings_file
from backgrip.image import frozen_uf2
from backgrip.probe import plan, state
from backgrip.probe.dialogue import Dialogue
from backgrip.probe.subject import Subject
from backgrip.probe.terminal import Stopped, Terminal
from probe_robot import TODAY
from rich.console import Console

LATE_MS = 12  # a wait of MicroPython's, with the time to carry out what follows it


@pytest.fixture
def board():
    board = Board(frozen_uf2(), files={"backgrip.json": settings_file()}, usb=True, erase_ms=0, program_ms=0)
    board.run(ms=150)
    return board


def test_the_lines_move_as_planned(board, tmp_path, monkeypatch):
    """Three steps, then q: both lines open, the answers kept, the grip started again."""
    subject = Subject("Acme", "One", "canon-e3")
    kept = state.State(brand="Acme", name="One", port="canon-e3", begun=TODAY)
    answers = ["", "1", "", "1", "", "1", "q"]
    ui = Terminal(Console(file=io.StringIO(), width=100), lambda prompt: answers.pop(0))
    played = []
    with board.serve() as server, contextlib.suppress(Stopped):
        with open_console(f"socket://127.0.0.1:{server.port}") as console:
            dialogue = Dialogue(subject, kept, tmp_path / "state.json", Lines(console), ui)
            real = dialogue.lines.play
            shortened(monkeypatch, dialogue, real, played)
            dialogue.run()
    board.run(ms=150)
    focus = [round((one.open_ns - one.close_ns) / 1e6) for one in board.closed_of("FOCUS")]
    shutter = [round((one.open_ns - one.close_ns) / 1e6) for one in board.closed_of("SHUTTER")]
    assert [key for key, _ in played] == ["focus", "alone", "held"]
    near(focus, [250, 500 + 100 + 150 + 100 + 20])
    near(shutter, [300, 100, 100])
    assert board.closed_of("SHUTTER")[1].close_ns - board.closed_of("FOCUS")[1].close_ns >= 500e6
    assert not board.level("FOCUS") and not board.level("SHUTTER")
    assert [answer.trial for answer in state.load(tmp_path / "state.json").log] == ["focus", "alone", "held"]
    assert "style lock" in board.console


def test_the_longest_plan_and_its_leads(board):
    """Ten times SHUTTER 10 ms after FOCUS: on the lines it is never less."""
    moves = plan.lead(10, 300).parts[0]
    with board.serve() as server, open_console(f"socket://127.0.0.1:{server.port}") as console:
        Lines(console).play([(line, closed, ms if ms == 10 else ms // 20) for line, closed, ms in moves])
    waking, *focus = board.closed_of("FOCUS")
    shutter = board.closed_of("SHUTTER")
    assert len(focus) == len(shutter) == plan.LEADS_A_PART
    leads_ms = [(two.close_ns - one.close_ns) / 1e6 for one, two in zip(focus, shutter, strict=True)]
    assert 10 <= min(leads_ms) and max(leads_ms) < 11, leads_ms
    assert all(one.open_ns > two.open_ns for one, two in zip(focus, shutter, strict=True))
    assert waking.open_ns < shutter[0].close_ns


def shortened(monkeypatch, dialogue, play, played):
    """The plans at a tenth of their length: an emulated Pico is slow."""

    def short(moves):
        played.append((dialogue.trial.key, moves))
        play([(line, closed, ms // 10) for line, closed, ms in moves])

    monkeypatch.setattr(dialogue.lines, "play", short)


def near(times_ms, wanted_ms):
    assert len(times_ms) == len(wanted_ms)
    assert all(wanted <= found <= wanted + LATE_MS for found, wanted in zip(times_ms, wanted_ms, strict=True)), times_ms
