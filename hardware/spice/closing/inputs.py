"""The cameras' inputs: figures of the camera data, and for what it lacks the assumptions of `systems.toml`."""

import tomllib
from dataclasses import dataclass, replace

from backgrip.cameras import read_book
from backgrip.cameras.schema import Connector, Fact

from closing.figures import HERE


@dataclass(frozen=True)
class Line:
    """One contact: volts, ohms. Closed for certain below `closes_v`, open for certain above `opens_v`.

    `rest_v`: what the contact has while the other one is open, if its pull-up comes on with that.
    """

    open_v: float
    pull_strong: float
    pull_weak: float
    closes_v: float
    opens_v: float
    rest_v: float | None = None

@dataclass(frozen=True)
class Reading:
    """A state of a ladder, in ohm: nominal and the limits that still count as it."""

    ohm: float
    lowest: float
    highest: float


@dataclass(frozen=True)
class Ladder:
    """A camera that reads resistance. `resistors`: a, b, ohm, per cent; nodes sense, k, wf (FOCUS), ws (SHUTTER)."""

    open_v: float
    pull_strong: float
    pull_weak: float
    resistors: tuple[tuple[str, str, float, float], ...]
    present: Reading
    half: Reading
    full: Reading

    def volts(self, ohm: float, pull: float) -> float:
        """What the camera measures for this resistance."""
        return self.open_v * ohm / (ohm + pull)

    def seen(self, volts: float, pull: float) -> float:
        """The resistance that the camera takes these volts for."""
        return pull * volts / max(self.open_v - volts, 1e-9)


@dataclass(frozen=True)
class System:
    """A remote system: `measured` says which of its figures are somebody's, `assumed` what is ours."""

    key: str
    name: str
    measured: str
    assumed: str
    focus: Line | None
    shutter: Line | None
    ladder: Ladder | None
    pf_low: float
    pf_high: float

    @property
    def circuit(self) -> "System":
        """The same without its names: systems with equal circuits need only be simulated once."""
        return replace(self, key="", name="", measured="", assumed="")


def systems() -> list[System]:
    """Every modelled system in the order of `systems.toml`. Raises ValueError if a connector is in neither list."""
    own, connectors = _own(), read_book().connectors
    unheard = set(connectors) - set(own["system"]) - set(own["left_out"])
    if unheard:
        raise ValueError(f"systems.toml: no word of {', '.join(sorted(unheard))}; add it to [system] or [left_out]")
    return [_system(key, connectors[key], own, connectors) for key in own["system"]]


def left_out() -> dict[str, str]:
    return _own()["left_out"]


def _own() -> dict:
    return tomllib.loads((HERE / "systems.toml").read_text("utf-8"))


def _system(key: str, connector: Connector, own: dict, connectors: dict[str, Connector]) -> System:
    said = own["system"][key]
    like = said.get("like")
    facts, rules = (connectors[like], {**own["system"][like], **said}) if like else (connector, said)
    general = {**own["general"], **_pulls(connectors)}
    if facts.ladder:
        focus = shutter = None
        ladder, marks = _ladder(facts, rules, general), [facts.ladder, facts.resistors]
    else:
        ladder, marks = None, [fact for fact in (facts.focus_input, facts.shutter_input) if fact]
        focus = _line(facts.focus_input, rules, general)
        shutter = _shutter(facts, focus, rules, general)
    measured = ", ".join(dict.fromkeys(fact.evidence.value for fact in marks)) if not like and marks else "nothing"
    if measured != "nothing" and not _complete(facts):
        measured += ", threshold assumed" if ladder is None else ", windows assumed"
    pf = general["capacitance_low_pf"], general["capacitance_high_pf"]
    return System(key, connector.name, measured, said["why"], focus, shutter, ladder, *pf)


def _complete(connector: Connector) -> bool:
    """Whether the data says where closed begins, so that nothing about it is assumed."""
    if connector.ladder:
        return bool(connector.ladder.is_.half.highest and connector.ladder.is_.full.highest)
    return all(fact and fact.is_.threshold_v for fact in (connector.focus_input, connector.shutter_input))


def _pulls(connectors: dict[str, Connector]) -> dict[str, float]:
    """The strongest and the weakest pull-up that the camera data knows, in ohm."""
    canon = connectors["canon-e3"].focus_input.is_
    return {
        "pull_strong": float(connectors["panasonic-rs1"].ladder.is_.pull_up_ohm),
        "pull_weak": canon.open_v / (canon.short_ua * 1e-6),
    }


def _line(fact: Fact | None, rules: dict, general: dict) -> Line:
    known = fact.is_ if fact else None
    open_v = known.open_v if known and known.open_v else rules.get("open_v", general["open_v"])
    pulls = (general["pull_strong"], general["pull_weak"])
    if known and known.short_ua:
        pulls = (open_v / (known.short_ua * 1e-6),) * 2
    if known and known.threshold_v:
        return Line(open_v, *pulls, known.threshold_v, known.threshold_v)
    closes = rules.get("closes_v", general["closes_below"] * open_v)
    return Line(open_v, *pulls, closes, rules.get("opens_v", general["opens_above"] * open_v))


def _shutter(connector: Connector, focus: Line, rules: dict, general: dict) -> Line:
    if rules.get("shutter_follows"):
        return replace(focus, rest_v=connector.shutter_input.is_.open_v)
    return _line(connector.shutter_input, rules, general)


def _ladder(connector: Connector, rules: dict, general: dict) -> Ladder:
    known, node = connector.ladder.is_, {"FOCUS": "wf", "SHUTTER": "ws", "common": "k"}
    for contact in connector.contacts.is_:
        if contact.does in ("sense", "common"):
            node[contact.at] = "sense" if contact.does == "sense" else "k"
    plug = connector.resistors.is_
    resistors = tuple((*(node[at] for at in part.between), float(part.ohm), part.percent) for part in plug)
    pull = known.pull_up_ohm
    pulls = (float(pull), float(pull)) if pull else (general["pull_strong"], general["pull_weak"])
    states = [known.full, known.half, known.present]  # rising
    middles = [(low.ohm * high.ohm) ** 0.5 for low, high in zip(states, states[1:])]
    floor, ceiling = states[0].ohm ** 2 / middles[0], states[2].ohm ** 2 / middles[1]
    edges = [floor, *middles, ceiling]
    full, half, present = (
        Reading(state.ohm, state.lowest or edges[i], state.highest or edges[i + 1]) for i, state in enumerate(states)
    )
    return Ladder(known.open_v or rules.get("open_v", general["open_v"]), *pulls, resistors, present, half, full)
