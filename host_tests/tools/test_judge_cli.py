"""`backgrip judge`: files of every origin, its words, its exit codes."""

import json

import pytest
from backgrip.cli import app
from backgrip.connect.state import State
from backgrip.judge.clauses import Clause
from backgrip.monitor.record import Waveform
from backgrip.monitor.story import FIRST, Gone, Seen, Started
from typer.testing import CliRunner
from vcd import VCDWriter

MS = 1000  # of the files' microseconds
SHOT = {"index": [(100, 1), (400, 0)], "FOCUS": [(100, 1), (508, 0)], "SHUTTER": [(200, 1), (408, 0)]}
SHORT = SHOT | {"SHUTTER": [(150, 1), (408, 0)]}
ONE_SIGNAL = "$timescale 1 us $end\n$var wire 1 ! D0 $end\n$enddefinitions $end\n#0\n0!\n"
TWICE = {name: each + [(at + 1000, level) for at, level in each] for name, each in SHOT.items()}


def run(*words):
    return CliRunner().invoke(app, ["judge", *map(str, words)])


def write(path, changes, names=None, low=(), timescale="1 us", per_ms=MS, **init):
    """A logic analyser's file. `names`: its channels, by our signals; `low`: contacts that are 0 when pressed."""
    names = names or {}
    with path.open("w", encoding="ascii") as file, VCDWriter(file, timescale=timescale) as writer:
        levels = {name: int(name in low) for name in ("thumb", "index", "FOCUS", "SHUTTER")} | init
        wires = {
            name: writer.register_var("logic", names.get(name, name), "wire", size=1, init=level)
            for name, level in levels.items() if names.get(name) != "none"
        }  # fmt: skip
        each = [(at, name, level) for name, pairs in changes.items() for at, level in pairs]
        for at, name, level in sorted(each):
            writer.change(wires[name], round(at * per_ms), level ^ (name in low))
        writer.close(3000 * per_ms)
    return path


def test_a_shot_in_order(tmp_path):
    found = run(write(tmp_path / "shot.vcd", SHOT))
    assert found.exit_code == 0, found.output
    assert "0 presses of the thumb, 1 of the index, 1 closures of SHUTTER" in found.output
    assert "Nothing that came up is broken." in found.output
    never = found.output.split("Never came up")[1]
    assert "shutter-lock" in never and "lead-late" not in never


def test_a_break_is_told_with_its_time_and_1_is_returned(tmp_path):
    found = run(write(tmp_path / "short.vcd", SHORT))
    assert found.exit_code == 1
    assert "0.150000 s  lead: FOCUS leads SHUTTER by 50.0 ms, 50.0 ms too short" in found.output
    assert Clause.LEAD.words in found.output and "1 breaks of the contract." in found.output


def test_as_json(tmp_path):
    told = json.loads(run(write(tmp_path / "short.vcd", SHORT), "--json").stdout)
    (one,) = told["breaks"]
    assert (one["clause"], one["t_ns"], told["frames"], told["presses"]["index"]) == ("lead", 150_000_000, 1, 1)
    assert "lead" in told["exercised"] and "wake-lead" in told["never"]


def test_profile_settings_and_style(tmp_path):
    long = write(tmp_path / "long.vcd", SHOT | {"SHUTTER": [(300, 1), (408, 0)]})
    assert run(long).exit_code == 1
    settings = tmp_path / "backgrip.json"
    settings.write_text(json.dumps({"version": 1, "settings": {"focus_lead_ms": 200}, "crc": "-"}))
    assert run(long, "--settings", settings).exit_code == 0
    lock = write(tmp_path / "lock.vcd", {"thumb": [(100, 1), (400, 0)], "FOCUS": [(100, 1), (408, 0)]})
    assert run(lock, "--style", "track").exit_code == 0 and run(lock, "--style", "lock").exit_code == 1
    fuji = run(write(tmp_path / "shot.vcd", {**SHOT, "index": [(100, 1), (130, 0)]}), "--profile", "x-t1")
    assert fuji.exit_code == 1 and "floor" in fuji.output


