"""`backgrip check`, which steps come, what is asked, what is shown, and the page of the loop-back plug."""

import ast
import dataclasses
import io
import math
import re
from pathlib import Path

import pytest
from backgrip.check import loopback, meter, steps
from backgrip.check.ask import Terminal
from backgrip.check.bench import Bench
from backgrip.check.board_code import answer, fill
from backgrip.check.errors import CheckError
from backgrip.check.places import pico_pin
from backgrip.check.result import Outcome, Report, failed, passed, unchecked
from backgrip.check.table import show
from backgrip.firmware import FIRMWARE
from grip import pins as firmware_pins
from rich.console import Console

PINS = {name: getattr(firmware_pins, name) for name in dir(firmware_pins) if name.isupper()}
OPEN = math.inf


# Which steps come, and what they are told.


class Nothing:
    """A console on which nothing must run."""

    def run(self, code, answer_s=0):
        raise AssertionError("nothing to run")


def ran(monkeypatch, have, plug=False, bad=(), ask=None):
    """The results by key, and the report, when every step passes but those that give a key of `bad`."""

    def stood_in(step):
        def run(bench):
            bench.plug = plug
            keys = step.keys.items()
            return [failed(key, title, "x", "y") if key in bad else passed(key, title, "x") for key, title in keys]

        return dataclasses.replace(step, run=run)

    monkeypatch.setattr(steps, "STEPS", tuple(map(stood_in, steps.STEPS)))
    report = steps.run_steps(Bench(Nothing(), ask), frozenset(have), "port")
    return {result.key: result for result in report.results}, report


def test_alone_only_what_needs_no_answer(monkeypatch):
    results, report = ran(monkeypatch, steps.AUTO)
    assert results["inside"].outcome is Outcome.PASS and report.sound
    assert results["thumb"].found == "needs somebody to answer"
    assert results["order"].found == "needs a camera"


def test_the_plug_stands_for_the_meter(monkeypatch):
    results, _ = ran(monkeypatch, {steps.NOTHING, steps.EYES, steps.METER, steps.CAMERA}, plug=True)
    assert results["loop-focus"].outcome is Outcome.PASS and "focus-line" not in results
    assert results["focus-pull-down"].outcome is Outcome.PASS
    assert results["isolation"].outcome is Outcome.PASS
    assert results["order"].found == "the loop-back plug is in"


def test_the_meter_stands_for_the_plug(monkeypatch):
    results, _ = ran(monkeypatch, {steps.NOTHING, steps.EYES, steps.METER})
    assert results["focus-line"].outcome is Outcome.PASS and "loop-focus" not in results


def test_no_camera_on_a_grip_that_is_not_isolated(monkeypatch):
    results, report = ran(monkeypatch, {steps.NOTHING, steps.METER, steps.CAMERA}, bad=["isolation"])
    assert results["order"].found.startswith("not before this is mended: camera's side") and not report.sound


class Says:
    """Answers the question after a fault."""

    def __init__(self, *said):
        self.said = list(said)

    def choose(self, question, answers):
        return self.said.pop(0)


def test_a_step_that_failed_can_be_done_again_or_be_the_last(monkeypatch):
    ask = Says("r", "r", "q")
    results, _ = ran(monkeypatch, {steps.NOTHING, steps.EYES}, bad=["led"], ask=ask)
    assert ask.said == [] and results["led"].outcome is Outcome.FAIL
    assert results["thumb"].found == "stopped before it"


# The terminal.


def asked(monkeypatch, typed, ask):
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return ask(Terminal(Console(file=out, width=100))), out.getvalue()


@pytest.mark.parametrize(
    "typed, volts",
    [("0.15", 0.15), ("0,15", 0.15), ("120 mV", 0.12), ("120", 0.12), ("-0.6v", 0.6), ("OL", OPEN), ("1", OPEN),
     ("b", 0.0), ("s", None)],
)  # fmt: skip
def test_a_reading(monkeypatch, typed, volts):
    said, _ = asked(monkeypatch, f"what?\n{typed}\n", lambda one: one.number("How many?", meter.READING))
    assert meter.volts(said) == (pytest.approx(volts) if volts is not None else None)


def test_an_answer_that_is_none_is_asked_for_again(monkeypatch):
    said, out = asked(monkeypatch, "maybe\nYES\n", lambda one: one.choose("Seen?", {"y": "yes", "n": "no"}))
    assert said == "y" and "One of y, n, please." in out


