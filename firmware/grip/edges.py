"""Contact to line: loads the state machines, reports debounced edges, and carries out the few orders of the CPU.

`Edges` owns both lines while it runs. What a press closes and a release opens happens in PIO (see `programs`); the CPU
only adds what a line cannot know: letting a lock go, focusing again, the shutter lock and the limits.
"""

from machine import Pin, mem32
from rp2 import PIO, StateMachine

from grip import pins, programs

_PIO0 = 0x50200000
_PIO1 = 0x50300000
_FSTAT = 0x04
_BUTTONS_EMPTY = 0b11 << 8  # RXEMPTY of state machines 0 and 1
_GPIO_IN = 0xD0000004
_SHUTTER_BIT = 1 << pins.SHUTTER
_IRQ = 0x30  # write 1: clear the flag
_IRQ_FORCE = 0x34  # write 1: set the flag
_SHIFTCTRL = 0xD0
_SM_STRIDE = 0x18
_FJOIN_RX = 1 << 31
_PADS = 0x4001C004  # of GPIO 0, a word each
_DRIVE_12_MA = 0b11 << 4

# Encoded instructions, so that an order costs no assembling and no allocation.
_PULL = 0x80A0
_MOV_PINS_PINS = 0xA000
_MOV_Y_OSR = 0xA047
_SET_Y_LOCK = 0xE040
_SET_Y_TRACK = 0xE041
_JMP = 0x0000

_OFFSET_PIO1 = 2  # where rp2.asm_pio keeps the address it loaded a program to
_QUEUE = 8  # events a joined FIFO holds

_THUMB_SM, _INDEX_SM, _SHOT_SM, _EAT_SM = 0, 1, 2, 3
_FOCUS_SM, _HOLD_SM, _LEAD_SM, _REFOCUS_SM = 4, 5, 6, 7


