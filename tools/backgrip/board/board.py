"""The emulated grip: a Pico with Backgrip's buttons, lines and battery."""

from collections import deque
from pathlib import Path

from backgrip.board import flash as flash_chip
from backgrip.board.chip import Chip
from backgrip.board.fork import map_forked
from backgrip.board.record import Reset
from backgrip.board.running import BoardError
from backgrip.board.serve import Server
from backgrip.board.usb import Host
from backgrip.board.vcd import write_vcd
from backgrip.board.wiring import Wiring


class Board(Wiring):
    """One grip. Nothing is booted until the first `run`.

    `uf2` is the image (path or bytes), `files` what lies on its file system (a dict of path to bytes, a
    folder, or None for a blank one, which MicroPython formats), `flash` a whole used flash instead of both.
    `usb` plugs in a host; without it the grip is on batteries. `held` names buttons that are down from
    power-up on. `style_switch` is None (not fitted), "track" (to ground) or "stored" (open). `battery_v` is
    VSYS. `erase_ms` and `program_ms` say how long the flash keeps the CPU waiting (see `FlashTiming`); 0
    switches that off.

    Raises ValueError for an image that is none.
    """

    def __init__(
        self, uf2=None, files=None, usb=False, held=(), style_switch=None, battery_v=3.0, *,
        flash=None, erase_ms=45.0, program_ms=0.4,
    ):  # fmt: skip
        if style_switch not in (None, "track", "stored"):
            raise ValueError(f'style_switch is None, "track" or "stored", not {style_switch!r}')
        super().__init__(Chip(self._line_changed, self._chip_reset), usb, style_switch)
        self.resets: list[Reset] = []
        self.on_flash_op = None
        self._console = deque()
        self.timing = flash_chip.FlashTiming(self.rp2040, erase_ms, program_ms)
        self.timing.on_op = self._flash_op
        self._fill_flash(uf2, files, flash)
        self.host = Host(self.rp2040, self._usb_text) if usb else None
        self.rp2040.uart[0].on_byte = lambda byte: self._text(bytes((byte,)))
        self.battery_v = battery_v
        for name in held:
            self._contact(name, True)

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

    def _switch_on(self):
        self.resets.append(Reset(self.now_ns, "power-on"))
        self.chip.power_on()

    # -- console -----------------------------------------------------------------------------------

    @property
    def console(self):
        """Text from the board: from USB with `usb=True`, and always whatever it writes to UART0 (GP0).

        On batteries MicroPython drops what it prints. A program under test that is to be heard without the
        cost of USB begins with `import os, machine; os.dupterm(machine.UART(0, 115200))`."""
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

    # -- resets and power --------------------------------------------------------------------------

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

    # -- flash -------------------------------------------------------------------------------------

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

    # -- copies ------------------------------------------------------------------------------------

    def fork(self, fn, *args):
        """`fn(board, *args)` on a copy of this board, in a child process; returns its result, which must
        pickle."""
        return map_forked(lambda board, _: fn(board, *args), [None], 1, board=self)[0]

    def map_forked(self, fn, cases, jobs=2):
        """`[fn(board, case) for case in cases]`, each on its own copy of this board, `jobs` at a time."""
        return map_forked(fn, cases, jobs, board=self)

    def vcd(self, path):
        """Write all edges as a waveform file for GTKWave or PulseView."""
        write_vcd(self.edges, self.now_ns, Path(path))

    def serve(self, port=0):
        """A context manager: the board's USB console on a TCP port of this machine (see `serve.Server`)."""
        if self.host is None:
            raise BoardError("this board has no USB host; build it with usb=True")
        return Server(self, port)
