"""Python fails in every place and way: no line is stuck, the grip shoots again, and the fault log says what it was.

The firmware's copy with hooks (`hooks`) is walked through short stories (`stories`). At a statement that is reached the
emulator forks: the child has it fail and follows what comes of it (`aftermath`), the parent goes on. Each statement is
made to raise once with both lines open and once with a line closed, where the stories reach it so.
"""

import collections
import random

from soak.aftermath import Aftermath
from soak.branch import Branch
from soak.hooks import (
    FILL_HEAP,
    FILL_SCHEDULER,
    HANDLER_RAISES,
    HANDLER_RECURSES,
    HANG,
    RAISE,
    RECURSE,
)  # fmt: skip
from soak.stories import STORIES
from soak.tally import Clock, Tally
from soak.walk import Stopped, copy

NAME = "Python fails: exceptions at every statement, hangs, memory and stack exhausted"
OTHERS = (FILL_HEAP, RECURSE, HANDLER_RAISES, HANDLER_RECURSES, FILL_SCHEDULER)
ROW = 3  # faults at the same place, start after start
ALIKE = 2  # restarts of the same kind (same count of faults, files and held buttons) that are followed to a shot
WHOLE_S = 2400  # about what all of it takes
_reached = {}  # name of a story walked without a fault in this process: the statements that it reached


class Campaign:
    """Faults wanted: {number of a statement: {(what, a line is closed, times)}}; struck ones are taken out."""

    def __init__(self, image, wanted, clock=None):
        self.tally = Tally()
        self.struck = set()
        self._copy, self._wanted, self._clock = image, wanted, clock
        self._restarts = collections.Counter()
        self._walk = self._story = self._fault = None

    def walk(self, story):
        """Walks a story; every fault wanted on the way strikes in a branch of its own."""
        self._story = story
        self._walk = walk = story.begin(self._copy)
        walk.probe.wanted, walk.probe.found = self._wanted, self._found
        try:
            story.play(walk)
        except Stopped:
            if self._fault:
                branch, *fault = self._fault
                branch.answer(lambda: self._follow(*fault))
            return  # the time is over
        _reached.setdefault(story.name, set()).update(walk.probe.first)

    def _found(self, number):
        walk = self._walk
        closed = bool(walk.board.level("FOCUS") or walk.board.level("SHUTTER"))
        for fault in [one for one in self._wanted[number] if one[1] == closed]:
            if self._clock and self._clock.is_over():
                walk.stopped = True
                walk.board.stop()
                return
            self._wanted[number].discard(fault)
            what, _, times = fault
            branch = Branch()
            if branch.with_fault:
                self._fault = branch, Aftermath(self._copy, walk, self._story, number, what), times
                walk.probe.wanted = None
                walk.probe.orders = {number: [what, times]}
                walk.stopped = True
                walk.board.stop()
                return
            tally, restarts = branch.result
            self.tally.merge(tally)
            self._restarts.update(restarts)
            self.struck.add((number, what))
        if not self._wanted[number]:
            del self._wanted[number]

    def _follow(self, after, times):
        """In the branch: what comes of the fault."""
        seen = []
        if times > 1:
            after.follow_row()
            after.tally.add("rows of three faults that ended in plain mode")
            return after.tally, seen

        def recovered(kind):
            seen.append(kind)
            return self._restarts[kind] < ALIKE

        ended = after.follow(recovered)
        after.tally.add(f"{ended} after {after.name}")
        return after.tally, seen


def wanted(image, share, rng):
    """A share of all faults: an exception at every statement, a hang at every loop, others here and there."""
    faults = collections.defaultdict(set)
    at_start = _walked(STORIES[0])
    for number, statement in enumerate(image.statements):
        for closed in (False, True):
            if rng.random() < share:
                faults[number].add((RAISE, closed, 1))
            if statement.loops and rng.random() < share:
                faults[number].add((HANG, closed, 1))
            for what in OTHERS:
                if rng.random() < share / 100:
                    faults[number].add((what, closed, 1))
        if number in at_start and rng.random() < share / 40:
            faults[number].add((RAISE, False, ROW))
    return faults


def campaign(seconds: float, seed: int) -> Tally:
    rng = random.Random(seed)
    clock = Clock(seconds)
    image = copy()
    one = Campaign(image, wanted(image, min(1, seconds / WHOLE_S), rng), clock)
    stories = rng.sample(STORIES, len(STORIES))
    for story in stories:
        if clock.is_over():
            break
        one.walk(story)
        one.tally.add(f"stories of {len(STORIES)}")
    raised = {number for number, what in one.struck if what == RAISE}
    one.tally.add(f"statements that raised, of {len(image.statements)}", len(raised))
    hung = {number for number, what in one.struck if what == HANG}
    one.tally.add(f"loops that hung, of {sum(s.loops for s in image.statements)}", len(hung))
    return one.tally


def _walked(story):
    """The statements that a story reaches; walks it if that was not done yet."""
    if story.name not in _reached:
        walk = story.begin()
        story.play(walk)
        _reached[story.name] = set(walk.probe.first)
    return _reached[story.name]


def _all_reached():
    return set().union(*map(_walked, STORIES))


def board_coverage() -> dict[str, tuple[int, int]]:
    """{file: (statements reached, all)} on the emulated board, over all stories; walks those not walked yet."""
    reached = _all_reached()
    figures = {}
    for number, statement in enumerate(copy().statements):
        got, of = figures.get(statement.file, (0, 0))
        figures[statement.file] = got + (number in reached), of + 1
    return figures


def unreached() -> list[str]:
    """The statements that no story reaches, as `file:line`."""
    reached = _all_reached()
    return [str(statement) for number, statement in enumerate(copy().statements) if number not in reached]
