"""Wires the layers together; the only loop.

Data flows one way: contact -> edges -> behaviour -> lines. Every way out of here opens both lines before anything else.
"""

import gc
import sys
from select import POLLIN, poll
from time import sleep_ms, ticks_diff, ticks_ms

from machine import Pin
from micropython import kbd_intr

from grip import behaviour, edges, pins, settings
from grip.behaviour import Behaviour
from grip.edges import Edges, lines_open
from grip.guard import PLAIN_AFTER, SOUND_AFTER_MS, Guard
from grip.profile import LOCK, TRACK
from grip.version import VERSION

# A turn comes every 30 ms or with the next event. In between the loop only looks whether there is news, which costs a
# twentieth of a turn: (how often, ms of sleep after each look).
BUSY = (10, 3)  # the shutter lock must open within 5 ms of a press
IDLE = (3, 10)
LATE_MS = 80  # a loop that was away for longer cannot tell a tap from a hold: gestures in progress are dropped
QUIET_MS = 2000  # both lines open and both buttons up for this long: settings may be written
_CTRL_C = 3
_FULL = 28  # ENOSPC, which this port's errno module does not name
_RESERVE = 16 * 1024  # bytes that only the fault log needs, at most
SLOW_MS = 1000  # the battery is looked at this often, and only while nothing is going on


def run():
    """Runs the grip until Ctrl-C or maintenance; returns to the REPL with both lines open."""
    lines_open()
    if "RP2040" not in sys.implementation._machine:
        print("Backgrip is made for the RP2040 of the Raspberry Pi Pico, this is %s:" % sys.implementation._machine)
        print("both lines stay open.")
        return
    reserve = bytearray(_RESERVE)
    guard = Guard()
    try:
        guard.start()
        if guard.plain():
            from grip import plain  # needed so rarely that a start from .py files should not pay for it

            if guard.faults == PLAIN_AFTER:  # once a row of faults
                log("plain")
            plain.run(guard)
        App(guard).loop()
    except Exception as fault:
        lines_open()
        reserve = None  # noqa: F841 with no memory left the fault could not be told
        try:
            guard.count_fault()
            guard.feed()
            if guard.faults <= PLAIN_AFTER:  # a plain mode that fails too must not wear out the flash
                log("exception", fault)
            # Last, because a cable that nobody reads keeps a `print` waiting, until the watchdog ends that too.
            print("Backgrip stopped on a fault, both lines are open. It restarts now.")
            sys.print_exception(fault)
            sleep_ms(50)  # the last words reach the console
        finally:
            guard.restart()
    except KeyboardInterrupt:
        lines_open()
    finally:
        lines_open()
        kbd_intr(-1)  # a second Ctrl-C must not keep the watchdog from being stopped
    guard.stop()
    edges.stop()
    from grip import lamp

    lamp.show_maintenance()
    print("Maintenance: both lines open, buttons off, watchdog off. Switch off and on, or Ctrl-D, to shoot again.")
    kbd_intr(_CTRL_C)


def log(kind, told=None, say=print):
    """Has `faultlog` tell of a fault: "plain", "hang" or "exception". Both lines are open.

    Imported only for a fault; whatever comes of it must not keep the grip from going on.
    """
    kbd_intr(-1)  # an exception out of the middle of a write would leave the file system's picture in memory wrong
    try:
        from grip import faultlog

        getattr(faultlog, kind)(told)
    except Exception as why:
        say("fault log: not written (%s)" % why)
    finally:
        kbd_intr(_CTRL_C)


