"""What a camera file may say. Every fact carries its evidence and its source; a key that is not listed is refused.

Times are whole milliseconds (`_ms`) or seconds (`_s`), with the ranges of the grip's contract. A fact in TOML is an
inline table: `{ is = 100, evidence = "reported", source = "camtraptions" }`, with `note` (a sentence) and `seen_on`
(the bodies that the source really speaks of) where they help: for every other body such a fact is only assumed.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, model_validator

from backgrip.cameras.facts import KINDS, Evidence, Fact, Source, Strict, Words, between
from backgrip.cameras.plugs import WIRES, Connector, ConnectorFile, Contact, Input, Ladder, Resistor, Window

__all__ = [
    "KINDS", "WIRES", "BodyEntry", "BrandFile", "ClassFile", "Connector", "ConnectorFile", "Contact", "Evidence",
    "Fact", "Facts", "Input", "Ladder", "Profile", "Resistor", "SemanticClass", "Source", "Window",
]  # fmt: skip

Milliseconds = Annotated[StrictInt, Field(ge=0, le=20000)]


class Profile(Strict):
    """The fields of the grip's camera profile (`firmware/grip/profile.py` has defaults, ranges and meanings)."""

    shutter_needs_focus: Fact[StrictBool] | None = None
    focus_lead_ms: Fact[between(0, 5000)] | None = None
    wake_lead_ms: Fact[between(0, 5000)] | None = None
    sleep_after_s: Fact[between(1, 3600)] | None = None
    shutter_min_ms: Fact[between(20, 2000)] | None = None
    shutter_gap_ms: Fact[between(10, 2000)] | None = None
    focus_tail_ms: Fact[between(0, 5000)] | None = None
    refocus_gap_ms: Fact[between(20, 1000)] | None = None
    focus_open_between: Fact[StrictBool] | None = None
    style: Fact[Literal["lock", "track"]] | None = None


class Facts(Strict):
    """What may stand in a brand's [defaults], in a [series.NAME] and at a body. A body inherits what it leaves out.

    `behaves_as`: a semantic class, a key of `classes.toml`. `single_af`, `continuous_af`: what the brand calls them.
    `af_off`, `af_on`: the menu path, in the menu's own words with " > " between levels, that takes AF off the
    half-press (recipe B), and the one that puts it back (recipe A). `focus_button`: the body's own button that focuses
    once `af_off` is set. `ae_lock_off`: the path that stops a held half-press from holding the exposure.
    `release_priority`: the path to fire without waiting for focus. Of these, "none" says: this body has no such thing.
    """

    behaves_as: Fact[str] | None = None
    single_af: Fact[Words] | None = None
    continuous_af: Fact[Words] | None = None
    af_off: Fact[Words] | None = None
    af_on: Fact[Words] | None = None
    focus_button: Fact[Words] | None = None
    half_press_locks_ae: Fact[Literal["yes", "no", "unknown"]] | None = None
    ae_lock_off: Fact[Words] | None = None
    release_priority: Fact[Words] | None = None
    traps: tuple[Fact[Words], ...] = ()
    profile: Profile = Profile()


class BodyEntry(Facts):
    """One body as its file has it. `port` is a connector's key, "none" or "unknown", and never inherited.

    `also`: the other names it is sold under, without the brand. `instead`: what an owner can do where there is no
    wired release.
    """

    name: Words
    also: tuple[Words, ...] = ()
    series: str | None = None
    port: Fact[Words] | None = None
    instead: Fact[Words] | None = None


class BrandFile(Strict):
    """`<brand>.toml`."""

    brand: Words
    also: tuple[Words, ...] = ()  # other names of the brand: "Lumix", "OM System"
    sources: dict[str, Source] = {}
    defaults: Facts = Facts()
    series: dict[str, Facts] = {}
    body: tuple[BodyEntry, ...] = ()


class SemanticClass(Strict):
    """How bodies of a kind behave on the wire. The virtual camera is built of this and nothing else.

    shutter_alone: SHUTTER closed while FOCUS is open is "ignored", "fires" without AF, or "focuses then fires".
    shutter_under_focus: SHUTTER closed in continuous AF with FOCUS held "fires" (AF goes on).
    focus_then_shutter_ms: FOCUS must have been closed this long before SHUTTER, or the press may give nothing.
    both_at_once: "fires", or "first only" (closed together in single drive, only the first frame fires).
    shutter_min_ms, shutter_gap_ms: a shorter closure or opening of SHUTTER gives nothing.
    refocus_open_ms: FOCUS must open for this long for single AF to start over.
    sleep_after_s, wake_ms: the meter-off timer, and how long FOCUS must be closed to wake it (0: at once).
    sleeping_shutter: what a short SHUTTER gives while asleep: "swallowed" or "wakes and fires".
    release_lag_ms: from SHUTTER (focus held) to the exposure. af_single_ms, af_hunting_ms: a typical run of AF, and
    one in bad light. single_priority, continuous_priority: the factory's choice.
    own_buttons: what the body's own buttons do while FOCUS is held.
    """

    title: Words
    half_press_focuses: Fact[StrictBool]
    held_half_press_locks: Fact[StrictBool]
    shutter_alone: Fact[Literal["ignored", "fires", "focuses then fires"]]
    focus_then_shutter_ms: Fact[Milliseconds]
    both_at_once: Fact[Literal["fires", "first only"]]
    shutter_min_ms: Fact[Milliseconds]
    shutter_gap_ms: Fact[Milliseconds]
    refocus_open_ms: Fact[Milliseconds]
    sleep_after_s: Fact[between(1, 3600)]
    wake_ms: Fact[Milliseconds]
    sleeping_shutter: Fact[Literal["swallowed", "wakes and fires"]]
    release_lag_ms: Fact[Milliseconds]
    af_single_ms: Fact[Milliseconds]
    af_hunting_ms: Fact[Milliseconds]
    single_priority: Fact[Literal["focus", "release"]]
    continuous_priority: Fact[Literal["focus", "release"]]
    half_press_locks_ae: Fact[Literal["yes", "no", "unknown"]]
    own_buttons: Fact[Literal["ignored", "work"]]
    focus_open_between: Fact[StrictBool]


class ClassFile(Strict):
    """`classes.toml`. A class has what [defaults] say, then what the class says that it is `like`, then its own."""

    sources: dict[str, Source] = {}
    semantic_class: dict[str, SemanticClass] = Field(alias="class")

    @model_validator(mode="before")
    @classmethod
    def _filled_in(cls, data):
        classes, defaults = data.get("class"), data.get("defaults", {})
        if not all(isinstance(table, dict) for table in (classes, defaults, *(classes or {}).values())):
            return data  # the fields say what is wrong
        filled = {}
        for name, facts in classes.items():
            like = facts.get("like")
            if like is not None and like not in classes:
                raise ValueError(f"class {name}: like: there is no class {like!r}")
            facts = {**defaults, **classes.get(like, {}), **facts}
            filled[name] = {key: fact for key, fact in facts.items() if key != "like"}
        return {**{key: part for key, part in data.items() if key != "defaults"}, "class": filled}
