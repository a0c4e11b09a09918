"""The results on a terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from backgrip.check.result import Outcome, Report, Result

MARKS = {
    Outcome.PASS: ("pass", "green"),
    Outcome.FAIL: ("FAIL", "bold red"),
    Outcome.NOT_CHECKED: ("not checked", "dim"),
}


def tell(out: Console, result: Result, words: bool) -> None:
    """One result as soon as it is there; `words`: with what to mend."""
    word, style = MARKS[result.outcome]
    out.print(Text.assemble("  ", (f"{word:<5}", style), f" {result.title}: {result.found}"))
    if words and result.outcome is Outcome.FAIL:
        out.print(Padding(result.look, (0, 0, 0, 8)))


def show(out: Console, report: Report) -> None:
    """The table, what to mend, what is worth knowing, the sentence."""
    out.print()
    table = Table()
    table.add_column("checked")
    table.add_column("result", no_wrap=True)
    table.add_column("found")
    for result in report.results:
        word, style = MARKS[result.outcome]
        table.add_row(result.title, Text(word, style), result.found)
    out.print(table)
    _words(out, "What is wrong, and where to look", report.of(Outcome.FAIL))
    _words(out, "Worth knowing", [result for result in report.of(Outcome.PASS) if result.look])
    out.print()
    out.print(Text(report.summary(), "green" if report.sound else "bold red"))


def _words(out: Console, heading: str, results: list[Result]) -> None:
    if not results:
        return
    out.print(f"\n{heading}", style="bold")
    told: dict[str, list[Result]] = {}
    for result in results:
        told.setdefault(result.look, []).append(result)  # one cause shows in several lines, its words come once
    for look, those in told.items():
        out.print(f"* {'; '.join(f'{one.title}: {one.found}' for one in those)}.")
        out.print(Padding(look, (0, 0, 0, 2)))
