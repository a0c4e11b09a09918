"""Starts what the file /bench names: "way load", for example "backgrip idle" or "hard_irq busy"."""

import sys
from time import sleep_ms

from machine import Timer

with open("/bench") as file:
    way, load = file.read().split()

if load == "busy":
    import bench_load as extra
elif load == "ram":
    import bench_ram as extra
else:
    extra = None

if way == "backgrip":
    # The application owns the main loop, so the load interrupts it: its own turns wait for the load as well.
    timer = Timer(period=extra.PERIOD_MS, callback=extra.turn) if extra else None
    path = sys.path[:]
    import grip_main  # noqa: F401  the grip's main.py, as it is
else:
    __import__("bench_" + way)
    while True:
        # A builder's main loop does the work, and his handlers interrupt it: kinder to them than a timer.
        if extra:
            extra.turn(None)
        sleep_ms(extra.PERIOD_MS if extra else 20)
