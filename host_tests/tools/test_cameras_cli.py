"""`backgrip cameras`, `backgrip camera NAME`, and what they say when something is wrong."""

import json
import os
import sys
from functools import cache

import pytest
from backgrip import cli
from backgrip.cameras import CameraDataError, listing, read_book
from backgrip.cameras.lookup import UnknownCamera, look_up
from backgrip.cameras.show import Sheet
from rich.console import Console
from typer.testing import CliRunner

OWN = """
brand = "Acme"
[sources]
mine = { title = "The test of its owner, 2024-05-01", kind = "test" }
[[body]]
name = "Roadrunner 9"
also = ["RR9"]
port = { is = "canon-e3", evidence = "tested by its owner", source = "mine" }
behaves_as = { is = "nikon-z", evidence = "tested by its owner", source = "mine" }
af_off = { is = "Menu > Beep > Off", evidence = "tested by its owner", source = "mine" }
profile.focus_lead_ms = { is = 77, evidence = "tested by its owner", source = "mine" }
"""


READ = cache(read_book)  # no test changes a folder that it has read
BOOK = READ()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.delenv("BACKGRIP_CAMERAS", raising=False)
    monkeypatch.setattr("backgrip.cameras.cli.read_book", READ)
    monkeypatch.setattr("backgrip.cameras.lookup.read_book", READ)


@pytest.fixture
def own(tmp_path):
    (tmp_path / "acme.toml").write_text(OWN, encoding="utf-8")
    return tmp_path


def run(*words):
    """What is printed to stdout; the command must succeed."""
    done = CliRunner().invoke(cli.app, list(map(str, words)))
    assert done.exit_code == 0, done.output
    return done.stdout


def fail(monkeypatch, capsys, *words):
    """(exit code, stderr) of the whole program."""
    monkeypatch.setattr(sys, "argv", ["backgrip", *map(str, words)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    out, err = capsys.readouterr()
    assert out == ""
    return left.value.code, err


def listed(*words):
    return json.loads(run("cameras", "--json", *words))


def names(*words):
    return {one["camera"] for one in listed(*words)}


def test_every_body_has_a_line_in_a_pipe():
    lines = run("cameras").splitlines()
    assert [line.split("\t")[0] for line in lines] == [body.title for body in BOOK.bodies]
    assert {line.count("\t") for line in lines} == {4}


def test_json_lists_every_body():
    assert [one["camera"] for one in listed()] == [body.title for body in BOOK.bodies]
    t3i = next(one for one in listed() if one["camera"] == "Canon EOS 600D")
    assert t3i["port"] == "canon-e3" and "Rebel T3i" in t3i["also"] and t3i["brand"] == "Canon"


@pytest.mark.parametrize("brand", ["Panasonic", "panasonic", "Lumix"])
def test_by_brand(brand):
    assert names("--brand", brand) == {body.title for body in BOOK.bodies if body.brand == "Panasonic"}


@pytest.mark.parametrize("connector", ["nikon-dc2", "MC-DC2"])
def test_by_connector(connector):
    assert names("--connector", connector) == {body.title for body in BOOK.bodies if body.port.is_ == "nikon-dc2"}


def test_by_port():
    assert "Nikon D40" in names("--port", "none")
    assert "Nikon D850" in names("--port", "wired")
    assert names("--port", "unknown") == {body.title for body in BOOK.bodies if body.port.is_ == "unknown"}
    kinds = [names("--port", kind) for kind in ("wired", "none", "unknown")]
    assert set.union(*kinds) == names() and sum(map(len, kinds)) == len(BOOK.bodies)


def test_by_what_shutter_alone_does():
    needs, does_not = names("--needs-focus"), names("--no-needs-focus")
    assert "Nikon D850" in needs and "Canon EOS 600D" in does_not
    assert not needs & does_not
    assert needs | does_not == names() - names("--port", "none")


def test_by_evidence():
    kinds = [names("--evidence", kind) for kind in ("tested", "verified", "reported", "assumed")]
    assert set.union(*kinds) == names() and sum(map(len, kinds)) == len(BOOK.bodies)
    verified = [one for one in listed("--evidence", "verified")]
    assert verified and all({one["port_evidence"], one["behaviour_evidence"]} <= {"verified", None} for one in verified)


def test_filters_add_up():
    assert names("--brand", "nikon", "--port", "none") == names("--brand", "nikon") & names("--port", "none")


def test_nothing_fits():
    done = CliRunner().invoke(cli.app, ["cameras", "--brand", "Leica", "--connector", "canon-e3"])
    assert (done.exit_code, done.stdout) == (0, "") and "No camera" in done.stderr
    assert listed("--brand", "Leica", "--connector", "canon-e3") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--brand", "Kodak"), "there is no brand"),
        (("--connector", "usb-z"), "there is no connector"),
        (("--evidence", "sure"), "'sure'"),
        (("--port", "maybe"), "'maybe'"),
    ],
)
def test_a_filter_that_is_not_there_is_wrong_usage(words, said):
    done = CliRunner().invoke(cli.app, ["cameras", *words])
    assert done.exit_code == 2
    assert said in done.stderr


