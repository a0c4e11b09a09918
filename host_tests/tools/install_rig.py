"""Boards for the tests of `backgrip install`: small applications, and every state that a flash went through."""

import hashlib
from dataclasses import dataclass, field

from backgrip.board import Board
from backgrip.board.flash import BLOCK, FS_START, SIZE, FileSystem
from backgrip.connect import open_console
from backgrip.image import stock_uf2
from backgrip.image.plain import compile_file
from backgrip.install.put_on import put_on

TINY_APP = """
from grip.version import VERSION
from machine import Pin
from time import sleep_ms
def run():
    print("Backgrip", VERSION)
    Pin(16, Pin.OUT, value=1)
    while True:
        sleep_ms(100)
"""
OLD_MAIN = b"from grip import app\napp.run()\n"  # knows nothing of how a folder is replaced


def tiny(version, suffix, tmp_path):
    """An application that says its version and closes FOCUS, as `.py` or `.mpy` files in grip/."""
    texts = {"__init__": "", "app": TINY_APP, "version": f'VERSION = "{version}"\n'}
    files = {}
    for name, text in texts.items():
        source = tmp_path / f"{name}.py"
        source.write_text(text)
        files[f"grip/{name}{suffix}"] = compile_file(source) if suffix == ".mpy" else text.encode()
    return files


def stock_board(files):
    """A stock MicroPython with these files on a cable, started, not yet served. Flash takes no time."""
    board = Board(stock_uf2(), files=files, usb=True, erase_ms=0, program_ms=0)
    board.run(ms=150)
    return board


def url(server):
    return f"socket://127.0.0.1:{server.port}"


def put(server, source=False):
    """Installs over the cable, without a word on it."""
    with open_console(url(server)) as console:
        return put_on(console, source, lambda title, total: _Silent())


class _Silent:
    def __enter__(self):
        return lambda count: None

    def __exit__(self, *_):
        pass


@dataclass(frozen=True)
class State:
    """The flash at one moment; `torn`: power failed half-way through an erase or a program."""

    number: int
    torn: bool
    flash: bytes

    def files(self):
        """{path: content} of its file system."""
        system = FileSystem(self.flash)
        return {path: system.read(path) for path in system.list()}


@dataclass
class Recorder:
    """Every state of a board's flash from now on, one for each finished operation and each that was cut short."""

    board: Board
    start: bytes = b""
    writes: list = field(default_factory=list)

    def __post_init__(self):
        self.start = self.board.flash
        self.board.on_flash_op = self._written

    def _written(self, op):
        memory = self.board.rp2040.flash
        self.writes.append((op.kind, op.address, bytes(memory[op.address : op.address + op.size])))

    def states(self):
        """Every state once, in order."""
        seen, number = set(), 0
        now = bytearray(self.start)
        for torn, address, data in self._steps():
            before = bytes(now[address : address + len(data)])
            now[address : address + len(data)] = data
            digest = hashlib.sha1(memoryview(now)[FS_START:]).digest()
            if digest not in seen:
                seen.add(digest)
                yield State(number, torn, bytes(now))
                number += 1
            if torn:
                now[address : address + len(data)] = before

    def _steps(self):
        yield False, FS_START, self.start[FS_START : FS_START + BLOCK]
        for kind, address, data in self.writes:
            half = len(data) // 2
            yield True, address, data[:half]  # power failed half-way
            yield False, address, data


def started(files, old, new):
    """Which version main.py starts from these files: "old", "new", "none" without a main.py, "broken"."""
    running = _folder(files, "grip")
    if files.get("main.py") == new["main.py"]:
        running = running or _folder(files, "grip.next")
    elif files.get("main.py") != old.get("main.py"):
        return "broken"
    elif "main.py" not in old:
        return "none"
    for name, version in (("new", new), ("old", old)):
        if running and running == _folder(version, "grip"):
            return name
    return "broken"


def _folder(files, name):
    """The code in a folder."""
    return {
        path.partition("/")[2]: content
        for path, content in files.items()
        if path.startswith(f"{name}/") and path.endswith((".py", ".mpy"))
    }


def boots(flash, say, limit_ms=1500):
    """Whether a board with this flash says so after switching on. Returns the board."""
    assert len(flash) == SIZE
    board = Board(flash=flash, usb=True)
    assert board.run_until(lambda b: say in b.console, limit_ms=limit_ms), board.console
    return board
