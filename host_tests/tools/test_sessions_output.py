"""Sums, promises, losses, tables, picture, file and command, from made-up results."""

import io
import json
import xml.etree.ElementTree as ElementTree

import pytest
import typer
from backgrip import readme
from backgrip.sessions import block, cli, verdict
from backgrip.sessions.picture import draw_picture
from backgrip.sessions.result import Recording, Results, Run, SessionsFileError, add_up, read
from backgrip.sessions.scenes import SESSIONS
from backgrip.sessions.table import show
from backgrip.sessions.ways import WAYS
from backgrip.sessions.words import HEAD, class_rows, matrix_rows, scene_rows, total_rows
from rich.console import Console
from typer.testing import CliRunner

CLASSES = {"sony": "Sony A7 III", "fuji": "Fujifilm X-T3"}


def run(session, way, camera_class, **changes):
    presses = next(one.shots for one in SESSIONS if one.key == session)
    values = {
        "wanted_each": [1] * len(presses), "sharp_each": [1] * len(presses), "taken": len(presses), "stale": 0,
        "stale_known": True, "af_runs": 1, "stray": 0, "index_starts": 0, "index_keeps": 0, "unasked": 0, "lost": 0,
        "why_lost": [], "ignored": 0, "waits_ms": [60.0] * len(presses),
    }  # fmt: skip
    return Run(session=session, way=way, camera_class=camera_class, **values | changes)


def made_up(changed=lambda session, way, camera_class: {}, whole=True):
    """Results in which nothing goes wrong but what `changed` says."""
    runs = [
        run(session.key, way.key, key, **changed(session.key, way.key, key))
        for session in SESSIONS for way in WAYS for key in CLASSES
    ]  # fmt: skip
    return Results(
        version="1.2.3", micropython="v9", emulator="none", whole=whole, bodies=CLASSES, locks=list(CLASSES),
        opens_between=[], runs=runs,
        recordings=[Recording(settings="{}", session="bird", moves=[(1, "thumb", True)], edges=[(5, "FOCUS", True)])],
    )  # fmt: skip


def when(session, way, **changes):
    return lambda s, w, c: changes if (s, w) == (session, way) else {}


def test_sums():
    total = add_up([run("portrait", "lock", "sony", waits_ms=[10, 30]), run("group", "lock", "sony", waits_ms=[500])])
    assert (total.wanted, total.sharp, total.af_runs, total.presses, total.waits) == (8, 8, 2, 8, (30, 500))
    assert add_up([]).waits is None


def test_all_is_well():
    results = made_up()
    assert all(promise.holds for promise in verdict.promises(results)) and verdict.losses(results) == []


@pytest.mark.parametrize("what", ["stray", "unasked", "lost"])
def test_the_lock_promises_nought(what):
    results = made_up(when("group", "lock", **{what: 1}))
    assert [promise.measured for promise in verdict.promises(results) if not promise.holds] == [2]


def test_the_lock_promises_nothing_to_a_body_that_cannot_keep_it():
    changed = when("bulb", "lock", stray=1)
    results = made_up(changed).model_copy(update={"opens_between": list(CLASSES)})
    assert all(promise.holds for promise in verdict.promises(results))
    results = made_up(when("group", "lock", stray=1)).model_copy(update={"locks": []})
    assert all(promise.holds for promise in verdict.promises(results))


@pytest.mark.parametrize("way", ["lock", "track"])
@pytest.mark.parametrize(
    "changes, figures",
    [
        ({"sharp_each": [1, 0, 0, 0]}, "2 of 8"),
        ({"lost": 3}, "6"),
        ({"stale": 2}, "4"),
        ({"waits_ms": [160.0] * 4}, "160 ms"),
    ],
)
def test_every_loss_has_its_sentence(way, changes, figures):
    (loss,) = verdict.losses(made_up(when("portrait", way, **changes)))
    assert f"Portrait, recomposed {figures} (" in loss.sentence and "Why: " in loss.sentence
    assert loss.sentence.startswith(f"Grip, {way} loses in")


def test_the_better_own_way_is_compared_with():
    def changed(session, way, _):
        return (
            {"half-press": {"sharp_each": [1, 1, 0, 0]}, "lock": {"sharp_each": [1, 0, 0, 0]}}.get(way, {})
            if (session == "portrait")
            else {}
        )

    (loss,) = verdict.losses(made_up(changed))
    assert loss.cases == [("Portrait, recomposed", "2 of 8", "own back button", "8 of 8")]


def test_the_grip_is_compared_over_the_classes_that_have_the_button():
    results = made_up(lambda s, w, c: {"sharp_each": [1, 1, 1, 0]} if (s, w, c) == ("portrait", "lock", "fuji") else {})
    own = ("back-button", "half-press")
    without = [one for one in results.runs if one.camera_class != "fuji" or one.way not in own]
    assert verdict.losses(results) and verdict.losses(results.model_copy(update={"runs": without})) == []


