"""The firmware's own tables and file format, read from the firmware so that they stand in one place."""

import importlib.util
import json
import sys
from types import ModuleType
from unittest import mock

from backgrip.version import ROOT

FIRMWARE = ROOT / "firmware"


def module(name: str) -> ModuleType:
    """A module of firmware/grip that names hardware at most (`settings`, `lamp`), imported without any.

    It is a copy of its own: who imports `grip` otherwise, with a stand-in for the hardware, keeps theirs.
    """
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
