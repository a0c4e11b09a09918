"""The spread: every combination of isolator, pin, temperature, wiring and camera that the grip may meet."""

from dataclasses import dataclass
from itertools import product

from closing.figures import figure
from closing.inputs import Line, System

STATES = {"open": {"f": False, "s": False}, "half": {"f": True, "s": False}, "full": {"f": True, "s": True}}
TEMPERATURES = ("cold", "room", "hot")


@dataclass(frozen=True)
class Corner:
    """`drive` "low" or "high", `temperature` a name, `camera` "strong" or "weak" (the pull-up), `plug` -1, 0, 1."""

    part: str
    drive: str
    temperature: str
    worn: bool
    camera: str
    plug: int = 0

    def __str__(self) -> str:
        wiring = "worn" if self.worn else "new"
        return f"{self.part} part, {self.drive} drive, {self.temperature}, {wiring} plug, {self.camera} pull-up"


def corners(system: System) -> list[Corner]:
    """The whole spread: the weak and the strong part in every combination, the typical part once a camera."""
    plugs = (-1, 1) if system.ladder else (0,)
    every = product(("weak", "strong"), ("low", "high"), TEMPERATURES, (False, True), cameras(system), plugs)
    typical = [Corner("typical", "low", "room", False, camera) for camera in cameras(system)]
    return [Corner(*values) for values in every] + typical


def hardest(system: System) -> list[Corner]:
    """The corners of `corners` at which closing and opening are hardest, for sweeps; a test compares the two."""
    plugs = (-1, 1) if system.ladder else (0,)
    ends = (("weak", "low", True), ("strong", "high", False))
    every = product(ends, TEMPERATURES, cameras(system), plugs)
    return [Corner(part, drive, t, worn, camera, plug) for (part, drive, worn), t, camera, plug in every]


def cameras(system: System) -> tuple[str, ...]:
    """The pull-ups to try: one where it was measured, else the strongest and the weakest."""
    line = system.ladder or system.focus
    return ("strong",) if line.pull_strong == line.pull_weak else ("strong", "weak")


def celsius(corner: Corner) -> float:
    return figure("temperature", corner.temperature)


def pad_ohm(setting_ma: float) -> float:
    """The most that a pin may have at this drive setting, as its data sheet allows."""
    return figure("pin", "drop_v") / (setting_ma * 1e-3)


def copy(number, corner: Corner, system: System, led_ohm: float, setting_ma: float) -> dict:
    """The values that `grip.cir.j2` needs for one copy, without its state. Low drive: all against the LED."""
    low = corner.drive == "low"
    off = figure("board", "led_percent") / 100
    metres = figure("cable", "metres") if corner.worn else 0.2
    values = {
        "n": number,
        "part": corner.part,
        "supply": figure("pin", "supply_low_v" if low else "supply_high_v"),
        "pad_ohm": pad_ohm(setting_ma) if low else 1e-3,
        "led_ohm": led_ohm * (1 + off if low else 1 - off),
        "contact_ohm": (figure("cable", "worn_ohm") if corner.worn else 0.1) + metres * figure("cable", "ohm_per_m"),
        "common_ohm": metres * figure("cable", "ohm_per_m"),
        "cable_pf": metres * figure("cable", "pf_per_m"),
        "cam_pf": system.pf_low if corner.camera == "strong" else system.pf_high,
        "pulses": None,
        "ladder": None,
    }
    if system.ladder:
        ladder = system.ladder
        parts = [{"a": a, "b": b, "ohm": ohm * (1 + corner.plug * tol / 100)} for a, b, ohm, tol in ladder.resistors]
        return values | {"ladder": {"open_v": ladder.open_v, "pull_ohm": pull(ladder, corner), "resistors": parts}}
    return values | {"focus": _line(system.focus, corner), "shutter": _line(system.shutter, corner)}


def pull(line, corner: Corner) -> float:
    return line.pull_strong if corner.camera == "strong" else line.pull_weak


def _line(line: Line, corner: Corner) -> dict:
    return {"open_v": line.open_v, "rest_v": line.rest_v, "opens_v": line.opens_v, "pull_ohm": pull(line, corner)}
