"""What comes next, given the answers so far. Nothing is remembered but the log, so a test can go on on another day.

An answer that is unsure or unlikely is asked for once more; then it stands, or its fact is left out. Two answers that
do not go together are both asked for once more.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from backgrip.probe import plan
from backgrip.probe.findings import FLOOR_FROM, asleep_ladder, fires_alone, floor_ms, hold_ms, was_all
from backgrip.probe.trial import SKIPPED, UNSURE, Log, Trial

STEPS = {
    "focus": "Does the half-press focus?",
    "alone": "What does SHUTTER do alone?",
    "held": "Does a held half-press keep focus?",
    "after": "What does SHUTTER do after a half-press?",
    "gap": "How is it made to focus anew?",
    "floor": "How short may a press be?",
    "at-once": "What if both lines close at once?",
    "lead": "How soon after FOCUS may SHUTTER close?",
    "asleep": "Does a press wake it from sleep?",
    "back-button": "With back-button focus set, does the grip still focus?",
}
WITH_FOCUS = ("at-once", "lead")  # only of use where SHUTTER needs FOCUS
MISCOUNTED = 2  # a count that is short by this many or fewer is doubted

NOT_SURE = "You were not sure, so once more. Still not sure? Then this fact is left out."
ODD = {
    "focus": {
        plan.DID_NOTHING: "It should have focused. Is the lens switched to AF, AF on the half-press, the plug fully "
        "in? Once more.",
        "fired": "FOCUS alone must not take a picture. Once more, to be sure.",
    },
    "alone": {
        "searched": "Perhaps it did not find focus and waited. Point at something easier, with clear edges. Once more."
    },
    "held": {
        "refocused": "A held half-press should keep focus in single AF. Is the camera really set to single AF, not to "
        "continuous or automatic? Once more.",
        plan.DID_NOTHING: "Perhaps it had not found focus. Point at something easier first. Once more.",
    },
    "gap": {"not": "Was the far thing under the AF point before FOCUS opened? Once more."},
}
SWAPPED = (
    "FOCUS and SHUTTER look swapped: {seen}\n"
    "Swap the two wires in the cable, at one end (on a 2.5 mm plug: tip SHUTTER, ring FOCUS).\n"
    "On a Panasonic, first look for [Half Press Release] in its menu and switch it off: with it on, a half-press fires."
)
DEAD = (
    "Neither line did anything. The camera may be off, the plug not fully in, the wrong cable, or a setting in the\n"
    "way (self-timer, another remote, a wireless remote mode). Check that with a cable release if you have one."
)
NO_FOCUS = (
    "SHUTTER works, but FOCUS does nothing. One of these:\n"
    " - AF is off the half-press (back-button focus is set on the camera): put it back for this test.\n"
    " - The lens is on manual focus.\n"
    " - The FOCUS contact does not touch: many 2.5 mm sockets miss the middle ring of the plug."
)
CONTRADICTION = (
    "Earlier SHUTTER alone gave another answer than now, and the two do not go together. Once more, and watch closely."
)


@dataclass(frozen=True)
class Next:
    """A trial to do. `why`: why it is done again; `how`: what is different from the one before."""

    trial: Trial
    why: str = ""
    how: str = ""


@dataclass(frozen=True)
class Stop:
    """The test cannot go on. What is to be mended, and the trials whose replies are forgotten for the next time."""

    text: str
    forget: tuple[str, ...]


def what_next(log: Log, without: frozenset[str] = frozenset()) -> Next | Stop | None:
    """The next trial, a reason to stop, or None when all is asked. `without`: steps that this body cannot do."""
    return next(iter(_all(log, without)), None)


def steps(log: Log, without: frozenset[str] = frozenset()) -> list[str]:
    """The steps of this body's test as far as is known now, in order."""
    left_out = without | (set(WITH_FOCUS) if fires_alone(log) else set())
    return [step for step in STEPS if step not in left_out]


