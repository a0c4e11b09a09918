"""The emulated grip: Backgrip's firmware on a Raspberry Pi Pico that exists only here.

    from backgrip.board import Board, bounce
    board = Board("backgrip.uf2", held=("thumb",))
    board.run(ms=200)                                    # boots; the Pico's time, not ours
    board.play([(t, "index", c) for t, c in bounce(0, True, 5, rng)])
    board.run_until(lambda b: b.level("SHUTTER"), limit_ms=500)
    board.edges_of("FOCUS"), board.closed_of("SHUTTER"), board.resets, board.console

`backgrip.board.bench.PioBench` is the same chip with its CPU asleep, for tests of one PIO program alone.

The chip is rp2040py's, instruction by instruction; PIO, pads, timer, flash timing and the USB host are ours,
because a test of microseconds stands on them. Signals: "thumb", "index" (1 is closed), "FOCUS" (GP16),
"SHUTTER" (GP17), "LED" (GP25) and "LED22" (GP22) (1 is driven high).

Delays of pads and PIO are those of the data sheet: a pin changes one system clock (8 ns) after its
instruction, and PIO sees a pad two system clocks after it changed. The CPU sees pads at once.

Not modelled: the second core; brown-out ramps; current; XIP cache misses (code from flash runs as fast as
from RAM); the boot ROM's time (about a millisecond); a system clock other than 125 MHz; the resistance and
the rise time of pads (levels change at once, and contacts beat drivers); EXECCTRL.OUT_STICKY and
INLINE_OUT_EN (refused); contention between DMA and PIO (a request is seen one clock late). Flash erases and
programs take the typical time of the Pico's chip unless told otherwise. What becomes of a flag that two
machines raise and clear on the same system clock is not in the data sheet; here it is cleared if it was set.
"""

from backgrip.board.board import Board
from backgrip.board.contacts import bounce
from backgrip.board.flash import FlashOp
from backgrip.board.fork import CaseFailed
from backgrip.board.record import Edge, Interval, Reset, intervals
from backgrip.board.running import BoardError

__all__ = ["Board", "BoardError", "CaseFailed", "Edge", "FlashOp", "Interval", "Reset", "bounce", "intervals"]
