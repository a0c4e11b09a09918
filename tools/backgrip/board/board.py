"""The emulated grip: a Pico with Backgrip's buttons, lines and battery."""

from collections import deque
from pathlib import Path
from typing import NamedTuple

from rp2040py.execute_batch import execute_batch

from backgrip.board import flash as flash_chip
from backgrip.board.chip import Chip
from backgrip.board.contacts import Contacts
from backgrip.board.record import Edge, Reset, intervals
from backgrip.board.usb import Host

BUTTONS = {"thumb": 14, "index": 15}
LINES = {16: "FOCUS", 17: "SHUTTER", 25: "LED", 22: "LED22"}
STYLE_SWITCH, VBUS_SENSE, BATTERY_CHANNEL = 13, 24, 3
ADC_FULL_SCALE_V = 3.3
TEMPERATURE_27C = 876  # 0.706 V, datasheet 4.9.5
LOOK_EVERY_NS = 1_000_000


class BoardError(RuntimeError):
    """The emulated program did something no board recovers from, or the board was used wrongly."""


class _Loop:
    """What rp2040py's instruction loop wants of its owner."""

    def __init__(self, rp2040):
        self.rp2040, self.clock, self.stopped = rp2040, rp2040.clock, False


class Settings(NamedTuple):
    """How a board was built, so that it can be built again."""

    uf2: object
    files: object
    usb: bool
    held: tuple
    style_switch: str | None
    battery_v: float
    flash: bytes | None
    erase_ms: float
    program_ms: float


