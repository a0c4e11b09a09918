"""`backgrip flash`: the image onto a Pico, step by step."""

import time
from pathlib import Path
from typing import Annotated

import typer

from backgrip.connect import find_port
from backgrip.connect.errors import NoGrip
from backgrip.connect.option import Port
from backgrip.flash import back, copying, drives, enter, images
from backgrip.flash.drives import Drive
from backgrip.flash.enter import Before
from backgrip.flash.errors import BROKEN_OFF, BY_BUTTON, NO_DATA, FlashError
from backgrip.flash.info import refuse_other_boards
from backgrip.image.progress import note, step

DRIVE_S = 60  # for a hand to find the button
SENT_S = 30  # a board that was sent there needs no hand; Windows takes its time over a new drive
LOOK_S = 0.3


def flash(
    port: Port = None,
    drive: Annotated[
        Path | None, typer.Option(help="Folder of the Pico's drive, where it is not found or there are several.")
    ] = None,
    uf2: Annotated[
        Path | None, typer.Option("--uf2", help="Another image than the one that comes with this tool.")
    ] = None,
) -> None:
    """Put the program on a Pico, and see that it runs. Take the camera's cable off first.

    A new Pico: hold its BOOTSEL button down, plug in the USB cable, let go, then start this command. A Pico that runs
    MicroPython or Backgrip already: plug it in and start this command, no button is needed.

    Your settings stay as they are. If it is interrupted, repeat it: a Pico with half a program starts nothing and
    shows its drive again.

    Exit codes: 0 done and tested, 1 it did not work (the reason is told), 2 wrong usage, 130 Ctrl-C.
    """
    if port and drive:
        raise typer.BadParameter("--port is for a board that runs, --drive for one in BOOTSEL mode: name one of them")
    image = images.choose(uf2)
    typer.echo(f"Image: {image.path}, {image.version or 'not of this version'}, on MicroPython {image.micropython}.")
    if images.older_than_firmware(image.path):
        note("It is older than the files in firmware/. To flash those: make uf2, then repeat the command.")
    chosen = drives.at(drive) if drive else None if port else _only_drive()
    before = Before("")
    if chosen is None:
        chosen, port, before = _sent_or_waited_for(port)
    refuse_other_boards(chosen.info, chosen.folder)
    others = back.ports()
    _copy(image, chosen)
    _test(image, port, others, before)


def _only_drive() -> Drive | None:
    """The one mounted drive, None if there is none. Raises FlashError for several, and for one to be mounted."""
    found = drives.mounted()
    if len(found) > 1:
        named = "\n".join(f"  {drive.folder} ({drive.info.title})" for drive in found)
        raise FlashError(
            f"{len(found)} boards are in BOOTSEL mode:\n{named}\n"
            f"Unplug all but one, or name its drive: --drive {found[0].folder}"
        )
    if not found and (devices := drives.unmounted()):
        raise FlashError(drives.how_to_mount(devices[0]))
    return found[0] if found else None


def _sent_or_waited_for(port: str | None) -> tuple[Drive, str | None, Before]:
    """A drive, after sending a running board there; where there is none, after somebody held the button."""
    there = {drive.folder for drive in drives.mounted()}
    try:
        port = find_port(port)
    except NoGrip:
        note(f"No Pico is connected, neither as a drive nor on a serial port.\n{BY_BUTTON}")
        return _wait_for_drive(there, DRIVE_S), None, Before("")
    with step(f"Sending the board at {port} to BOOTSEL mode"):
        before = enter.send(port)
    return _wait_for_drive(there, SENT_S), port, before


def _wait_for_drive(there: set[Path], limit_s: float) -> Drive:
    """The first drive that was not there before. Raises FlashError after `limit_s`."""
    started = time.monotonic()
    with step("Waiting for the drive") as tick:
        while time.monotonic() - started < limit_s:
            new = [drive for drive in drives.mounted() if drive.folder not in there]
            if new:
                return new[0]
            tick(f"{time.monotonic() - started:.0f} s")
            time.sleep(LOOK_S)
    if devices := drives.unmounted():
        raise FlashError(drives.how_to_mount(devices[0]))
    raise FlashError(f"No drive of a Pico appeared within {limit_s:.0f} s.\n{BY_BUTTON}\n{NO_DATA}")


def _copy(image: images.Checked, drive: Drive) -> None:
    try:
        with step(f"Copying to {drive.folder}, leave the cable in") as tick:
            copying.copy(image.raw, drive, copying.name_on_drive(image.path), tick)
    except KeyboardInterrupt:
        note(f"Interrupted.\n{BROKEN_OFF}")
        raise
    with step("Waiting for the Pico to restart"):
        copying.wait_gone(drive)


def _test(image: images.Checked, port: str | None, others: set[str], before: Before) -> None:
    """Has the grip tested and tells the result. Raises FlashError if it is not as it should be."""
    with step("Waiting for the grip") as tick:
        grip = back.wait(port, others, tick)
    back.compare(grip, image.version, before.settings)
    with step("Comparing every byte") as tick:
        back.read_back(grip, image.image, tick)
    if grip.problems:
        told = "\n".join(f"* {problem}" for problem in grip.problems)
        raise FlashError(f"The image is on the grip at {grip.port}, byte for byte, but:\n{told}")
    kept = " Your settings are as they were." if before.settings else ""
    typer.echo(f"Backgrip {grip.version} runs on the board at {grip.port}. Both lines are open.{kept}")
    typer.echo('Next, tell it your camera: backgrip use "EOS 600D"')
