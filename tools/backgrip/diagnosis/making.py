"""The image to flash, the cache folder, the compilers for making an image."""

import os
from pathlib import Path

from backgrip.diagnosis.finding import Finding
from backgrip.firmware import CHECKOUT
from backgrip.flash import images
from backgrip.problem import Problem

MB = 1_000_000  # bytes


def image() -> list[Finding]:
    """The UF2 that `backgrip flash` would take."""
    path = images.find()
    if path is None:
        return [Finding("image", "image", "none", False, images.how_to_get())]
    try:
        checked = images.check(path)
    except Problem as why:
        return [Finding("image", "image", str(path), False, str(why))]
    told = f"{path}, Backgrip {checked.version or 'of another version'} on MicroPython {checked.micropython}"
    found = [Finding("image", "image", told, True)]
    if images.older_than_firmware(path):
        found.append(Finding("image", "age", "older than the files in firmware/", None, "To flash those: make uf2"))
    return found


def cached() -> list[Finding]:
    """What lies in the cache folder."""
    folder = _cache_folder()
    if not folder.is_dir():
        return [Finding("cache", "folder", f"{folder}, not made yet")]
    found = [Finding("cache", "folder", str(folder))]
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = [path for path in part.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files if path.exists())
        found.append(Finding("cache", part.name, f"{len(files)} files, {size / MB:.1f} MB"))
    if not os.access(folder, os.W_OK):
        advice = "Images cannot be built. Set BACKGRIP_CACHE to a folder that can be written."
        found.append(Finding("cache", "rights", "may not be written", None, advice))
    return found


def compilers() -> list[Finding]:
    """Whether an image can be built here; nobody needs to who has one."""
    if CHECKOUT is None:
        return []
    from backgrip.image import toolchain

    missing = toolchain.missing()
    advice = "`make uf2` installs them on Debian; elsewhere use the system's packages." if missing else ""
    told = f"missing: {' '.join(missing)}" if missing else "present"
    return [Finding("compilers", "for make uf2", told, None, advice)]


def _cache_folder() -> Path:
    """Where `image.cache` puts things; it would make the folder, which is not for a doctor to do."""
    given = os.environ.get("BACKGRIP_CACHE")
    if given:
        return Path(given).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_cache_dir("backgrip", appauthor=False))
