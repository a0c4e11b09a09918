"""The firmware with a hook before every statement: what was reached is recorded, and any of them can be made to fail.

The copy calls `hit(NUMBER)` before each statement. That reads one word at an address where no RP2040 has anything. Here
the emulator answers, so that the record costs the grip a few instructions and survives every reset, and a fault is
chosen from outside while the grip runs.
"""

import ast
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from backgrip.firmware import FIRMWARE
from backgrip.image import frozen_uf2
from instrument import statements, with_call

_HIT = re.compile(r"\bhit\((\d+)\)")
_PAGE = 0x40070  # the first peripheral address (in 4 KiB) that the RP2040 leaves unused; `_HOOK` has it too

# What a hook is told to do; 0 is nothing.
RAISE, HANG, FILL_HEAP, RECURSE, HANDLER_RAISES, HANDLER_RECURSES, FILL_SCHEDULER, SLEEP, STORE_FULL = range(1, 10)
WORDS = "on purpose"  # what the raised exception says

# `hit` is machine code, so that no line of it stands in a traceback: the fault log then ends as without it.
_HOOK = '''
import micropython
from time import sleep_ms

class Fault(Exception):
    pass

kept = None

def fill_heap():
    global kept
    size = 65536
    while size >= 1024:
        try:
            kept = kept, bytearray(size)
        except MemoryError:
            size //= 4
    try:
        while True:
            kept = (kept,)  # down to the last block of 16 bytes
    except MemoryError:
        pass
    bytearray(1024)  # this statement asks for more

def recurse(_):
    recurse(_)

def fails(_):
    raise Fault("on purpose")

def again(_):
    micropython.schedule(again, 0)

def fill_scheduler():
    try:
        while True:
            micropython.schedule(again, 0)
    except RuntimeError:
        pass

def act(what):
    if what == 2:
        while True:
            sleep_ms(1000)
    elif what == 3:
        fill_heap()
    elif what == 4:
        recurse(0)
    elif what == 5:
        micropython.schedule(fails, 0)
    elif what == 6:
        micropython.schedule(recurse, 0)
    elif what == 7:
        fill_scheduler()
    elif what == 8:
        sleep_ms(600)
    elif what == 9:
        raise OSError(28)

@micropython.viper
def hit(number: int):
    slots = ptr32(0x40070000)
    what = slots[number]
    if what:
        if what == 1:
            raise Fault("on purpose")
        act(what)
'''


@dataclass(frozen=True)
class Statement:
    """A statement of the firmware: file relative to firmware/, line from 1."""

    file: str
    line: int
    loops: bool  # the first one in the body of a loop: where a loop without end would be

    def __str__(self):
        return f"{self.file}:{self.line}"


class Hooked:
    """The copy: `uf2` boots it, hook N stands before `statements[N]`."""

    def __init__(self, change=lambda file, text: text):
        """`change(file, text)` may change a file before it gets its hooks, keeping its lines."""
        self.statements = []
        with tempfile.TemporaryDirectory() as folder:
            for path in [FIRMWARE / "main.py", *sorted((FIRMWARE / "grip").glob("*.py"))]:
                file = path.relative_to(FIRMWARE).as_posix()
                made = Path(folder) / file
                made.parent.mkdir(exist_ok=True)
                made.write_text(self._copy(file, change(file, path.read_text(encoding="utf-8"))), encoding="utf-8")
            (Path(folder) / "hook.py").write_text(_HOOK, encoding="utf-8")
            self._texts = {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8").split("\n")
                           for p in Path(folder).rglob("*.py")}  # fmt: skip
            self.uf2 = frozen_uf2(extra_frozen=Path(folder))

    def _copy(self, file, source):
        first = len(self.statements)
        loops = {node.body[0].lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.For | ast.While)}
        self.statements += [Statement(file, line, line in loops) for _, line in statements(source)]
        called = _HIT.sub(lambda call: f"hit({first + int(call[1])})", with_call(source, "hit"))
        return "from hook import hit\n" + called

    def number(self, file, text):
        """The hook of the first statement of a file whose line holds `text`. Raises StopIteration if there is none."""
        lines = (FIRMWARE / file).read_text(encoding="utf-8").split("\n")
        return next(n for n, s in enumerate(self.statements) if s.file == file and text in lines[s.line - 1])

    def at(self, file, line):
        """The number of the hook on a line of the copy, as a traceback names it; None if there is none."""
        call = _HIT.search(self._texts[file][line - 1]) if file in self._texts else None
        return int(call[1]) if call else None


class Probe:
    """Answers the hooks of one board, in the place of a peripheral.

    `first` has the time in ns at which each statement was reached first since `forget`; `orders` is what to do at
    which: {number: [what, times]}. `struck` lists (time in ns, number, what) of the orders carried out.
    """

    def __init__(self, board):
        self._board = board
        self.first, self.orders, self.struck = {}, {}, []
        self.wanted = None  # numbers for which `found` is called when they are reached
        self.found = None
        board.rp2040.peripherals[_PAGE] = self
        board.probe = self

    def read_uint32(self, offset):
        number = offset >> 2
        if number not in self.first:
            self.first[number] = self._board.now_ns
        if self.wanted is not None and number in self.wanted:
            self.found(number)
        order = self.orders.get(number)
        if not order or not order[1]:
            return 0
        order[1] -= 1
        self.struck.append((self._board.now_ns, number, order[0]))
        return order[0]

    def write_uint32(self, offset, value):
        pass

    def write_uint32_atomic(self, offset, value, kind):
        pass

    def reset(self):
        pass
