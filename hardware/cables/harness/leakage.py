"""How much may leak before a camera that reads resistance takes the remote for unplugged."""

from dataclasses import dataclass, replace

from backgrip.cameras.schema import Connector

from harness.cable import cable_of
from harness.check import sense_and_common
from harness.network import ohms

E24 = (10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30, 33, 36, 39, 43, 47, 51, 56, 62, 68, 75, 82, 91)
RING, SLEEVE = ("GRIP", "ring"), ("GRIP", "sleeve")


@dataclass(frozen=True)
class Spare:
    """With `resistor` ohm as the largest of the plug the camera reads `present` ohm, and `leak` A or `leak_ohm` from
    FOCUS to common bring that down to the lowest that a body was seen to take.
    """

    resistor: int
    present: float
    leak: float
    leak_ohm: float


def spares(connector: Connector) -> list[Spare]:
    """For the data's own resistors, and for the next larger value of E24; empty where the limits are not known."""
    ladder = connector.ladder.is_ if connector.ladder else None
    if not (ladder and ladder.open_v and ladder.pull_up_ohm and ladder.present.lowest):
        return []
    largest = max(part.ohm for part in connector.resistors.is_)
    return [_spare(connector, largest, value) for value in (largest, next_larger(largest))]


def next_larger(ohm: int) -> int:
    """36000 -> 39000."""
    decade = 10 ** (len(str(ohm)) - 2)
    return next((value for value in (*E24, 100) if value * decade > ohm)) * decade


def _spare(connector: Connector, largest: int, instead: int) -> Spare:
    known, cable = connector.ladder.is_, cable_of(connector)
    parts = tuple(replace(part, ohm=float(instead)) if part.ohm == largest else part for part in cable.parts)
    cable = replace(cable, parts=parts)
    sense, common = sense_and_common(connector)
    present, above = ohms(cable, sense, common), ohms(cable, RING, SLEEVE)
    pull, edge = known.pull_up_ohm, known.present.lowest
    volts = known.open_v * present / (present + pull)
    edge_volts = known.open_v * edge / (edge + pull)
    # One ampere drawn at FOCUS lowers the sense contact by this many volts (pull-up and resistors as a divider).
    transfer = pull * above / (pull + present)
    leak = (volts - edge_volts) / transfer
    focus = known.open_v * above / (pull + present) - leak * above * (present - above + pull) / (present + pull)
    return Spare(instead, present, leak, focus / leak)
