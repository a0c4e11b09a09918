"""`backgrip backup FILE` and `backgrip restore FILE`: the settings file of a grip, on this computer and back."""

import json
from pathlib import Path
from typing import Annotated

import typer

from backgrip.connect import ConnectError, find_port, open_console
from backgrip.report.options import Port
from backgrip.setting import files
from backgrip.setting.fields import fields, firmware
from backgrip.whole import written_whole


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, for example my-grip.json.")],
    force: Annotated[bool, typer.Option("--force", "-f", help="Replace a file that is there.")] = False,
    port: Port = None,
) -> None:
    """Save a connected grip's settings in a file on this computer.

    The file is the grip's own, byte for byte: with its version, its checksum, and settings that this tool does not
    know. The grip is stopped for a moment (both lines open) and starts again. Back onto a grip: backgrip restore FILE

    Exit codes: 0 done, 1 it did not work (the reason is told), 2 wrong usage, 130 Ctrl-C.
    """
    if file.exists() and not force:
        raise ConnectError(f"Nothing was saved: {file} is there already. Choose another name, or add --force.")
    if not file.absolute().parent.is_dir():
        raise ConnectError(f"Nothing was saved: there is no folder {file.parent}.")
    with open_console(find_port(port)) as console:
        text = files.read(console)
    if text is None:
        settings = firmware()
        text = json.dumps({"version": settings.VERSION, "settings": {}, "crc": settings.checksum({})}).encode()
        note = "The grip has no settings file, it is on defaults: the saved file says so."
    else:
        note = _why_kept(text)
    _write(file, text)
    typer.echo(f"Saved the settings of the grip in {file}.")
    if note:
        typer.echo(note)


def restore(
    file: Annotated[Path, typer.Argument(help="A file written by `backgrip backup`.")],
    port: Port = None,
) -> None:
    """Put saved settings back onto a connected grip, all of them or none.

    The file is checked before anything is sent: version, checksum, every range. What is on the grip is kept there as
    /backgrip.old. The grip is stopped for a moment (both lines open), reads the file back, and starts again with it.

    Exit codes: 0 done, 1 it did not work (the reason is told), 2 wrong usage, 130 Ctrl-C.
    """
    text, version, foreign = _checked(file)
    with open_console(find_port(port)) as console:
        newest = files.known_version(console)
        if version > newest:
            raise ConnectError(
                f"Nothing was changed: {file} is of version {version}, the grip's firmware knows {newest}.\n"
                "Update the grip's firmware, then repeat the command."
            )
        kept = files.keep_old(console, move=False)
        values = files.replace(console, text)
    changed = [name for name, field in fields().items() if name in values and values[name] != field.default]
    typer.echo(f"The grip has the settings of {file}, read back, and has started again.")
    typer.echo("Not at default: " + ", ".join(f"{name} {fields()[name].shown(values[name])}" for name in changed)
               if changed else "All of them are at default.")  # fmt: skip
    if foreign:
        typer.echo(f"Kept in the file, but not known to this version: {', '.join(foreign)}.")
    if kept:
        typer.echo(f"The file that was there is kept on the grip as {files.OLD}.")


def _checked(file: Path) -> tuple[bytes, int, list[str]]:
    """The file's bytes, its version, and names in it that this version does not know. Raises ConnectError."""
    try:
        text = file.read_bytes()
    except OSError as why:
        raise ConnectError(f"{file} cannot be read: {why.strerror or why}.") from None
    settings = firmware()
    try:
        complaints = settings.parse(text.decode("utf-8"))[1]
    except ValueError as why:  # a UnicodeDecodeError too
        reason = "it is no text" if isinstance(why, UnicodeDecodeError) else str(why)
        raise ConnectError(
            f"Nothing was changed: {file} cannot be restored: {reason}.\n"
            "If it is of a newer version, update this tool and the grip. If not, take another backup."
        ) from None
    stored = json.loads(text)
    foreign = sorted(set(stored["settings"]) - set(fields()))
    refused = [one for one in complaints if one.split(" ", 1)[0] not in foreign]
    if refused:
        raise ConnectError(f"Nothing was changed: {file} has values that a grip does not take: {'; '.join(refused)}.")
    return text, stored["version"], foreign


def _why_kept(text: bytes) -> str | None:
    """What is to be said about a grip's file that was saved. Raises ConnectError for one that is no use as a backup."""
    try:
        firmware().parse(text.decode("utf-8"))
    except ValueError as why:
        if "of version" in str(why):
            return f"Note: {why}. It was saved as it is; a newer tool can restore it."
        raise ConnectError(
            f"Nothing was saved: the grip's settings file is damaged ({why}), and the grip uses defaults.\n"
            "Reset it: backgrip reset-settings"
        ) from None
    return None


def _write(file: Path, text: bytes) -> None:
    """Whole or not at all. Raises ConnectError."""
    try:
        with written_whole(file) as temporary:
            temporary.write_bytes(text)
    except OSError as why:
        raise ConnectError(f"Nothing was saved: {file}: {why.strerror or why}.") from None