def test_the_table_of_a_terminal_fits_80_columns():
    console = Console(width=80, highlight=False, markup=False)
    with console.capture() as told:
        listing.table(listing.rows(BOOK), console)
    lines = told.get().splitlines()
    assert max(map(len, lines)) <= 80
    assert "…" not in told.get(), "a cell was cut"
    assert len([line for line in lines if line.startswith(tuple(BOOK.brand_names))]) == len(BOOK.bodies)


def test_one_camera_tells_everything():
    text = run("camera", "t3i")
    body = BOOK.body("Canon EOS 600D")
    for words in ("Canon EOS 600D", "Rebel T3i", "Kiss X5", "RS-60E3", "tip = SHUTTER", "One-Shot"):
        assert words in text
    flat = " ".join(text.split())
    for fact in body.all_facts().values():
        assert BOOK.source(fact).title in flat
        assert BOOK.source(fact).url is None or BOOK.source(fact).url in flat
    assert max(map(len, text.split("Sources")[0].splitlines())) <= 100


def test_every_camera_can_be_shown_on_a_narrow_terminal():
    width = 48
    for body in BOOK.bodies:
        console = Console(width=width, highlight=False, markup=False)
        with console.capture() as told:
            Sheet(BOOK, body, console).show()
        facts, sources = told.get().split("\nSources\n")
        assert facts.startswith(body.title) and sources.startswith("[1] ")
        assert max(map(len, facts.splitlines())) <= width
        assert ("no wired release" in " ".join(facts.split())) == (body.port.is_ == "none")
        assert ("\ninstead " in facts) == (body.instead is not None)


def test_a_body_without_a_port_says_so_and_what_to_do():
    flat = " ".join(run("camera", "Nikon D60").split())
    assert "It has no wired release" in flat
    assert "instead A wired grip cannot" in flat and "AE-L/AF-L" in flat
    assert "On the wire" not in flat


def test_json_of_one_camera_has_every_fact_and_its_source():
    told = json.loads(run("camera", "GH5", "--json"))
    body = BOOK.body("Panasonic GH5")
    assert told["camera"] == body.title and told["connector"]["remotes"]
    assert set(told["facts"]) == set(body.all_facts())
    for place, fact in body.all_facts().items():
        assert told["facts"][place]["is"] == fact.is_ and told["facts"][place]["evidence"] == fact.evidence.value
        assert told["sources"][fact.source]["title"] == BOOK.source(fact).title


def test_json_of_a_body_without_a_port():
    told = json.loads(run("camera", "Nikon D40", "--json"))
    assert told["port"] == "none" and told["connector"] is None and "instead" in told["facts"]


def test_files_of_ones_own(own, monkeypatch):
    assert "Acme Roadrunner 9" in run("cameras", "--folder", own)
    assert "77" in run("camera", "rr9", "--folder", own)
    assert names("--folder", own, "--evidence", "tested") == {"Acme Roadrunner 9"}
    monkeypatch.setenv("BACKGRIP_CAMERAS", str(own))
    assert "Menu > Beep > Off" in run("camera", "roadruner 9")


def test_the_environment_may_name_several_folders(own, tmp_path_factory, monkeypatch):
    other = tmp_path_factory.mktemp("other")
    text = OWN.replace("Roadrunner 9", "Coyote 5").replace("RR9", "C5")
    (other / "coyote.toml").write_text(text.replace("Acme", "Ajax"), encoding="utf-8")
    monkeypatch.setenv("BACKGRIP_CAMERAS", f"{own}{os.pathsep}{other}")
    assert {"Acme Roadrunner 9", "Ajax Coyote 5"} <= names()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("d860", ("d860", "Nikon D850", "Did you mean")),
        ("rebel", ("rebel", "Canon EOS 300D", "which one", "more: `backgrip cameras")),
        ("kodak dcs", ("kodak dcs", "no camera", "backgrip cameras", "backgrip probe")),
        ("", ("no camera",)),
    ],
)
def test_a_name_that_is_no_ones_or_several(monkeypatch, capsys, typed, said):
    code, err = fail(monkeypatch, capsys, "camera", typed)
    assert code == 1 and "Traceback" not in err
    assert all(words in err for words in said), err


def test_a_malformed_file_is_named_with_body_and_field(monkeypatch, capsys, own):
    (own / "acme.toml").write_text(OWN.replace("is = 77", 'is = "long"'), encoding="utf-8")
    for command in (("cameras",), ("camera", "t3i")):
        code, err = fail(monkeypatch, capsys, *command, "--folder", own)
        assert code == 1 and "Traceback" not in err
        assert all(words in err for words in ("acme.toml", "Roadrunner 9", "focus_lead_ms"))


def test_a_folder_that_is_not_there(monkeypatch, capsys, tmp_path):
    code, err = fail(monkeypatch, capsys, "cameras", "--folder", tmp_path / "gone")
    assert code == 1 and "gone" in err


def test_look_up_for_other_commands(own):
    book, body = look_up("a7 3", None)
    assert body.title == "Sony A7 III" and book.connector(body)
    assert look_up("Roadrunner 9", [own])[1].profile() == {"focus_lead_ms": 77}
    with pytest.raises(UnknownCamera) as raised:
        look_up("d860")
    assert "Nikon D850" in raised.value.suggestions
    with pytest.raises(CameraDataError):
        look_up("t3i", [own / "gone"])
