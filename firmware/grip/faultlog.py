"""The fault log: the latest faults, on flash, so that they survive switching off.

One fault a line, `number what text`, oldest first, at most KEPT lines of LONGEST characters. It is written only with
both lines open, aside and renamed, so that power lost at any moment leaves the old log or the new one.
"""

import os
import sys
from io import StringIO

PATH = "/backgrip.log"
NEW = "/backgrip.log.new"
KEPT = 16
LONGEST = 200
_TRACEBACK = 180  # characters of its end, which says what it was and where


def read():
    """The faults, oldest first, as lines; [] if there are none or the file cannot be read."""
    try:
        with open(PATH) as file:
            text = file.read(KEPT * (LONGEST + 1))  # what is longer is no log of ours, and might not fit in memory
        return [line for line in text.split("\n") if line][-KEPT:]
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


def exception(fault):
    """Tells of an exception that ended the application."""
    told = StringIO()
    sys.print_exception(fault, told)
    add("exception", told.getvalue().replace("Traceback (most recent call last):", "")[-_TRACEBACK:])


def hang(_):
    """Tells of a restart by the watchdog that nobody announced."""
    add("hang", "the watchdog restarted a grip that hung")


def plain(_):
    """Tells of plain mode."""
    add("plain", "plain mode after 3 faults in a row")


def uncaught(fault):
    """The application could not even be imported, or begin: restarts the chip, after three in a row raises `fault`."""
    from grip.guard import Guard

    guard = Guard()
    if guard.plain():
        raise fault  # to the console, where it can be mended
    guard.count_fault()
    try:
        exception(fault)
    except OSError:
        pass
    guard.restart()
