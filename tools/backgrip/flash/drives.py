"""Drives of boards in BOOTSEL mode: those that are mounted, and those that this system sees but has not mounted."""

import os
import re
import string
import sys
from dataclasses import dataclass
from pathlib import Path

from backgrip.flash import info
from backgrip.flash.errors import FlashError
from backgrip.flash.info import Info

LABELS = ("RPI-RP2", "RP2350")  # what the ROMs call their drives
_FOLDERS = ("media/*", "media/*/*", "run/media/*/*", "mnt", "mnt/*")


@dataclass(frozen=True)
class Drive:
    """One mounted drive. `device` is what must be there as well while the board is, where that is known (Linux)."""

    folder: Path
    info: Info
    device: Path | None = None

    def present(self) -> bool:
        """Whether it is still there. A folder mounted by hand outlives its drive; the device does not."""
        try:
            gone = self.device is not None and not self.device.exists()
            return not gone and (self.folder / info.NAME).exists()
        except OSError:
            return False


def mounted() -> list[Drive]:
    """Every drive of a board in BOOTSEL mode, whatever the chip. Raises FlashError for one that may not be read."""
    found = {}
    for folder, device in candidates().items():
        drive = look(folder, device)
        if drive:
            found.setdefault(_identity(drive), drive)
    return list(found.values())


def at(folder: Path) -> Drive:
    """The drive at a folder that the user named. Raises FlashError if it is none of a board in BOOTSEL mode."""
    drive = look(folder, candidates().get(folder))
    if drive is None:
        there = "has no file INFO_UF2.TXT" if folder.is_dir() else "is no folder"
        raise FlashError(
            f"{folder} is not the drive of a Pico in BOOTSEL mode: it {there}.\n"
            "Name the folder, or on Windows the letter (as D:\\), under which RPI-RP2 is mounted."
        )
    return drive


def look(folder: Path, device: Path | None = None) -> Drive | None:
    """The drive at `folder`, None if there is none. Raises FlashError if it looks like one and may not be read."""
    try:
        said = info.read(folder)
    except PermissionError:
        if folder.name.rstrip("0123456789") not in LABELS and folder.name not in LABELS:
            return None
        raise FlashError(f"{folder} may not be read.\n{who_may(folder)}") from None
    return Drive(folder, said, device) if said else None


def who_may(folder: Path) -> str:
    """What to do about a drive that this user may not read or write."""
    if sys.platform == "darwin":
        return (
            "Allow it in System Settings, Privacy & Security, Files and Folders: Removable Volumes for your terminal\n"
            "program. Then repeat the command."
        )
    if sys.platform == "win32":
        return "A rule of this computer forbids removable drives. Try another computer, or ask who looks after it."
    return (
        "It was mounted by another user, mostly by root. Mount it as yourself, then repeat the command:\n"
        f"  sudo umount {folder}, then open RPI-RP2 in the file manager, or: udisksctl mount -b /dev/sdX1\n"
        "No group helps here: a drive belongs to whoever mounted it."
    )


def candidates(system: str = sys.platform, root: Path = Path("/")) -> dict[Path, Path | None]:
    """Folders under which a drive may be mounted, each with its device where that is known."""
    if system == "win32":
        return {Path(f"{letter}:\\"): None for letter in string.ascii_uppercase}
    if system == "darwin":
        return {folder: None for folder in sorted((root / "Volumes").glob("*"))}
    found = {folder: None for pattern in _FOLDERS for folder in sorted(_glob(root, pattern))}
    return found | {folder: device for folder, device, kind in mounts(root) if kind in ("vfat", "msdos", "fuseblk")}


def mounts(root: Path = Path("/")) -> list[tuple[Path, Path, str]]:
    """(folder, device, kind of file system) of everything mounted on Linux; nothing elsewhere."""
    try:
        text = (root / "proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    rows = [line.split() for line in text.splitlines()]
    return [(Path(_plain(row[1])), Path(_plain(row[0])), row[2]) for row in rows if len(row) > 2]


def unmounted(root: Path = Path("/")) -> list[Path]:
    """Devices of boards in BOOTSEL mode that Linux sees and has not mounted; nothing elsewhere."""
    devices = {os.path.realpath(device) for _, device, _ in mounts(root)}
    found = set()
    for label in LABELS:
        path = root / "dev/disk/by-label" / label
        if path.exists():
            found.add(os.path.realpath(path))
    for disk in _glob(root, "sys/block/sd*"):
        if _text(disk / "device/vendor") in ("RPI", "Raspberry") and _text(disk / "device/model").startswith("RP2"):
            parts = [part.name for part in sorted(disk.glob(f"{disk.name}[0-9]*"))] or [disk.name]
            found.add(str(root / "dev" / parts[0]))
    return [Path(device) for device in sorted(found - devices)]


def how_to_mount(device: Path) -> str:
    """What to tell someone whose system does not mount drives by itself."""
    return (
        f"A Pico in BOOTSEL mode is there as {device}, but it is not mounted. Mount it, then repeat the command:\n"
        f"  udisksctl mount -b {device}\n"
        "or, where there is no udisksctl:\n"
        f"  sudo mount -o uid=$(id -u) {device} /mnt"
    )


def _identity(drive: Drive) -> str:
    return str(drive.device) if drive.device else os.path.realpath(drive.folder)


def _glob(root: Path, pattern: str) -> list[Path]:
    try:
        return list(root.glob(pattern))
    except OSError:
        return []


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _plain(escaped: str) -> str:
    """/proc/mounts writes a space as \\040."""
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), escaped)
