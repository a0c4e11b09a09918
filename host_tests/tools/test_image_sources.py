"""Where MicroPython's sources come from, and what is refused."""

import re
import subprocess
from pathlib import Path

import pytest
from backgrip.image import cache, debian, pins, sources
from backgrip.image.errors import ImageError, NoSources
from backgrip.image.pins import PINS, Offer, Pin
from backgrip.version import ROOT

MICROPYTHON, MBEDTLS = PINS[:2]


@pytest.fixture(autouse=True)
def clean(monkeypatch, tmp_path):
    monkeypatch.setenv("BACKGRIP_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("MICROPYTHON_DIR", raising=False)


@pytest.fixture
def checkout(tmp_path):
    """The least that passes for a checkout with its submodules."""
    root = tmp_path / "micropython"
    version = "#define MICROPY_VERSION_MAJOR 1\n#define MICROPY_VERSION_MINOR 26\n"
    files = {"ports/rp2/CMakeLists.txt": "", "py/mpconfig.h": version}
    files |= {f"{name}/{file}": "" for name, file in sources.SUBMODULES.items()}
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    return root


@pytest.fixture
def fake_apt(monkeypatch, tmp_path):
    """fake_apt(script) puts programs named apt-get and apt-cache first in the PATH."""
    monkeypatch.setattr(debian, "KEYRING", tmp_path)

    def install(script):
        programs = tmp_path / "bin"
        programs.mkdir()
        for name in ("apt-get", "apt-cache"):
            (programs / name).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name).chmod(0o755)
        monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")

    return install


def obtain():
    found = sources.find()
    sources.obtain(found)
    return found


def test_a_checkout_comes_before_the_cache(checkout, monkeypatch):
    monkeypatch.setattr(debian, "fetch", lambda target: target.mkdir())
    assert obtain().origin.endswith("Debian's source packages")
    assert sources.find().origin.endswith("the cache")
    monkeypatch.setenv("MICROPYTHON_DIR", str(checkout))
    assert sources.find().path == checkout


def test_what_is_cached_is_not_fetched_again(monkeypatch):
    fetched = []

    def fetch(target):
        fetched.append(target)
        target.mkdir()

    monkeypatch.setattr(debian, "fetch", fetch)
    obtain()
    obtain()
    assert len(fetched) == 1


def test_an_edit_in_a_checkout_changes_its_key_but_not_its_build_folder(checkout, monkeypatch):
    monkeypatch.setenv("MICROPYTHON_DIR", str(checkout))
    before = sources.find()
    (checkout / "py/new.c").write_text("int x;")
    after = sources.find()
    assert after.key != before.key
    assert after.tree_key == before.tree_key


def test_a_build_in_a_checkout_does_not_change_its_key(checkout, monkeypatch):
    monkeypatch.setenv("MICROPYTHON_DIR", str(checkout))
    before = sources.find()
    (checkout / "ports/rp2/build-RPI_PICO").mkdir()
    (checkout / "ports/rp2/build-RPI_PICO/firmware.elf").write_text("")
    assert sources.find() == before


def test_a_folder_that_is_no_checkout_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("MICROPYTHON_DIR", str(tmp_path))
    with pytest.raises(ImageError, match="no checkout of MicroPython"):
        sources.find()


def test_missing_submodules_are_named(checkout, monkeypatch):
    (checkout / "lib/pico-sdk/pico_sdk_init.cmake").unlink()
    monkeypatch.setenv("MICROPYTHON_DIR", str(checkout))
    with pytest.raises(ImageError, match=r"lacks the submodules lib/pico-sdk\. Fetch them: make -C"):
        sources.find()


def test_a_checkout_too_old_is_told(checkout, monkeypatch):
    (checkout / "py/mpconfig.h").write_text(
        "#define MICROPY_VERSION_MAJOR 1\n#define MICROPY_VERSION_MINOR 22\n"
    )
    monkeypatch.setenv("MICROPYTHON_DIR", str(checkout))
    with pytest.raises(ImageError, match=r"is MicroPython 1\.22; Backgrip needs 1\.24"):
        sources.find()


