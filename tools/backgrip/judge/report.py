"""The verdict in words, and as data."""

from rich.console import Console
from rich.table import Table

from backgrip.judge.clauses import Clause
from backgrip.judge.vcd import Waves
from backgrip.judge.verdict import Verdict
from backgrip.judge.why import duration


def show(verdict: Verdict, waves: Waves, console: Console) -> None:
    """Prints what was judged, what was put to the test, what was not, and every break."""
    length = duration(waves.record.end_ns - waves.record.begin_ns)
    presses = verdict.presses
    styles = " and ".join(dict.fromkeys(verdict.styles))
    console.print(
        f"{length} in {styles} style: {presses['thumb']} presses of the thumb, {presses['index']} of the "
        f"index, {len(verdict.frames)} closures of SHUTTER."
    )
    for note in notes(verdict, waves):
        console.print(note, style="yellow")
    tested = [clause for clause in Clause if verdict.exercised[clause]]
    if tested:
        console.print("\nPut to the test, and how often:")
        console.print(_columns([f"{clause.id} {verdict.exercised[clause]}" for clause in tested]))
    if verdict.never:
        console.print("\nNever came up, so nothing is said about them:")
        console.print(_columns([clause.id for clause in verdict.never]), style="dim")
    console.print()
    for one in verdict.breaks:
        console.print(f"✗ {(one.t_ns - waves.record.begin_ns) / 1e9:.6f} s  {one.clause.id}: {one.words}", style="red")
        console.print(f"  The contract: {one.clause.words}.")
    if verdict.breaks:
        console.print(f"{len(verdict.breaks)} breaks of the contract.", style="bold red")
    elif tested:
        console.print("Nothing that came up is broken.", style="bold green")
    else:
        console.print("Nothing came up: there is no press in it.", style="bold yellow")


def notes(verdict: Verdict, waves: Waves) -> list[str]:
    """What the reader must know of the recording before he believes the verdict."""
    found = list(waves.notes)
    if unsure := verdict.presses["not judged"]:
        found.append(
            f"{unsure} presses are not judged: what they mean is not known (the recording begins in their midst, or "
            "they came as the grip started, or bounced just as long as the debounce time)."
        )
    if waves.step_ns > 1000:
        found.append(f"The recording's steps are {duration(waves.step_ns)}: no time is judged more finely.")
    if waves.record.unknown:
        gone = sum(b - a for a, b in waves.record.unknown)
        found.append(f"For {duration(gone)} the recording says nothing.")
    return found


def _columns(words: list[str], number: int = 3) -> Table:
    table = Table.grid(padding=(0, 2))
    for _ in range(number):
        table.add_column()
    for start in range(0, len(words), number):
        table.add_row(*words[start : start + number])
    return table


def show_clauses(console: Console) -> None:
    """Prints the table of clauses."""
    table = Table("clause", "what the contract demands", "its section")
    for clause in Clause:
        table.add_row(clause.id, clause.words, clause.section)
    console.print(table)


def as_data(verdict: Verdict, waves: Waves) -> dict:
    """The verdict for other programs. Times are ns from the recording's beginning."""
    begin = waves.record.begin_ns
    return {
        "length_ns": waves.record.end_ns - begin,
        "styles": verdict.styles,
        "presses": {name: verdict.presses[name] for name in ("thumb", "index", "not judged")},
        "frames": len(verdict.frames),
        "notes": notes(verdict, waves),
        "exercised": {clause.id: verdict.exercised[clause] for clause in Clause if verdict.exercised[clause]},
        "never": [clause.id for clause in verdict.never],
        "breaks": [
            {"t_ns": t_ns - begin, "clause": clause.id, "seen": words, "contract": clause.words,
             "section": clause.section}
            for t_ns, clause, words in verdict.breaks
        ],
    }  # fmt: skip
