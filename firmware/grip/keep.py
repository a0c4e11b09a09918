"""Writes the file that `settings` reads. Imported only to write, so that a start need not compile it."""

import json
import os

from grip.settings import BAD, FIELDS, NEW, PATH, VERSION, checksum, load, problem


def change(values):
    """Changes settings in the file and prints all. Raises ValueError and changes nothing if one is unknown or wrong."""
    known = {field[0]: field for field in FIELDS}
    for name in values:
        why = problem(known[name], values[name]) if name in known else "is no setting"
        if why:
            raise ValueError("%s %s" % (name, why))
    if not load()[2]:
        set_aside()
    store(values)
    settings = load()[0]
    for name in sorted(settings):
        print(name, settings[name])


def set_aside():
    """Renames a file that cannot be used, so that nothing in it is lost; nor is one set aside before."""
    kept = os.listdir("/")
    name = BAD
    number = 2
    while name[1:] in kept:
        name = "%s%d" % (BAD, number)
        number += 1
    os.rename(PATH, name)


def store(changes, between=None):
    """Changes single settings in the file and keeps all else in it, known or not. `between` is called between steps.

    Raises OSError if the file system is full or damaged; the old file is then still there.
    """
    try:
        with open(PATH) as file:
            settings = json.loads(file.read())["settings"]
    except (OSError, ValueError, KeyError):
        settings = {}  # none yet
    settings.update(changes)
    text = json.dumps({"version": VERSION, "settings": settings, "crc": checksum(settings)})
    try:
        with open(NEW, "w") as file:
            file.write(text)
    except OSError:
        try:
            os.remove(NEW)
        except OSError:
            pass
        raise
    if between:
        between()
    os.rename(NEW, PATH)