def test_a_logic_analysers_channels_and_contacts_to_ground(tmp_path):
    names = {"thumb": "D0", "index": "D1", "FOCUS": "D2", "SHUTTER": "D3"}
    path = write(tmp_path / "logic.vcd", TWICE, names, low=("thumb", "index"), timescale="10 ns", per_ms=100_000)
    options = [f"--signal={ours}={theirs}" for ours, theirs in names.items()]
    found = run(path, *options)
    assert found.exit_code == 0, found.output
    assert "index rests at 1, so 0 is taken for pressed" in found.output and "2 of the index" in found.output
    assert run(path, *options, "--contacts", "low").exit_code == 0
    assert "4 presses are not judged" in run(path, *options, "--contacts", "high").output


def test_a_button_that_was_not_recorded(tmp_path):
    path = write(tmp_path / "one.vcd", SHOT, {"thumb": "none"})
    assert run(path).exit_code == 2
    assert run(path, "--signal", "thumb=none").exit_code == 0


@pytest.mark.parametrize(
    "text, words",
    [
        (None, "cannot be read"),
        ("", "names no signals"),
        ("this is no recording at all\n", "no value change dump"),
        (ONE_SIGNAL, "has no signal 'thumb'. It has D0"),
    ],
)
def test_a_file_that_cannot_be_used_is_2(tmp_path, text, words):
    path = tmp_path / "bad.vcd"
    if text is not None:
        path.write_text(text)
    found = run(path)
    assert found.exit_code == 2 and words in found.output, found.output


@pytest.mark.parametrize(
    "options, words",
    [
        (["--signal", "thumb"], "say it as thumb=D0"),
        (["--contacts", "up"], "there are auto, high and low"),
        (["--profile", "no such camera"], "no camera"),
        (["--style", "sideways"], "style cannot be"),
        (["--settings", "nowhere.json"], "cannot be read"),
    ],
)
def test_an_option_that_cannot_be_used_is_2(tmp_path, options, words):
    found = run(write(tmp_path / "shot.vcd", SHOT), *options)
    assert found.exit_code == 2 and words in found.output, found.output


def test_an_empty_recording_claims_nothing(tmp_path):
    found = run(write(tmp_path / "empty.vcd", {}))
    assert found.exit_code == 0 and "Nothing came up" in found.output


def test_the_list_of_clauses():
    found = run("--clauses")
    assert found.exit_code == 0
    assert all(clause.id in found.output for clause in Clause)


def test_power_up(tmp_path):
    held = {"index": [(0.001, 1), (400, 0)], "FOCUS": [(100, 1), (508, 0)], "SHUTTER": [(200, 1), (408, 0)]}
    path = write(tmp_path / "held.vcd", held)
    assert "released-once-after-reset" in run(path, "--power-up").output
    assert run(path).exit_code == 1  # contact to line took 100 ms


def state(at_ms, thumb=0, index=0, focus=0, shutter=0, **more):
    values = dict.fromkeys(State.__dataclass_fields__, 0) | {"style": "track", "shows": "ready", "t_ms": at_ms}
    return Seen(at_ms, State(**values | {"thumb": thumb, "index": index, "focus": focus, "shutter": shutter} | more))


def test_what_the_monitor_records_is_judged_as_coarsely_as_it_looked(tmp_path):
    path = tmp_path / "watched.vcd"
    waves = Waveform(path)
    waves.take(Started(0, "0", "power-on", 0, FIRST))
    for seen in (
        state(0), state(500, thumb=1, focus=1), state(1000, focus=0), state(2000, index=1, focus=1),
        state(2103, index=1, focus=1, shutter=1), state(2500, focus=1), state(2602), state(4000),
    ):  # fmt: skip
        waves.take(seen)
    waves.take(Gone(5000, "the cable"))
    waves.close(6000)
    found = run(path)
    assert found.exit_code == 0, found.output
    assert "For 1.00 s the recording says nothing" in found.output and "watched" in found.output
    assert "1 of the index" in found.output and "in track style" in found.output
