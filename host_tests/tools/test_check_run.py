"""`backgrip check`, the whole command: through the real mpremote, over a socket, with hands at the emulated grip."""

import _thread
import io
import json

import pytest
import typer
from backgrip.check import camera, lamps, meter, steps
from backgrip.check.bench import Bench
from backgrip.check.cli import With, check
from backgrip.connect import ConnectError, open_console
from backgrip.connect.errors import Unplugged
from check_rig import SHUTTER, Hands, Plug, Socket, grip

ENTER = "Press Enter when ready"


def pressed(button):
    """Presses it for real, with a bounce, a little after Enter."""
    edges = [(0, True), (300, False), (900, True), (900_000, False)]
    return lambda board: board.play([(1_000_000 + at_us, button, closed) for at_us, closed in edges])


def ends_with(port, **options):
    """The exit code of the command."""
    given = {"have": None, "auto": False, "loopback": False, "as_json": False} | options
    with pytest.raises(typer.Exit) as end:
        check(port=port, **given)
    return end.value.exit_code


@pytest.fixture(scope="module")
def board():
    """One grip for all: every test leaves it as a builder would, running. The last one pulls the cable."""
    return grip()


def restarted(board):
    """Whether the grip shoots again."""
    board.run(ms=200)
    board.press("index")
    board.run(ms=150)
    shoots = board.level("SHUTTER") == 1
    board.release("index")
    board.run(ms=300)
    del board.edges[:]
    return shoots


def test_a_first_time_builder(board, monkeypatch):
    """Swapped buttons, mended on the way; swapped lines, found with a camera that wants FOCUS; else all is right."""
    monkeypatch.setattr(lamps, "TIMES", 1)
    for name in ("FOCUS_ALONE", "BOTH", "SHUTTER_ALONE"):
        monkeypatch.setattr(camera, name, [(line, closed, 20) for line, closed, _ in getattr(camera, name)])
    said = io.StringIO()
    monkeypatch.setattr("sys.stdout", said)
    with Socket(board) as server:
        hands = Hands(server, said.getvalue, [
            ("What have you at hand?", "c", None),
            ("Did you see it?", "y", None),
            ("LED in the case?", "n", None),
            (ENTER, "", pressed("index")),
            ("do this again", "r", None),
            (ENTER, "", pressed("thumb")),
            (ENTER, "", pressed("index")),
            ("style switch?", "n", None),
            (ENTER, "", None),
            ("What did it do?", "n", None),
            ("What did it do?", "p", None),
            ("What did it do?", "f", None),
            (ENTER, "", None),
            ("do this again", "g", None),
        ])  # fmt: skip
        monkeypatch.setattr("sys.stdin", hands)
        code = ends_with(server.url)
    text = said.getvalue()
    assert code == 1 and not hands.script
    assert "the wires of the two buttons are swapped" in " ".join(text.split())
    assert text.count("pass  thumb button: 3 edges") == 1 and "pass  index button: 3 edges" in text
    assert "The two lines are swapped" in " ".join(text.split())
    assert "1 of 14 checks failed" in text and "FOCUS at the plug" in text
    lamp, focus, shutter = board.closed_of("LED"), board.closed_of("FOCUS"), board.closed_of("SHUTTER")
    assert lamp and focus and shutter and focus[-1].open_ns and shutter[-1].open_ns
    assert restarted(board)


def test_auto_finds_a_missing_pull_down(board, capsys):
    board.rp2040.gpio[SHUTTER].resistor = None
    with Socket(board) as server:
        assert ends_with(server.url, auto=True) == 1
    told = capsys.readouterr().out
    assert "FAIL  SHUTTER at the Pico: nothing pulls GP17 low" in told and "10 kΩ" in told
    assert told.count("FAIL") == 2  # as it is found, and in the table
    board.rp2040.gpio[SHUTTER].resistor = False
    assert restarted(board)


def test_ctrl_c_while_a_line_is_closed(board, monkeypatch):
    """The board opens the line at once, not at the end of its plan, and the grip starts again."""
    monkeypatch.setattr(meter, "LEAD_IN_MS", 20)
    with Socket(board) as server:
        server.when.append((lambda board: board.level("FOCUS"), _thread.interrupt_main))
        with pytest.raises(KeyboardInterrupt), open_console(server.url) as console:
            meter._play(Bench(console), "FOCUS")
    (focus,) = board.closed_of("FOCUS")
    assert (focus.open_ns - focus.close_ns) / 1e6 < 1000 and not board.closed_of("SHUTTER")
    assert restarted(board)


def test_ctrl_c_at_a_question(board, monkeypatch, capsys):
    class Stops:
        isatty = staticmethod(lambda: False)

        def readline(self):
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Stops())
    with Socket(board) as server:
        assert ends_with(server.url) == 130
    assert "Both lines are open" in capsys.readouterr().out
    assert restarted(board)


def test_alone_with_the_plug(board, capsys):
    with Socket(board) as server:
        Plug(server)
        code = ends_with(server.url, loopback=True, as_json=True)
    told = capsys.readouterr()
    report = json.loads(told.out)
    outcome = {result["key"]: result["outcome"] for result in report["results"]}
    assert (code, report["passed"]) == (0, True), report
    assert [outcome[key] for key in ("loop-focus", "loop-shutter", "loop-both", "isolation")] == ["pass"] * 4
    assert outcome["thumb"] == "not checked" and "focus-line" not in outcome
    assert "pass  FOCUS through the plug: closes to 9" in told.err
    assert restarted(board)


def test_the_cable_comes_out_while_a_line_is_closed(board, monkeypatch):
    kept = [step for step in steps.STEPS if step.keys.keys() & {"firmware", "loop-focus"}]
    monkeypatch.setattr(steps, "STEPS", tuple(kept))
    with Socket(board) as server:  # the plug is still in
        server.when.append((lambda board: board.level("FOCUS"), server.unplug))
        with pytest.raises(Unplugged, match="is gone"):
            check(port=server.url, have=None, auto=False, loopback=True, as_json=False)
    board.run(ms=500)
    assert not board.level("FOCUS") and not board.level("SHUTTER") and board.closed_of("FOCUS")


def test_auto_and_loopback_are_two_ways():
    with pytest.raises(typer.BadParameter, match="one of them"):
        check(port="COM7", have=With.NEITHER, auto=True, loopback=True, as_json=False)


def test_nobody_there():
    with pytest.raises(ConnectError, match="Nothing answers"):
        check(port="socket://127.0.0.1:9", have=None, auto=True, loopback=False, as_json=False)
