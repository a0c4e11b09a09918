"""A grip in milliseconds: the pure behaviour above a coarse model of the state machines.

The model follows `firmware/grip/programs.py` machine by machine at a step of 1 ms, so that scenario tables can speak of
lines. It proves nothing about PIO: the same scenarios run on the emulated board in `host_tests/board`. It is written
without imports of its own, so that it runs under MicroPython as it does under CPython.
"""

from grip import behaviour
from grip.behaviour import Behaviour
from grip.profile import TRACK

WRAP = 1 << 30


class Button:
    """Eager press, deferred release. `events` are (pressed); a press blocks until `take` when `blocking`."""

    def __init__(self, debounce_ms, blocking):
        self.debounce_ms = debounce_ms
        self.blocking = blocking
        self.down = True  # as the program starts: waiting for a release
        self.wire = False  # what the others see of it: pressed since it was seen released
        self.open_ms = 0
        self.waiting = False  # a press that was not taken yet
        self.released = False
        self.events = []

    def step(self, closed):
        if self.waiting and self.blocking:
            return
        if self.down:
            self.open_ms = 0 if closed else self.open_ms + 1
            if self.open_ms > self.debounce_ms:
                self.down = self.wire = False
                self.released = True
                self.events.append(False)
        elif closed:
            self.down = self.wire = True
            self.open_ms = 0
            self.waiting = True
            self.events.append(True)


class Grip:
    """Two contacts in, two lines out. `every_ms` yields how long the loop sleeps between its turns."""

    def __init__(self, settings, style, every_ms, start=WRAP - 1500):
        self.settings = settings
        self.every_ms = every_ms
        self.t = 0
        self.start = start
        self.contact = {"thumb": False, "index": False}
        self.thumb = Button(settings["debounce_ms"], False)
        self.index = Button(settings["debounce_ms"], True)
        self.focus = self.shutter = self.shot = self.held = False
        self.track = style == TRACK
        self.lead_ms = settings["focus_lead_ms"]
        self.focus_ms = 0  # FOCUS closed for this long
        self.tail = self.floor = self.gap = self.refocus_gap = 0
        self.frozen = False  # the shot machine is switched off: shutter lock
        self.behaviour = Behaviour(settings, style, self.now())
        self.next_turn = 0
        self.history = []  # (t, "FOCUS" or "SHUTTER", closed)
        self.orders = []

    def now(self):
        return (self.start + self.t) % WRAP

    def run(self, ms):
        for _ in range(ms):
            self.step()

    def step(self):
        """One millisecond: contacts, machines, then a turn of the loop if one is due."""
        before = self.focus, self.shutter
        was_down = self.thumb.wire
        self.thumb.step(self.contact["thumb"])
        self.index.step(self.contact["index"])
        self._focus_machine(was_down)
        self._shot_machine()
        self._hold_machine()
        self._refocus_machine()
        if self.t >= self.next_turn:
            self._turn()
            self.next_turn = self.t + next(self.every_ms)
        if self.focus:
            self.focus_ms += 1
        else:
            self.focus_ms = 0
            self.lead_ms = self.behaviour.lead_ms()
        for name, was, closed in (("FOCUS", before[0], self.focus), ("SHUTTER", before[1], self.shutter)):
            if was != closed:
                self.history.append((self.t, name, closed))
        self.t += 1

    def _focus_machine(self, was_down):
        if self.thumb.waiting:
            self.thumb.waiting = False
            self.focus = self.held = True
        if was_down and not self.thumb.wire and self.track:
            self.held = False
            self.focus = self.shot

    def _shot_machine(self):
        if self.frozen:
            return
        if self.gap:
            self.gap -= 1
            return
        if not self.shot and not self.shutter:
            if not self.index.waiting:
                return
            self.index.waiting = self.index.released = False
            self.shot = self.settings["shutter_needs_focus"]
            self.focus = self.focus or self.shot
            if not self.shot:
                self._close_shutter()
                return
        if not self.shutter:
            if self.focus_ms >= self.lead_ms:
                self._close_shutter()
        elif self.floor:
            self.floor -= 1
        if self.shutter and not self.floor and self.index.released:
            self.shutter = False
            if self.shot:
                self.shot = False
                self.tail = self.settings["focus_tail_ms"] + 1
            self.gap = self.settings["shutter_gap_ms"]

    def _close_shutter(self):
        self.shutter = True
        self.floor = self.settings["shutter_min_ms"]

    def _hold_machine(self):
        if self.shot:
            self.tail = 0
        elif self.tail:
            self.tail -= 1
            if not self.tail and not self.held:
                self.focus = False

    def _refocus_machine(self):
        if self.refocus_gap:
            begun = self.refocus_gap <= self.settings["refocus_gap_ms"]
            if self.shot and begun:
                self.refocus_gap = 0  # a shot ended it
                self.focus = True
            elif self.shot:
                pass  # it waits for the shot
            elif self.focus and begun:
                self.refocus_gap -= 1  # a press of the thumb has closed it, the machine counts on
            else:
                self.focus = False
                self.refocus_gap -= 1
                if not self.refocus_gap:
                    self.focus = True

    def _turn(self):
        now = self.now()
        for button, heard in ((self.thumb, self.behaviour.thumb), (self.index, self.behaviour.index)):
            while button.events:
                self._obey(heard(now, button.events.pop(0)))
        waits = self.index.waiting and not self.behaviour._settings["focus_open_between"]
        self._obey(self.behaviour.lines(now, self.focus, self.shutter, self.shot or waits))

    def _obey(self, order):
        if order:
            self.orders.append((self.t, order))
        if order == behaviour.REFOCUS:
            self.refocus_gap = self.settings["refocus_gap_ms"] + 1
        elif order == behaviour.END_GAP:
            self.refocus_gap = 0
            self.focus = self.held or self.shot
        elif order in (behaviour.LET_GO, behaviour.OPEN_FOCUS):
            self.refocus_gap = 0
            self.held = False
            self.focus = self.shot
            if order == behaviour.LET_GO and self.thumb.wire:
                self.held = True
                self.refocus_gap = self.settings["refocus_gap_ms"] + 1
        elif order == behaviour.LOCK_SHUTTER:
            self.frozen = self.shutter
        elif order == behaviour.OPEN_SHUTTER:
            self.frozen = False
            self.index.waiting = False
            self.index.released = True
            self.floor = 0
        elif order == behaviour.CHANGE_STYLE:
            self.track = self.behaviour.style == TRACK