def test_the_pinned_archive_is_chosen_whatever_debian_calls_its_version():
    pinned = Offer("1.25.0+ds-2", MICROPYTHON.file, MICROPYTHON.sha256)
    assert pins.choose(MICROPYTHON, [pinned, Offer("1.26.1+ds-1", "other", "0" * 64)]) == pinned


def test_another_version_is_not_taken_instead():
    with pytest.raises(NoSources, match=r"has 1\.26\.1\+ds-1, not the pinned micropython 1\.25\.0"):
        pins.choose(MICROPYTHON, [Offer("1.26.1+ds-1", "other", "0" * 64)])
    with pytest.raises(NoSources, match="no version of it"):
        pins.choose(MICROPYTHON, [])


def test_a_security_update_of_mbedtls_is_taken_and_told(capsys):
    newer = Offer("3.6.9-1", "mbedtls_3.6.9.orig.tar.bz2", "0" * 64)
    assert pins.choose(MBEDTLS, [newer]) == newer
    assert "3.6.9-1" in capsys.readouterr().err


def test_a_wrong_sha256_is_refused(tmp_path):
    archive = tmp_path / "micropython.tar.xz"
    archive.write_bytes(b"something else")
    with pytest.raises(ImageError, match="is refused: its sha256 is"):
        pins.check(archive, Offer("1", archive.name, MICROPYTHON.sha256))


def test_what_apt_fetched_is_checked_before_it_is_used(fake_apt, monkeypatch):
    monkeypatch.setattr(debian, "PINS", (MICROPYTHON,))
    fake_apt(
        f"""case "$*" in
        *indextargets*) echo http://mirror.invalid/ trixie;;
        *showsrc*) printf 'Package: micropython\\nVersion: 1\\nChecksums-Sha256:\\n {MICROPYTHON.sha256} 4 '
                   echo {MICROPYTHON.file};;
        *" source "*) echo evil >{MICROPYTHON.file};;
        esac"""
    )
    with pytest.raises(ImageError) as error:
        obtain()
    assert not isinstance(error.value, NoSources)
    assert "is refused" in str(error.value)
    assert not list(cache.folder("sources").iterdir())


def test_no_network_is_told_in_apt_s_words(fake_apt):
    fake_apt(
        """case "$*" in
        *indextargets*) echo http://mirror.invalid/ bookworm;;
        *) echo "E: Failed to fetch: Temporary failure resolving 'mirror.invalid'"; exit 100;;
        esac"""
    )
    with pytest.raises(NoSources, match=r"(?s)Temporary failure resolving.*MICROPYTHON_DIR"):
        obtain()
    assert not list(cache.folder("sources").iterdir())


def test_a_system_without_a_mirror_is_told(fake_apt):
    fake_apt("""echo "http://mirror.invalid/debian-security/ bookworm-security" """)
    with pytest.raises(NoSources, match="apt names no Debian mirror"):
        obtain()


def test_a_system_without_apt_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoSources, match=r"(?s)no apt-get.*MICROPYTHON_DIR"):
        obtain()


def test_a_system_without_debian_s_keys_is_told(fake_apt, monkeypatch, tmp_path):
    fake_apt("")
    monkeypatch.setattr(debian, "KEYRING", tmp_path / "none.gpg")
    with pytest.raises(NoSources, match="debian-archive-keyring"):
        obtain()


def test_every_pin_is_whole():
    for pin in PINS:
        assert isinstance(pin, Pin)
        assert re.fullmatch(r"[0-9a-f]{64}", pin.sha256)


def test_no_file_of_ours_holds_a_mirror_s_address():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    address = re.compile(rb"https?://[^\s\"']*(debian\.org/debian|/debian[-/]|pypi\.org/simple|/simple/)")
    for name in filter(None, listed.split("\0")):
        path = Path(ROOT, name)
        if path.is_file() and path != Path(__file__).resolve():
            assert not address.search(path.read_bytes()), f"{name} holds the address of a mirror"
