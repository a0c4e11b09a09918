"""`backgrip probe`: who is tested, what is written and shared, going on, and all that can be wrong."""

import contextlib
import io
import json
import tomllib

import pytest
import typer
from backgrip.cameras import read_book
from backgrip.connect.errors import NoGrip, Unplugged
from backgrip.probe import cli, dialogue, state, terminal
from backgrip.probe.cli import own_folder
from backgrip.probe.errors import ProbeError
from backgrip.probe.findings import Findings
from backgrip.probe.subject import Subject, slug
from backgrip.probe.terminal import Terminal
from backgrip.probe.verdict import expected
from backgrip.probe.who import identify
from backgrip.probe.write import write
from probe_robot import TODAY, Robot
from rich.console import Console
from typer.testing import CliRunner

BOOK = read_book()
APP = typer.Typer()
APP.command()(cli.probe)


class Desk:
    """A grip and a robot on the command line: `backgrip probe` as a user calls it."""

    def __init__(self, monkeypatch, folder, semantics):
        self.folder, self.semantics = folder, semantics
        self.first: list[str] = []  # what is typed before the dialogue asks
        self.robot = None
        make = dialogue.Dialogue.__init__

        def made(this, *args, **options):
            make(this, *args, **options | {"clock": self.robot.clock})
            self.robot.dialogue = this

        monkeypatch.setattr(dialogue.Dialogue, "__init__", made)
        monkeypatch.setattr(cli, "find_port", lambda port: port or "COM7")
        monkeypatch.setattr(cli, "open_console", lambda port: contextlib.nullcontext(port))
        monkeypatch.setattr(cli, "Lines", lambda console: self.robot)
        monkeypatch.setattr(cli, "Terminal", lambda console: terminal.Terminal(console, self.read))
        monkeypatch.setattr(cli, "read_book", self._book)
        monkeypatch.delenv("BACKGRIP_CAMERAS", raising=False)
        monkeypatch.setenv("COLUMNS", "200")

    @staticmethod
    def _book(*folders):
        return read_book(*folders) if any(list(folder.glob("*.toml")) for folder in folders) else BOOK

    def read(self, prompt):
        return self.first.pop(0) if self.first else self.robot.read(prompt)

    def run(self, *args, first=(), folder=True, **robot):
        self.robot, self.first = Robot(self.semantics, **robot), list(first)
        at = ["--folder", str(self.folder)] if folder else []
        result = CliRunner().invoke(APP, [*args, *at], catch_exceptions=False)
        return result.exit_code, result.output


@pytest.fixture
def desk(monkeypatch, tmp_path):
    return Desk(monkeypatch, tmp_path / "mine", BOOK.classes["nikon-dslr"])


def test_a_known_body(desk):
    code, said = desk.run("d850")
    assert code == 0
    assert "Testing the Nikon D850" in said and 'backgrip use "Nikon D850" --folder' in said
    mine = read_book(desk.folder).body("Nikon D850")
    known = BOOK.body("Nikon D850")
    assert mine.profile_facts["focus_lead_ms"].is_ == 10
    assert mine.profile_facts["focus_lead_ms"].evidence.value == "tested by its owner"
    assert mine.port == known.port and mine.fact("af_off") == known.fact("af_off")
    text = (desk.folder / "nikon-d850.share.md").read_text(encoding="utf-8")
    assert text.strip() in said.replace("\r", "") and "# Camera tested: Nikon D850" in text
    assert "| SHUTTER needs FOCUS | yes | yes (" in text and "`lead-10`: 20 of 20 pictures" in text
    written = tomllib.loads(text.split("```toml\n")[1].split("```")[0])
    assert written == tomllib.loads((desk.folder / "nikon-d850.toml").read_text(encoding="utf-8"))
    assert not [path for path in desk.folder.iterdir() if path.name.startswith(".")]  # nothing half-written is left


def test_done_once_is_shown_again_and_again_starts_anew(desk):
    desk.run("d850")
    files = {path.name: path.read_text(encoding="utf-8") for path in desk.folder.iterdir()}
    code, said = desk.run("d850")
    assert code == 0 and "was tested on" in said and desk.robot.reads == 0
    assert {path.name: path.read_text(encoding="utf-8") for path in desk.folder.iterdir()} == files
    code, said = desk.run("d850", "--again")
    assert code == 0 and desk.robot.reads > 20


