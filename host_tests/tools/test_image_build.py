"""The real image, compiled for real; where it is in the cache, a change costs a second or two."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from backgrip.image import BuildFailed, NoToolchain, build, frozen, frozen_uf2, sources, stock, uf2
from backgrip.image.binary_info import binary_info

BUILD_ANOTHER = """
import sys
from pathlib import Path
from backgrip.image import frozen
frozen.FIRMWARE = Path(sys.argv[1])
print(frozen.frozen_uf2(extra_frozen=Path(sys.argv[2])))
"""


@pytest.fixture(scope="module")
def image():
    try:
        return frozen_uf2()
    except NoToolchain as error:
        pytest.skip(str(error))


@pytest.fixture
def firmware(image, tmp_path, monkeypatch):
    """A small application in place of the real one, frozen by the real manifest."""
    folder = tmp_path / "firmware"
    (folder / "grip").mkdir(parents=True)
    for name in ("boot.py", "main.py", "grip/__init__.py", "grip/app.py"):
        (folder / name).write_text(f"name = {name!r}\n")
    (folder / "manifest.py").write_text((frozen.FIRMWARE / "manifest.py").read_text())
    monkeypatch.setattr(frozen, "FIRMWARE", folder)
    return folder


def extra(tmp_path, name, **files):
    folder = tmp_path / name
    folder.mkdir()
    for module, content in files.items():
        (folder / f"{module}.py").write_text(content)
    return folder


def info(path):
    return binary_info(uf2.read(path))


def test_the_image_is_micropython_with_the_whole_grip_in_it(image):
    modules = {
        path.relative_to(frozen.FIRMWARE).with_suffix("").as_posix()
        for path in frozen.FIRMWARE.glob("grip/**/*.py")
        if path.stem != "__init__"
    }
    facts = info(image)
    assert facts.program == "MicroPython"
    assert facts.frozen >= modules | {"grip", "boot", "main", "_boot", "rp2"}


def test_settings_lie_where_a_stock_micropython_has_its_files(image):
    assert info(image).file_system == (0x100A0000, 1408 * 1024)
    assert len(uf2.read(image).data) <= 0xA0000


def test_an_image_that_would_lie_over_the_files_is_refused(image):
    parsed = uf2.read(image)
    with pytest.raises(frozen.ImageError, match="only 655360 fit"):
        build._checked(uf2.Image(parsed.start, parsed.data.ljust(0xA0001, b"\0")))


def test_an_image_without_the_stock_file_system_is_refused():
    with pytest.raises(frozen.ImageError, match="settings"):
        build._checked(uf2.Image(uf2.FLASH_START, bytes(4096)))


def test_nothing_changed_costs_nothing(image):
    started = time.monotonic()
    assert frozen_uf2() == image
    assert time.monotonic() - started < 0.5


def test_out_is_a_copy(image, tmp_path):
    out = tmp_path / "new folder" / "backgrip.uf2"
    assert frozen_uf2(out=out) == out
    assert out.read_bytes() == image.read_bytes()


def test_extra_modules_are_frozen_beside_ours_or_in_their_place(firmware, tmp_path):
    folder = extra(tmp_path, "extra", bench="import grip", main="print('another')")
    built = frozen_uf2(extra_frozen=folder)
    assert info(built).frozen >= {"bench", "main", "boot", "grip", "grip/app"}
    assert b"another" in uf2.read(built).data
    assert b"main.py'" not in uf2.read(built).data


def test_an_older_file_with_other_content_is_not_passed_over(firmware):
    (firmware / "grip/app.py").write_text("name = 'first'\n")
    assert b"first" in uf2.read(frozen_uf2()).data
    (firmware / "grip/app.py").write_text("name = 'second'\n")
    os.utime(firmware / "grip/app.py", (0, 0))
    data = uf2.read(frozen_uf2()).data
    assert b"second" in data


def test_a_module_that_is_gone_is_gone_from_the_image(firmware):
    (firmware / "grip/more.py").write_text("")
    assert "grip/more" in info(frozen_uf2()).frozen
    (firmware / "grip/more.py").unlink()
    assert "grip/more" not in info(frozen_uf2()).frozen


def test_code_that_does_not_compile_is_quoted(firmware):
    (firmware / "grip/app.py").write_text(f"x = (  # {time.time()}\n")
    with pytest.raises(BuildFailed, match=r"(?s)error compiling grip/app\.py.*SyntaxError"):
        frozen_uf2()


def test_two_builds_at_once(firmware, tmp_path):
    names = [f"other{time.time_ns()}{n}" for n in range(2)]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", BUILD_ANOTHER, firmware, extra(tmp_path, name, **{name: ""})],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for name in names
    ]
    for name, process in zip(names, running, strict=True):
        path = Path(process.communicate(timeout=300)[0].strip())
        assert info(path).frozen & set(names) == {name}


def test_the_stock_build_is_one_that_is_accepted_as_given(image):
    found = sources.find()
    path = build.image(found, stock.stock_files(found), "Compiling a stock MicroPython")
    assert stock.check_given(path) == path
    assert not {"grip", "main", "boot"} & info(path).frozen


def test_the_command_line_tells_where_the_file_is(image, tmp_path):
    out = tmp_path / "grip.uf2"
    command = [sys.executable, "-m", "backgrip.image", "uf2", "--out", out]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()) == out
    assert out.read_bytes() == image.read_bytes()


def test_the_command_line_tells_a_failure_without_a_traceback(tmp_path, monkeypatch):
    monkeypatch.setenv("MICROPYTHON_DIR", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-m", "backgrip.image", "where"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "no checkout of MicroPython" in done.stderr
    assert "Traceback" not in done.stderr
