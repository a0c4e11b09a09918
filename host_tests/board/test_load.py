"""Presses while Python is as busy as can be: it collects garbage, prints, and writes files to a flash of real slowness.

The machines see to the lines, so every number of the contract holds but for the 2 ms, which become 5.
"""

import random

from backgrip.board import bounce
from grip import settings

from board.judged import judge_board
from board.rig import closed_us, doctored
from board.watch import faults

# The application as it is, and a timer whose callback runs between any two of its bytecodes, most of the time. UART0
# is the console, so that what it prints is really sent.
LOADED = """
import gc, os
from machine import Timer, UART
from time import ticks_ms
os.dupterm(UART(0, 115200))
done = busy = 0
def load(_):
    global done, busy
    start = ticks_ms()
    if start < 400:
        return  # the grip starts
    gc.collect()
    done += 1
    print("load", done, "busy", busy, "." * 40)
    with open("/load%d.txt" % (done % 4), "w") as file:
        file.write("y" * 600)
    gc.collect()
    busy += ticks_ms() - start
timer = Timer(-1, period=90, callback=load)
from grip import app
app.run()
"""
READY_MS = 700
PRESSES = 40
LATENCY_US, LATE_US, RELEASE_US, DEBOUNCE_US = 5, 5000, 1000, 8000
TIMES = {"focus_lead_ms": 30, "shutter_min_ms": 40, "focus_tail_ms": 30}  # short, to save time


def fingers(rng, start_us):
    """Presses of the thumb, then of the index from nothing, in turn, bouncing: [(button, edges, last edge in us)]."""
    at, told = start_us, []
    for number in range(PRESSES):
        button = "thumb" if number % 2 else "index"
        down = bounce(at, True, rng.uniform(0, 6), rng)
        lifts = max(down[-1][0] + 100, at + rng.uniform(5_000, 110_000))
        up = bounce(lifts, False, rng.uniform(0, 6), rng)
        told.append((button, down + up))
        at = max(up[-1][0] + 12_000, at + 74_000) + rng.uniform(50_000, 75_000)  # lead, floor and tail are over
    return told


def contact_us(edges):
    """From when and until when the press may be noticed: closures of 1 us close nothing, of 3 us surely do."""
    pulses = [(closed, opened) for (closed, _), (opened, _) in zip(edges[0::2], edges[1::2])]
    return (next(a for a, b in pulses if b - a > least_us) for least_us in (1, 3))


def within(name, took_us, least_us, longest_us):
    late = took_us - least_us
    return [] if 0 <= late <= longest_us else ["%s: %.3f ms, %.3f ms off" % (name, took_us / 1000, late / 1000)]


def one_press(button, edges, focus, shutter):
    """How the closures of one press depart from the contract; `focus` and `shutter` are those of its time."""
    if len(focus) != 1 or len(shutter) != (button == "index"):
        return ["%s at %.3f ms: FOCUS %s, SHUTTER %s" % (button, edges[0][0] / 1000, focus, shutter)]
    first_us, surely_us = contact_us(edges)
    told = within("contact to FOCUS", focus[0][0] - first_us, 0, surely_us - first_us + LATENCY_US)
    last_us = edges[-1][0]
    if button == "thumb":
        return told + within("release of the thumb", focus[0][1] - last_us, DEBOUNCE_US, RELEASE_US)
    ((closed, opened),) = shutter
    told += within("lead", closed - focus[0][0], TIMES["focus_lead_ms"] * 1000, LATE_US)
    if last_us + DEBOUNCE_US + RELEASE_US < closed + TIMES["shutter_min_ms"] * 1000:
        told += within("floor", opened - closed, TIMES["shutter_min_ms"] * 1000, LATE_US)
    elif last_us + DEBOUNCE_US > closed + TIMES["shutter_min_ms"] * 1000:
        told += within("release of the index", opened - last_us, DEBOUNCE_US, RELEASE_US)
    return told + within("tail", focus[0][1] - opened, TIMES["focus_tail_ms"] * 1000, LATE_US)


def test_presses_under_load():
    board = doctored(LOADED, style="track", **TIMES)
    board.run(ms=READY_MS)
    start = board.now_ns
    before = board.console.count("load ")
    ops = []
    board.on_flash_op = ops.append
    pressed = fingers(random.Random(8), 1000)
    board.play([(t_us, button, closed) for button, edges in pressed for t_us, closed in edges])
    board.run(ms=pressed[-1][1][-1][0] / 1000 + 150)
    focus, shutter = closed_us(board, "FOCUS", start), closed_us(board, "SHUTTER", start)
    told = faults(board, {**settings.defaults(), **TIMES}, start)
    ends = [edges[0][0] for _, edges in pressed[1:]] + [1e12]
    for (button, edges), end_us in zip(pressed, ends):
        own = [[span for span in line if edges[0][0] <= span[0] < end_us] for line in (focus, shutter)]
        told += one_press(button, edges, *own)
    seconds = (board.now_ns - start) / 1e9
    loads = board.console.count("load ") - before
    print("%d presses, %.1f s, %d loads, %d flash operations" % (len(pressed), seconds, loads, len(ops)))
    assert not told, "\n".join(told)
    judge_board(board, ready_ms=READY_MS, late_ms=5, style="track", **TIMES)
    assert len(board.resets) == 1 and len(focus) == PRESSES
    assert loads >= 2 * seconds and len(ops) >= 10 * seconds  # the load was one