def turns(us, cycles):
    """Loop turns that last at least `us` microseconds at `cycles` state-machine cycles each."""
    return (us * (programs.HZ // 1_000_000) + cycles - 1) // cycles


def lines_open():
    """Both lines open, whoever drives the pads now. Safe to call at any time and in any state."""
    Pin(pins.FOCUS, Pin.OUT, value=0)
    Pin(pins.SHUTTER, Pin.OUT, value=0)


def stop():
    """Both lines open and every state machine stopped, whoever started it."""
    lines_open()
    mem32[_PIO0] = mem32[_PIO1] = 0  # CTRL: no machine enabled


class Edges:
    """The state machines of one grip.

    `profile` gives the times in ms (see `profile.FIELDS`), `track` the focus style to start with.
    """

    def __init__(self, profile, track):
        lines_open()
        self.thumb_pad = Pin(pins.THUMB, Pin.IN, Pin.PULL_UP)
        self.index_pad = Pin(pins.INDEX, Pin.IN, Pin.PULL_UP)
        self.focus_pad = focus = Pin(pins.FOCUS)
        self.shutter_pad = shutter = Pin(pins.SHUTTER)
        # A pad asked for 4 mA only leaves the weakest photo-MOS isolator open in the heat (hardware/spice).
        mem32[_PADS + 4 * pins.FOCUS] |= _DRIVE_12_MA
        mem32[_PADS + 4 * pins.SHUTTER] |= _DRIVE_12_MA
        self._shot_wire = shot_wire = Pin(pins.WIRE_SHOT, Pin.OUT, value=0)
        self._thumb_wire = thumb_wire = Pin(pins.WIRE_THUMB, Pin.OUT, value=0)
        ready_wire = Pin(pins.WIRE_READY, Pin.OUT, value=0)
        self._open_between = profile["focus_open_between"]
        self._gap_turns = turns(profile["refocus_gap_ms"] * 1000, programs.REFOCUS_CYCLES)
        self._load(profile, focus, shutter, shot_wire, thumb_wire, ready_wire)
        self.set_style(track)
        self.set_lead(profile["focus_lead_ms"])
        for number in (_EAT_SM, _HOLD_SM, _LEAD_SM, _REFOCUS_SM, _FOCUS_SM, _SHOT_SM, _INDEX_SM, _THUMB_SM):
            self._machines[number].active(1)

    def _load(self, profile, focus, shutter, shot_wire, thumb_wire, ready_wire):
        PIO(0).remove_program()
        PIO(1).remove_program()
        # Flags outlive a soft reset; a stale press would fire a frame.
        mem32[_PIO0 + _IRQ] = mem32[_PIO1 + _IRQ] = 0xFF
        needs_focus = profile["shutter_needs_focus"]
        button = programs.button()
        thumb = {"in_base": self.thumb_pad, "jmp_pin": self.thumb_pad, "set_base": thumb_wire}
        # The index needs no wire of its own: without a set pin, `set(pins)` drives nothing.
        index = {"in_base": self.index_pad, "jmp_pin": self.index_pad}
        line = {"in_base": shot_wire, "set_base": focus, "out_base": focus}
        refocus = programs.refocus(pins.WIRE_SHOT)
        hz = programs.HZ
        self._machines = machines = (
            StateMachine(_THUMB_SM, button, hz, **thumb),
            StateMachine(_INDEX_SM, button, hz, **index),
            StateMachine(_SHOT_SM, programs.shot(pins.WIRE_READY, pins.FOCUS, needs_focus), hz, set_base=shutter),
            StateMachine(_EAT_SM, programs.eat(), hz),
            StateMachine(_FOCUS_SM, programs.focus(pins.WIRE_THUMB), hz, **line),
            StateMachine(_HOLD_SM, programs.hold(pins.WIRE_SHOT), hz, jmp_pin=shot_wire, **line),
            StateMachine(_LEAD_SM, programs.lead(pins.FOCUS), hz, sideset_base=ready_wire, jmp_pin=focus),
            StateMachine(_REFOCUS_SM, refocus, hz, set_base=focus, jmp_pin=shot_wire),
        )
        self._thumb_machine, self._index_machine = machines[_THUMB_SM], machines[_INDEX_SM]
        self._jmp_refocus_start = _JMP | refocus[_OFFSET_PIO1]
        self._jmp_refocus_end = self._jmp_refocus_start + programs.REFOCUS_END
        debounce = turns(profile["debounce_ms"] * 1000, programs.DEBOUNCE_CYCLES)
        for number in (_THUMB_SM, _INDEX_SM):
            self._give(number, debounce)
            # The transmit queue has done its duty: join both into one receive queue of eight events.
            mem32[_PIO0 + _SHIFTCTRL + number * _SM_STRIDE] |= _FJOIN_RX
        self._give(_SHOT_SM, turns(profile["shutter_gap_ms"] * 1000, programs.SHOT_CYCLES))
        machines[_SHOT_SM].exec(_MOV_Y_OSR)
        self._give(_SHOT_SM, turns(profile["shutter_min_ms"] * 1000, programs.SHOT_CYCLES))
        self._give(_HOLD_SM, turns(profile["focus_tail_ms"] * 1000, programs.TAIL_CYCLES))

    def _give(self, number, value):
        """Puts `value` into the OSR of a machine."""
        machine = self._machines[number]
        machine.put(value)
        machine.exec(_PULL)

    # Events. Each button has a queue of its own; `True` is a press, `False` a release.

    def news(self, shutter):
        """True if an event waits or SHUTTER is no longer as given (True = closed): the loop should turn now."""
        # Two registers instead of three calls: this is what the loop does most of its time.
        no_events = mem32[_PIO0 + _FSTAT] & _BUTTONS_EMPTY == _BUTTONS_EMPTY
        return not no_events or bool(mem32[_GPIO_IN] & _SHUTTER_BIT) != shutter

    def overflowed(self):
        """True if a queue is full, so that an event may have been dropped."""
        return self._thumb_machine.rx_fifo() >= _QUEUE or self._index_machine.rx_fifo() >= _QUEUE

    def thumb_event(self):
        """The thumb's next edge: True pressed, False released, None no edge waiting."""
        machine = self._thumb_machine
        return machine.get(None, 31) != 0 if machine.rx_fifo() else None

    def index_event(self):
        """The index's next edge, like `thumb_event`."""
        machine = self._index_machine
        return machine.get(None, 31) != 0 if machine.rx_fifo() else None

    def drop_events(self):
        """Empties both queues after an overflow; the levels are the truth from here on."""
        while self.thumb_event() is not None:
            pass
        while self.index_event() is not None:
            pass

    # Levels.

    def thumb_down(self):
        """The thumb's debounced level."""
        return self._thumb_wire.value() == 1

    def shot(self):
        """True while a shot needs FOCUS, from the press being taken until SHUTTER has opened, or a press waits.

        Where FOCUS opens between closures, a press that waits does not keep it closed.
        """
        return self._shot_wire.value() == 1 or (not self._open_between and self.index_waits())

    def index_waits(self):
        """True if a press of the index waits to be taken."""
        return bool(mem32[_PIO0 + _IRQ] & 1 << programs.FLAG_INDEX_PRESS)

    def held(self):
        """True while the thumb, or the lock it left behind, keeps FOCUS closed."""
        return bool(mem32[_PIO1 + _IRQ] & 1 << programs.FLAG_HELD)

    # Orders.

    def set_style(self, track):
        """Track style if `track`, else lock style. For both buttons up only: FOCUS is not touched."""
        self._machines[_FOCUS_SM].exec(_SET_Y_TRACK if track else _SET_Y_LOCK)

    def set_lead(self, lead_ms):
        """The lead of the FOCUS closures to come; one already being counted keeps its own."""
        self._give(_LEAD_SM, turns(lead_ms * 1000, programs.LEAD_CYCLES))

    def refocus(self):
        """Opens FOCUS for the refocus gap, after the shot if one is on; a press ends the gap."""
        machine = self._machines[_REFOCUS_SM]
        machine.exec(self._jmp_refocus_start)  # one gap at a time: this one takes the place of one that still waits
        machine.put(self._gap_turns)

    def end_gap(self):
        """Ends the refocus gap: FOCUS is closed from now on if the thumb or the lock holds it, else open."""
        if self.held():
            self._machines[_REFOCUS_SM].exec(self._jmp_refocus_end)
        else:
            self.let_go()

    def open_focus(self):
        """Opens FOCUS unless a shot needs it. A thumb that is down must be lifted first to close it again."""
        self._machines[_REFOCUS_SM].exec(self._jmp_refocus_start)  # a gap under way must not close it again
        mem32[_PIO1 + _IRQ] = 1 << programs.FLAG_HELD
        self._machines[_FOCUS_SM].exec(_MOV_PINS_PINS)

    def let_go(self):
        """Ends a focus lock. A press of the thumb that this crossed focuses anew: FOCUS ends closed."""
        self.open_focus()
        if self.thumb_down():
            mem32[_PIO1 + _IRQ_FORCE] = 1 << programs.FLAG_HELD
            self.refocus()

    def lock_shutter(self):
        """Keeps SHUTTER closed whatever the buttons do. False if SHUTTER was already opening."""
        shot = self._machines[_SHOT_SM]
        shot.active(0)
        if self.shutter_pad.value():
            return True
        shot.active(1)
        return False

    def open_shutter(self):
        """Opens SHUTTER, locked or not; the press of the index that asked for it, if any, closes nothing."""
        mem32[_PIO0 + _IRQ] = 1 << programs.FLAG_INDEX_PRESS
        mem32[_PIO0 + _IRQ_FORCE] = 1 << programs.FLAG_INDEX_RELEASE
        self._machines[_SHOT_SM].active(1)
