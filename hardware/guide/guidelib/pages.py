"""The pages themselves, from steps and template."""

import re
from dataclasses import dataclass
from pathlib import Path

import jinja2

from guidelib.circuit import read_parts
from guidelib.steps import Reading, Step

HERE = Path(__file__).resolve().parents[1]
PRINTED = {"TP1": "3V3", "TP2": "GND", "TP3": "VSYS", "TP4": "FOCUS", "TP5": "SHUTTER",
           "TP6": "TIP", "TP7": "RING", "TP8": "SLEEVE"}  # fmt: skip
COUPLER_EUR = 0.30  # one PC817C, an estimate; parts.csv has the relay


@dataclass(frozen=True)
class Link:
    title: str
    file: str


def file_of(index: int, step: Step) -> str:
    return f"{index + 1:02d}-{step.name}.md"


def picture_of(index: int, step: Step) -> str | None:
    return f"pictures/{index + 1:02d}-{step.name}.png" if step.fit or step.view else None


def part_names() -> dict[str, str]:
    """What is written beside a new part in the picture."""
    named = {}
    for row in read_parts():
        for reference in row["References"].split():
            named[reference] = f"{reference} {row['Value']}" if reference.startswith("R") else reference
    return named


def _rows(step: Step, whole: bool) -> list[dict[str, str]]:
    made = []
    for row in read_parts():
        references = row["References"].split()
        here = references if whole else [one for one in references if one in step.fit]
        if not here and not (whole and not references):
            continue
        which = " ".join(word for word in (row["Maker"], row["MPN"]) if word and word != "any")
        unfitted = "" if row["Fitted"] == "yes" else " (not fitted)"
        made.append({
            "references": ", ".join(here) or "beside",
            "many": str(len(here) or row["Quantity"]),
            "which": ": ".join(word for word in (row["Value"], which) if word) + unfitted,
            "alternative": row["Alternative"] or row["Note"],
            "price": f"€{float(row['Price_EUR']):.2f}",
        })  # fmt: skip
    return made


def total_eur() -> float:
    return sum(float(row["Price_EUR"]) * int(row["Quantity"]) for row in read_parts() if row["Fitted"] == "yes")


def _printed(text: str) -> str:
    """Test points by the name that is printed beside them."""
    return re.sub(r"\bTP[1-8]\b", lambda found: f"`{PRINTED[found[0]]}`", text)


def _points(reading: Reading) -> str:
    named = [_printed(point).replace(".", " pad ") for point in reading.between]
    held = "".join(f"; **{one} {'on' if one == 'SW1' else 'pressed'}**" for one in reading.held)
    return " to ".join(named) + held


def _says(reading: Reading) -> str:
    return reading.ohm or f"*[diode]* {reading.diode}"


def pages(steps: list[Step]) -> dict[str, str]:
    """File name to text."""
    loader = jinja2.FileSystemLoader(HERE)
    template = jinja2.Environment(loader=loader, trim_blocks=True, lstrip_blocks=True).get_template("page.md.j2")
    links = [Link(f"{index + 1}. {step.title}", file_of(index, step)) for index, step in enumerate(steps)]
    isolators = next(row for row in read_parts() if row["References"] == "U1 U2")
    coupler_total = total_eur() + int(isolators["Quantity"]) * (COUPLER_EUR - float(isolators["Price_EUR"]))
    made = {}
    for index, step in enumerate(steps):
        whole = step.name == "parts"
        made[links[index].file] = _printed(template.render(
            step=step,
            number=index + 1,
            picture=picture_of(index, step),
            alt=f"The board from above, new: {', '.join(step.fit)}" if step.fit else "The bare board from above",
            rows=_rows(step, whole) if whole or step.fit else [],
            total=f"{total_eur():.2f}" if whole else "",
            coupler_total=f"{coupler_total:.2f}",
            points=_points,
            says=_says,
            before=links[index - 1] if index else None,
            after=links[index + 1] if index + 1 < len(links) else None,
        ))  # fmt: skip
    return made


MARKS = ("<!-- begin: steps -->\n", "<!-- end: steps -->")


def with_steps(text: str, steps: list[Step]) -> str:
    """hardware/README.md with its list of the steps made anew. Raises ValueError when its marks are gone."""
    start = text.index(MARKS[0]) + len(MARKS[0])
    end = text.index(MARKS[1], start)
    lines = [f"{index + 1}. [{step.title}](guide/{file_of(index, step)})\n" for index, step in enumerate(steps)]
    return text[:start] + "".join(lines) + text[end:]
