"""What one bench measures, and how its parts become a result."""

import importlib.metadata
from dataclasses import dataclass
from pathlib import Path

from backgrip.bench import presses, spacing, start
from backgrip.bench.image import bare_image, bench_uf2
from backgrip.bench.jobs import Job, run
from backgrip.bench.result import Bench, Latency, Ram, Size
from backgrip.bench.ways import GRIP, WAYS
from backgrip.image import frozen_uf2, stock_uf2
from backgrip.image.binary_info import binary_info
from backgrip.image.uf2 import read
from backgrip.version import VERSION

SEED = 1


@dataclass(frozen=True)
class Plan:
    """How much is measured: presses of each way, taps in a row; `plain`: the plain files as well."""

    idle: int
    busy: int
    taps: int
    plain: bool


FULL = Plan(idle=200, busy=42, taps=12, plain=True)
QUICK = Plan(idle=4, busy=3, taps=2, plain=False)


def bench(plan: Plan, workers: int) -> Bench:
    """Builds what is missing and measures. Raises ImageError, or what a measurement raises."""
    ours, together = frozen_uf2(), bench_uf2()
    image, bare = read(ours), read(bare_image())
    found = run(_jobs(plan, ours, together), workers)
    latency, load_ms = [], {}
    for way in WAYS:
        for load in ("idle", "busy"):
            part = found[f"{way.name} {load}"]
            latency.append(Latency(way=way.name, load=load, us=part["us"], lost=part["lost"]))
            for kind, longest in part.get("lasts_ms", {}).items():
                load_ms[kind] = max(load_ms.get(kind, 0), longest)
    return Bench(
        version=VERSION,
        micropython=binary_info(image).version,
        emulator=f"rp2040py {importlib.metadata.version('rp2040py')}",
        quick=plan is not FULL,
        latency=latency,
        load_ms=load_ms,
        ready_ms={
            key: found[f"ready {key}"] for key in ("frozen", "first", "mpy", "py") if f"ready {key}" in found
        },
        ram={key: Ram(**found[f"ram {key}"]) for key in ("frozen", "mpy") if f"ram {key}" in found},
        size=Size(image=len(image.data), uf2=ours.stat().st_size, grip=len(image.data) - len(bare.data)),
        release_ms=max(found["thumb idle"]["release_ms"]),
        thumb_spacing_ms=found["thumb spacing"],
        frame_spacing_ms=found["frame spacing"],
    )


def _jobs(plan: Plan, ours: Path, together: Path) -> list[Job]:
    jobs = []
    for way in WAYS:
        idle_s, busy_s = (0.3, 1.1) if way.module == GRIP else (0.1, 0.5)  # a press
        for load, take, count, each_s in (
            ("idle", presses.idle, plan.idle, idle_s),
            ("busy", presses.busy, plan.busy, busy_s),
        ):
            title = f"{way.label}, {'under load' if load == 'busy' else 'idle'}"
            jobs.append(
                Job(
                    f"{way.name} {load}", title, take, (together, way, count, SEED), count, 3 + count * each_s
                )
            )
    used = {"backgrip.json": start.settings_file()}
    jobs += [
        Job("ready frozen", "Reset to ready", start.ready_ms, (ours, used), 2, 4),
        Job("ready first", "First start to ready", start.ready_ms, (ours, None), 2, 4),
        Job("ram frozen", "RAM", start.ram, (together, start.frozen_ram_files()), 1, 6),
        Job("thumb spacing", "Closest thumb presses", spacing.thumb_ms, (together, plan.taps), 9, plan.taps),
        Job("frame spacing", "Closest frames", spacing.frame_ms, (together, 1 + plan.taps // 3), 1, 4),
    ]
    if plan.plain:
        stock = stock_uf2()
        mpy, py = start.plain_files(compiled=True), start.plain_files(compiled=False)
        jobs += [
            Job("ready mpy", "Reset to ready, .mpy", start.ready_ms, (stock, mpy), 2, 10),
            Job("ready py", "Reset to ready, .py", start.ready_ms, (stock, py), 2, 40),
            Job("ram mpy", "RAM, .mpy", start.ram, (stock, start.mpy_ram_files()), 1, 15),
        ]
    return jobs
