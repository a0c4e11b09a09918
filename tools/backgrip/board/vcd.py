"""Recorded edges as a value change dump."""

from vcd import VCDWriter

SIGNALS = ("thumb", "index", "FOCUS", "SHUTTER", "LED", "LED22")


def write_vcd(edges, end_ns, path):
    """Write `edges` up to `end_ns` to `path`: one wire a signal, 1 ns timescale, all of them 0 at the
    start."""
    with path.open("w", encoding="ascii") as file, VCDWriter(file, timescale="1 ns") as writer:
        wires = {name: writer.register_var("grip", name, "wire", size=1, init=0) for name in SIGNALS}
        for edge in sorted(edges, key=lambda edge: edge.t_ns):
            writer.change(wires[edge.signal], edge.t_ns, edge.level)
        writer.close(end_ns)
