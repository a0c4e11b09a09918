"""`backgrip flash` from a running grip to a running grip, on the emulated Pico with a model of its boot ROM."""

import time

import pytest
from backgrip.board import Board
from backgrip.connect import ConnectError
from backgrip.flash import back, cli, drives, enter
from backgrip.flash.errors import FlashError
from backgrip.image import frozen_uf2, stock_uf2, uf2
from backgrip.version import VERSION
from board.rig import settings_file
from bootsel import RomDrive
from test_flash_rom import used_flash

ROM_MAGIC, TO_WATCHDOG = 0xB007C0D3, 4  # a restart into an address that the SDK or the ROM left (datasheet 2.8.1.1)


def url(server):
    return f"socket://127.0.0.1:{server.port}"


def scratch(board):
    return board.rp2040.watchdog.scratch_data


def served_until_reset(board):
    """The board's server, which ends when the board is restarted by its own program."""
    server = board.serve()
    board.run(ms=150)
    return server


def test_a_running_grip_is_flashed_and_keeps_its_settings(tmp_path, monkeypatch, capsys):
    """9.9.9 on the cable; machine.bootloader(); the drive; every block; ours comes back on the same port, tested."""
    old = Board(flash=used_flash({"backgrip.json": settings_file(tap_ms=300)}), usb=True, erase_ms=0, program_ms=0)
    server = served_until_reset(old).__enter__()
    folder = tmp_path / "RPI-RP2"
    monkeypatch.setattr(drives, "candidates", lambda: {folder: None})
    servers = []

    def boot(flash):
        board = Board(flash=flash, usb=True, erase_ms=0, program_ms=0)
        board.run(ms=150)
        servers.append(board.serve(server.port).__enter__())

    rom = RomDrive(folder, old.flash, on_restart=boot)

    really_send = enter.send

    def send(port):
        before = really_send(port)
        while not any(reset.cause == "watchdog" for reset in old.resets):  # the ROM's own way to restart
            time.sleep(0.01)
        server.__exit__(None, None, None)
        assert not old.level("FOCUS") and not old.level("SHUTTER")
        rom.__enter__()
        return before

    monkeypatch.setattr(enter, "send", send)
    try:
        cli.flash(port=url(server), drive=None, uf2=frozen_uf2())
    finally:
        rom.stop()
        for each in servers:
            each.__exit__(None, None, None)
    told = capsys.readouterr().out
    assert f"Backgrip {VERSION} runs on the board at {url(server)}" in told
    assert "Your settings are as they were" in told
    assert rom.order[0] == 1 and rom.order[-1] == 0 and not folder.exists()


def test_micropython_is_sent_to_the_rom():
    """A stock one: the ROM's USB boot was asked for, the console is closed, nothing waits for an answer."""
    board = Board(stock_uf2(), files={}, usb=True, erase_ms=0, program_ms=0)
    board.run(ms=100)
    asked = []
    with board.serve() as server:
        board.chip.on_reset = lambda cause: asked.append((cause, scratch(board)[TO_WATCHDOG]))
        before = enter.send(url(server))
        for _ in range(500):
            if asked:
                break
            time.sleep(0.01)
    assert "RP2040" in before.machine and before.version is None and before.settings is None
    assert asked == [("watchdog", ROM_MAGIC)]


class Said:
    """A console that says what it is told to."""

    left = None

    def __init__(self, machine):
        self.machine = machine

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def run(self, code):
        if "_machine" in code:
            return self.machine + "\n"
        raise ConnectError("MicroPython but not Backgrip")

    def leave(self, code):
        Said.left = code


@pytest.mark.parametrize(
    ("machine", "says"),
    [
        ("Raspberry Pi Pico2 with RP2350", "for the RP2040 chip"),
        ("Raspberry Pi Pico W with RP2040", "radio"),
        ("ESP32 module with ESP32", "for the RP2040 chip"),
    ],
)
def test_other_boards_are_not_sent(monkeypatch, machine, says):
    Said.left = None
    monkeypatch.setattr(enter, "open_console", lambda port: Said(machine))
    with pytest.raises(FlashError, match=says):
        enter.send("COM3")
    assert Said.left is None


def test_a_pico_is_sent(monkeypatch):
    monkeypatch.setattr(enter, "open_console", lambda port: Said("Raspberry Pi Pico with RP2040"))
    assert enter.send("COM3").version is None
    assert "machine.bootloader()" in Said.left


def test_flash_that_differs(monkeypatch):
    """One bit, in the last 64 KiB."""
    image = uf2.read(frozen_uf2())
    wrong = bytearray(image.data)
    wrong[-5] ^= 4

    class Flash(Said):
        def run(self, code):
            at, length = (int(word) for word in code.rsplit("(", 1)[1].rstrip(")").split(", "))
            from zlib import crc32

            return f"{crc32(wrong[at - image.start : at - image.start + length])}\n"

    monkeypatch.setattr(back, "open_console", lambda port: Flash(""))
    with pytest.raises(FlashError, match="differs from the image within 64 KiB of 0x10050000"):
        back.read_back(back.Grip("COM3", VERSION), image, lambda _: None)
    wrong[-5] ^= 4
    back.read_back(back.Grip("COM3", VERSION), image, lambda _: None)
