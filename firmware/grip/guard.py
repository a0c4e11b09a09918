"""Watchdog and faults: a grip that hangs restarts, one that keeps failing falls back to plain mode.

Faults in a row are counted in a watchdog scratch register: it survives every reset and is cleared by switching off, so
that counting costs no flash. A reset by the watchdog that nobody announced is a fault too.
"""

import machine
from machine import mem32

_WATCHDOG = 0x40058000  # RP2040
_CTRL = 0x00
_ENABLE = 1 << 30
_SCRATCH0 = 0x0C  # 0 to 3 are free; the boot ROM and `machine.reset` use 4 to 7
_MARK = 0xB6 << 8  # our count, and not what another program left there
_ARMED = 0x80  # a reset from here on is the watchdog's own, a hang
_FAULT = 0x40  # the reset that comes is that of a fault, already counted

TIMEOUT_MS = 1800  # the contract says 2 s; writing settings feeds between its steps, an erase may take 400 ms
PLAIN_AFTER = 3  # faults in a row
SOUND_AFTER_MS = 60_000  # a run this long ends the row


class Guard:
    """Counts faults across resets and feeds the watchdog."""

    def __init__(self):
        self.faults = self._read()
        self.power_up = machine.reset_cause() != machine.WDT_RESET  # not a restart of ours
        ended = 0 if self.power_up else self._ended()
        self.hung = ended == _ARMED
        self.faulted = ended == _FAULT
        self.faults += self.hung
        self._write(self.faults)
        self._watchdog = None

    def _read(self):
        word = mem32[_WATCHDOG + _SCRATCH0] & 0xFFFF
        return word & 0x0F if word & 0xFF00 == _MARK else 0

    def _ended(self):
        """How the last run ended: _ARMED, _FAULT, or 0 for a restart by a command."""
        word = mem32[_WATCHDOG + _SCRATCH0] & 0xFFF0
        return word & 0xF0 if word & 0xFF00 == _MARK else 0

    def _write(self, faults, ends=0):
        mem32[_WATCHDOG + _SCRATCH0] = _MARK | ends | min(faults, 0x0F)

    def plain(self):
        """True if the row of faults is long enough for plain mode."""
        return self.faults >= PLAIN_AFTER

    def start(self):
        """Starts the watchdog; from now on `feed` must be called every TIMEOUT_MS."""
        self._write(self.faults, _ARMED)
        self._watchdog = machine.WDT(timeout=TIMEOUT_MS)

    def feed(self):
        """All is well."""
        if self._watchdog:  # not yet, when it is its start that failed
            self._watchdog.feed()

    def sound(self):
        """The grip has run long enough: the row of faults is over."""
        self.faults = 0
        self._write(0, _ARMED)

    def count_fault(self):
        """An exception has ended the application. From here on a reset is that fault's, the watchdog's too."""
        self._write(self.faults + 1, _FAULT)

    def restart(self):
        """Does not return."""
        machine.reset()

    def stop(self):
        """Stops the watchdog, for maintenance."""
        self._write(self.faults)
        mem32[_WATCHDOG + _CTRL] &= ~_ENABLE