class Board:
    """One grip. Nothing is booted until the first `run`.

    `uf2` is the image (path or bytes), `files` what lies on its file system (a dict of path to bytes, a folder, or
    None for a blank one, which MicroPython formats), `flash` a whole used flash instead of both. `usb` plugs in a
    host; without it the grip is on batteries. `held` names buttons that are down from power-up on. `style_switch` is
    None (not fitted), "track" (to ground) or "stored" (open). `battery_v` is VSYS. `erase_ms` and `program_ms` say
    how long the flash keeps the CPU waiting (see `FlashTiming`); 0 switches that off.

    Raises ValueError for an image that is none.
    """

    def __init__(
        self, uf2=None, files=None, usb=False, held=(), style_switch=None, battery_v=3.0, *,
        flash=None, erase_ms=45.0, program_ms=0.4,
    ):  # fmt: skip
        if style_switch not in (None, "track", "stored"):
            raise ValueError(f'style_switch is None, "track" or "stored", not {style_switch!r}')
        self.settings = Settings(uf2, files, usb, tuple(held), style_switch, battery_v, flash, erase_ms, program_ms)
        self.edges: list[Edge] = []
        self.resets: list[Reset] = []
        self.on_flash_op = None
        self._console = deque()
        self._started = self._run_low = False
        self._until = None
        self.chip = Chip(self._line_changed, self._chip_reset)
        self.rp2040, self.clock = self.chip.rp2040, self.chip.clock
        self._loop = _Loop(self.rp2040)
        self._deadline = self.clock.create_alarm(self.stop)
        self._look = self.clock.create_alarm(self._look_again)
        self.rp2040.on_break = self._break
        self.timing = flash_chip.FlashTiming(self.rp2040, erase_ms, program_ms)
        self.timing.on_op = self._flash_op
        self._fill_flash(uf2, files, flash)
        self.host = Host(self.rp2040, self._usb_text) if usb else None
        self.rp2040.uart[0].on_byte = lambda byte: self._text(bytes((byte,)))
        self.contacts = Contacts(self.clock, self._contact)
        self._wire(held, style_switch)
        self.battery_v = battery_v

    def _fill_flash(self, uf2, files, flash):
        memory = self.rp2040.flash
        if flash is not None:
            if len(flash) != flash_chip.SIZE:
                raise ValueError(f"a flash image has {flash_chip.SIZE} bytes, not {len(flash)}")
            memory[: flash_chip.SIZE] = flash
        if uf2 is not None:
            for address, payload in flash_chip.read_uf2(uf2).items():
                memory[address : address + len(payload)] = payload
        elif flash is None:
            raise ValueError("a board needs an image or a used flash")
        if files is not None:
            memory[flash_chip.FS_START : flash_chip.SIZE] = flash_chip.build_fs(files)

    def _wire(self, held, style_switch):
        gpio = self.rp2040.gpio
        for pin in BUTTONS.values():
            gpio[pin].resistor = True  # the board's own pull-up
        if style_switch is not None:
            gpio[STYLE_SWITCH].resistor = True
            gpio[STYLE_SWITCH].contact = False if style_switch == "track" else None
        gpio[VBUS_SENSE].contact = self.host is not None  # a divider from VBUS on the Pico
        for pin in gpio:
            pin.settle()
        for name in held:
            self._contact(name, True)

    # -- time ------------------------------------------------------------------------------------------------------------

    @property
    def now_ns(self):
        """Nanoseconds of the Pico's clock since the board was first switched on."""
        return round(self.clock.nanos)

    def run(self, ms):
        """Advance `ms` milliseconds. Stops at that time; a CPU that is busy then finishes its instruction, and the
        next `run` counts from where this one was to stop."""
        start = self._aim if self._started and 0 <= self.clock.nanos - self._aim < 1000 else self.clock.nanos
        self._advance(start + ms * 1e6)

    def run_until(self, condition, limit_ms):
        """Advance until `condition(board)` is true, at most `limit_ms`. Returns whether it came true.

        It is looked at after every edge, reset and piece of console text, and every millisecond."""
        if condition(self):
            return True
        self._until, self._met = condition, False
        self._look.schedule(LOOK_EVERY_NS)
        try:
            self._advance(self.clock.nanos + limit_ms * 1e6)
        finally:
            self._until = None
            self._look.cancel()
        return self._met or condition(self)

    def stop(self):
        """End the `run` under way; for callbacks."""
        self._loop.stopped = True

    def _advance(self, until_ns):
        if not self._started:
            self._started = True
            self.resets.append(Reset(self.now_ns, "power-on"))
            self.chip.power_on()
        self._aim, self._fault = until_ns, None
        self._deadline.schedule(max(0, until_ns - self.clock.nanos))
        loop = self._loop
        loop.stopped = False
        while not loop.stopped:
            if self._run_low:
                self.clock.tick(self.clock.nanos_to_next_alarm)  # the chip is in reset, the world goes on
            else:
                execute_batch(loop, 1)
        self._deadline.cancel()
        if self._fault:
            raise BoardError(self._fault)

    def _look_again(self):
        self._look.schedule(LOOK_EVERY_NS)
        self._check()

    def _check(self):
        if self._until and self._until(self):
            self._met = True
            self.stop()

    def _break(self, code):
        self._fault = f"the CPU stopped at breakpoint {code} at {self.now_ns} ns, address {self.rp2040.core.pc:#x}"
        self.stop()

    # -- buttons and other inputs --------------------------------------------------------------------------------

    def press(self, button, at_us=0):
        """Close "thumb" or "index", `at_us` microseconds from now, without a bounce."""
        self.play([(at_us, button, True)])

    def release(self, button, at_us=0):
        """Open "thumb" or "index", `at_us` microseconds from now, without a bounce."""
        self.play([(at_us, button, False)])

    def play(self, edges, absolute=False):
        """Play contact edges `(t_us, button, closed)`; times are from now, or from power-up if `absolute`.

        Fractions of a microsecond count, to the nanosecond. Raises ValueError for a button that there is not or a
        time that has passed."""
        base = 0 if absolute else self.now_ns
        timed = [(base + t_us * 1000, button, closed) for t_us, button, closed in edges]
        for t_ns, button, _ in timed:
            if button not in BUTTONS:
                raise ValueError(f"no button {button!r}; there are {', '.join(BUTTONS)}")
            if t_ns < self.now_ns:
                raise ValueError(f"{button} at {t_ns} ns, but it is {self.now_ns} ns already")
        self.contacts.add(timed)

    def is_pressed(self, button):
        """Whether the contact is closed at this moment."""
        return self.rp2040.gpio[BUTTONS[button]].contact is False

    @property
    def battery_v(self):
        """VSYS in volts; a third of it is on ADC channel 3 (GP29)."""
        return self._battery_v

    @battery_v.setter
    def battery_v(self, volts):
        self._battery_v = volts
        values = self.rp2040.adc.channel_values
        values[BATTERY_CHANNEL] = max(0, min(4095, round(volts / 3 / ADC_FULL_SCALE_V * 4096)))
        values[4] = TEMPERATURE_27C

    def _contact(self, name, closed):
        pad = self.rp2040.gpio[BUTTONS[name]]
        if (pad.contact is False) == closed:
            return
        pad.contact = False if closed else None
        self.edges.append(Edge(self.now_ns, name, int(closed)))
        pad.settle()
        self._check()

    # -- outputs -----------------------------------------------------------------------------------------------------

    def _line_changed(self, pin, high):
        if pin in LINES:
            self.edges.append(Edge(self.now_ns, LINES[pin], int(high)))
            self._check()

    def level(self, signal):
        """1 if the signal is closed, lit or pressed at this moment, else 0."""
        if signal in BUTTONS:
            return int(self.is_pressed(signal))
        return int(self.rp2040.gpio[{name: pin for pin, name in LINES.items()}[signal]].lit)

    def edges_of(self, signal):
        """The recorded edges of one signal, in order."""
        return [edge for edge in self.edges if edge.signal == signal]

    def closed_of(self, signal):
        """The intervals during which a signal was closed, lit or pressed."""
        return intervals(self.edges_of(signal))

    @property
    def console(self):
        """Text from the board: from USB with `usb=True`, and always whatever it writes to UART0 (GP0).

        On batteries MicroPython drops what it prints. A program under test that is to be heard without the cost of
        USB begins with `import os, machine; os.dupterm(machine.UART(0, 115200))`."""
        if len(self._console) > 1:
            joined = b"".join(self._console)
            self._console.clear()
            self._console.append(joined)
        return self._console[0].decode("utf-8", "replace") if self._console else ""

    def send(self, data):
        """Bytes (or text) typed at the USB console. Raises BoardError without USB."""
        if self.host is None:
            raise BoardError("this board has no USB host; build it with usb=True")
        self.host.send(data.encode() if isinstance(data, str) else data)

    def _usb_text(self, data):
        data = bytes(data)
        if b"MPY: soft reboot" in data:
            self.resets.append(Reset(self.now_ns, "soft"))
        self.on_usb_data(data)
        self._text(data)

    def on_usb_data(self, data):
        """Called with every piece of USB serial data; `serve` replaces it."""

    def _text(self, data):
        self._console.append(data)
        self._check()

    # -- resets and power ------------------------------------------------------------------------------------------

    def hold_reset(self):
        """Pull RUN low: the chip stops and its pads float until `release_reset`."""
        if not self._run_low:
            self._run_low = True
            self.timing.reset()
            self.chip.hold()

    def release_reset(self):
        """Let RUN go: the chip starts."""
        if self._run_low:
            self._run_low = False
            self.resets.append(Reset(self.now_ns, "run-pin"))
            self.chip.release()

    def reset(self, low_ms=1):
        """Pulse RUN low for `low_ms` milliseconds."""
        self.hold_reset()
        self.run(low_ms)
        self.release_reset()

    def power_cycle(self, off_ms=1):
        """Switch off, wait `off_ms` milliseconds, switch on. Flash is kept; so is the board's clock."""
        self.timing.reset()
        self.chip.hold()
        self._run_low = True
        self._started = True
        self._aim = self.clock.nanos
        self.run(off_ms)
        self._run_low = False
        self.resets.append(Reset(self.now_ns, "power-on"))
        self.chip.power_on()

    def _chip_reset(self, cause):
        self.timing.reset()
        self.resets.append(Reset(self.now_ns, cause))
        self._check()

    # -- flash -------------------------------------------------------------------------------------------------------

    @property
    def flash(self):
        """A copy of the 2 MiB of flash, good for `Board(flash=...)`."""
        return bytes(self.rp2040.flash[: flash_chip.SIZE])

    def read_file(self, path):
        """A file's bytes. Raises `littlefs.LittleFSError` if there is no such file or no file system."""
        return flash_chip.FileSystem(self.flash).read(path)

    def list_files(self):
        """Paths of all files on the board, sorted."""
        return flash_chip.FileSystem(self.flash).list()

    def _flash_op(self, op):
        if self.on_flash_op:
            self.on_flash_op(op)

    # -- copies ------------------------------------------------------------------------------------------------------

    def fork(self, fn, *args):
        """`fn(board, *args)` on a copy of this board, in a child process; returns its result, which must pickle."""
        from backgrip.board.fork import map_forked

        return map_forked(lambda board, _: fn(board, *args), [None], 1, board=self)[0]

    def map_forked(self, fn, cases, jobs=2):
        """`[fn(board, case) for case in cases]`, each on its own copy of this board, `jobs` at a time."""
        from backgrip.board.fork import map_forked

        return map_forked(fn, cases, jobs, board=self)

    def vcd(self, path):
        """Write all edges as a waveform file for GTKWave or PulseView."""
        from backgrip.board.vcd import write_vcd

        write_vcd(self.edges, self.now_ns, Path(path))

    def serve(self, port=0):
        """A context manager: the board's USB console on a TCP port of this machine (see `serve.Server`)."""
        from backgrip.board.serve import Server

        if self.host is None:
            raise BoardError("this board has no USB host; build it with usb=True")
        return Server(self, port)
