"""Times and figures in words, for the terminal, the picture and the pages alike."""

import math
from collections.abc import Iterable, Sequence

from backgrip.bench.limits import STARTS, checks
from backgrip.bench.result import Bench
from backgrip.bench.ways import BY_NAME


def duration(us: float) -> str:
    """A time in the unit that suits it: "2.1 µs", "18 µs", "9.4 ms", "48 ms"; "never" if infinite."""
    if math.isinf(us):
        return "never"
    value, unit = (us, "µs") if us < 1000 else (us / 1000, "ms")
    return f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"


LATENCY_HEAD = ("way", "load", "presses", "lost", "min", "median", "p99", "max")


def latency_rows(bench: Bench) -> list[tuple[str, ...]]:
    """A row of LATENCY_HEAD for every way and load."""
    rows = []
    for latency in bench.latency:
        quantiles = (duration(latency.quantile_us(share)) for share in (0, 0.5, 0.99, 1))
        presses = len(latency.sorted_us) + latency.lost
        rows.append((BY_NAME[latency.way].label, latency.load, str(presses), str(latency.lost), *quantiles))
    return rows


def other_rows(bench: Bench) -> list[tuple[str, str]]:
    """What else was measured: (what, figure)."""
    rows = [(f"reset to ready, {STARTS[key]}", f"{ms:g} ms") for key, ms in bench.ready_ms.items()]
    for key, ram in bench.ram.items():
        used, free = ram.in_use_collected / 1024, ram.free_collected / 1024
        rows.append((f"RAM in use after boot, {STARTS[key]}", f"{used:.1f} KiB, {free:.0f} KiB free"))
    size = bench.size
    rows += [
        ("image in flash", f"{size.image / 1024:.0f} KiB (UF2 file {size.uf2 / 1024:.0f} KiB)"),
        ("of which frozen code of the grip", f"{size.grip / 1024:.1f} KiB"),
        ("closest 2 ms taps of the thumb that all focus (track)", f"{bench.thumb_spacing_ms:g} ms apart"),
        ("closest frames of the index, default floor and gap", f"{bench.frame_spacing_ms:.1f} ms apart"),
    ]
    rows += [(f"load: one {kind}", f"up to {duration(ms * 1000)}") for kind, ms in bench.load_ms.items()]
    return rows


def check_rows(bench: Bench) -> list[tuple[str, str, str, str]]:
    """What must hold: (what, measured, at most, "holds" or "MISSED")."""
    rows = []
    for check in checks(bench):
        verdict = "holds" if check.holds else "MISSED"
        rows.append(
            (check.what, f"{check.measured:.4g} {check.unit}", f"{check.limit:g} {check.unit}", verdict)
        )
    return rows


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
