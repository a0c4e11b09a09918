"""From findings to what the camera file says.

The rule, for findings and for a semantic class alike (what a class would have answered is `expected`):

* shutter_needs_focus: SHUTTER alone is ignored, or focuses first. There a half-press before it loses nothing, and a
  short press of SHUTTER alone could end before the camera has focused.
* shutter_min_ms: the shortest SHUTTER tried that gave every picture; where SHUTTER fires alone, not shorter than the
  shortest that also gave one asleep, up to LONGEST_FLOOR_MS, because there nothing else wakes the camera.
* focus_lead_ms, only where SHUTTER needs FOCUS: the shortest lead tried that gave every picture.
* wake_lead_ms and sleep_after_s, only where SHUTTER needs FOCUS and that lead gave nothing asleep: the shortest that
  did, and after how long the body sleeps.
* refocus_gap_ms: the shortest opening of FOCUS tried after which single AF started over.
* style: "track" where a held half-press did not keep focus in single AF; else it is left out.

Values are written as tested, without a margin: the note says how many pictures of how many came. What was not settled
is left out.
"""

from dataclasses import dataclass

from backgrip.cameras.schema import SemanticClass
from backgrip.probe import plan
from backgrip.probe.findings import Findings

LONGEST_FLOOR_MS = 300  # a longer one would turn a tap into a burst in continuous drive

DID_ALONE = {
    "ignored": "gave nothing",
    "fires": "took the picture without focusing",
    "focuses": "focused, then took the picture",
}
ALONE = {"ignored": "ignored", "fires": "fires", "focuses then fires": "focuses"}


@dataclass(frozen=True)
class Told:
    """A value for the camera file and the sentence that says how it was found."""

    is_: object
    note: str


def profile(found: Findings) -> dict[str, Told]:
    """Profile fields that the findings settle."""
    told = {}
    if found.alone is not None:
        told["shutter_needs_focus"] = Told(found.alone != "fires", f"SHUTTER alone {DID_ALONE[found.alone]}")
    if found.floor_ms is not None:
        told["shutter_min_ms"] = _floor(found)
    if found.lead_ms is not None and not found.fires_alone:
        told["focus_lead_ms"] = Told(found.lead_ms, _all(plan.LEAD_TRIES, plan.LEADS, found.lead_ms))
        told |= _wake(found)
    if found.gap_ms is not None:
        shorter = _shorter(plan.GAPS, found.gap_ms)
        told["refocus_gap_ms"] = Told(found.gap_ms, f"FOCUS opened for this long: it focused anew; {shorter}")
    if found.locks is False:
        told["style"] = Told("track", "a held half-press did not keep focus in single AF, so lock would hold nothing")
    return told


def traps(found: Findings) -> list[str]:
    """What its owner should know, in sentences."""
    said = []
    if found.locks is False:
        said.append("A held half-press did not keep focus in single AF: the grip's style lock holds nothing here.")
    if found.asleep_ms == 0:
        said.append("Asleep, no press of the test took a picture: wake the camera with the thumb before it counts.")
    elif found.fires_alone and (found.asleep_ms or 0) > LONGEST_FLOOR_MS:
        said.append(
            f"Asleep, SHUTTER had to be closed for {found.asleep_ms} ms to take a picture: wake the camera with the "
            "thumb before it counts."
        )
    elif found.needs_longer_asleep and not found.fires_alone and found.sleep_after_s is None:
        said.append("Asleep, the first short press gives nothing: wake the camera with the thumb before it counts.")
    if found.back_button_focuses:
        said.append("Even with AF taken off the half-press, the grip's FOCUS made the camera focus.")
    return said