def test_rows():
    results = made_up(when("singer", "track", stale=1, stale_known=False, waits_ms=[], lost=4))
    row = dict(zip(HEAD, scene_rows(results, "singer")[3], strict=True))
    assert row == {
        "way": "grip, track", "in focus": "8 of 8", "AF runs": "2", "of them stray": "0", "stale exposure": "2?",
        "decision to frame": "never", "not asked for": "0", "lost presses": "8 of 8",
    }  # fmt: skip
    assert [row[0] for row in total_rows(results)] == ["own half-press", "own back button", "grip"]
    assert len(matrix_rows(results)) == 6 and [row[0] for row in class_rows(results)] == list(CLASSES)


@pytest.mark.parametrize("width", [80, 100])
def test_the_table_fits_a_terminal(width):
    console = Console(width=width, record=True, file=io.StringIO())
    wide = {"stale": 1, "waits_ms": [117.0, 117.0, 1017.0], "sharp_each": [31, 30, 30], "wanted_each": [34, 33, 33]}
    late = wide | {"waits_ms": [317.0, 317.0, 1017.0]}
    show(made_up(lambda scene, way, key: late if way == "track" else wide), console)
    told = console.export_text()
    assert max(map(len, told.splitlines())) <= width
    for words in ("grip, lock", "own back button", "exposure", "holds", "Why:", "317, 1017"):
        assert words in told, words
    assert "…" not in told


def test_the_picture_has_a_square_for_every_frame_wanted():
    results = made_up(when("portrait", "lock", sharp_each=[1, 0, 0, 0]))
    picture = draw_picture(results)
    root = ElementTree.fromstring(picture)
    squares = [one for one in root.iter() if one.get("class") == "frame"]
    assert len(squares) == 4 * sum(len(session.shots) for session in SESSIONS)
    texts = {one.text for one in root.iter() if one.tag.endswith("text")}
    assert {"25 %", "2 of 8", "grip, lock", "Singer, dim stage"} <= texts


def test_the_file_comes_back_and_a_bad_one_is_told(tmp_path):
    path = tmp_path / "deep" / "sessions.json"
    made_up().write(path)
    assert read(path) == made_up()
    assert sum(line.startswith('{"session"') for line in path.read_text().splitlines()) == len(made_up().runs)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 3}))
    with pytest.raises(SessionsFileError, match="version"):
        read(path)
    with pytest.raises(SessionsFileError, match="cannot be read"):
        read(tmp_path / "none.json")


def test_the_block():
    told = block.block(made_up(when("portrait", "lock", stale=1)))
    assert "](tools/backgrip/sessions/published.svg)" in told
    assert "| Bird in flight |" in told and "loses in frames at an exposure held" in told
    assert "0 AF runs between the focus press and the last frame, 0 frames not asked for, 0 presses" in told
    assert "Nowhere." in block.block(made_up())


@pytest.fixture
def command(monkeypatch, tmp_path):
    """The command with made-up results; `(results, *options)`."""
    app = typer.Typer()
    app.command()(cli.sessions)
    page = tmp_path / "README.md"
    page.write_text("a\n<!-- begin: sessions -->\n<!-- end: sessions -->\nb\n")
    monkeypatch.setattr(cli, "README", page)
    monkeypatch.setattr(cli, "frozen_uf2", lambda: None)
    for name in ("PUBLISHED", "PICTURE"):
        monkeypatch.setattr(block, name, tmp_path / getattr(block, name).name)

    def call(results, *options):
        monkeypatch.setattr(cli, "shoot_all", lambda uf2, shooters, workers, known: results)
        return CliRunner().invoke(app, ["--out", str(tmp_path / "build"), *options])

    return call


def test_the_command_writes_both_files(command, tmp_path):
    told = command(made_up())
    assert told.exit_code == 0, told.output
    assert read(tmp_path / "build" / "sessions.json") == made_up()
    assert (tmp_path / "build" / "sessions.svg").read_text().startswith("<?xml")
    assert not (tmp_path / "published.json").exists()


def test_the_command_publishes(command, tmp_path):
    assert command(made_up(), "--publish").exit_code == 0
    assert read(tmp_path / "published.json") == made_up()
    assert "Bird in flight" in (tmp_path / "README.md").read_text()
    assert (tmp_path / "published.svg").exists()
    once = (tmp_path / "README.md").read_text()
    assert readme.filled(once, {"sessions": block.block(made_up())}) == once


def test_the_command_fails_when_something_must_hold_and_does_not(command, tmp_path):
    told = command(made_up(when("group", "lock", lost=1)), "--publish")
    assert told.exit_code == 1 and "MISSED" in told.output
    assert not (tmp_path / "published.json").exists()


@pytest.mark.parametrize(
    "options, words",
    [(["--only", "nikkon"], "there is no class nikkon"), (["--only", "sony", "--publish"], "every class")],
)
def test_the_command_refuses(command, options, words):
    told = command(made_up(), *options)
    assert told.exit_code == 1 and words in told.output and "Traceback" not in told.output


def test_what_is_not_whole_is_not_published(command, tmp_path):
    with pytest.raises(ValueError, match="every class"):
        block.publish(made_up(whole=False))
