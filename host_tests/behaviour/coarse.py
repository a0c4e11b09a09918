"""A grip in coarse time: few enough states that all of them can be visited.

The behaviour is the firmware's, with settings from its legal ranges and its own constants; only time moves in steps of
`TICK_MS`, one turn of the loop each. Below it is the model of the state machines (`model.py`), counting in ticks.

A state is a tuple in which times are ages, cut off where no longer age makes a difference, so that equal states are
equal tuples (`CoarseGrip.pack`); `test_explore.py` checks that states that are merged do behave alike.
"""

from dataclasses import dataclass, field

from grip import settings
from grip.profile import LOCK, TRACK

from behaviour.model import WRAP, Grip

# One tick is a short tap (< 500 ms, the longest there is), two are a long one; 1 s is three, 2 s five, 5 s eleven.
TICK_MS = 499
NOW = 3  # ticks; every state is kept at this time, so that ticks wrap among the times it remembers


def ticks(ms):
    """Ticks after which `ms` have passed."""
    return -(-ms // TICK_MS)


@dataclass(frozen=True)
class Body:
    """A profile in ticks. `wake`: the lead of a body that sleeps after one second, or None."""

    name: str
    style: str = LOCK
    needs_focus: bool = True
    open_between: bool = False
    lead: int = 1
    floor: int = 2
    gap: int = 1
    tail: int = 1
    refocus: int = 2
    wake: int | None = None
    switch: bool = False  # the style switch is moved, too
    faults: bool = False  # edges are lost, the loop hears of one a turn later or is too late for gestures
    limits_s: dict = field(default_factory=lambda: {"focus": 8, "shutter": 5, "locked": 9})

    def values(self):
        """Settings for the behaviour, in its units and ranges."""
        values = settings.defaults()
        values.update(
            shutter_needs_focus=self.needs_focus, focus_open_between=self.open_between, style=self.style,
            focus_lead_ms=self.lead * TICK_MS, shutter_min_ms=self.floor * TICK_MS, tap_ms=500,
            shutter_gap_ms=self.gap * TICK_MS, focus_tail_ms=self.tail * TICK_MS,
            refocus_gap_ms=self.refocus * TICK_MS, lock_timeout_s=5, focus_limit_s=self.limits_s["focus"],
            shutter_limit_s=self.limits_s["shutter"], shutter_lock_limit_s=self.limits_s["locked"],
        )  # fmt: skip
        if self.wake is not None:
            values.update(wake_lead_ms=self.wake * TICK_MS, sleep_after_s=1)
        return values

    def machine_values(self):
        """The same for the state machines, in ticks."""
        return {
            "debounce_ms": 0, "shutter_needs_focus": self.needs_focus, "focus_lead_ms": self.lead,
            "shutter_min_ms": self.floor, "shutter_gap_ms": self.gap, "focus_tail_ms": self.tail,
            # The model takes a tick more, in which the behaviour still hears of a press.
            "refocus_gap_ms": self.refocus - 1,
        }  # fmt: skip


class _Ticks:
    """The lead that the behaviour asks for in ms, kept in ticks."""

    def __set_name__(self, owner, name):
        self.slot = "_" + name

    def __get__(self, grip, owner):
        return grip.__dict__[self.slot]

    def __set__(self, grip, value):
        grip.__dict__[self.slot] = value // TICK_MS if value >= TICK_MS else value


MACHINE = ("focus", "shutter", "shot", "held", "track", "_lead_ms", "tail", "floor", "gap", "refocus_gap", "frozen")
FLAGS = (
    "shutter_locked", "_asleep", "_limit_hit", "_focus", "_shutter", "_shot", "_focus_ms", "_thumb", "_index", "locked",
    "_gap", "_wanted", "_taps", "_chord", "_over",
)  # fmt: skip
# What the behaviour remembers as a time: name, longest age in ticks that matters, when it matters.
TIMES = (
    ("_quiet_since", ticks(5000), lambda b: b["locked"]),
    ("_shutter_since", ticks(9000), lambda b: b["_shutter"]),
    ("_idle_since", ticks(1001), lambda b: b["_settings"]["sleep_after_s"] and not b["_asleep"]),
    ("_thumb_pressed_at", ticks(1000), lambda b: b["_thumb"] and b["style"] == LOCK),
    ("_thumb_lifted_at", ticks(500), lambda b: b["_taps"]),
    ("_index_pressed_at", ticks(2000), lambda b: b["_index"]),
    ("_gap_since", 4, lambda b: b["_gap"]),
)


class CoarseGrip(Grip):
    """A `Grip` whose milliseconds are ticks; can be packed into a state and unpacked from one."""

    lead_ms = _Ticks()

    def __init__(self, body):
        super().__init__(body.machine_values(), body.style, None, start=NOW)
        self.body = body
        self.restart()

    def restart(self):
        """Power-up or a reset: nothing is left but the contacts."""
        contact, body = self.contact, self.body
        Grip.__init__(self, body.machine_values(), body.style, None, start=NOW)
        self.contact = contact
        self.wanted = body.style
        self.behaviour = type(self.behaviour)(body.values(), body.style, self.now())

    def now(self):
        return (self.start + self.t) * TICK_MS % WRAP

    def tick(self, hear_late=False):
        """One tick. With `hear_late` the loop has read its events before the contacts moved."""
        heard = [(button, button.events) for button in (self.thumb, self.index)]
        was_down = self.thumb.wire
        for name, (button, _) in zip(("thumb", "index"), heard):
            if hear_late:
                button.events = []
            button.step(self.contact[name])
        self._focus_machine(was_down)
        self._shot_machine()
        self._hold_machine()
        self._refocus_machine()
        later = [button.events for button, _ in heard]
        if hear_late:
            for button, events in heard:
                button.events = events
        self.behaviour.want_style(self.wanted)
        self._turn()
        if hear_late:
            self.thumb.events, self.index.events = later
        if self.focus:
            self.focus_ms += 1
        else:
            self.focus_ms = 0
            self.lead_ms = self.behaviour.lead_ms()
        self.t += 1
        self.orders.clear()

    def lose_edges(self):
        """The queues have overflowed: whatever waited in them is gone, Python takes over the levels."""
        self.thumb.events, self.index.events = [], []
        waits = self.index.waiting
        self._obey(self.behaviour.edges_lost(self.now(), self.thumb.wire, self.contact["index"] or waits, self.held))

    def pack(self):
        """The state as a tuple of small integers and truth values."""
        own, b = self.__dict__, self.behaviour.__dict__
        now = self.now()
        packed = [own[name] for name in MACHINE]
        packed.append(min(self.focus_ms, 5))
        packed.append(self.contact["thumb"])
        packed.append(self.contact["index"])
        packed.append(self.wanted == TRACK)
        packed.append(b["style"] == TRACK)
        for button in (self.thumb, self.index):
            packed += [button.down, button.wire, button.waiting, button.released, tuple(button.events)]
        packed += [b[name] for name in FLAGS]
        for name, longest, matters in TIMES:
            age = (now - b[name]) % WRAP // TICK_MS
            packed.append(min(age, longest + 1) if matters(b) else 0)
        return tuple(packed)

    def unpack(self, packed):
        """Takes over a state that `pack` has made."""
        values = iter(packed)
        own, b = self.__dict__, self.behaviour.__dict__
        self.t = 0
        now = self.now()
        for name in MACHINE:
            own[name] = next(values)
        self.focus_ms = next(values)
        self.contact = {"thumb": next(values), "index": next(values)}
        self.wanted = TRACK if next(values) else LOCK
        b["style"] = TRACK if next(values) else LOCK
        b["_style_wanted"] = self.wanted
        for button in (self.thumb, self.index):
            button.down, button.wire, button.waiting, button.released = [next(values) for _ in range(4)]
            button.open_ms = 0
            button.events = list(next(values))
        for name in FLAGS:
            b[name] = next(values)
        for name, _, _ in TIMES:
            b[name] = (now - next(values) * TICK_MS) % WRAP
        b["_now"] = (now - TICK_MS) % WRAP
