"""`backgrip probe`: the ten-minute test of one's own camera."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from backgrip.cameras.book import Book, read_book
from backgrip.cameras.lookup import own_folder
from backgrip.connect import Lines, find_port, open_console
from backgrip.connect.option import Port
from backgrip.probe import share, state
from backgrip.probe.dialogue import Dialogue, Plays
from backgrip.probe.errors import NothingSettled
from backgrip.probe.findings import findings
from backgrip.probe.subject import Subject
from backgrip.probe.terminal import Stopped, Terminal
from backgrip.probe.who import identify
from backgrip.probe.write import Written, write
from backgrip.problem import Problem

INTRO = (
    "Ten minutes with your camera, and the grip knows what your body does on its two lines. The grip closes FOCUS and "
    "SHUTTER; you watch the camera and say what it did. No answer is wrong: ? is one too, and what you are not sure of "
    "is tried again, then left out.\n\n"
    "You need: the grip on USB and plugged into the camera (plug it in while the camera is off), a charged battery, a "
    "card with room for some 100 pictures.\n\n"
    "At every question: r does it again, s skips it, b goes back one answer, q (or Ctrl-C) stops for now. Every answer "
    "is kept, and the same command goes on from there."
)


def probe(
    name: Annotated[str | None, typer.Argument(help='The camera, as you would say it: "t3i", "Acme One".')] = None,
    port: Port = None,
    folder: Annotated[
        list[Path] | None,
        typer.Option(
            "--folder",
            envvar="BACKGRIP_CAMERAS",
            help="Where the camera file goes, instead of your own data folder; of several, the last.",
        ),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Forget earlier answers and begin anew.")] = False,
) -> None:
    """Test your own camera with the grip, in ten minutes, and write down what it does.

    Also for a body that nobody has described. Stop at any time; the same command goes on where it stopped.

    Exit codes: 0 done, 1 it did not work (the reason is told), 2 wrong usage, 130 stopped for now.
    """
    folders = folder or [own_folder()]
    ui = Terminal(Console(highlight=False, markup=False))
    subject = None
    try:
        at = find_port(port)
        subject, kept, book = begin(ui, folders, name, again)
        if kept.finished and _shared(folders[-1], subject).is_file():
            text = _shared(folders[-1], subject).read_text(encoding="utf-8")
            done = f"The {subject.title} was tested on {kept.finished.isoformat()}. To test it anew: --again.\n\n"
            ui.console.print(done + text, soft_wrap=True)
            return
        if not kept.finished:
            with open_console(at) as console:
                kept = test(ui, folders[-1], subject, kept, Lines(console))
        finish(ui, folders, book, subject, kept)
    except Problem as error:
        typer.secho(str(error), fg="red", err=True)
        if not isinstance(error, NothingSettled):
            _go_on(subject, folder)
        raise typer.Exit(1) from None
    except (Stopped, KeyboardInterrupt):
        typer.secho("\nStopped for now.", err=True)
        _go_on(subject, folder)
        raise typer.Exit(130) from None


def begin(ui: Terminal, folders: list[Path], name: str | None, again: bool) -> tuple[Subject, state.State, Book]:
    """Who is tested, and how far that has come. Raises Stopped, ProbeError, CameraDataError."""
    book = read_book(*(folder for folder in folders if folder.is_dir()))
    subject = identify(ui, book, folders[-1], name, again)
    kept = None if again else state.load(_state(folders[-1], subject))
    return subject, kept or _fresh(subject), book


def test(ui: Terminal, folder: Path, subject: Subject, kept: state.State, lines: Plays, **options) -> state.State:
    """The dialogue. Raises Stopped, ProbeError, ConnectError."""
    ui.panel(f"Testing the {subject.title}", INTRO)
    path = _state(folder, subject)
    if kept.log:
        ui.say(f"Going on from {kept.begun.isoformat()}: {len(kept.log)} answers so far.", "green")
    state.save(path, kept)
    return Dialogue(subject, kept, path, lines, ui, **options).run()


def finish(ui: Terminal, folders: list[Path], book: Book, subject: Subject, kept: state.State) -> Written:
    """Writes the camera file and the text to share, and shows both. Raises ProbeError."""
    day = kept.finished or date.today()
    others = [folder for folder in folders[:-1] if folder.is_dir()]
    written = write(folders[-1], others, book, subject, findings(kept.answers()), day)
    kept = kept.model_copy(update={"finished": day})
    state.save(_state(folders[-1], subject), kept)
    text = share.text(subject, kept, written)
    shared = _shared(folders[-1], subject)
    state.write_whole(shared, text)
    _show(ui, subject, written, shared, text)
    return written


def _fresh(subject: Subject) -> state.State:
    return state.State(brand=subject.brand, name=subject.name, port=subject.port, begun=date.today())


def _state(folder: Path, subject: Subject) -> Path:
    return folder / f"{subject.slug}{state.SUFFIX}"


def _shared(folder: Path, subject: Subject) -> Path:
    return folder / f"{subject.slug}.share.md"


def _show(ui: Terminal, subject: Subject, written: Written, shared: Path, text: str) -> None:
    table = Table(title=f"The {subject.title}, tested", title_justify="left", title_style="bold green")
    for column in ("", "tested", "data said", "note"):
        table.add_column(column)
    for row in share.rows(written, subject.body):
        table.add_row(*row)
    ui.console.print()
    ui.console.print(table)
    for trap in written.entry.get("traps", ()):
        ui.say(f"Mind: {trap['is']}", "yellow", indent=0)
    at = "" if written.path.parent == own_folder() else f' --folder "{written.path.parent}"'
    on = subject.word("af_on")
    ui.console.print(
        "\nNow put the camera back: lens on autofocus, and AF on the half-press" + (f" ({on})." if on else "."),
        style="bold",
    )
    ui.console.print(f"\nWritten: {written.path}", soft_wrap=True)
    if written.backup:
        ui.console.print(f"What was there before: {written.backup}", soft_wrap=True)
    ui.console.print("Set the grip up with it, and see your sheet:", soft_wrap=True)
    ui.console.print(f'  backgrip use "{subject.title}"{at}', soft_wrap=True)
    ui.console.print(f'  backgrip guide "{subject.title}"{at}', soft_wrap=True)
    ui.console.print(
        "\nOthers own this camera too. To share what you found, paste this text into an issue of the project\n"
        f"(it is also in {shared}):\n",
        soft_wrap=True,
    )
    ui.console.print(text, soft_wrap=True)


def _go_on(subject: Subject | None, folder: list[Path] | None) -> None:
    """How to go on."""
    if subject is None:
        return
    at = f' --folder "{folder[-1]}"' if folder else ""
    typer.secho(f'Every answer is kept. To go on: backgrip probe "{subject.title}"{at}', err=True)