class App:
    """One grip, running."""

    def __init__(self, guard):
        now = ticks_ms()
        self.guard = guard
        self.values, complaints, self._usable = settings.load()
        self._switch = Pin(pins.STYLE_SWITCH, Pin.IN, Pin.PULL_UP)
        style = self._style()
        self.edges = Edges(self.values, style == TRACK)
        self.behaviour = Behaviour(self.values, style, now)
        thumb, index = not self.edges.thumb_pad.value(), not self.edges.index_pad.value()
        global lamp, powerup
        from grip import lamp, powerup  # after `Edges`: from .py files it takes a while, and the buttons work by now

        self._powerup = powerup.PowerUp(thumb, index, guard.power_up, now)
        self.lamp = lamp.Lamp(self.values["dark"], now)
        self._battery = None  # nobody has looked
        self._battery_low = False
        self.on_defaults = bool(complaints)  # the settings file was not taken as it is, or cannot be written
        self._unsaved = {}
        self._hung = guard.hung  # to be told to the fault log
        self._stdin = poll()
        self._stdin.register(sys.stdin, POLLIN)
        self._link = None  # nobody has said anything over USB
        self._unready = ["grip.link", "grip.report", "grip.faultlog"]  # to be, the last one first
        self.thumb_presses = self.index_presses = self.frames = self.away_ms = 0
        self.shows = behaviour.READY
        self._shutter = self._busy = False
        self._lead_ms = self.values["focus_lead_ms"]
        self._then = self.started = self._quiet_since = self._slow_at = now
        print("Backgrip %s, style %s" % (VERSION, style))
        for complaint in complaints:
            print("settings:", complaint)
        gc.collect()

    def _style(self):
        """The slide switch's style where it is set, else the stored one."""
        return self.values["style"] if self._switch.value() else TRACK

    def loop(self):
        """Runs until maintenance is asked for. Nothing in here waits for anything but the next turn."""
        self._then = ticks_ms()
        edges = self.edges
        while self.turn():
            looks, pause_ms = BUSY if self._busy else IDLE
            for _ in range(looks):
                if edges.news(self._shutter):
                    break
                sleep_ms(pause_ms)

    def turn(self):
        """One turn. Returns False once maintenance was asked for."""
        now = ticks_ms()
        edges = self.edges
        away_ms = ticks_diff(now, self._then)
        self._then = now
        self.away_ms = max(self.away_ms, away_ms)
        if edges.overflowed():
            self._edges_lost(now)
        self._events(now)
        if away_ms > LATE_MS:
            self.behaviour.forget_gestures()
        shutter = edges.shutter_pad.value() == 1
        self.frames += shutter and not self._shutter
        self._shutter = shutter
        self._obey(self.behaviour.lines(now, edges.focus_pad.value() == 1, shutter, edges.shot()))
        self._busy = self.behaviour.busy()
        lead_ms = self.behaviour.lead_ms()
        if lead_ms != self._lead_ms:
            self._lead_ms = lead_ms
            edges.set_lead(lead_ms)
        if self._powerup and self._power_up(now):
            return False
        self._when_quiet(now)
        self.shows = self._shows()
        self.lamp.show(self.shows, now)
        self.guard.feed()
        if self._link or self._stdin.poll(0):
            self._talk(now)
        if self.guard.faults and ticks_diff(now, self.started) > SOUND_AFTER_MS:
            self.guard.sound()
        return True

    def _edges_lost(self, now):
        """A queue has overflowed: the levels are the truth."""
        edges = self.edges
        edges.drop_events()
        thumb, index = not edges.thumb_pad.value(), not edges.index_pad.value()
        if self._powerup:
            self._powerup.look(thumb, index)
        self._obey(self.behaviour.edges_lost(now, edges.thumb_down(), index or edges.index_waits(), edges.held()))

    def _events(self, now):
        edges = self.edges
        down = edges.thumb_event()
        while down is not None:
            if self._powerup:
                self._answer(self._powerup.thumb_moved(now, down))
            self.thumb_presses += down
            self._obey(self.behaviour.thumb(now, down))
            down = edges.thumb_event()
        down = edges.index_event()
        while down is not None:
            if self._powerup:
                self._powerup.index_moved(down)
            self.index_presses += down
            self._obey(self.behaviour.index(now, down))
            down = edges.index_event()

    def _obey(self, order):
        """Carries out an order of the behaviour."""
        if order == behaviour.NOTHING:
            return
        edges = self.edges
        if order == behaviour.REFOCUS:
            edges.refocus()
        elif order == behaviour.END_GAP:
            edges.end_gap()
        elif order == behaviour.LET_GO:
            edges.let_go()
        elif order == behaviour.OPEN_FOCUS:
            edges.open_focus()
        elif order == behaviour.LOCK_SHUTTER:
            edges.lock_shutter()
        elif order == behaviour.OPEN_SHUTTER:
            edges.open_shutter()
        elif order == behaviour.CHANGE_STYLE:
            edges.set_style(self.behaviour.style == TRACK)
            self._answer_style(self.behaviour.style)

    # Power-up.

    def _power_up(self, now):
        """Follows buttons held since power-up. Returns True for maintenance."""
        if self._powerup.over():
            self._powerup, self._quiet_since = None, now
            return False
        what = self._powerup.waited(now)
        if what == powerup.STUCK:
            which = "thumb" if self._powerup.thumb else "index"
            self._say("The %s button is held or shorted: it closes nothing until it was released once." % which)
        return what == powerup.MAINTENANCE

    def _answer(self, what):
        if what == powerup.SWAP_STYLE:
            self._unsaved["style"] = self.values["style"] = TRACK if self.values["style"] == LOCK else LOCK

    def _answer_style(self, style):
        self._say("style " + style)
        self.lamp.play_once(lamp.STYLE_TRACK if style == TRACK else lamp.STYLE_LOCK, ticks_ms())

    # While nothing is going on.

    def _when_quiet(self, now):
        self.behaviour.want_style(self._style())
        if self._busy or self._powerup:  # the latter: a button that was held at power-up is down
            self._quiet_since = now
        if self._busy:
            return
        if ticks_diff(now, self._slow_at) >= SLOW_MS:
            self._slow_at = now
            self._battery_low = self.battery().low()
        if ticks_diff(now, self._quiet_since) >= QUIET_MS:
            if self._unsaved or self._hung or not self._usable:
                self._write()
            elif self._unready:
                self._prepare()

    def _write(self):
        """The only place that writes flash: an erase stops Python, never the state machines."""
        unsaved, self._unsaved = self._unsaved, {}
        from grip import keep  # needed so rarely that a start from .py files should not pay for it

        kbd_intr(-1)  # as in `log`; a Ctrl-C that comes meanwhile is heeded by `link`
        try:
            if not self._usable:
                self._usable = True  # tried once; what cannot be set aside is never overwritten
                keep.set_aside()
            if unsaved:
                keep.store(unsaved, self.guard.feed)
            if self._hung:
                self._hung = False
                self.guard.feed()
                log("hang", None, self._say)
        except OSError as why:
            self.on_defaults = True
            reason = "the file system is full, delete what you put there" if why.errno == _FULL else why
            self._say("settings: not saved (%s); until switched off the grip works on with what it has" % reason)
        finally:
            kbd_intr(_CTRL_C)

    def _prepare(self):
        """Imports what talks over USB, a module a turn: at the first byte a press might wait for it, up to 0.2 s."""
        try:
            __import__(self._unready.pop())
        except Exception:
            self._unready.clear()  # a grip that cannot talk still shoots

    def _shows(self):
        """The lamp's state: the lines' first, then what the owner should know."""
        shows = self.behaviour.shows()
        if shows != behaviour.READY:
            return shows
        if self._powerup and not self._powerup.over():
            return behaviour.LIMIT_HIT  # a button must be released first
        if self.on_defaults:
            return lamp.DEFAULTS
        return lamp.BATTERY_LOW if self._battery_low else behaviour.READY

    # For who listens on USB; imported only when somebody does.

    def _talk(self, now):
        if self._link is None:
            from grip.link import Link
            from grip.report import Report

            self._link = Link(Report(self).ask, lambda: self.edges.news(self._shutter))
        self._link.look(now)

    def _say(self, text):
        """Tells people a line; who talks to the grip may have stopped reading, and `print` would wait for them."""
        (self._link.say if self._link else print)(text)

    def battery(self):
        """The battery; imported when it is first looked at, a second after the start."""
        if self._battery is None:
            from grip.battery import Battery

            self._battery = Battery()
        return self._battery
