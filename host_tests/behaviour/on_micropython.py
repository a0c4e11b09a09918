"""The pure tests under MicroPython: `micropython on_micropython.py FILE`, with MICROPYPATH = firmware:host_tests.

FILE is a settings file that CPython wrote.

Prints one line a story and a last line `N stories, N settings checks`; exits 1 at the first that fails.
"""

import sys

from grip import settings
from grip.ticks import diff

from behaviour.model import Grip
from behaviour.play import check, play
from behaviour.scenarios import STORIES


def every(ms):
    while True:
        yield ms


for story in STORIES:
    check(story, play(story, every(2), Grip), 10)
    print("ok", story["name"])

checks = 0
with open(sys.argv[1]) as file:
    assert settings.parse(file.read())[1] == []  # a file written by CPython has the same checksum here
checks += 1
for later, earlier, span in ((5, (1 << 30) - 5, 10), ((1 << 30) - 5, 5, -10), (7, 3, 4)):
    assert diff(later, earlier) == span
    checks += 1
print(len(STORIES), "stories,", checks, "settings and ticks checks")
