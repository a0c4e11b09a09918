"""The order of the two lines, with a camera: FOCUS must focus and not fire."""

from backgrip.check.bench import Bench
from backgrip.check.places import gp
from backgrip.check.result import Result, failed, passed, unchecked
from backgrip.connect import Lines

FOCUS_MS, LEAD_MS, SHUTTER_MS, LOOK_MS = 3000, 1500, 300, 2000
SAW = {"f": "it focused", "p": "it took a picture", "n": "nothing", "r": "again", "s": "skip"}
KEY, TITLE = "order", "FOCUS focuses, SHUTTER fires"

FOCUS_ALONE = [(None, False, LOOK_MS), ("FOCUS", True, FOCUS_MS)]
BOTH = [(None, False, LOOK_MS), ("FOCUS", True, LEAD_MS), ("SHUTTER", True, SHUTTER_MS), ("SHUTTER", False, LEAD_MS)]
SHUTTER_ALONE = [(None, False, LOOK_MS), ("SHUTTER", True, FOCUS_MS)]

_SWAPPED = (
    "The two lines are swapped: the commonest mistake. Isolator pin 4 of FOCUS goes to the plug's ring "
    "(the middle), of SHUTTER to its tip. Swap those two wires, or the two wires at {focus} and "
    "{shutter}."
)


def check_camera(bench: Bench) -> list[Result]:
    """Plays the lines to a camera and asks what it did."""
    bench.ask.ready(
        "Now the camera. Switch it off, plug the grip's cable in, switch it on.\nLens on AF, AF-S "
        "(One-Shot), half-press AF on, single pictures, a card in it. Point it at something with edges."
    )
    focus = _saw(
        bench, f"FOCUS closes in {LOOK_MS // 1000} s, for {FOCUS_MS // 1000} s. Watch the camera ...", FOCUS_ALONE
    )
    both = alone = None
    if focus in ("f", "n"):
        both = _saw(bench, "FOCUS closes, then SHUTTER for a moment: a picture is wanted ...", BOTH)
    if focus == "n" and both != "s":
        alone = _saw(bench, f"Last: SHUTTER alone, for {FOCUS_MS // 1000} s ...", SHUTTER_ALONE)
    bench.ask.ready("Switch the camera off and unplug it.")
    return [judge_camera(bench.pins["FOCUS"], bench.pins["SHUTTER"], focus, both, alone)]


def _saw(bench: Bench, doing: str, plan: list) -> str:
    said = "r"
    while said == "r":
        bench.ask.tell(doing)
        Lines(bench.console).play(plan)
        said = bench.ask.choose("What did it do?", SAW)
    return said


def judge_camera(focus_gpio: int, shutter_gpio: int, focus: str, both: str | None, alone: str | None) -> Result:
    """What the camera did with FOCUS alone, FOCUS then SHUTTER, SHUTTER alone: letters of SAW, None for not tried."""
    swapped = _SWAPPED.format(focus=gp(focus_gpio), shutter=gp(shutter_gpio))
    if "s" in (focus, both):
        return unchecked(KEY, TITLE, "skipped")
    if focus == "p":
        return failed(
            KEY,
            TITLE,
            "FOCUS took a picture",
            f"{swapped} On a Panasonic look first whether Half Press Release is on; it must be off.",
        )
    if focus == "f" and both == "p":
        return passed(KEY, TITLE, "focuses on FOCUS alone, fires with SHUTTER")
    if focus == "f":
        return failed(
            KEY,
            TITLE,
            "focuses, does not fire",
            "Could it focus? With focus priority a camera waits: point it at something easy, or set release "
            "priority. If it could, SHUTTER does not arrive: the plug's tip, isolator pin 4 and pin 3 of "
            "SHUTTER. A Nikon or Sony may want an AQY212EH as isolator.",
        )
    if alone == "f":
        return failed(KEY, TITLE, "FOCUS does nothing, SHUTTER focuses", swapped)
    if both == "p" or alone == "p":
        return failed(
            KEY,
            TITLE,
            "fires, but does not focus on FOCUS",
            "Is AF off the half-press in the camera's menu, or the lens on MF? Otherwise FOCUS does not "
            "arrive: push the plug home (some sockets miss the middle ring), then look at the plug's ring and "
            "the FOCUS isolator.",
        )
    return failed(
        KEY,
        TITLE,
        "the camera does nothing",
        "Is it the right socket and cable, pushed home, the camera awake? Then the sleeve (pin 3 of both "
        "isolators) is the wire both lines need. The multimeter steps tell more.",
    )
