"""Judges a recording, stretch by stretch between resets."""

from dataclasses import replace

from backgrip.judge import bounds, lamp
from backgrip.judge.clauses import Clause
from backgrip.judge.contacts import presses
from backgrip.judge.follow import Follow
from backgrip.judge.record import BUTTONS, LINES, Record, as_seen, cut, stretches
from backgrip.judge.settings import MS, Allowances, S, Settings
from backgrip.judge.verdict import Verdict

SWAP_NS, SWAP_LOOSE_NS, MAINTENANCE_NS = (1 * S, 3 * S), 150 * MS, 2 * S
OTHER = {"lock": "track", "track": "lock"}


def judge(record: Record, settings: Settings | None = None, allow: Allowances | None = None) -> Verdict:
    """Every break of the contract in a recording, in the order of their times."""
    settings, allow = settings or Settings(), allow or Allowances()
    spans, verdict = record.spans(), Verdict()
    if any(signal == "style" for _, signal, _ in record.edges):
        spans.setdefault("style", [])
    verdict.frames = as_seen(spans.get("SHUTTER", []))
    for from_ns, to_ns, reset in stretches(record):
        here = {name: cut(each, from_ns, to_ns) for name, each in spans.items()}
        power_up = reset and (record.power_ups is None or from_ns in record.power_ups)
        style, settings = _style(here, settings, from_ns, power_up)
        verdict.styles.append(style)
        _stretch(verdict, here, replace(settings, style=style), allow, (from_ns, to_ns), reset, power_up)
    verdict.breaks.sort(key=lambda one: one.t_ns)
    return verdict


def _style(spans, settings, from_ns, power_up):
    """(style of this stretch, settings for those after it). What was recorded wins; a held thumb swaps the stored."""
    if "style" in spans:
        return ("track" if any(a <= from_ns for a, _ in spans["style"]) else "lock"), settings
    held = [opened - from_ns for close, opened in spans.get("thumb", ()) if close <= from_ns and opened is not None]
    alone = not any(close < from_ns + SWAP_NS[1] for close, _ in spans.get("index", ()))
    low, high = SWAP_NS
    if power_up and alone and held and low <= held[0] <= high and settings.style in OTHER:
        settings = replace(settings, style=OTHER[settings.style])
    return settings.style, settings


def _stretch(verdict, spans, settings, allow, times, reset, power_up):
    (from_ns, to_ns), pressed, glitches = times, [], []
    for button in BUTTONS:
        found, sparks = presses(
            spans.get(button, []), button, settings.ns("debounce_ms"), allow.release_ns, allow.step_ns
        )
        pressed += found
        glitches += sparks
    closures = {line: as_seen(spans.get(line, [])) for line in LINES}
    through = {}  # closures that a reset found
    if reset:
        for line, each in closures.items():
            through[line] = [span for span in each if span[0] <= from_ns]
            closures[line] = [span for span in each if span[0] > from_ns]
    follow = Follow(verdict, settings, allow, pressed, closures, from_ns, reset)
    follow.glitches = glitches
    verdict.exercised[Clause.GLITCH] += len(glitches)
    for press in pressed:
        if reset and press.first < from_ns + settings.ns("debounce_ms"):
            press.dead = True
            follow.tested(Clause.RELEASED_ONCE)
    held = {p.button for p in pressed if p.first <= from_ns and (p.up is None or p.up - from_ns >= MAINTENANCE_NS)}
    follow.maintenance = power_up and len(held) == 2
    at_start = [line for line in LINES if closures[line] and closures[line][0][0] <= from_ns]
    down = [press for press in pressed if press.first <= from_ns]
    follow.blurred = not reset and bool(at_start or down) or "style" in spans and _moved(spans["style"], from_ns)
    follow.refresh()
    follow.run(to_ns)
    bounds.check(follow)
    if reset:
        bounds.check_reset(follow, through)
    lamp.check(follow, spans)


def _moved(style, from_ns):
    """The style switch is moved within this stretch: no style can be judged."""
    return any(close > from_ns or opened is not None for close, opened in style)
