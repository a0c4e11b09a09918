"""The result on a terminal."""

from rich.console import Console
from rich.table import Table

from backgrip.bench.limits import LEFT_OUT
from backgrip.bench.result import Bench
from backgrip.bench.words import LATENCY_HEAD, check_rows, latency_rows, other_rows


def show(bench: Bench, console: Console) -> None:
    """Prints the three tables and what the emulator leaves out."""
    latency = Table(title=f"Contact to line, Backgrip {bench.version} on MicroPython {bench.micropython}")
    for number, head in enumerate(LATENCY_HEAD):
        latency.add_column(head, justify="left" if number < 2 else "right", no_wrap=number != 0)
    for row in latency_rows(bench):
        latency.add_row(*row, style="bold" if row[0].startswith("Backgrip") else None)
    other = Table(title="Besides", show_header=False)
    for row in other_rows(bench):
        other.add_row(*row)
    must = Table("must hold", "measured", "at most", "", title="Promises")
    for row in check_rows(bench):
        must.add_row(*row, style="red" if row[-1] != "holds" else None)
    for table in (latency, other, must):
        console.print(table)
    console.print("All times are the emulated Pico's. Not in them, or only typically:")
    for words in LEFT_OUT:
        console.print(f"  • {words}", highlight=False)
