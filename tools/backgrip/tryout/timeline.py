"""The story told as a table that a photographer can read."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from backgrip.judge import Allowances, Clause
from backgrip.judge.why import duration
from backgrip.tryout.scenes import Film, Scene

COLOURS = {"FOCUS": "cyan", "SHUTTER": "yellow"}
AFTER = {
    Clause.LATENCY: "{line} {does} {took} after contact",
    Clause.LEAD_LATE: "{line} {does} {took} after FOCUS",
    Clause.GAP_LATE: "{line} {does} {took} after the last frame",
    Clause.FLOOR_LATE: "{line} {does} after {took}, its least",
    Clause.TAIL_LATE: "{line} {does} {took} after SHUTTER",
    Clause.RELEASE: "{line} {does} {took} after the finger",
    Clause.REFOCUS: "{line} {does} {took} after contact",
    Clause.REFOCUS_GAP_LATE: "{line} {does} again after {took}",
    Clause.TWO_TAPS: "{line} {does} {took} after the tap",
    Clause.UNLOCK: "{line} {does} {took} after contact",
}


def tell(told: Film, console: Console) -> None:
    """Prints every chapter."""
    style = None
    for scene in told.scenes:
        if scene.style != style:
            style = scene.style
            console.print(f"\nStyle switch on {style.upper()}, grip switched on, on batteries.", style="dim")
        console.print()
        console.print(f"{scene.number}  {scene.chapter.title}", style="bold")
        console.print(f"   {scene.chapter.about}", style="dim")
        console.print(_table(scene, told, console))


def _table(scene: Scene, told: Film, console: Console) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="dim", pad_edge=False)
    table.add_column("seconds", justify="right", width=7)
    table.add_column("the fingers", width=24)
    table.add_column("the camera's two contacts", width=37)
    table.add_column("what it means", min_width=16)
    closed = scene.levels_at_start(told.edges)
    limits = [beat.t_ns for beat in scene.beats[1:]] + [scene.to_ns + 1]
    for beat, until_ns in zip(scene.beats, limits, strict=True):
        seen = _line_edges(scene, beat.t_ns, until_ns, closed, console)
        seen += _departures(scene, beat.t_ns, until_ns)
        if not seen:
            state = [line for line in COLOURS if line in closed]
            words = (
                f"{' and '.join(state)} stay{'' if len(state) > 1 else 's'} closed"
                if state
                else "nothing changes"
            )
            seen = [Text(words, style="dim")]
        table.add_row(
            f"{beat.t_ns / 1e9:.3f}", beat.fingers, Text("\n").join(seen), _plain(beat.means, console)
        )
    return table


def _line_edges(scene, from_ns, until_ns, closed, console):
    """What the lines did between two moves, one line each; `closed` is kept up to date."""
    kept = {(edge.t_ns, edge.line): edge for edge in scene.kept}
    told = []
    for edge in scene.edges:
        if edge.signal not in COLOURS or not from_ns <= edge.t_ns < until_ns:
            continue
        (closed.add if edge.level else closed.discard)(edge.signal)
        does = "closes" if edge.level else "opens"
        as_asked = kept.get((edge.t_ns, edge.signal))
        words = f"{edge.signal} {does}"
        if as_asked and as_asked.clause in AFTER:
            took = duration(as_asked.took_ns)
            words = AFTER[as_asked.clause].format(line=edge.signal, does=does, took=took)
        told.append(Text(_plain(words, console), style=COLOURS[edge.signal]))
        if edge.signal == "SHUTTER" and not edge.level:
            told += _frame(scene, edge.t_ns)
    return told


def _frame(scene, open_ns):
    """The line that tells which frame has ended."""
    for number, (close_ns, opened_ns) in enumerate(scene.frames, 1):
        if opened_ns == open_ns:
            return [
                Text(
                    f"  {shot_name(scene, number)}: closed for {duration(opened_ns - close_ns)}", style="bold"
                )
            ]
    return []


def shot_name(scene: Scene, number: int) -> str:
    """ "frame 2", or only "exposure" where the chapter has one."""
    return f"{scene.chapter.shot} {number}" if scene.chapter.frames > 1 else scene.chapter.shot


def _departures(scene, from_ns, until_ns):
    return [Text(f"✗ {one.words}", style="red") for one in scene.departures if from_ns <= one.t_ns < until_ns]


def sum_up(told: Film, console: Console) -> None:
    """Prints the verdict: what was measured, and every departure from the contract."""
    kept = [edge for scene in told.scenes for edge in scene.kept]
    console.print()
    for one in told.departures:
        console.print(f"✗ at {one.t_ns / 1e9:.6f} s: {_plain(one.words, console)}", style="red")
        console.print(f"  The contract: {_plain(one.clause.words, console)}.")
    contacts = [edge.took_ns for edge in kept if edge.clause is Clause.LATENCY]
    if contacts:
        allowed = f"{Allowances().contact_ns / 1e3:.0f} µs"
        words = f"Contact to line: {duration(max(contacts))} at most, {allowed} are allowed."
        console.print(_plain(words, console))
    console.print(
        f"{told.frames_taken} frames, {told.frames_asked} asked for; {len(kept)} edges of two lines in time."
    )
    if told.departures:
        console.print(f"{len(told.departures)} departures from the contract.", style="bold red")
    else:
        console.print("Nothing departs from the contract.", style="bold green")


def _plain(text, console):
    """For terminals without UTF-8."""
    try:
        text.encode(console.encoding)
    except (UnicodeEncodeError, LookupError):
        return text.replace("µ", "u").encode("ascii", "replace").decode()
    return text
