"""Storage: power cut in every flash operation, damaged, full and odd file systems, and what a day's writes wear."""

import random
import tempfile
from pathlib import Path

from backgrip.board import Board

from soak import storage_cuts as cuts
from soak import storage_damage as damage
from soak.tally import Clock, Tally
from soak.wear import worn

NAME = "Storage"
WRITES = ("settings", "log")
WEAR_DAYS = 120
LEAST_YEARS = 20  # a flash that lasts no longer than its data sheet's retention would be a promise broken


def looked_at_all(what, seed=0, tears=cuts.TEARS) -> Tally:
    """Every state of a write as its file system reads: old or new, whole; never back to old once it was new."""
    tally, written, seen_new = Tally(), cuts.recorded(what), False
    tally.add(f"flash operations of a {what} write", len(written.operations))
    for name, flash in cuts.states(written, seed, tears):
        told = cuts.looked_at(name, flash, written)
        tally.broken += told
        tally.add(f"states of flash, {what} write cut")
        if name.startswith("after") and not told:
            style, log = cuts.kept(flash)
            now = style == cuts.NEW or log == cuts.HUNG
            if seen_new and not now:
                tally.broken.append(f"{what} write, {name}: the old file is back")
            seen_new = seen_new or now
    if not seen_new:
        tally.broken.append(f"the {what} write was never done")
    return tally


def switched_on(what, number, seed=0) -> Tally:
    """One state of a write is switched on: it starts, closes nothing, shoots, and keeps the file it had."""
    name, flash = list(cuts.states(cuts.recorded(what), seed))[number]
    told = damage.safely(damage.starts_and_shoots, flash, start_ms=150)
    return Tally(
        {f"states switched on, {what} write cut": 1},
        broken=[f"power cut in the {what} write, {name} (number {number}, seed {seed}): {one}" for one in told],
    )


def damaged(seed) -> Tally:
    """One randomly damaged file system."""
    what, flash = damage.damaged(random.Random(f"damage {seed}"))
    told = damage.safely(damage.starts_and_shoots, flash)
    return Tally({f"damaged file systems: {what}": 1}, broken=[f"{what}, seed {seed}: {one}" for one in told])


def odd(name) -> Tally:
    """One file system that is sound and holds what it should not. The lamp must tell of settings not taken."""
    code = None if name == "full" else name not in damage.NO_CODE
    told = damage.safely(damage.starts_and_shoots, damage.odd(name), code=code)
    return Tally({"odd file systems": 1}, broken=[f"{name}: {one}" for one in told])


def wear(days=WEAR_DAYS) -> Tally:
    """Heavy days, one after the other, on the firmware's own writers."""
    tally, found = Tally({"heavy days of writing": days}), worn(days)
    tally.saw("erases_of_the_most_worn_sector", max(found.erased))
    tally.saw("erases_a_heavy_day", round(found.erases_a_day, 1))
    tally.saw("years_the_flash_lasts", round(found.years))
    if found.years < LEAST_YEARS:
        tally.broken.append(f"the flash lasts {found.years:.1f} years of heavy days only")
    return tally


def installed() -> Tally:
    """Every state of one installation over another, torn ones too: one version or the other, whole."""
    from backgrip.firmware import FIRMWARE
    from backgrip.install import put_on as installing
    from install_rig import OLD_MAIN, Recorder, put, started, stock_board, tiny  # beside the tests of the tools

    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        new = {name: (FIRMWARE / name).read_bytes() for name in ("boot.py", "main.py")}
        new |= tiny("9.9", ".mpy", Path(folder))
        old = {**tiny("0.0.9", ".mpy", Path(folder)), "main.py": OLD_MAIN}
    board, ours = stock_board({**old, "backgrip.json": damage.FILES["backgrip.json"]}), installing.plain_files
    installing.plain_files = lambda: new
    try:
        with board.serve() as server:
            recorder = Recorder(board)
            put(server)
    finally:
        installing.plain_files = ours
    for state in recorder.states():
        tally.add("states of flash, installation cut")
        version = started(state.files(), old, new)
        if version not in ("old", "new"):
            tally.broken.append(f"installation cut, state {state.number}, torn {state.torn}: {version}")
            continue
        if state.number % 8 == 0:
            say = {"old": "Backgrip 0.0.9", "new": "Backgrip 9.9"}[version]
            again = Board(flash=state.flash, usb=True)
            tally.add("states switched on, installation cut")
            if not again.run_until(lambda b: say in b.console, limit_ms=1500):
                tally.broken.append(f"installation cut, state {state.number}: {say} does not start")
    return tally


def campaign(seconds: float, seed: int) -> Tally:
    """All states as they read; then odd ones, damage and states switched on in turn; wear and an installation once."""
    clock, total, rng = Clock(seconds), Tally(), random.Random(seed)
    for what in WRITES:
        total.merge(looked_at_all(what, seed))
    jobs = [lambda name=name: odd(name) for name in [*damage.ODD, "full"]]
    for what in WRITES:
        count = len(list(cuts.states(cuts.recorded(what), seed)))
        jobs += [lambda what=what, n=n: switched_on(what, n, seed) for n in range(count)]
    rng.shuffle(jobs)
    jobs = [wear, installed, *jobs]
    while not clock.is_over():
        total.merge(jobs.pop(0)() if jobs else Tally())
        if not clock.is_over():
            total.merge(damaged(seed))
            seed += 1
    return total
