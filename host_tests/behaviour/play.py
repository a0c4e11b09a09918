"""Plays a story on a model grip and compares its lines. Runs under MicroPython too: no imports but the firmware's."""

from grip import settings

START_MS = 60  # power-up to the story's start: both buttons must have been seen released


def play(story, every_ms, grip_class):
    """Plays `story`; `every_ms` yields the pauses of the loop. Returns the grip."""
    values = settings.defaults()
    values.update(story["settings"])
    grip = grip_class(values, story["style"], every_ms)
    grip.run(START_MS)
    for at, button, down in story["moves"]:
        grip.run(START_MS + at - grip.t)
        grip.contact[button] = down
    grip.run(START_MS + story["end"] - grip.t)
    return grip


def closures(history, line):
    """The closures of `line` as [from, to] in ms from the story's start; `None` = still closed."""
    spans = []
    for t, name, closed in history:
        if name == line and closed:
            spans.append([t - START_MS, None])
        elif name == line:
            spans[-1][1] = t - START_MS
    return spans


def check(story, grip, late_ms):
    """Asserts that each line was closed when the story says, no edge early by more than 2 ms or late by `late_ms`."""
    for line in ("FOCUS", "SHUTTER"):
        compare(story, line, closures(grip.history, line), late_ms)


def compare(story, line, seen, late_ms, early_ms=2):
    """Asserts that the closures `seen` of one line are the story's."""
    wanted = story[line.lower()]
    told = "%s: %s was closed %s, the story says %s" % (story["name"], line, seen, wanted)
    assert len(seen) == len(wanted), told
    for span, (start, end) in zip(seen, wanted):
        assert start - early_ms <= span[0] <= start + late_ms, told
        assert (span[1] is None) == (end is None), told
        assert end is None or end - early_ms <= span[1] <= end + late_ms, told
