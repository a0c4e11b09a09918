"""The settings file on the grip, as a whole: read, kept aside, replaced. Power lost at any step leaves old or new."""

import json
from binascii import unhexlify

from backgrip.connect import ConnectError, Console, GripSettings

OLD = "/backgrip.old"

_READ = """
import sys
from binascii import hexlify
from grip import settings
try:
    with open(settings.PATH, "rb") as file:
        sys.stdout.write(hexlify(file.read()))
except OSError:
    print("none")
"""
_KEEP = """
import os
from grip import settings
try:
    with open(settings.PATH, "rb") as file:
        text = file.read()
except OSError:
    print(False)
else:
    if {move}:
        os.rename(settings.PATH, {old!r})
    else:
        with open({old!r}, "wb") as file:
            file.write(text)
    print(True)
"""
_REPLACE = """
import json, os
from grip import settings
text = {text!r}
with open(settings.NEW, "wb") as file:
    file.write(text)
os.rename(settings.NEW, settings.PATH)
with open(settings.PATH, "rb") as file:
    print(json.dumps((file.read() == text, settings.load())))
"""
_VERSION = """
from grip import settings
print(settings.VERSION)
"""


def must_be_usable(found: GripSettings) -> None:
    """Raises ConnectError if single settings cannot be changed, because the grip's file cannot be used."""
    if not found.usable:
        raise ConnectError(
            f"Nothing was changed. {' '.join(found.complaints)}.\n"
            "If the file is of a newer version, update the grip's firmware. If it is damaged, start over with\n"
            f"backgrip reset-settings: the file is kept on the grip as {OLD}."
        )


def read(console: Console) -> bytes | None:
    """The file's bytes, None if the grip has none yet. Raises ConnectError."""
    answer = console.run(_READ).strip()
    try:
        return None if answer == "none" else unhexlify(answer)
    except ValueError:
        raise ConnectError(f"The grip's answer cannot be read: {answer[:40]!r}. Try again.") from None


def keep_old(console: Console, move: bool) -> bool:
    """Keeps the grip's file as OLD: moved, or copied. Returns False if there is none. Raises ConnectError."""
    return console.run(_KEEP.format(move=move, old=OLD)).strip() == "True"


def known_version(console: Console) -> int:
    """The newest version of the file that the grip's firmware can read. Raises ConnectError."""
    return int(console.run(_VERSION))


def replace(console: Console, text: bytes) -> dict[str, object]:
    """Puts `text` in the file's place and returns what the grip reads from it. Raises ConnectError."""
    same, (values, complaints, usable) = json.loads(console.run(_REPLACE.format(text=text)))
    if not (same and usable):
        raise ConnectError(f"The grip did not keep the file as it was sent. {' '.join(complaints)} Try again.")
    return values
