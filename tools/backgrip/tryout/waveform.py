"""The recording as a file for GTKWave, PulseView and `backgrip judge`."""

from pathlib import Path

from vcd import VCDWriter

from backgrip.board.vcd import SIGNALS
from backgrip.tryout.scenes import Film

# PulseView keeps a byte for every step: eleven seconds take 110 MB like this and would take 11 GB in nanoseconds.
STEP_NS = 100


def write_waveform(told: Film, path: Path) -> None:
    """Writes a value change dump, one wire a signal; `style` is 1 in track, `resets` counts the times switched on."""
    with path.open("w", encoding="ascii") as file, VCDWriter(file, timescale=f"{STEP_NS} ns") as writer:
        wires = {name: writer.register_var("grip", name, "wire", size=1, init=0) for name in SIGNALS}
        style = writer.register_var("grip", "style", "wire", size=1, init=int(told.starts[0][1] == "track"))
        resets = writer.register_var("grip", "resets", "integer", size=8, init=1)
        starts = [(t_ns, change) for number, (t_ns, name) in enumerate(told.starts[1:], 2)
                  for change in ((style, int(name == "track")), (resets, number))]  # fmt: skip
        changes = [(edge.t_ns, (wires[edge.signal], edge.level)) for edge in told.edges] + starts
        for t_ns, (wire, value) in sorted(changes, key=lambda change: change[0]):
            writer.change(wire, t_ns // STEP_NS, value)
        writer.close(told.end_ns // STEP_NS)
