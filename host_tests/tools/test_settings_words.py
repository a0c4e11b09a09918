"""What `status`, `get`, `log` and `set` make of a grip's words and of an owner's."""

import json

import pytest
import typer
from backgrip.report.log import Fault, fault
from backgrip.report.reading import open_grip
from backgrip.report.status import duration
from backgrip.setting.values import assignments
from backgrip.version import VERSION
from commands import LOG, NOWHERE, app, call, ok
from fake_grip import STATE, FakeGrip, line
from typer.testing import CliRunner

TRACK = {
    "state": line("state 1 0 1 0 track 3 12 11 42 focus-locked"),
    "settings": line("setting tap_ms 300") + line("setting dark True") + line("setting style lock") + line("end"),
}


def status_of(**more):
    """The answers of a grip with these lines in its status."""
    plain = {"up_ms": "200000", "start": "hang", "faults": "1", "defaults": "0", "battery_mv": "2000"} | more
    told = b"".join(line(f"is {name} {value}") for name, value in {"version": "9.9.9", **plain}.items())
    return {**TRACK, "status": told + line("end")}


def test_status_for_a_person():
    with FakeGrip(status_of()) as end:
        said = " ".join(ok(end.url, "status").split())
    for words in (
        f"Backgrip 9.9.9 at {end.url} (this tool is of {VERSION})", "it is shooting",
        "style track (by its slide switch; stored is lock)", "lamp focus locked (the lamp is off: dark is set)",
        "thumb down, index up", "FOCUS closed, SHUTTER open", "up for 3 min 20 s", "the watchdog: it hung",
        "1 in a row", "thumb 3, index 12; 11 frames", "longest away 42 ms", "battery 2.0 V; change the cells",
        "tap_ms 300 ms (default 250 ms)", "dark yes (default no)",
    ):  # fmt: skip
        assert words in said, words
    assert "not taken as it is" not in said and "lock_timeout_s" not in said
    lines = line("setting dark False") + line("end")
    usb = {**status_of(defaults=1, battery_mv=4800, faults=0), "settings": lines, "state": line(STATE)}
    with FakeGrip(usb) as end:
        said = " ".join(ok(end.url, "status").split())
    for words in ("4.8 V, which is USB", "all at default", "not taken as it is", "none in a row", "one short flash"):
        assert words in said, words


def test_the_log_in_words():
    """As a grip sends it, in pieces."""
    sent = b""
    for one in LOG.decode().split("\n"):
        number, _, text = one.partition(" ")
        sent += b"".join(line(f"log {number} {text[at : at + 56]}") for at in range(0, len(text), 56))
    with FakeGrip({"log": sent + line("end")}) as end:
        said, data = ok(end.url, "log"), json.loads(ok(end.url, "log", "--json"))
    assert "7. It hung: its watchdog" in said and "9. It went into plain mode" in said
    assert "boom!" in said and "   at firmware/grip/edges.py line 3, in held\n" in said
    assert "called from firmware/grip/app.py line 63, in run\n" in said and "main.py" not in said and "cut off" in said
    hang, exception, plain = data
    assert [one["number"] for one in (hang, exception, plain)] == [7, 8, 9] and hang["where"] == []
    assert exception["where"][-1] == "firmware/grip/edges.py line 3, in held"


@pytest.mark.parametrize(
    "typed, means",
    [
        ("tap_ms=350", 350), ("tap-ms= 350 MS", 350), ("tap_ms=0.35s", 350), ("lock_timeout_s=2min", 120),
        ("shutter_lock_limit_s=4h", 14400), ("lock_timeout_s=5000ms", 5), ("dark=on", True), ("dark=No", False),
        ("style=TRACK", "track"), ("sleep_after_s=none", None), ("sleep_after_s=6", 6),
    ],
)  # fmt: skip
def test_values_as_they_are_typed(typed, means):
    (value,) = assignments([typed]).values()
    assert value == means and type(value) is type(means)


@pytest.mark.parametrize(
    "typed, says",
    [
        (["tap_ms=9"], "must be 200 to 500 ms (longest tap"), (["tap_ms=250.5"], "whole number of ms"),
        (["tap_ms=0.2505s"], "whole number of ms"), (["tap_ms=fast"], "whole number"), (["tap_ms=300kg"], "whole"),
        (["tap_ms=none"], "must be 200 to 500 ms"), (["dark=perhaps"], "must be yes or no"),
        (["style=loose"], "must be lock or track"), (["tap_ms"], "write tap_ms=VALUE"), (["tap_ms="], "whole number"),
        (["tpa_ms=300"], "Did you mean tap_ms"), (["zoom=3"], "All of them: backgrip get"),
        (["dark=yes", "tap_ms=300", "tap_ms=400"], "twice"), (["dark=yes", "debounce_ms=51"], "must be 2 to 50 ms"),
    ],
)  # fmt: skip
def test_values_that_are_refused(typed, says):
    """With exit code 2, and before a port is looked for."""
    with pytest.raises(typer.BadParameter) as why:
        assignments(typed)
    assert says in str(why.value)
    assert CliRunner().invoke(app, ["set", *typed, "--port", NOWHERE]).exit_code == 2


def test_a_newer_grip():
    """What this tool does not know is shown and does no harm."""
    told = line("setting tap_ms 260") + line("setting zoom_ms 9") + line("end")
    with FakeGrip({"settings": told}) as end:
        assert "zoom_ms 9: not known to this tool" in ok(end.url, "get")
        assert json.loads(ok(end.url, "get", "--json"))[-1] == {"name": "zoom_ms", "value": "9"}
        code, _, problem = call(end.url, "get", "dark")
        assert code == 1 and "older than this tool and has no dark" in problem
        with open_grip(end.url, False) as grip:
            assert grip.status()["version"] == "9.9.9" and grip.log() == []


def test_lines_of_the_log():
    assert fault("3 hang it hung") == Fault(3, "hang", "it hung", ())
    assert fault("rubbish").what == "unreadable" and fault("x y z").number == 0 and fault("4").what == "unreadable"
    assert fault('5 exception File "app.py", line 9, in a MemoryError: ').reason == "MemoryError:"
    assert fault('5 exception File "app.py", line 9').where == ("firmware/grip/app.py line 9",)
    assert [duration(ms) for ms in (4_200, 200_000, 7_500_000)] == ["4 s", "3 min 20 s", "2 h 5 min"]
