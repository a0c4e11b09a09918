"""The compilers: what is told, and done, where they are missing."""

import pytest
from backgrip.image import toolchain
from backgrip.image.errors import ImageError, NoToolchain
from backgrip.image.run import clean_environment, quote, run


@pytest.fixture
def programs(monkeypatch, tmp_path):
    """A PATH with nothing in it but what programs(name=script, ...) puts there."""
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "env").symlink_to("/usr/bin/env")

    def install(**scripts):
        for name, script in scripts.items():
            path = tmp_path / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\n{script}\n")
            path.chmod(0o755)
        return tmp_path

    return install


@pytest.fixture
def user(monkeypatch):
    monkeypatch.setattr(toolchain.os, "geteuid", lambda: 1000)


@pytest.fixture
def root(monkeypatch):
    monkeypatch.setattr(toolchain.os, "geteuid", lambda: 0)


def test_a_system_without_apt_is_told_what_it_needs(programs):
    with pytest.raises(NoToolchain, match=r"arm-none-eabi-gcc with newlib.*libnewlib-arm-none-eabi"):
        toolchain.ensure()


def test_a_user_without_root_is_told_the_command(programs, user):
    programs(apt_get="exit 0")
    with pytest.raises(NoToolchain, match=r"needs root\. Install them as root: apt-get install make cmake"):
        toolchain.ensure()


def test_nobody_is_asked_for_a_password_without_a_terminal(programs, user):
    programs(apt_get="exit 0", sudo="exit 1")
    with pytest.raises(NoToolchain, match="sudo asks for a password here"):
        toolchain.ensure()


def test_only_what_is_missing_is_installed_and_the_lists_are_fetched_if_need_be(programs, root):
    place = programs(make="exit 0", cmake="exit 0", gcc="echo /somewhere/crt1.o")
    gcc = "#!/bin/sh\\necho /somewhere/$1\\n"
    programs(
        apt_get=f"""
        echo "$*" >>{place}/log
        case "$*" in
        *update*) echo >{place}/lists; exit 0;;
        esac
        test -e {place}/lists || exit 100
        for name in gcc g++; do printf '{gcc}' >{place}/arm-none-eabi-$name; done
        /bin/chmod +x {place}/arm-none-eabi-gcc {place}/arm-none-eabi-g++"""
    )
    toolchain.ensure()
    wanted = "gcc-arm-none-eabi libnewlib-arm-none-eabi libstdc++-arm-none-eabi-newlib"
    install = f"-y -q install --no-install-recommends {wanted}"
    assert (place / "log").read_text().splitlines() == [install, "-y -q update", install]


def test_a_failed_installation_is_told_in_apt_s_words(programs, root):
    programs(apt_get="echo 'E: Unable to locate package cmake'; exit 100")
    with pytest.raises(NoToolchain, match=r"(?s)Try: apt-get install make.*Unable to locate package"):
        toolchain.ensure()


def test_an_installation_that_does_not_help_is_told(programs, root):
    programs(apt_get="exit 0")
    with pytest.raises(NoToolchain, match="still do not work: make cmake"):
        toolchain.ensure()


def test_a_compiler_without_its_library_is_incomplete(programs):
    programs(arm_none_eabi_gcc="echo libc.a")
    lacking = toolchain.missing()
    assert "gcc-arm-none-eabi" not in lacking
    assert "libnewlib-arm-none-eabi" in lacking


def test_a_full_disk_in_a_compiler_s_words_is_told(programs):
    place = programs(cc1="echo 'as: can not write x.o: No space left on device'; exit 1")
    with pytest.raises(ImageError, match="disk is full"):
        run([place / "cc1"], env={})


def test_a_compiler_that_was_killed_is_told(programs):
    place = programs(cc1="kill -9 $$")
    with pytest.raises(ImageError, match="stopped by signal 9"):
        run([place / "cc1"], env={})


def test_a_program_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ImageError, match="could not be started"):
        run([tmp_path / "none"])


def test_how_far_a_build_has_come_is_shown(programs):
    place = programs(build="echo '[  7%] Building'; echo other; echo '[100%] Built'")
    shown = []
    run([place / "build"], env={}, tick=shown.append)
    assert shown == ["7%", "100%"]


def test_the_error_is_quoted_not_make_s_account_of_it():
    log = [
        "[ 10%] Building",
        "MPY app.py",
        "app.py:3: error: expected",
        "  x = (",
        "make[2]: *** [all] Error 1",
    ]
    assert quote(log) == "app.py:3: error: expected\n  x = ("
    assert quote(log[-1:]) == log[-1]


def test_the_user_s_other_projects_do_not_leak_in(monkeypatch):
    for name in ("PICO_SDK_PATH", "MICROPY_BOARD", "MAKEFLAGS", "CFLAGS", "CC"):
        monkeypatch.setenv(name, "x")
    environment = clean_environment()
    assert not {"PICO_SDK_PATH", "MICROPY_BOARD", "MAKEFLAGS", "CFLAGS", "CC"} & set(environment)
    assert environment["PATH"]
