"""The bench's own arithmetic, files, words and picture, on made-up results."""

import math
import xml.etree.ElementTree as ET

import pytest
import typer
from backgrip.bench import cli, limits, picture, result, words
from backgrip.bench.result import Bench, BenchFileError, Latency, Ram, Size
from backgrip.bench.ways import WAYS
from backgrip.firmware import settings_file
from grip import settings
from typer.testing import CliRunner


def made_up(**changes) -> Bench:
    latency = [
        Latency(way=way.name, load=load, us={"idle": [2.0 + n / 100 for n in range(100)]}, lost=0)
        for way in WAYS
        for load in ("idle", "busy")
    ]
    values = {
        "version": "1.2.3",
        "micropython": "v1.25.0",
        "emulator": "none",
        "quick": True,
        "latency": latency,
        "load_ms": {"flash write": 51.2},
        "ready_ms": {"frozen": 55.75, "first": 150.0, "mpy": 200.0, "py": 900.0},
        "ram": {"frozen": Ram(in_use=12800, free=230000, in_use_collected=12288, free_collected=231424)},
        "size": Size(image=345600, uf2=691200, grip=20480),
        "release_ms": 8.3,
        "thumb_spacing_ms": 10.1,
        "frame_spacing_ms": 150.02,
    }
    return Bench(**(values | changes))


@pytest.mark.parametrize(
    ("us", "lost", "share", "expected"),
    [
        ([3.0, 1.0, 2.0], 0, 0, 1.0),
        ([3.0, 1.0, 2.0], 0, 0.5, 2.0),
        ([3.0, 1.0, 2.0], 0, 1, 3.0),
        (list(range(1, 201)), 0, 0.99, 198),
        ([1.0, 2.0], 1, 0.5, 2.0),
        ([1.0, 2.0], 1, 1, math.inf),  # a lost press is slower than any
    ],
)
def test_quantiles_take_the_nearest_rank(us, lost, share, expected):
    assert Latency(way="thumb", load="idle", us={"idle": us}, lost=lost).quantile_us(share) == expected


@pytest.mark.parametrize(
    ("us", "expected"),
    [
        (2.096, "2.1 µs"),
        (17.8, "18 µs"),
        (999.4, "999 µs"),
        (9400.9, "9.4 ms"),
        (47702, "48 ms"),
        (math.inf, "never"),
    ],
)
def test_durations(us, expected):
    assert words.duration(us) == expected


def test_all_promises_hold_or_are_missed_by_name():
    assert all(check.holds for check in limits.checks(made_up()))
    slow = made_up(ready_ms={"frozen": 100.25, "first": 150.0}, release_ms=9.25)
    missed = [check.what for check in limits.checks(slow) if not check.holds]
    assert missed == ["Thumb lifted to FOCUS open, slowest", "Reset to ready, the one-file image"]


@pytest.mark.parametrize(("us", "lost"), [([2.0, 5.1], 0), ([2.0], 1)])
def test_one_slow_or_lost_press_under_load_is_a_missed_promise(us, lost):
    bench = made_up()
    bench.of("thumb", "busy").us = {"printing": us}
    bench.of("thumb", "busy").lost = lost
    assert not all(check.holds for check in limits.checks(bench))


def test_other_ways_promise_nothing():
    bench = made_up()
    bench.of("picozero", "busy").us = {"flash write": [48000.0]}
    assert all(check.holds for check in limits.checks(bench))


def test_a_result_survives_its_file(tmp_path):
    bench = made_up()
    path = tmp_path / "new" / "bench.json"
    bench.write(path)
    assert result.read(path) == bench
    assert path.read_text().count('{"way"') == len(path.read_text().split('\n{"way"')) - 1  # one a line


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read"),
        ("", "the file"),
        ('{"format": 2}', "format"),
        (made_up().model_dump_json().replace('"lost":0', '"lost":"none"'), "latency.0.lost"),
    ],
)
def test_a_bad_file_is_told_by_name_and_field(tmp_path, content, told):
    path = tmp_path / "bench.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(BenchFileError) as error:
        result.read(path)
    assert str(path) in str(error.value) and told in str(error.value)


def test_the_picture_has_every_press_and_every_way():
    bench = made_up()
    bench.of("soft_irq", "busy").lost = 100
    bench.of("soft_irq", "busy").us = {"flash write": []}
    drawn = picture.draw(bench)
    names = [element.tag.rpartition("}")[2] for element in ET.fromstring(drawn).iter()]
    assert names.count("circle") == 2 + 13 * 100  # the key, the presses
    for way in WAYS:
        assert way.label in drawn
    assert "slowest never" in drawn
    assert drawn == picture.draw(bench)


def test_the_settings_file_is_one_that_the_grip_takes():
    values, complaints = settings.parse(settings_file(style="track", shutter_min_ms=20).decode())
    assert not complaints
    assert values == settings.defaults() | {"style": "track", "shutter_min_ms": 20}


def test_a_setting_that_the_grip_would_refuse_is_refused():
    with pytest.raises(ValueError, match="debounce_ms"):
        settings_file(debounce_ms=0)


@pytest.mark.parametrize(("ready", "code"), [(55.75, 0), (100.25, cli.EXIT_MISSED)])
def test_exit_code(tmp_path, monkeypatch, ready, code):
    monkeypatch.setattr(cli, "measure", lambda plan, jobs: made_up(ready_ms={"frozen": ready}))
    app = typer.Typer()
    app.command()(cli.bench)
    done = CliRunner().invoke(app, ["--out", str(tmp_path)])
    assert done.exit_code == code, done.output
    assert (tmp_path / "bench.svg").exists() and result.read(tmp_path / "bench.json")
    assert ("Missed: Reset to ready" in done.output) == bool(code)
