"""The recording as a file for GTKWave and PulseView."""

from pathlib import Path

from vcd import VCDWriter

from backgrip.board import Edge
from backgrip.board.vcd import SIGNALS

# PulseView keeps a byte for every step: eleven seconds take 110 MB like this and would take 11 GB in nanoseconds.
STEP_NS = 100


def write_waveform(edges: list[Edge], end_ns: int, path: Path) -> None:
    """Writes `edges` up to `end_ns` as a value change dump, one wire a signal."""
    with path.open("w", encoding="ascii") as file, VCDWriter(file, timescale=f"{STEP_NS} ns") as writer:
        wires = {name: writer.register_var("grip", name, "wire", size=1, init=0) for name in SIGNALS}
        for edge in edges:
            writer.change(wires[edge.signal], edge.t_ns // STEP_NS, edge.level)
        writer.close(end_ns // STEP_NS)
