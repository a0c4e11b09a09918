"""A broken promise, and the spans and answers that the promises are told in, in ticks."""

from behaviour.coarse import ticks


class Broken(AssertionError):
    """A promise of the contract was broken."""


def promise(kept, what):
    if not kept:
        raise Broken(what)


TAP, CHORD_INDEX, CHORD_THUMB, TIMEOUT = ticks(500), ticks(2000), ticks(1000), ticks(5000)
NO, YES, MAYBE = 0, 1, 2  # FOCUS is locked
LONG = 4  # longer than any span that is told apart, but those of gestures, time-out and limits
