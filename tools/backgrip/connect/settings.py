"""The settings of a connected grip, read and changed by its own firmware."""

import json
from dataclasses import dataclass

from backgrip.connect.console import Console
from backgrip.connect.errors import ConnectError

_READ = """
import json
from grip import settings, version
values, complaints, usable = settings.load()
print(json.dumps((version.VERSION, values, complaints, usable)))
"""
_WRITE = """
from grip import settings
settings.change(**{values!r})
"""


@dataclass(frozen=True)
class GripSettings:
    """What a grip has stored: every setting by name. `complaints` are its firmware's words on what it did not take.

    `usable` is False if its file is damaged or of a newer version; `values` are then the defaults in use.
    """

    firmware: str
    values: dict[str, object]
    complaints: tuple[str, ...]
    usable: bool


def read_settings(console: Console) -> GripSettings:
    """Raises ConnectError."""
    answer = console.run(_READ)
    try:
        firmware, values, complaints, usable = json.loads(answer)
    except ValueError:
        raise ConnectError(f"The grip's answer cannot be read: {answer[:80]!r}. Try again.") from None
    return GripSettings(firmware, values, tuple(complaints), usable)


def write_settings(console: Console, changes: dict[str, object]) -> GripSettings:
    """Changes settings, reads them back and returns them. All are changed or none. Raises ConnectError."""
    before = read_settings(console)
    if not before.usable:
        raise ConnectError(
            "Nothing was changed: the grip's settings file cannot be used.\n"
            f"{' '.join(before.complaints)}.\n"
            "If it is of a newer version, update the grip's firmware. If it is damaged: backgrip reset-settings"
        )
    unknown = sorted(set(changes) - set(before.values))
    if unknown:
        raise ConnectError(
            f"Nothing was changed: the grip's firmware {before.firmware} does not know {', '.join(unknown)}.\n"
            "It is older than this tool. Update the firmware, then repeat the command."
        )
    console.run(_WRITE.format(values=changes))
    after = read_settings(console)
    wrong = sorted(name for name, value in changes.items() if after.values[name] != value)
    if wrong:
        kept = ", ".join(f"{name} {after.values[name]}" for name in wrong)
        raise ConnectError(f"The grip did not keep what was asked, it has: {kept}. {' '.join(after.complaints)}")
    return after
