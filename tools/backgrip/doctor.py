"""`backgrip doctor`: what this computer has, sees and lacks, and text to paste into an issue."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from backgrip.diagnosis import Finding, everything
from backgrip.diagnosis.private import without_names

MARKS = {True: "ok", False: "!!", None: "  "}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="For a script. Paths and ports as they are.")] = False,
    as_text: Annotated[bool, typer.Option("--text", help="To paste into an issue: without your names.")] = False,
) -> None:
    """Look at this computer: versions, USB ports, drives, rights, a connected grip. Nothing is changed.

    Exit codes: 0 a grip can be flashed from here, 1 something is missing (what to do is told), 2 wrong usage.
    """
    if as_json and as_text:
        raise typer.BadParameter("--json or --text, not both")
    findings = everything()
    well = all(finding.well is not False for finding in findings)
    if as_json:
        typer.echo(json.dumps({"ok": well, "findings": [asdict(finding) for finding in findings]}, indent=2))
    elif as_text:
        typer.echo(without_names(text(findings)))
    else:
        show(findings, well)
    raise typer.Exit(0 if well else 1)


def text(findings: list[Finding]) -> str:
    """One line a finding, what is wrong marked `!!` with what to do below it."""
    lines = ["backgrip doctor"]
    group = None
    for finding in findings:
        if finding.group != group:
            group = finding.group
            lines.append(f"{group}:")
        lines.append(f"{MARKS[finding.well]} {finding.name}: {finding.value}")
        lines += [f"     {line}" for line in finding.advice.splitlines()]
    return "\n".join(lines)


def show(findings: list[Finding], well: bool) -> None:
    """For eyes."""
    out = Console(highlight=False, markup=False)
    table = Table(box=None, show_header=False, padding=(0, 1))
    for column in ({"style": "bold", "no_wrap": True}, {"no_wrap": True}, {}):
        table.add_column(**column)
    group = None
    for finding in findings:
        style = {True: "green", False: "red", None: ""}[finding.well]
        table.add_row("" if finding.group == group else finding.group, finding.name, finding.value, style=style)
        if finding.advice:
            table.add_row("", "", finding.advice, style="yellow")
        group = finding.group
    out.print(table)
    out.print(
        "A grip can be flashed from this computer." if well else "Something is missing: see what is red.",
        style="green" if well else "red",
    )
    out.print("To paste into an issue: backgrip doctor --text", style="dim")
