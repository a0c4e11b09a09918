"""The fault log: the latest faults, on flash, so that they survive switching off.

One fault a line, `number what text`, oldest first, at most KEPT lines of LONGEST characters. It is written only with
both lines open, aside and renamed, so that power lost at any moment leaves the old log or the new one.
"""

import os

PATH = "/backgrip.log"
NEW = "/backgrip.log.new"
KEPT = 16
LONGEST = 200


def read():
    """The faults, oldest first, as lines; [] if there are none or the file cannot be read."""
    try:
        with open(PATH) as file:
            return [line for line in file.read().split("\n") if line][-KEPT:]
    except (OSError, ValueError):
        return []


def add(what, text):
    """Adds a fault: `what` is one word, `text` is put on one line. Raises OSError if it cannot be kept."""
    lines = read()
    try:
        number = int(lines[-1].split(" ", 1)[0]) + 1
    except (IndexError, ValueError):
        number = 1
    line = "%d %s %s" % (number, what, " ".join(text.split()))
    lines.append("".join(c if " " <= c <= "~" else "?" for c in line)[:LONGEST])
    with open(NEW, "w") as file:
        file.write("\n".join(lines[-KEPT:]))
    os.rename(NEW, PATH)