def test_nobody_answers(monkeypatch):
    with pytest.raises(CheckError, match="--auto"):
        asked(monkeypatch, "", lambda one: one.ready("Ready"))


def test_the_table():
    out = io.StringIO()
    twice = [failed(key, key, "swapped", "Swap those two wires.") for key in ("ring", "tip")]
    fine, left = passed("a", "supply", "4.8 V", "A remark."), unchecked("c", "camera", "needs one")
    report = Report("port", (fine, *twice, left))
    show(Console(file=out, width=100), report)
    text = out.getvalue()
    assert text.count("Swap those two wires.") == 1 and "* ring: swapped; tip: swapped." in text
    assert "Worth knowing" in text and "A remark." in text
    assert text.rstrip().endswith("2 of 3 checks failed, 1 not checked. Mend the first one, then run it again.")
    assert report.as_json()["results"][0]["outcome"] == "pass" and report.as_json()["passed"] is False


def test_board_code_is_filled_whole():
    assert fill("a = @a@ + @b@", a=[1], b="x") == "a = [1] + 'x'"
    with pytest.raises(KeyError):
        fill("@missing@")
    with pytest.raises(CheckError, match="again"):
        answer("half an ans")


# The dialogue with the multimeter.


class Played:
    """A console that keeps what was played: the lines that closed, in order; "weak" for the weak pull-ups."""

    def __init__(self):
        self.played = []

    def run(self, code, answer_s=0):
        steps = re.search(r"in (\[.*\]):", code)
        closed = [line for line, closed, _ in ast.literal_eval(steps[1]) if line and closed] if steps else ["weak"]
        self.played.append(closed)
        return "true"


class Scripted:
    """Gives its answers in order; `heard` is what was said and asked."""

    def __init__(self, *answers):
        self.answers, self.heard = list(answers), []

    def tell(self, text):
        self.heard.append(text)

    ready = tell

    def number(self, question, words):
        self.heard.append(question)
        return self.answers.pop(0)

    choose = number


def test_each_reading_is_of_the_line_that_was_named():
    console = Played()
    ask = Scripted("o", 0.1, "o", "o", "r", 0.12, "o")
    results = meter.check_lines(Bench(console, ask, PINS))
    assert [result.outcome for result in results] == [Outcome.PASS, Outcome.PASS]
    assert console.played == [[], ["FOCUS"], ["SHUTTER"], [], ["SHUTTER"], ["SHUTTER"], ["FOCUS"]]
    told = " ".join(ask.heard)
    assert "plug's ring (the middle)" in told and "plug's tip" in told and "FOCUS closes" in told


def test_the_pull_downs_and_the_isolation_are_asked_for():
    console, ask = Played(), Scripted(0.5, 1.1, "n")
    bench = Bench(console, ask, PINS)
    results = meter.check_pull_downs(bench) + meter.check_isolation(bench)
    assert [result.outcome.value for result in results] == ["pass", "fail", "pass"]
    assert console.played == [["weak"], ["weak"]]
    assert "GP17 (Pico pin 22)" in results[1].look and any("GP17 (Pico pin 22)" in text for text in ask.heard)


# The page of the loop-back plug.

PAGE = (Path(__file__).resolve().parents[2] / "hardware" / "loopback.md").read_text(encoding="utf-8")


def test_the_page_names_the_pins_of_the_firmware():
    rows = re.findall(r"\| `(SENSE_\w+)` \| GP(\d+) \| (\d+) \|", PAGE)
    assert {name: (int(gpio), int(pin)) for name, gpio, pin in rows} == {
        name: (gpio, pico_pin(gpio)) for name, gpio in PINS.items() if name.startswith("SENSE_")
    }


def test_the_page_names_the_thresholds():
    assert f"| below {loopback.CLOSED_MV} mV | closed" in PAGE and f"| above {loopback.OPEN_MV} mV | open" in PAGE
    closing, opening = loopback.SLOW_MS
    assert f"close within {closing} ms and open within {opening} ms" in PAGE and "backgrip check --loopback" in PAGE


def test_nothing_that_shoots_uses_the_sense_pins():
    for name, gpio in PINS.items():
        if name.startswith("SENSE_"):
            assert list(PINS.values()).count(gpio) == 1
    used = [file.name for file in (FIRMWARE / "grip").glob("*.py") if "SENSE_" in file.read_text(encoding="utf-8")]
    assert used == ["pins.py"]