def best_class(found: Findings, classes: dict[str, SemanticClass], usual: str | None) -> tuple[str, list[str]] | None:
    """The class that fits best, and every class that fits as well as far as the test can tell.

    What SHUTTER does alone must be the same. Then count: what else the body does or does not; whether it is the class
    `usual` for such a body; the lengths found. None if what SHUTTER does alone was not settled.
    """
    if found.alone is None:
        return None
    seen = {name: expected(facts) for name, facts in classes.items()}
    rows = {
        name: (_same(found, it, _DEEDS), name == usual, _same(found, it, _TIMES))
        for name, it in seen.items()
        if it.alone == found.alone
    }
    if not rows:
        return None
    best = max(rows, key=lambda name: rows[name])  # of equals, the first in the file
    alike = [n for n in rows if (rows[n][0], rows[n][2]) == (rows[best][0], rows[best][2])]
    return best, alike


def expected(facts: SemanticClass) -> Findings:
    """What the test finds on a body of this class."""
    alone = ALONE[facts.shutter_alone.is_]
    fires = alone != "ignored"
    floor = _first(plan.FLOORS, facts.shutter_min_ms.is_)
    lead = None if fires else _first(plan.LEADS, facts.focus_then_shutter_ms.is_)
    ladder = (floor, *plan.WAKE_FLOORS) if fires else (lead, *plan.WAKE_LEADS)
    wakes = facts.sleeping_shutter.is_ == "wakes and fires"
    asleep = ladder[0] if wakes else _first(sorted(ms for ms in ladder if ms >= ladder[0]), facts.wake_ms.is_)
    longer = asleep != ladder[0]
    first_only = facts.both_at_once.is_ == "first only"
    at_once = "first only" if first_only else "some" if facts.focus_then_shutter_ms.is_ else "all"
    return Findings(
        focuses=facts.half_press_focuses.is_,
        alone=alone,
        fires_alone=fires,
        locks=facts.held_half_press_locks.is_,
        gap_ms=_first(plan.GAPS, facts.refocus_open_ms.is_),
        floor_ms=floor,
        at_once=None if fires else at_once,
        lead_ms=lead,
        asleep_ms=asleep,
        needs_longer_asleep=longer,
        sleep_after_s=facts.sleep_after_s.is_ if longer and not fires else None,
    )


_DEEDS = ("focuses", "locks", "at_once", "needs_longer_asleep")
_TIMES = ("floor_ms", "lead_ms", "asleep_ms", "gap_ms")


def _same(found: Findings, other: Findings, names: tuple[str, ...]) -> int:
    """How many of these are the same, less how many differ; what was not settled does not count."""
    pairs = [(getattr(found, name), getattr(other, name)) for name in names]
    return sum((mine == its) - (mine != its) for mine, its in pairs if mine is not None)


def _first(ladder, at_least: int) -> int:
    """The first step that is long enough; 0 if none is."""
    return next((ms for ms in ladder if ms >= at_least), 0)


def _floor(found: Findings) -> Told:
    awake = _all(plan.FLOOR_TRIES, plan.FLOORS, found.floor_ms)
    asleep = found.asleep_ms or 0
    if found.fires_alone and found.floor_ms < asleep <= LONGEST_FLOOR_MS:
        return Told(asleep, f"asleep, the shortest that took a picture; awake {found.floor_ms} ms was enough: {awake}")
    return Told(found.floor_ms, awake)


def _wake(found: Findings) -> dict[str, Told]:
    if not found.needs_longer_asleep or not found.asleep_ms or found.sleep_after_s is None:
        return {}
    lead = f"asleep, FOCUS had to close this long before SHUTTER; {found.lead_ms} ms gave nothing (each tried once)"
    slept = "as the body's timer was set when it was tested"
    return {"wake_lead_ms": Told(found.asleep_ms, lead), "sleep_after_s": Told(found.sleep_after_s, slept)}


def _all(tries: int, ladder: tuple[int, ...], ms: int) -> str:
    return f"{tries} of {tries} pictures came; {_shorter(ladder, ms)}"


def _shorter(ladder: tuple[int, ...], ms: int) -> str:
    place = ladder.index(ms)
    return f"{ladder[place - 1]} ms was not reliable" if place else "nothing shorter was tried"