def test_a_new_body_is_asked_for_and_gone_on_with(desk):
    at = str(list(BOOK.connectors).index("nikon-dc2") + 1)

    def stop(number, prompt):
        if number == 9:
            raise KeyboardInterrupt

    first = ["", "Roadrunner  9", "99", at]
    code, said = desk.run("Acme Roadrunner", first=first, on_read=stop)
    assert code == 130
    assert "is not in the data yet" in said and '"99" is none of these' in said
    assert 'To go on: backgrip probe "Acme Roadrunner 9" --folder' in said
    assert [path.name for path in desk.folder.iterdir()] == ["acme-roadrunner-9.probe.json"]
    code, said = desk.run("acme roadrunner 9")
    assert code == 0 and "Going on from" in said
    mine = read_book(desk.folder).body("Acme Roadrunner 9")
    assert mine.port.is_ == "nikon-dc2" and mine.port.evidence.value == "tested by its owner"
    assert mine.profile()["wake_lead_ms"] == 400
    assert desk.run("Roadrunner 9")[0] == 0  # found by search now, and done


def names(typed, first, folder):
    """The subject that a name and some answers give, and what was said."""
    left, said = list(first), io.StringIO()
    ui = Terminal(Console(file=said, width=100, highlight=False, markup=False), lambda prompt: left.pop(0))
    return identify(ui, BOOK, folder, typed, False), said.getvalue()


def test_who_is_meant(tmp_path):
    assert names("t3i", [], tmp_path)[0].title == "Canon EOS 600D"
    subject, said = names("nikon d75", ["1"], tmp_path)
    assert subject.body and "Is it one of these?" in said
    subject, _ = names("nikon d9000 x", ["n", "", "", "?"], tmp_path)
    assert (subject.brand, subject.name, subject.port, subject.body) == ("Nikon", "d9000 x", "unknown", None)
    subject, said = names(None, ["", "  ", "\x1b[31m", "zzz qq 1", "Lumix", "QQ 1", "1"], tmp_path)
    assert subject.title == "Panasonic QQ 1" and subject.port == "panasonic-rs1" and "with letters or digits" in said
    subject, _ = names("whatever", ["sony", "a7 IV"], tmp_path)  # known after all
    assert subject.title == "Sony A7 IV" and subject.body


def test_a_body_without_a_known_socket_is_asked_for_it(tmp_path):
    for body in (b for b in BOOK.bodies if b.port.is_ in ("none", "unknown")):
        subject, said = names(body.title, ["1"], tmp_path)
        assert "Which remote system" in said and subject.port in BOOK.connectors
        break


def test_nothing_settled_writes_nothing(desk):
    code, said = desk.run("d850", says=lambda robot, trial, truth: "s")
    assert code == 1 and "Nothing was settled" in said and "To go on" not in said
    assert [path.suffix for path in desk.folder.iterdir()] == [".json"]


def test_no_grip(desk, monkeypatch):
    def none(port):
        raise NoGrip("No grip is connected: plug it in.")

    monkeypatch.setattr(cli, "find_port", none)
    code, said = desk.run("d850")
    assert code == 1 and "No grip is connected" in said and not desk.folder.exists()


def test_unplugged_in_the_middle(desk):
    def gone(number):
        if number == 3:
            raise Unplugged("The grip at COM7 is gone: the cable came out.")

    code, said = desk.run("d850", on_play=gone)
    assert code == 1 and "is gone" in said and 'Every answer is kept. To go on: backgrip probe "Nikon D850"' in said
    kept = state.load(desk.folder / "nikon-d850.probe.json")
    assert [answer.trial for answer in kept.log] == ["focus", "alone"]
    assert desk.run("d850")[0] == 0


@pytest.mark.parametrize(
    "text, words",
    [
        ("{", "damaged"),
        ("", "damaged"),
        ('{"version": 7, "brand": "Nikon", "name": "D850", "begun": "2025-01-01"}', "version 7, newer"),
        ('{"version": 1, "brand": "Nikon", "name": "D850", "begun": "2025-01-01", "log": [{"trial": "x", "reply": 1}]}',
         "log.0.trial"),
    ],
)  # fmt: skip
def test_a_state_file_that_cannot_be_used(desk, text, words):
    desk.folder.mkdir()
    path = desk.folder / "nikon-d850.probe.json"
    path.write_text(text, encoding="utf-8")
    code, said = desk.run("d850")
    assert code == 1 and words in said and "--again" in said and path.read_text(encoding="utf-8") == text
    assert desk.run("d850", "--again")[0] == 0


def test_a_camera_file_that_cannot_be_used(desk):
    desk.folder.mkdir()
    (desk.folder / "mine.toml").write_text("brand = 3\n", encoding="utf-8")
    code, said = desk.run("d850")
    assert code == 1 and "mine.toml" in said and desk.robot.reads == 0


def test_a_folder_that_cannot_be_made(desk):
    desk.folder.write_text("a file", encoding="utf-8")
    code, said = desk.run("d850")
    assert code == 1 and "cannot be written" in said and "--folder" in said