def _all(log: Log, without: frozenset[str]) -> Iterator[Next | Stop]:
    yield from _one(log, plan.FOCUS)
    if log.replies("focus")[-1] == "fired":
        yield Stop(SWAPPED.format(seen="FOCUS alone took a picture."), ("focus",))
    yield from _one(log, plan.ALONE)
    yield from _focus_dead(log)
    for trial in (plan.HELD, plan.AFTER):
        yield from _one(log, trial)
    yield from _contradiction(log)
    for ms in plan.GAPS:
        yield from _one(log, plan.gap(ms), "" if ms == plan.GAPS[0] else "Too short to notice. Now longer.")
        if log.last(f"gap-{ms}") != "not":
            break
    yield from _floors(log)
    if not fires_alone(log):
        yield from _one(log, plan.at_once(hold_ms(log)))
        yield from _leads(log)
    yield from _asleep(log)
    if "back-button" not in without:
        yield from _one(log, plan.BACK_BUTTON_FOCUS)


def _one(log: Log, trial: Trial, how: str = "") -> Iterator[Next]:
    """The trial, if it is still to be done, or done again."""
    replies = log.replies(trial.key)
    if not replies:
        yield Next(trial, how=how)
    elif len(replies) > 1 or replies[-1] == SKIPPED:
        return
    elif replies[0] == UNSURE:
        yield Next(trial, NOT_SURE)
    elif why := _odd(trial, replies[0]):
        yield Next(trial, why)


def _odd(trial: Trial, reply) -> str:
    if trial.count and trial.key != "at-once" and 0 < trial.count - reply <= MISCOUNTED:
        return f"{reply} of {trial.count}: a picture lost, or one missed in counting? Once more."
    return ODD.get(trial.step, {}).get(reply, "")


def _focus_dead(log: Log) -> Iterator[Stop]:
    """FOCUS did nothing. SHUTTER tells why."""
    alone = log.replies("alone")[-1]
    if log.last("focus") != plan.DID_NOTHING or alone in (UNSURE, SKIPPED):
        return
    if alone == "searched":
        yield Stop(SWAPPED.format(seen="FOCUS did nothing, and SHUTTER alone focused."), ("focus", "alone"))
    yield Stop(DEAD if alone == "ignored" else NO_FOCUS, ("focus", "alone"))


def _contradiction(log: Log) -> Iterator[Next]:
    alone, after = log.last("alone"), log.last("after")
    if alone in (None, "searched") or after is None or alone == after:
        return
    for trial in (plan.AFTER, plan.ALONE):
        if len(log.replies(trial.key)) == 1:
            yield Next(trial, CONTRADICTION)


def _floors(log: Log) -> Iterator[Next]:
    """From the grip's default down while all pictures come, else up until they do."""
    alone = bool(fires_alone(log))
    start = plan.FLOORS.index(FLOOR_FROM)
    yield from _one(log, plan.floor(FLOOR_FROM, alone))
    down = was_all(log, f"floor-{FLOOR_FROM}", plan.FLOOR_TRIES)
    if down is None:
        return
    how = "All came. Now shorter." if down else "That was too short. Now longer."
    for ms in reversed(plan.FLOORS[:start]) if down else plan.FLOORS[start + 1 :]:
        yield from _one(log, plan.floor(ms, alone), how)
        if was_all(log, f"floor-{ms}", plan.FLOOR_TRIES) is not down:
            break


def _leads(log: Log) -> Iterator[Next]:
    for ms in plan.LEADS:
        how = "" if ms == plan.LEADS[0] else "Not all came. Now with more time."
        yield from _one(log, plan.lead(ms, hold_ms(log)), how)
        if was_all(log, f"lead-{ms}", plan.LEAD_TRIES) is not False:
            break


def _asleep(log: Log) -> Iterator[Next]:
    alone = bool(fires_alone(log))
    ladder = asleep_ladder(log)
    for ms in ladder:
        trial = plan.asleep_floor(ms) if alone else plan.asleep_lead(ms, max(floor_ms(log) or 0, FLOOR_FROM))
        yield from _one(log, trial, "" if ms == ladder[0] else "It slept through that. Now longer.")
        if log.last(trial.key) != plan.DID_NOTHING:
            if log.last(trial.key) == "fired" and not alone and ms > ladder[0]:
                yield from _one(log, plan.SLEEP_AFTER)
            break
