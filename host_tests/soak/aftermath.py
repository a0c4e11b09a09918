"""What must come after a fault in Python: lines open at once, a restart in time, the story in the log, and a shot."""

import re

from soak.hooks import FILL_HEAP, FILL_SCHEDULER, HANDLER_RAISES, HANDLER_RECURSES, HANG, RAISE, RECURSE
from soak.tally import Tally
from soak.walk import READY_MS, SCRATCH0

OPEN_US = 1_000  # from the exception to both lines open
WATCHDOG_MS = 2_000
DEBOUNCE_MS, TAIL_MS = 40, 100  # the longest debounce of any story; its tail
ENDS = (RAISE, RECURSE, FILL_HEAP)  # what leaves the statement as an exception
NAMES = {
    RAISE: "an exception", HANG: "a hang", FILL_HEAP: "a full heap", RECURSE: "a full stack",
    HANDLER_RAISES: "a handler that raises", HANDLER_RECURSES: "a full stack in a handler",
    FILL_SCHEDULER: "a full scheduler queue",
}  # fmt: skip
_PLACE = re.compile(r'File "([^"]+)", line (\d+)')
_COUNT = 0x0F  # of the guard's word: faults in a row


class Aftermath:
    """One fault of kind `what` that is about to strike `walk` at hook `number` of `copy`."""

    def __init__(self, copy, walk, story, number, what):
        self._copy, self._walk, self._story = copy, walk, story
        self._number, self._what = number, what
        self.name = NAMES[what]
        self._board = board = walk.board
        self.tally = Tally()
        self._at_ns = board.now_ns
        self._lines = board.level("FOCUS"), board.level("SHUTTER")
        self._held = [button for button in ("thumb", "index") if board.is_pressed(button)]
        self._resets = len(board.resets)
        self._earlier = len(walk.probe.struck)  # faults that the story itself ordered
        self._faults = self._word() & _COUNT
        self._written = []
        board.on_flash_op = lambda op: self._written.append((board.level("FOCUS"), board.level("SHUTTER")))

    def broken(self, words):
        lines = "FOCUS %d, SHUTTER %d" % self._lines
        told = f"{self.name} at {self._copy.statements[self._number]}"
        self.tally.broken.append(f'{told} in "{self._story.name}" at {self._at_ns / 1e6:.3f} ms ({lines}): {words}')

    def follow(self, recovered):
        """Runs the board on and returns what became of it. `recovered` counts the kinds of restart shot after."""
        board = self._board
        opened_us = self._lines_open()
        if self._what == HANG:
            self._let_go()
        reset = self._reset()
        if reset and opened_us is not None and self._what in ENDS:
            self.tally.saw("exception_line_open_us", opened_us)
            if opened_us > OPEN_US:
                self.broken(f"the lines opened {opened_us:.0f} us after it")
        if any(focus or shutter for focus, shutter in self._written):
            self.broken("flash was written with a line closed")
        ended = "went on" if reset is None else "restarted"
        if reset:
            self._judge_reset(reset)
            kind = self._kind(reset)
            if recovered(kind):
                self._shoot(kind)
        else:
            self._shoot(None)
        board.on_flash_op = None
        return ended

    def follow_row(self):
        """Three faults in a row at the same place, then plain mode, which still shoots."""
        board = self._board
        if not board.run_until(lambda b: len(b.resets) == self._resets + 3, limit_ms=3000):
            self.broken("there were no three restarts")
            return
        board.run(ms=READY_MS)
        self._shoot(board.resets[-1])
        board.press("thumb")
        board.run(ms=20)
        closed = board.level("FOCUS")
        board.release("thumb")
        board.run(ms=DEBOUNCE_MS)
        if not closed or board.level("FOCUS") or len(board.resets) != self._resets + 3:
            self.broken("after three of them the grip is not in plain mode")
        told = [line.split()[1] for line in self._log()]
        if told != ["exception"] * 3 + ["plain"]:
            self.broken(f"after three of them the fault log has {told}")

    def _log(self):
        board = self._board
        return board.read_file("backgrip.log").decode().split("\n") if "backgrip.log" in board.list_files() else [" -"]

    def _lines_open(self):
        """Microseconds until both lines were open, None if they stayed closed for longer than is looked."""
        board = self._board
        if self._what not in ENDS or not any(self._lines):
            board.run(ms=0.01)
            return None
        board.run_until(lambda b: not b.level("FOCUS") and not b.level("SHUTTER"), limit_ms=60)
        return None if self._what == FILL_HEAP else (board.now_ns - self._at_ns) / 1000  # filling it takes time

    def _let_go(self):
        """Under a hang: letting go of a button opens what that button closed, a lock excepted."""
        board = self._board
        locked = not board.is_pressed("index") and board.level("SHUTTER")
        board.run(ms=150)  # a lead and a floor under way are over
        for button in self._held:
            board.release(button)
        board.run(ms=DEBOUNCE_MS + TAIL_MS + 5)
        if board.level("SHUTTER") and not locked:
            self.broken("SHUTTER stayed closed though nobody held it")
        if board.level("FOCUS") and b"lock" not in self._story.stored and not board.level("SHUTTER"):
            self.broken("FOCUS stayed closed though nobody held it")

    def _reset(self):
        board = self._board
        limit_ms = WATCHDOG_MS + 10 - (board.now_ns - self._at_ns) / 1e6
        if self._what not in (*ENDS, HANG):
            limit_ms = 400
        board.run_until(lambda b: len(b.resets) > self._resets, limit_ms=limit_ms)
        return board.resets[self._resets] if len(board.resets) > self._resets else None

    def _word(self):
        return self._board.rp2040.read_uint32(SCRATCH0) & 0xFFFF

    def _judge_reset(self, reset):
        board = self._board
        took_ms = (reset.t_ns - self._at_ns) / 1e6
        self.tally.saw("watchdog_ms" if reset.cause == "watchdog" else "restart_after_exception_ms", took_ms)
        self.tally.add(f"restarts: {reset.cause}")
        if took_ms > WATCHDOG_MS:
            self.broken(f"the restart came after {took_ms:.0f} ms")
        if board.level("FOCUS") or board.level("SHUTTER"):
            self.broken("a line was closed right after the restart")
        if self._what in ENDS and reset.cause == "forced" and not self._earlier:
            self._judge_log()

    def _judge_log(self):
        if self._word() & _COUNT != self._faults + 1:
            self.broken(f"the count of faults is {self._word() & _COUNT}, not {self._faults + 1}")
        if self._faults + 1 > 3:
            return  # a plain mode that fails too is not told: it would wear out the flash
        if self._copy.statements[self._number].file == "grip/faultlog.py":
            return
        last = self._log()[-1]
        places = _PLACE.findall(last)
        if " exception " not in last:
            self.broken(f"the fault log does not tell of it: {last!r}")
        elif self._what == RAISE:
            named = self._copy.at(places[-1][0], int(places[-1][1])) if places else None
            if named != self._number or "Fault: on purpose" not in last:
                self.broken(f"the fault log names another place: {last!r}")
            else:
                self.tally.add("faults told by the log with file and line")
        else:
            self.tally.add("other exceptions told by the log")

    def _kind(self, reset):
        """What a restart begins with: two of the same kind go on alike."""
        board = self._board
        kept = board.read_file("backgrip.json") if "backgrip.json" in board.list_files() else b""
        held = tuple(board.is_pressed(button) for button in ("thumb", "index"))
        return reset.cause, self._word(), held, kept, tuple(board.list_files())

    def _shoot(self, kind):
        """The grip shoots again; what is held since before closes nothing."""
        board = self._board
        if kind:
            since = board.now_ns
            board.run(ms=READY_MS)
            if [1 for line in ("FOCUS", "SHUTTER") for span in board.closed_of(line) if span.close_ns >= since]:
                self.broken("after the restart a line closed though no button was pressed")
        for button in ("thumb", "index"):
            board.release(button)
        board.run(ms=DEBOUNCE_MS + 200)
        if board.level("SHUTTER"):
            board.press("thumb")  # ends a shutter lock, which a grip that goes on may still be in
            board.run(ms=60)
            board.release("thumb")
            board.run(ms=DEBOUNCE_MS + TAIL_MS)
        board.press("index")
        board.run(ms=160)
        shot = board.level("SHUTTER")
        board.release("index")
        board.run(ms=DEBOUNCE_MS + TAIL_MS + 40)
        if board.level("SHUTTER"):
            self.broken("SHUTTER stayed closed after the shot that followed")
        if not shot and (kind or self._story.shoots):
            after = "after the restart" if kind else "and no restart came"
            self.broken(f"the grip does not shoot any more, {after}")
        self.tally.add("shots after it" if shot else "maintenance, as the owner asked")
