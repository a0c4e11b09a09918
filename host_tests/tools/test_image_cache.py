"""The cache: whole or not there, whoever is cut short and however many come at once."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time

import ctrl_c
import pytest
from backgrip.image import build, cache
from backgrip.image.errors import BuildFailed, ImageError
from backgrip.image.sources import Sources

SLOW_MAKE = """
import sys, time
from pathlib import Path
from backgrip.image import cache
place = cache.folder("things")
log = Path(sys.argv[1])
def make(target):
    with log.open("a") as out:
        out.write("begun\\n")
    target.mkdir()
    (target / "first").write_text("1")
    time.sleep(float(sys.argv[2]))
    (target / "second").write_text("2")
made = cache.once(place / "thing", make)
print(sorted(path.name for path in made.iterdir()))
"""


@pytest.fixture(autouse=True)
def clean(monkeypatch, tmp_path):
    monkeypatch.setenv("BACKGRIP_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def slow_make(tmp_path):
    """Starts a process that makes a folder in two halves, so many seconds apart."""
    log = tmp_path / "log"
    running = []

    def start(seconds):
        process = subprocess.Popen(
            [sys.executable, "-c", SLOW_MAKE, log, str(seconds)],
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=ctrl_c.heed,
        )
        running.append(process)
        return process

    start.log = log
    yield start
    for process in running:
        process.kill()
        process.communicate()


def wait_for(path):
    deadline = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_two_processes_at_once_make_it_once(slow_make):
    answers = [process.communicate(timeout=30)[0] for process in [slow_make(0.5), slow_make(0.5)]]
    assert answers == ["['first', 'second']\n"] * 2
    assert slow_make.log.read_text() == "begun\n"


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_make_that_was_cut_short_leaves_nothing_to_build_upon(slow_make, blow):
    first = slow_make(60)
    wait_for(slow_make.log)
    first.send_signal(blow)
    first.wait(timeout=20)
    assert not (cache.folder("things") / "thing").exists()
    assert slow_make(0).communicate(timeout=30)[0] == "['first', 'second']\n"
    assert [path.name for path in cache.folder("things").iterdir()] == ["thing"]


def test_a_failed_make_leaves_nothing():
    def make(target):
        target.write_text("half")
        raise ImageError("no")

    with pytest.raises(ImageError):
        cache.once(cache.folder("things") / "thing", make)
    assert not list(cache.folder("things").iterdir())


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_refresh_replaces_what_is_there(kind):
    target = cache.folder("things") / "thing"

    def make(content):
        def write(path):
            if kind == "folder":
                path.mkdir()
                path /= "inner"
            path.write_text(content)

        return write

    cache.once(target, make("old"))
    cache.once(target, make("ignored"))
    inner = target / "inner" if kind == "folder" else target
    assert inner.read_text() == "old"
    cache.once(target, make("new"), refresh=True)
    assert inner.read_text() == "new"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
        shutil.Error([("from", "to", "[Errno 28] No space left on device: 'from' -> 'to'")]),
    ],
)
def test_a_full_disk_is_told(error):
    def make(target):
        raise error

    with pytest.raises(ImageError, match=r"disk is full.*BACKGRIP_CACHE"):
        cache.once(cache.folder("things") / "thing", make)


def test_a_cache_that_cannot_be_written_is_told(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BACKGRIP_CACHE", str(tmp_path / "file"))
    with pytest.raises(ImageError, match="cannot be written.*BACKGRIP_CACHE"):
        cache.folder("things")


def test_an_out_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ImageError, match="cannot be written"):
        cache.copy(tmp_path / "file", tmp_path / "file" / "out.uf2")


def test_only_the_images_longest_unused_are_dropped(monkeypatch):
    monkeypatch.setattr(cache, "KEPT_IMAGES", 2)
    images = cache.folder("images")
    for age, name in enumerate(("new", "old", "older")):
        (images / f"{name}.uf2").write_text("")
        os.utime(images / f"{name}.uf2", (1000 - age, 1000 - age))
    cache.prune_images(images)
    assert sorted(path.stem for path in images.iterdir()) == ["new", "old"]


SOURCES = Sources(path=None, origin="", tree_key="tree", key="", version="", epoch=0)


def visit(failure=None, refresh=False):
    """Work in the build folder as a build does, and report what was found in it."""
    with build._build_folder(SOURCES, refresh=refresh) as folder:
        found = sorted(path.name for path in folder.iterdir())
        (folder / "object").write_text("")
        if failure:
            raise failure
    return found


def test_a_build_folder_is_used_again():
    assert visit() == []
    assert visit() == ["object"]
    assert visit(refresh=True) == []


def test_code_that_does_not_compile_costs_no_new_build_folder():
    visit()
    with pytest.raises(BuildFailed):
        visit(BuildFailed("syntax error"))
    assert visit() == ["object"]


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), OSError(errno.ENOSPC, ""), ImageError("killed")])
def test_a_build_that_was_cut_short_starts_clean(failure):
    visit()
    with pytest.raises(type(failure)):
        visit(failure)
    assert not list(cache.folder("build").iterdir())
    assert visit() == []


def test_a_first_build_that_failed_starts_clean():
    with pytest.raises(BuildFailed):
        visit(BuildFailed("no such header"))
    assert visit() == []


def test_a_build_that_was_killed_starts_clean():
    visit()
    pointer = cache.folder("build") / "tree.whole"
    name = pointer.read_text()
    pointer.unlink()  # as a killed build leaves it
    assert visit() == []
    assert not (cache.folder("build") / name).exists()
