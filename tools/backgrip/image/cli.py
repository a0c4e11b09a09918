"""`python -m backgrip.image`: build or find the images by hand, and be told where they come from."""

import os
from pathlib import Path
from typing import Annotated

import typer

from backgrip.image import build, cache, sources, stock, toolchain
from backgrip.image.errors import ImageError
from backgrip.image.frozen import FIRMWARE, frozen_files, frozen_uf2
from backgrip.version import ROOT, VERSION

EXIT_NO_IMAGE = 1

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
Out = Annotated[Path | None, typer.Option(help="Where to put the file.")]


@app.command()
def uf2(
    out: Out = ROOT / "build" / f"backgrip-{VERSION}.uf2",
    refresh: Annotated[bool, typer.Option(help="Build from scratch even if nothing changed.")] = False,
) -> None:
    """Build the one-file image: MicroPython with the grip frozen in."""
    typer.echo(frozen_uf2(refresh=refresh, out=out))


@app.command(name="stock")
def stock_command(out: Out = None) -> None:
    """Find, download or build a stock MicroPython for the plain files."""
    found = stock.stock_uf2()
    typer.echo(cache.copy(found, out) if out else found)


@app.command()
def where() -> None:
    """Tell what would be used, and why, without fetching or building anything."""
    found = sources.find()
    missing = toolchain.missing()
    frozen = build.cached(found, frozen_files(FIRMWARE))
    typer.echo(f"cache     {cache.folder('.').resolve()}")
    typer.echo(f"sources   {found.origin}")
    typer.echo(f"compilers {'to be installed: ' + ' '.join(missing) if missing else 'present'}")
    typer.echo(f"image     {frozen or 'to be built'}")
    typer.echo(f"stock     {_stock()}")


def _stock() -> str:
    given = os.environ.get(stock.GIVEN)
    if given:
        return f"{stock.GIVEN}={stock.check_given(Path(given).expanduser().absolute())}"
    if cached := stock.cached_official() or stock.cached_built():
        return str(cached)
    return f"to be downloaded ({stock.RELEASE.file}), else built from the sources above"


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 no image (it says why), 2 wrong usage, 130 Ctrl-C."""
    try:
        app()
    except ImageError as error:
        typer.secho(str(error), fg="red", err=True)
        raise SystemExit(EXIT_NO_IMAGE) from None
