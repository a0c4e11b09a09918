"""The ways from a button to a line that are compared, and how each is pressed."""

from dataclasses import dataclass, field

GRIP = "backgrip"

# Short times, so that a press is over soon. All of them begin once the line has closed.
SHORT = {"shutter_min_ms": 20, "shutter_gap_ms": 10, "focus_tail_ms": 0, "focus_lead_ms": 10}


@dataclass(frozen=True)
class Way:
    """One way from a button to the line that must close first.

    module: what the image starts, `backgrip` or the end of a `pico/bench_*.py`
    settings: what the grip's settings file changes
    latch: tap the thumb first, so that FOCUS stays closed
    """

    name: str
    label: str
    module: str = GRIP
    button: str = "thumb"
    line: str = "FOCUS"
    settings: dict = field(default_factory=dict)
    latch: bool = False


WAYS = (
    Way("thumb", "Backgrip, thumb to FOCUS", settings={"style": "track"}),
    Way(
        "index",
        "Backgrip, index to SHUTTER, FOCUS held",
        button="index",
        line="SHUTTER",
        settings=SHORT,
        latch=True,
    ),
    Way(
        "index_leads",
        "Backgrip, index to FOCUS, which leads",
        button="index",
        settings={**SHORT, "style": "track"},
    ),
    Way("hard_irq", "hard Pin.irq", "hard_irq"),
    Way("soft_irq", "soft Pin.irq", "soft_irq"),
    Way("timer", "Timer, 1 kHz", "timer"),
    Way("picozero", "picozero Button", "picozero"),
)
BY_NAME = {way.name: way for way in WAYS}
