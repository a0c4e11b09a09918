"""What `connectors.toml` may say: plugs, their contacts, and what the camera's side of them looks like."""

from typing import Annotated, Literal

from pydantic import Field, StrictInt, model_validator

from backgrip.cameras.facts import Fact, Source, Strict, Words

Volts = Annotated[float, Field(strict=True, ge=0, le=12)]
Ohms = Annotated[StrictInt, Field(ge=1, le=10_000_000)]
WIRES = ("FOCUS", "SHUTTER", "common")  # of the cable that comes out of the grip


class Contact(Strict):
    """One contact of a plug. `at` is the pole or pin as the field names it; `does` what it is for.

    "common" is the side that the camera holds lowest, so where a transistor's emitter goes. "sense" is an input that
    the camera reads through the resistors in the plug; no wire of the grip goes straight to it.
    """

    at: Words
    does: Literal["FOCUS", "SHUTTER", "common", "sense", "unused", "never connect"]
    note: Words | None = None


class Resistor(Strict):
    """A resistor in the plug: `ohm`, tolerance in per cent, and the two nodes it joins.

    A node is a contact, by its `at`, or a wire of the grip's cable: one of WIRES.
    """

    ohm: Ohms
    percent: Annotated[StrictInt, Field(ge=1, le=20)] = 5
    between: tuple[Words, Words]
    why: Words


class Input(Strict):
    """What the camera's side of one line looks like, against common: open voltage, short-circuit current, threshold.

    Volts and uA. The line counts as closed below `threshold_v`.
    """

    open_v: Volts | None = None
    short_ua: Annotated[float, Field(strict=True, ge=0, le=20000)] | None = None
    threshold_v: Volts | None = None


class Window(Strict):
    """A resistance between the sense contact and common, in ohm: nominal, and the limits that still count as it."""

    ohm: Ohms
    lowest: Ohms | None = None
    highest: Ohms | None = None
    volts: Volts | None = None  # what was measured on the sense contact in this state

    @model_validator(mode="after")
    def _in_order(self):
        if not (self.lowest or self.ohm) <= self.ohm <= (self.highest or self.ohm):
            raise ValueError("ohm must lie between lowest and highest")
        return self


class Ladder(Strict):
    """A camera that reads both buttons as one resistance. `full` may need FOCUS closed as well: see the warnings."""

    open_v: Volts | None = None  # nothing plugged in
    pull_up_ohm: Ohms | None = None
    present: Window  # neither button
    half: Window
    full: Window


class Connector(Strict):
    """A remote system: its plug and what each contact does.

    `drawing`: which plug the guide draws. `wire_it`: "straight" (the grip's own 2.5 mm plug fits), "cable" (a bought
    adapter or cut cable, three wires), "resistors" (a cable with resistors in the plug), "measure" (contacts not
    known well enough: buzz them out first), "no" (cannot be done). `contacts` is in the plug's order. What the three
    wires of the grip's cable reach: FOCUS, SHUTTER and common go to the contact that does it, or to resistors.

    A plug is the same on every body that has it, so `seen_on` says here where it was looked at and weakens nothing.
    """

    name: Words
    remotes: tuple[Words, ...]
    plug: Words
    drawing: Literal[
        "trs", "trrs", "n3", "nikon-10", "nikon-dc2", "nikon-dc0", "sony-multi", "micro-usb", "mini-usb", "olympus-12",
        "3-pin", "2-pin", "molex-6", "lemo", "unknown",
    ]  # fmt: skip
    wire_it: Literal["straight", "cable", "resistors", "measure", "no"]
    buy: Fact[Words]
    contacts: Fact[tuple[Contact, ...]]
    resistors: Fact[tuple[Resistor, ...]] | None = None
    focus_input: Fact[Input] | None = None
    shutter_input: Fact[Input] | None = None
    ladder: Fact[Ladder] | None = None
    warnings: tuple[Fact[Words], ...] = ()

    @property
    def lost_wires(self) -> list[str]:
        """The wires of the grip that reach no contact and no resistor: with any of these there is no cable to make."""
        parts = self.resistors.is_ if self.resistors else ()
        reached = {node for part in parts for node in part.between} | {contact.does for contact in self.contacts.is_}
        return [wire for wire in WIRES if wire not in reached]

    @model_validator(mode="after")
    def _can_be_wired(self):
        contacts = [contact.at for contact in self.contacts.is_]
        for at in contacts:
            if contacts.count(at) > 1:
                raise ValueError(f"contacts: {at!r} is there twice")
        parts = self.resistors.is_ if self.resistors else ()
        nodes = {node for part in parts for node in part.between}
        if stray := sorted(nodes - {*contacts, *WIRES}):
            raise ValueError(f"resistors: {stray[0]!r} is neither a contact of this plug nor one of {', '.join(WIRES)}")
        if self.wire_it in ("straight", "cable", "resistors"):
            if lost := self.lost_wires:
                raise ValueError(f'contacts: none does {lost[0]!r}; write wire_it = "measure" if it is not known')
        if self.wire_it == "straight" and parts:
            raise ValueError('wire_it = "straight" leaves no place for resistors')
        if self.wire_it == "resistors" and not parts:
            raise ValueError('resistors: wire_it = "resistors", and there are none')
        return self


class ConnectorFile(Strict):
    """`connectors.toml`."""

    sources: dict[str, Source] = {}
    connector: dict[str, Connector]
