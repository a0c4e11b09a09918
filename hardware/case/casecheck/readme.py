"""The tables of README.md that are computed: what printing takes, and which hands reach the buttons."""

import re
from pathlib import Path

from handle.params import CASE

from .outputs import HINT
from .reach import girth, reach

README = CASE / "README.md"


def printing_table(slices: dict) -> str:
    """`slices`: name -> Slice. Rounded, so that another version of the slicer says the same."""
    lines = ["| Part | Time | Weight |", "| --- | --- | --- |"]
    for name, one in slices.items():
        lines.append(f"| `{name}` | {_hours(one.minutes)} | {max(one.grams, 0.5):.0f} g |")
    minutes, grams = sum(s.minutes for s in slices.values()), sum(s.grams for s in slices.values())
    return "\n".join([*lines, f"| all, without plates and bush | {_hours(minutes)} | {grams:.0f} g |"])


def _hours(minutes: float) -> str:
    rounded = max(5, 5 * round(minutes / 5))
    return f"{rounded // 60} h {rounded % 60:02d} min" if rounded >= 60 else f"{rounded} min"


def reach_table(p, hands: dict) -> str:
    lines = ["| Hand | Thumb: way, reach | Index: way, reach | Left over | Closes round a rod of |",
             "| --- | --- | --- | --- | --- |"]
    for hand, title in (("small", "small, 5th percentile"), ("large", "large, 95th percentile")):
        r = reach(p, hands, hand)
        thumb, index = f"{r.thumb_way:.0f} of {r.thumb_reach:.0f}", f"{r.index_way:.0f} of {r.index_reach:.0f}"
        grip = hands[hand]["grip"]["mm"]
        lines.append(f"| {title} | {thumb} mm | {index} mm | {r.slack:.1f} mm | {grip:.0f} mm |")
    round_ = girth(p)
    last = f"The handle is {round_:.0f} mm round at the fingers, like a rod {round_ / 3.1416:.0f} mm thick."
    return "\n".join([*lines, "", last])


def put(blocks: dict[str, str], path: Path = README) -> None:
    path.write_text(_with(path.read_text(encoding="utf-8"), blocks), encoding="utf-8")


def compare_readme(blocks: dict[str, str], path: Path = README) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [f"README.md: the table '{name}' is not what the case gives. {HINT}"
            for name, block in blocks.items() if _with(text, {name: block}) != text]


def _with(text: str, blocks: dict[str, str]) -> str:
    for name, block in blocks.items():
        begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
        whole = f"{begin}\n{block}\n{end}"
        text = re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _, w=whole: w, text, flags=re.DOTALL)
    return text
