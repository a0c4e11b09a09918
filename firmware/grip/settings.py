"""What the owner can set: the schema, and the file that keeps it.

The file is JSON: {"version": 1, "settings": {name: value}, "crc": "8 hex digits"}. The checksum covers the settings in
a form that CPython and MicroPython write alike (`checksum`). A file is written aside and renamed, so that power lost
at any moment leaves the old or the new one. A bad file is renamed to BAD, never deleted.
"""

import json
from binascii import crc32

from grip import profile

VERSION = 1
PATH = "/backgrip.json"
NEW = "/backgrip.new"
BAD = "/backgrip.bad"
LONGEST = 4096  # characters
_NO_FILE = 2  # ENOENT

# The grip's own settings, in the form of `profile.FIELDS`.
FIELDS = profile.FIELDS + (
    ("debounce_ms", 8, 2, 50, "ms", "a button is released after it has been open for this long"),
    ("tap_ms", 250, 200, 500, "ms", "longest tap, and longest pause between taps; more for gloves"),
    ("lock_timeout_s", 60, 5, 300, "s", "an unused focus lock lets go after this"),
    ("focus_limit_s", 300, 5, 3600, "s", "longest closure of FOCUS, not counting time with SHUTTER closed"),
    ("shutter_limit_s", 1800, 5, 14400, "s", "longest closure of SHUTTER under the finger"),
    ("shutter_lock_limit_s", 14400, 5, 43200, "s", "longest closure of SHUTTER when locked"),
    ("dark", False, None, None, "", "keep the lamp off while shooting"),
)


def defaults():
    """All settings at their defaults, as a new dict."""
    return {field[0]: field[1] for field in FIELDS}


def checksum(settings):
    """CRC-32 of the settings as 8 hex digits: over the lines `name=value`, sorted by name."""
    text = "\n".join("%s=%s" % (name, settings[name]) for name in sorted(settings))
    return "%08x" % (crc32(text.encode()) & 0xFFFFFFFF)


def problem(field, value):
    """Why `value` cannot be the value of `field`, or None."""
    name, default, lowest, highest, unit, _ = field
    if name == "style":
        return None if value in (profile.LOCK, profile.TRACK) else "must be lock or track"
    if lowest is None:
        return None if value is True or value is False else "must be true or false"
    if value is None and default is None:
        return None
    if not isinstance(value, int) or value is True or value is False:
        return "must be a whole number of %s" % unit
    return None if lowest <= value <= highest else "must be %d to %d %s" % (lowest, highest, unit)


def check(stored):
    """Takes what can be taken. Returns (settings, complaints): every field present, complaints a list of sentences."""
    settings = defaults()
    complaints = []
    for field in FIELDS:
        name = field[0]
        if name in stored:
            why = problem(field, stored[name])
            if why is None:
                settings[name] = stored[name]
            else:
                complaints.append("%s is %r, it %s: using %s" % (name, stored[name], why, field[1]))
    for name in sorted(stored):
        if name not in settings:
            complaints.append("%s is not a setting of this version: ignored" % name)
    if settings["debounce_ms"] > settings["shutter_min_ms"]:
        # A merged tap is held for at least the debounce time, so a shorter floor could not be kept.
        complaints.append("shutter_min_ms is below debounce_ms: using %d" % settings["debounce_ms"])
        settings["shutter_min_ms"] = settings["debounce_ms"]
    return settings, complaints


def parse(text):
    """The settings in the text of a file. Returns (settings, complaints); raises ValueError if it cannot be used."""
    try:
        stored = json.loads(text)
        version, values, crc = stored["version"], stored["settings"], stored["crc"]
        damaged = not isinstance(version, int) or not isinstance(values, dict)
    except (ValueError, KeyError, TypeError):
        damaged = True
    if damaged:
        raise ValueError("it is damaged or empty")
    if version > VERSION:
        raise ValueError("it is of version %d, this firmware knows %d" % (version, VERSION))
    if checksum(values) != crc:
        raise ValueError("its checksum is wrong (damaged, or changed by hand)")
    return check(values)


def load():
    """Reads the file. Returns (settings, complaints, usable): never raises, `usable` False means: set it aside."""
    try:
        with open(PATH) as file:
            text = file.read(LONGEST)  # what is longer is none of ours, and might not fit in memory
    except OSError as why:
        if why.errno == _NO_FILE:
            return defaults(), [], True  # none yet
        text = ""  # a folder, or damaged
    except ValueError:
        text = ""  # not even text
    try:
        settings, complaints = parse(text)
        return settings, complaints, True
    except ValueError as why:
        return defaults(), ["%s: %s. Using defaults; the file is kept as %s" % (PATH, why, BAD)], False


def change(**values):
    """Changes settings in the file, for the console: `change(style="track")`. Raises ValueError and changes nothing
    if one is unknown or out of range. The grip reads the file when it starts.
    """
    from grip import keep  # what writes the file is not needed to start

    keep.change(values)
