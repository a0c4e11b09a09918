"""The tables of README.md and firmware/README.md that nobody keeps by hand: `python -m backgrip.readme`.

Between `<!-- begin: NAME -->` and `<!-- end: NAME -->` stand the settings, the lamp's patterns, the remote
systems and what was measured, made from the firmware's own tables, the camera data, firmware/bench.json, the published
run of `make bench`, and tools/backgrip/sessions/published.json, that of `make sessions`.
"""

import re
from pathlib import Path
from typing import Annotated

import typer

from backgrip.bench.feel import feel
from backgrip.bench.limits import LEFT_OUT
from backgrip.bench.result import Bench, BenchFileError, read
from backgrip.bench.words import LATENCY_HEAD, check_rows, latency_rows, other_rows, table
from backgrip.cameras import read_book, systems
from backgrip.firmware import FIRMWARE, module, need_checkout
from backgrip.problem import Problem
from backgrip.sessions.block import block as sessions_block
from backgrip.sessions.block import published
from backgrip.version import ROOT

PUBLISHED = FIRMWARE / "bench.json"
MEASURED = ROOT / "build" / "bench.json"


def settings_block() -> str:
    """Every setting with default, range and meaning."""
    rows = []
    for name, default, lowest, highest, unit, meaning in module("settings").FIELDS:
        span = f"{lowest} to {highest} {unit}" if lowest is not None else ""
        if isinstance(default, bool):
            default, span = str(default).lower(), "true, false"
        shown = "none" if default is None else f"{default} {unit}".strip()
        rows.append((f"`{name}`", shown, span or "lock, track", meaning))
    return table(("Setting", "Default", "Range", "What it does"), rows)


def lamp_block() -> str:
    """What the LED shows in every state."""
    lamp = module("lamp")
    rows = [
        (state, looks, "off" if state in lamp.SHOOTING else "the same")
        for state, (looks, _) in lamp.TABLE.items()
    ]
    return table(("State", "LED", "With the *dark* setting"), rows)


def bench_block(bench: Bench) -> str:
    """The whole result of `make bench`."""
    parts = [
        f"Backgrip {bench.version} on MicroPython {bench.micropython}, {bench.emulator}.",
        table(LATENCY_HEAD, latency_rows(bench)),
        table(("besides", "measured"), other_rows(bench)),
        table(("must hold", "measured", "at most", ""), check_rows(bench)),
        "Left out by the emulator, or only typical:",
        "\n".join(f"* {words}" for words in LEFT_OUT),
    ]
    return "\n\n".join(parts)


def systems_block() -> str:
    """The remote systems, and the bodies without any."""
    book = read_book()
    return "\n\n".join(
        [
            table(systems.HEAD, systems.rows(book)),
            f"**No wired release**, so no wired grip: {systems.without_port(book)}.",
            f"Of {len(book.bodies)} bodies of {len(book.brand_names)} brands; of {systems.unknown_ports(book)} nobody "
            "has told us the socket.",
        ]
    )


def filled(text: str, blocks: dict[str, str]) -> str:
    """`text` with the content of the named blocks replaced. Raises ValueError if one is not there once."""
    for name, content in blocks.items():
        begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
        if (text.count(begin), text.count(end)) != (1, 1):
            raise ValueError(f"there must be one {begin} and one {end}")
        block = re.compile(f"({begin}\n).*?({end})", re.DOTALL)
        text = block.sub(lambda found, inside=content: f"{found[1]}{inside}\n{found[2]}", text)
    return text


def pages() -> dict[Path, str]:
    """Both pages as they should be. Raises BenchFileError, or ValueError for a page without its markers."""
    bench = read(PUBLISHED)
    blocks = {
        ROOT / "README.md": {
            "settings": settings_block(), "lamp": lamp_block(), "feel": feel(bench), "systems": systems_block(),
            "sessions": sessions_block(published()),
        },
        FIRMWARE / "README.md": {"bench": bench_block(bench)},
    }
    return {path: filled(path.read_text(encoding="utf-8"), names) for path, names in blocks.items()}


def publish() -> None:
    """Makes the last `make bench` the published one. Raises BenchFileError for none, or a quick one."""
    bench = read(MEASURED)
    if bench.quick:
        raise BenchFileError(f"{MEASURED} is of a quick run: run make bench first")
    bench.write(PUBLISHED)


def main(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 if a page would change.")
    ] = False,
    take: Annotated[
        bool, typer.Option("--publish", help="Take the figures of the last make bench first.")
    ] = False,
) -> None:
    """Write the generated tables of README.md and firmware/README.md."""
    try:
        need_checkout("The README")
        if take:
            publish()
        changed = {path: text for path, text in pages().items() if path.read_text(encoding="utf-8") != text}
    except (ValueError, Problem) as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(1) from None
    for path, text in changed.items():
        typer.echo(f"{path.relative_to(ROOT)}: {'out of date' if check else 'written'}")
        if not check:
            path.write_text(text, encoding="utf-8")
    if check and changed:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
