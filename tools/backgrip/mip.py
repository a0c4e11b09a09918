"""package.json, by which mip puts the plain files onto a board: `python -m backgrip.mip` writes it anew."""

import json
from pathlib import Path

import typer

from backgrip.firmware import FIRMWARE, need_checkout
from backgrip.image.plain import AS_THEY_ARE
from backgrip.problem import Problem
from backgrip.version import VERSION

NAME = "package.json"


def package(firmware: Path, version: str) -> str:
    """The file's text. main.py comes last: until it is there a bare board starts nothing."""
    *first, last = AS_THEY_ARE
    code = [f"grip/{path.name}" for path in sorted((firmware / "grip").glob("*.py"))]
    urls = [[name, f"firmware/{name}"] for name in (*first, *code, last)]
    listed = ",\n".join(f"    {json.dumps(pair)}" for pair in urls)
    return f'{{\n  "urls": [\n{listed}\n  ],\n  "version": {json.dumps(version)}\n}}\n'


def main() -> None:
    """Write package.json, the list of what mip copies."""
    try:
        path = need_checkout(NAME) / NAME
    except Problem as error:
        typer.secho(str(error), fg="red", err=True)
        raise SystemExit(1) from None
    path.write_text(package(FIRMWARE, VERSION), encoding="utf-8")
    typer.echo(f"{path.name}: written")


if __name__ == "__main__":
    main()
