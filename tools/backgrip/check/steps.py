"""All steps, as data, and running them."""

from collections.abc import Callable
from dataclasses import dataclass

from backgrip.check.bench import Bench
from backgrip.check.buttons import check_button, check_switch
from backgrip.check.camera import KEY, TITLE, check_camera
from backgrip.check.lamps import check_case_lamp, check_lamp
from backgrip.check.loopback import TITLES, check_loopback
from backgrip.check.meter import check_isolation, check_lines, check_pull_downs
from backgrip.check.result import Outcome, Report, Result, unchecked
from backgrip.check.software import check_software
from backgrip.check.wires import INSIDE_TITLE, check_wires

NOTHING, EYES, METER, PLUG, CAMERA = "nothing", "somebody to answer", "a multimeter", "the loop-back plug", "a camera"
AUTO, LOOPBACK = frozenset({NOTHING}), frozenset({NOTHING, PLUG})


@dataclass(frozen=True)
class Step:
    """`needs`: what must be at hand. `run`: measures, asks, judges. `keys`: the results it gives, with their titles.

    `at_the_pico`: the multimeter is held at the Pico, not at the plug.
    """

    needs: str
    heading: str
    run: Callable[[Bench], list[Result]]
    keys: dict[str, str]
    at_the_pico: bool = False


STEPS = (
    Step(
        NOTHING,
        "The program",
        check_software,
        {"firmware": "firmware", "settings": "settings file", "log": "fault log", "supply": "supply (VSYS)"},
    ),
    Step(
        NOTHING,
        "The wires, electrically",
        check_wires,
        {
            "joined": "no two pins joined",
            "focus-pin": "FOCUS at the Pico",
            "shutter-pin": "SHUTTER at the Pico",
            "thumb-pin": "thumb button, untouched",
            "index-pin": "index button, untouched",
            "inside": INSIDE_TITLE,
        },
    ),
    Step(EYES, "The LED", check_lamp, {"led": "LED on the Pico"}),
    Step(EYES, "The LED in the case", check_case_lamp, {"led-case": "LED in the case"}),
    Step(EYES, "The thumb button", lambda bench: check_button(bench, 0), {"thumb": "thumb button"}),
    Step(EYES, "The index button", lambda bench: check_button(bench, 1), {"index": "index button"}),
    Step(EYES, "The style switch", check_switch, {"style-switch": "style switch"}),
    Step(
        METER,
        "The pull-downs",
        check_pull_downs,
        {"focus-pull-down": "FOCUS pull-down, 10 kΩ", "shutter-pull-down": "SHUTTER pull-down, 10 kΩ"},
        at_the_pico=True,
    ),
    Step(
        METER, "The two lines", check_lines, {"focus-line": "FOCUS at the plug", "shutter-line": "SHUTTER at the plug"}
    ),
    Step(METER, "The isolation", check_isolation, {"isolation": "camera's side apart from the Pico's"}),
    Step(PLUG, "The lines through the loop-back plug", check_loopback, TITLES),
    Step(CAMERA, "The camera", check_camera, {KEY: TITLE}),
)
METERED = {"focus-line", "shutter-line"}
LOOPED = set(TITLES) - {"isolation"}  # which both find out
GO_ON, AGAIN, STOP = "g", "r", "q"
AFTER_A_FAULT = "Mend it now and do this again, or go on?"
THEN = {AGAIN: "again", GO_ON: "go on", STOP: "stop here"}
STOPPERS = {"supply", "isolation"}  # no camera after one of these has failed


def run_steps(
    bench: Bench,
    have: frozenset[str],
    port: str,
    told: Callable[[Result], None] = lambda _: None,
    heading: Callable[[str], None] = lambda _: None,
) -> Report:
    """Runs the steps for which everything is at hand; the others are not checked. `told` hears of each result.

    Where somebody answers, a step that failed can be done again, or be the last one. With the loop-back plug in, the
    multimeter's steps at the plug are left out: its resistors would be measured. Raises Problem.
    """
    results: dict[str, Result] = {}
    stopped = None
    for step in STEPS:
        why = stopped or _why_not(step, bench, have, results)
        if why:
            made = [unchecked(key, title, why) for key, title in step.keys.items() if key not in results]
        else:
            made, go_on = _run(step, bench, told, heading)
            stopped = None if go_on else "stopped before it"
        for result in made:
            results.pop(result.key, None)  # left out by one step, found by another
            results[result.key] = result
    return Report(port, tuple(_without_twins(results)))


def _without_twins(results: dict[str, Result]) -> list[Result]:
    """The multimeter and the loop-back plug find out the same: what one has checked the other need not."""
    for keys, twins in ((LOOPED, METERED), (METERED, LOOPED)):
        if any(results[key].outcome is not Outcome.NOT_CHECKED for key in keys):
            return [result for key, result in results.items() if key not in twins]
    return list(results.values())


def _run(step: Step, bench: Bench, told, heading) -> tuple[list[Result], bool]:
    """One step, again if wished. Returns its results and whether to go on."""
    said = AGAIN
    while said == AGAIN:
        heading(step.heading)
        made = step.run(bench)
        for result in made:
            told(result)
        wrong = any(result.outcome is Outcome.FAIL for result in made)
        said = bench.ask.choose(AFTER_A_FAULT, THEN) if bench.ask and wrong else GO_ON
    return made, said == GO_ON


def _why_not(step: Step, bench: Bench, have: frozenset[str], results: dict[str, Result]) -> str | None:
    if step.needs not in have and not (step.needs == PLUG and bench.plug):
        return f"needs {step.needs}"
    if step.needs == METER and bench.plug and not step.at_the_pico:
        return "the loop-back plug is in"
    if step.needs == CAMERA:
        if bench.plug:
            return "the loop-back plug is in"
        bad = [key for key in STOPPERS if key in results and results[key].outcome is Outcome.FAIL]
        if bad:
            return f"not before this is mended: {results[bad[0]].title}"
    return None
