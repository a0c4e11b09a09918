"""What the answers say, fact by fact. None: not asked, not sure, or contradicted."""

from dataclasses import dataclass

from backgrip.probe import plan
from backgrip.probe.trial import Log

FLOOR_FROM = 100  # ms, where the search begins: the grip's default
AT_LEAST_HOLD_MS = 300  # SHUTTER where its length is not what is asked

# Meter-off timers as menus offer them, in seconds. A measured time is taken down to one of them: the owner sees the
# camera go dark a little after it did, and a time that is too long would lose the first press after a sleep.
TIMERS_S = (4, 5, 6, 8, 10, 15, 16, 20, 30, 60, 120, 180, 240, 300, 600, 900, 1200, 1800, 3600)


@dataclass(frozen=True)
class Findings:
    """`alone`: "ignored", "fires" (without AF) or "focuses" (then fires). `at_once`: "all", "first only" or "some"
    of the pictures came. `asleep_ms`: the shortest wake lead, or SHUTTER where it fires alone, that gave a picture;
    0 if none did. Times in milliseconds, `sleep_after_s` in seconds.
    """

    focuses: bool | None = None
    alone: str | None = None
    fires_alone: bool | None = None
    locks: bool | None = None
    gap_ms: int | None = None
    floor_ms: int | None = None
    at_once: str | None = None
    lead_ms: int | None = None
    asleep_ms: int | None = None
    needs_longer_asleep: bool | None = None
    sleep_after_s: int | None = None
    back_button_focuses: bool | None = None


def findings(log: Log) -> Findings:
    asleep = _asleep_ms(log)
    return Findings(
        focuses=_is(log.last("focus"), "focused", plan.DID_NOTHING),
        alone=_alone(log),
        fires_alone=fires_alone(log),
        locks=_is(log.last("held"), "locked", "refocused"),
        gap_ms=next((ms for ms in plan.GAPS if log.last(f"gap-{ms}") == "again"), None),
        floor_ms=floor_ms(log),
        at_once=_at_once(log),
        lead_ms=_lead_ms(log),
        asleep_ms=asleep,
        needs_longer_asleep=None if asleep is None else asleep != asleep_ladder(log)[0],
        sleep_after_s=log.last("sleep-after"),
        back_button_focuses=_is(log.last("back-button"), "focused", plan.DID_NOTHING),
    )


def fires_alone(log: Log) -> bool | None:
    """Whether SHUTTER takes a picture while FOCUS is open: asked twice, in two ways."""
    said = {reply != "ignored" for reply in _said_of_alone(log)}
    return said.pop() if len(said) == 1 else None


def was_all(log: Log, trial: str, of: int) -> bool | None:
    """Whether every picture came; the latest count decides."""
    counted = log.last(trial)
    return None if counted is None else counted == of


def floor_ms(log: Log) -> int | None:
    return next((ms for ms in plan.FLOORS if was_all(log, f"floor-{ms}", plan.FLOOR_TRIES)), None)


def hold_ms(log: Log) -> int:
    """How long SHUTTER is held where that is not what is asked."""
    return max(AT_LEAST_HOLD_MS, floor_ms(log) or 0)


def asleep_ladder(log: Log) -> tuple[int, ...]:
    """What is tried on a sleeping camera: what does awake, then longer ones."""
    if fires_alone(log):
        first, longer = floor_ms(log) or FLOOR_FROM, plan.WAKE_FLOORS
    else:
        first, longer = _lead_ms(log) or 100, plan.WAKE_LEADS
    return (first, *(ms for ms in longer if ms > first))


def standard_timer_s(measured_s: float) -> int:
    """The menu's timer that the owner saw run out."""
    return max((timer for timer in TIMERS_S if timer <= measured_s), default=max(1, int(measured_s)))


def _is(reply, yes: str, no: str) -> bool | None:
    return {yes: True, no: False}.get(reply)


def _said_of_alone(log: Log) -> list[str]:
    return [reply for trial in ("alone", "after") if (reply := log.last(trial)) not in (None, "searched")]


def _alone(log: Log) -> str | None:
    said = set(_said_of_alone(log))
    return said.pop() if len(said) == 1 else None


def _at_once(log: Log) -> str | None:
    counted = log.last("at-once")
    if counted is None:
        return None
    return {plan.AT_ONCE_TRIES: "all", 1: "first only"}.get(counted, "some")


def _lead_ms(log: Log) -> int | None:
    return next((ms for ms in plan.LEADS if was_all(log, f"lead-{ms}", plan.LEAD_TRIES)), None)


def _asleep_ms(log: Log) -> int | None:
    kind = "floor" if fires_alone(log) else "lead"
    tried = {ms: log.last(f"asleep-{kind}-{ms}") for ms in asleep_ladder(log)}
    if worked := [ms for ms, reply in tried.items() if reply == "fired"]:
        return min(worked)
    return 0 if all(reply == plan.DID_NOTHING for reply in tried.values()) else None
