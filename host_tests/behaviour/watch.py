"""Follows a grip millisecond by millisecond and asserts the contract. Written from the contract, not from the code."""

SEEN_MS = 6  # a turn of the loop and a step of the model


class Finger:
    """A button's contact, debounced by the contract alone."""

    def __init__(self, debounce_ms):
        self.debounce_ms = debounce_ms
        self.down = False
        self.open_ms = self.down_ms = 0

    def step(self, closed):
        """True if a press begins."""
        self.open_ms = 0 if closed else self.open_ms + 1
        begins = closed and not self.down
        self.down = closed or (self.down and self.open_ms <= self.debounce_ms)
        self.down_ms = self.down_ms + 1 if self.down and not begins else 0
        return begins


class Presses:
    """Each press of the index begins a closure, waits or merges: follows which, and asserts that its frame comes.

    `taken`: a press was taken that SHUTTER follows, or will follow after the lead. `waiting`: one waits. `maybe`: a
    press within the debounce time of the moment when the one that waited was taken may have merged into it still.
    """

    SLACK_MS = 5

    def __init__(self, values):
        self.lead_ms = values["focus_lead_ms"] if values["shutter_needs_focus"] else 0
        self.gap_ms = values["shutter_gap_ms"]
        self.merging_ms = values["debounce_ms"] + self.SLACK_MS
        self.taken = self.fired = self.waiting = self.maybe = False
        self.taken_at = self.merges_until = self.free_at = 0
        self.counts = {"began": 0, "waited": 0, "merged": 0}

    def press(self, t):
        if not self.taken and t >= self.free_at:
            self._take(t)
            self.counts["began"] += 1
        elif self.waiting:
            self.counts["merged"] += 1
        elif t < self.merges_until:
            self.maybe = True
            self.counts["merged"] += 1
        else:
            self.waiting = True
            self.counts["waited"] += 1

    def _take(self, t):
        self.taken, self.fired, self.taken_at = True, False, t

    def closed(self, t):
        """SHUTTER has closed."""
        if self.taken and not self.fired:
            self.fired = True
        else:
            assert self.maybe and not self.taken, "a frame nobody asked for"
            self.maybe, self.taken, self.fired = False, True, True
            self.merges_until = t + self.merging_ms  # it did wait, and has been taken now

    def opened(self, t):
        """SHUTTER has opened."""
        self.taken, self.free_at = False, t + self.gap_ms

    def step(self, t):
        if self.waiting and not self.taken and t >= self.free_at:
            self._take(t)
            self.waiting, self.merges_until = False, t + self.merging_ms
        if self.taken and not self.fired:
            assert t - self.taken_at <= self.lead_ms + self.SLACK_MS, "a press was lost"


class Watch:
    """Follows the lines of a grip and asserts what must never be broken. Written from the contract, not the code."""

    def __init__(self, grip):
        self.grip = grip
        self.focus_since = self.shutter_since = self.shutter_until = None
        self.was = False, False
        self.fingers = {name: Finger(grip.settings["debounce_ms"]) for name in grip.contact}
        self.presses = Presses(grip.settings)
        self.dark_ms = 0
        self.limit_hit = False

    def step(self):
        grip = self.grip
        begins = [name for name in self.fingers if self.fingers[name].step(grip.contact[name])]
        if "index" in begins and not grip.behaviour.shutter_locked:  # that press opens SHUTTER and closes nothing
            self.presses.press(grip.t)
        grip.step()
        focus, shutter = grip.focus, grip.shutter
        was_focus, was_shutter = self.was
        values, t = grip.settings, grip.t
        if focus and not was_focus:
            self.focus_since = t
        if shutter and not was_shutter:
            self.presses.closed(t)
            assert self.shutter_until is None or t - self.shutter_until >= values["shutter_gap_ms"], "gap too short"
            if values["shutter_needs_focus"]:
                assert was_focus or values["focus_lead_ms"] == 0, "SHUTTER before FOCUS"
                assert t - self.focus_since >= values["focus_lead_ms"], "lead too short"
            self.shutter_since = t
        if was_shutter and not shutter:
            assert t - self.shutter_since >= values["shutter_min_ms"], "floor too short"
            self.shutter_until = t
            self.presses.opened(t)
            if values["focus_open_between"]:
                self.dark_ms = 0  # asks for a gap of its own, whatever gap the thumb has begun
        if values["shutter_needs_focus"]:
            assert focus or not shutter, "FOCUS open under a closed SHUTTER"
        self.presses.step(t)
        self._thumb(focus)
        self.was = focus, shutter

    def _thumb(self, focus):
        """The thumb is down: FOCUS is closed, or open for the refocus gap, or until the thumb lifts after a limit."""
        thumb = self.fingers["thumb"]
        self.dark_ms = 0 if focus else self.dark_ms + 1
        self.limit_hit = thumb.down and (self.limit_hit or self.grip.behaviour.shows() == "limit hit")
        if thumb.down_ms < SEEN_MS or focus or self.limit_hit:
            return
        values, style = self.grip.settings, self.grip.behaviour.style
        may = style == "lock" or values["focus_open_between"]
        assert may, "the thumb is down and FOCUS is open"
        assert self.dark_ms <= values["refocus_gap_ms"] + SEEN_MS, "the thumb is down, FOCUS is open beyond the gap"
