"""Where the firmware's files lie, and what the host tools read out of them so that it stands in one place."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

from backgrip.problem import Problem

_HERE = Path(__file__).resolve().parent
_ABOVE = _HERE.parents[1]
CHECKOUT = _ABOVE if (_ABOVE / "firmware" / "grip" / "version.py").is_file() else None  # None: installed from a wheel
FIRMWARE = CHECKOUT / "firmware" if CHECKOUT else _HERE / "_firmware"  # setup.py copies it into the wheel
ROOT = CHECKOUT or Path.cwd()  # what the tools make is written to build/ in here


def need_checkout(what: str) -> Path:
    """The repository's folder. Raises Problem outside of one: `what` cannot be done there."""
    if CHECKOUT is None:
        raise Problem(f"{what} needs the sources, and this is an installed copy. Run it in a clone of the repository.")
    return CHECKOUT


def module(name: str) -> ModuleType:
    """A module of firmware/grip that names hardware at most (`settings`, `lamp`), imported without any.

    It is a copy of its own: who imports `grip` otherwise, with a stand-in for the hardware, keeps theirs.
    """
    from unittest import mock  # slow to import, and most commands do without

    if str(FIRMWARE) not in sys.path:
        sys.path.append(str(FIRMWARE))
    spec = importlib.util.spec_from_file_location(f"read_from_grip_{name}", FIRMWARE / "grip" / f"{name}.py")
    found = importlib.util.module_from_spec(spec)
    with mock.patch.dict(sys.modules, {"machine": mock.Mock()}):
        spec.loader.exec_module(found)
    return found


def settings_file(**changes) -> bytes:
    """What the grip stores with these settings changed. Raises ValueError for one it would refuse."""
    settings = module("settings")
    values, complaints = settings.check(changes)
    if complaints:
        raise ValueError("; ".join(complaints))
    stored = {"version": settings.VERSION, "settings": values, "crc": settings.checksum(values)}
    return json.dumps(stored).encode()
