"""Drives of boards in BOOTSEL mode: found on each system, understood, refused."""

import os

import pytest
from backgrip.flash import cli, drives, info
from backgrip.flash.errors import FlashError
from bootsel import INFO, INFO_RP2350, put_drive


@pytest.fixture
def places(monkeypatch):
    """The folders that are looked at: only those that a test adds."""
    found = {}
    monkeypatch.setattr(drives, "candidates", lambda: found)
    monkeypatch.setattr(drives, "unmounted", lambda: [])
    return found


def test_what_the_roms_say():
    pico = info.parse(INFO)
    assert (pico.board, pico.model, pico.loader) == ("RPI-RP2", "Raspberry Pi RP2", "UF2 Bootloader v3.0")
    assert info.parse(INFO_RP2350).board == "RP2350"
    assert info.parse("").title == "an unknown board" and info.parse("\0\xff:::\n:").board == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (INFO_RP2350, "Pico 2 .*RP2350"),
        ("UF2 Bootloader v3.15.0 SFHWRO\nModel: Feather M4\nBoard-ID: SAMD51J19A-Feather-v0\n", "no Raspberry Pi Pico"),
        ("", "no Raspberry Pi Pico"),
    ],
)
def test_other_boards_are_refused(tmp_path, places, text, says):
    places[put_drive(tmp_path / "X", text)] = None
    drive = cli._only_drive()
    if text:
        with pytest.raises(FlashError, match=says):
            info.refuse_other_boards(drive.info, drive.folder)
    else:
        with pytest.raises(FlashError, match=says):
            info.refuse_other_boards(info.parse(text), tmp_path)


def test_one_is_taken_and_two_are_told(tmp_path, places):
    assert cli._only_drive() is None
    places[put_drive(tmp_path / "RPI-RP2")] = None
    places[tmp_path] = None  # a drive, but none of a board
    assert cli._only_drive().folder == tmp_path / "RPI-RP2"
    places[put_drive(tmp_path / "RPI-RP21")] = None
    with pytest.raises(FlashError, match="2 boards are in BOOTSEL mode:\n(.*\n)+.*--drive"):
        cli._only_drive()


def test_a_named_folder_that_is_no_drive(tmp_path, places):
    with pytest.raises(FlashError, match="no file INFO_UF2.TXT"):
        drives.at(tmp_path)
    with pytest.raises(FlashError, match="is no folder"):
        drives.at(tmp_path / "nowhere")


def test_linux(tmp_path):
    """Mount points of every desktop, a space in a name, the device from /proc/mounts."""
    put_drive(tmp_path / "media/ann/RPI-RP2")
    put_drive(tmp_path / "run/media/bob/RPI-RP2")
    odd = put_drive(tmp_path / "somewhere/my drive")
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/mounts").write_text(
        f"/dev/sdb1 {str(odd).replace(' ', chr(92) + '040')} vfat rw 0 0\n/dev/sda2 / ext4 rw 0 0\nrubbish\n"
    )
    found = drives.candidates("linux", tmp_path)
    assert found[odd].as_posix() == "/dev/sdb1"
    assert {tmp_path / "media/ann/RPI-RP2", tmp_path / "run/media/bob/RPI-RP2"} <= set(found)
    assert tmp_path not in found and len([folder for folder in found if (folder / info.NAME).exists()]) == 3


def test_macos_and_windows(tmp_path):
    put_drive(tmp_path / "Volumes/RPI-RP2")
    assert list(drives.candidates("darwin", tmp_path)) == [tmp_path / "Volumes/RPI-RP2"]
    letters = [str(folder) for folder in drives.candidates("win32")]
    assert letters[0] == "A:\\" and letters[3] == "D:\\" and len(letters) == 26


def test_a_drive_that_is_not_mounted(tmp_path, monkeypatch):
    """Seen by its label or by what the disk says of itself; told how to mount."""
    disk = tmp_path / "sys/block/sdc"
    (disk / "sdc1").mkdir(parents=True)
    (disk / "device").mkdir()
    (disk / "device/vendor").write_text("RPI     \n")
    (disk / "device/model").write_text("RP2             \n")
    device = tmp_path / "dev/sdc1"
    assert drives.unmounted(tmp_path) == [device]
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/mounts").write_text(f"{device} /mnt vfat rw 0 0\n")
    assert drives.unmounted(tmp_path) == []
    monkeypatch.setattr(drives, "candidates", dict)
    monkeypatch.setattr(drives, "unmounted", lambda: [device])
    with pytest.raises(FlashError, match="not mounted.*\n.*udisksctl mount -b .*sdc1"):
        cli._only_drive()


def test_the_device_counts_where_it_is_known(tmp_path):
    """A folder mounted by hand stays when the Pico goes."""
    device = tmp_path / "sdb1"
    device.touch()
    drive = drives.look(put_drive(tmp_path / "mnt"), device)
    assert drive.present()
    os.unlink(device)
    assert not drive.present()


def test_somebody_elses_drive(tmp_path, places, monkeypatch):
    """Root may read everything, so the refusal is put in; what is told is the point."""

    def forbidden(folder):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(info, "read", forbidden)
    places[tmp_path / "private"] = None
    assert drives.mounted() == []
    places[tmp_path / "RPI-RP2"] = None
    for system, says in (("linux", "mounted by another user"), ("darwin", "Removable Volumes"), ("win32", "rule")):
        monkeypatch.setattr(drives.sys, "platform", system)
        with pytest.raises(FlashError, match=f"may not be read.\n.*{says}"):
            drives.mounted()