def test_the_default_folder_is_the_user_s(desk, monkeypatch, tmp_path):
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, **_: str(tmp_path / name))
    assert own_folder() == tmp_path / "backgrip" / "cameras"
    assert desk.run("d850", folder=False)[0] == 0
    assert (tmp_path / "backgrip" / "cameras" / "nikon-d850.toml").exists()


# -- the file itself --------------------------------------------------------------------------------

HANDMADE = """\
# my own notes
brand = "Acme"   # not a real one

[sources]
me = { kind = "owner", title = "I", url = "https://example.com" }
probe-2020-01-01 = { kind = "test", title = "an older test" }

[[body]]
name = "Zero"
port = { is = "canon-e3", evidence = "reported", source = "me" }
behaves_as = { is = "sony", evidence = "reported", source = "me" }

[[body]]
name = "one"   # the one
also = ["Uno"]
port = { is = "canon-e3", evidence = "reported", source = "me" }
behaves_as = { is = "sony", evidence = "reported", source = "me" }  # so I thought
profile.focus_lead_ms = { is = 77, evidence = "reported", source = "me" }
profile.shutter_gap_ms = { is = 40, evidence = "tested by its owner", source = "probe-2020-01-01" }
traps = [
  { is = "Mine.", evidence = "reported", source = "me" },
  { is = "An old one.", evidence = "tested by its owner", source = "probe-2020-01-01" },
]
"""
ONE = Subject("Acme", "one", None, None)
FOUND = expected(BOOK.classes["nikon-dslr"])


def test_a_file_of_the_owner_s_is_added_to(tmp_path):
    (tmp_path / "zz.toml").write_text(HANDMADE, encoding="utf-8")
    known = read_book(tmp_path).body("Acme one")
    found = Findings(**{**vars(FOUND), "back_button_focuses": True})
    written = write(tmp_path, [], BOOK, Subject("Acme", "one", None, known), found, TODAY)
    text = written.path.read_text(encoding="utf-8")
    assert written.path.name == "zz.toml" and written.backup.read_text(encoding="utf-8") == HANDMADE
    assert "# my own notes" in text and "# the one" in text and 'name = "Zero"' in text
    mine = read_book(tmp_path).body("Acme one")
    assert mine.also == ("Uno",) and mine.fact("behaves_as").is_ == "nikon-dslr"  # what was tested wins
    assert mine.profile() == {"shutter_gap_ms": 40, "shutter_needs_focus": True, "shutter_min_ms": 20,
                              "focus_lead_ms": 10, "wake_lead_ms": 400, "sleep_after_s": 6,
                              "refocus_gap_ms": 120}  # fmt: skip
    assert [trap.is_ for trap in mine.traps][0] == "Mine." and "An old one." not in {t.is_ for t in mine.traps}
    assert "Even with AF taken off" in mine.traps[1].is_
    write(tmp_path, [], BOOK, ONE, found, TODAY)
    assert written.path.read_text(encoding="utf-8") == text  # the same again changes nothing
    assert written.backup.read_text(encoding="utf-8") == HANDMADE


@pytest.mark.parametrize("header", ["[body.profile]", "profile = { focus_tail_ms = F }", ""])
def test_however_the_profile_is_written(header, tmp_path):
    fact = '{ is = 60, evidence = "reported", source = "me" }'
    rest = f"focus_tail_ms = {fact}\n" if header.startswith("[") else ""
    body = HANDMADE.split("profile.focus")[0] + header.replace("F }", f"{fact} }}") + "\n" + rest
    (tmp_path / "a.toml").write_text(body, encoding="utf-8")
    found = Findings(**{**vars(FOUND), "locks": False})
    write(tmp_path, [], BOOK, ONE, found, TODAY)
    mine = read_book(tmp_path).body("Acme one")
    assert mine.profile()["style"] == "track" and mine.profile()["focus_lead_ms"] == 10 and mine.traps
    assert mine.profile().get("focus_tail_ms") == (60 if header else None)


def test_files_that_would_not_go_together_stay_as_they_were(tmp_path, monkeypatch):
    (tmp_path / "zz.toml").write_text(HANDMADE, encoding="utf-8")
    bad = Subject("Acme", "Two", "no-such-plug", None)
    with pytest.raises(ProbeError, match="(?s)Nothing was written.*Two: port: there is no connector"):
        write(tmp_path, [], BOOK, bad, FOUND, TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["zz.toml"]


def test_file_names():
    assert slug("Canon EOS-1D X Mark III") == "canon-eos-1d-x-mark-iii"
    assert slug("Acme ../../etc/passwd") == "acme-etc-passwd"
    assert slug("K100D Super+") == "k100d-super-plus" and slug("../..") == ""
    assert json.loads(state.State(brand="A", name="B", begun=TODAY).model_dump_json())["version"] == 1
