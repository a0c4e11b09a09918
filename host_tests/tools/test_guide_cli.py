"""`backgrip guide`: what it prints and writes, and what it says where it cannot."""

import json
import os

import pytest
import typer
from backgrip.cameras.lookup import UnknownCamera
from backgrip.guide.cli import guide
from backgrip.problem import Problem
from guide_pages import Page, acme_folder  # noqa: F401
from typer.testing import CliRunner

app = typer.Typer()
app.command()(guide)


@pytest.fixture
def run(acme_folder):  # noqa: F811
    return lambda *arguments: CliRunner().invoke(app, [*arguments, "--folder", str(acme_folder)])


def test_to_the_terminal(run):
    done = run("acme known")
    assert done.exit_code == 0
    assert "Acme Known" in done.output and "What your fingers do on this body" in done.output
    assert max(len(line) for line in done.output.splitlines() if "http" not in line) <= 100


def test_first_of_all_look_for_the_socket(run):
    """The first line inside the frame."""
    assert "Look for this socket before you buy" in run("acme unknown").output.splitlines()[1]


@pytest.mark.parametrize("name", ["Rebel T3i", "Nikon D60", "Z8", "a7 III", "X-T4", "GH5", "K-3", "E-M1 II"])
def test_the_names_people_use(run, name):
    done = run(name)
    assert done.exit_code == 0 and "How sure we are" in done.output


def test_a_page(run, tmp_path):
    file = tmp_path / "my camera.html"
    file.write_text("something else", encoding="utf-8")
    done = run("acme known", "--html", str(file))
    assert done.exit_code == 0 and "Wrote" in done.output and "What your fingers do" not in done.output
    assert "Acme Known" in "".join(Page(file.read_text(encoding="utf-8")).text)
    assert os.listdir(tmp_path) == ["my camera.html"]


def test_as_json(run, tmp_path):
    data = json.loads(run("acme known", "--json").stdout)
    assert data["title"] == "Acme Known" and len(data["sections"]) == 9
    both = run("acme known", "--json", "--html", str(tmp_path / "a.html"))
    assert json.loads(both.stdout) == data and (tmp_path / "a.html").exists()


def test_no_such_camera(run):
    done = run("Zenit 3M")
    assert done.exit_code != 0 and isinstance(done.exception, UnknownCamera) and "Zenit 3M" in str(done.exception)


def unwritable(tmp_path):
    file = tmp_path / "file"
    file.write_text("here before", encoding="utf-8")
    absent = "no such folder"
    return [(tmp_path / "none" / "a.html", absent), (tmp_path, "a folder"), (file / "a.html", absent)]


def test_a_place_that_cannot_be_written(run, tmp_path):
    for path, why in unwritable(tmp_path):
        done = run("acme known", "--html", str(path))
        assert done.exit_code == 1 and isinstance(done.exception, Problem)
        assert why in str(done.exception) and str(path) in str(done.exception) and "--html" in str(done.exception)
    assert os.listdir(tmp_path) == ["file"] and (tmp_path / "file").read_text(encoding="utf-8") == "here before"


def test_a_disk_that_fills_up_leaves_the_old_page(run, tmp_path, monkeypatch):
    file = tmp_path / "a.html"
    file.write_text("the old page", encoding="utf-8")

    def half(path, text, **options):
        with open(path, "w", encoding="utf-8") as out:
            out.write(text[: len(text) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", half)
    done = run("acme known", "--html", str(file))
    assert done.exit_code == 1 and "the disk is full" in str(done.exception)
    assert file.read_text(encoding="utf-8") == "the old page" and os.listdir(tmp_path) == ["a.html"]
