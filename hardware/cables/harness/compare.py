"""What was made against what is kept: text byte for byte, drawings by what they show.

Graphviz places things by the letters' widths, so the numbers of a drawing differ from machine to machine. What must
agree is every text, every line and box in its order, and every colour.
"""

from pathlib import Path
from xml.etree import ElementTree

HINT = "If that is meant: python hardware/cables/make.py --write, look at what changed, and keep it."
SHOWN = ("class", "fill", "stroke", "font-weight")


def compare(made: dict[str, str], folder: Path) -> list[str]:
    """`made`: text by path below `folder`. Findings in words."""
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if is_output(path, folder)}
    found = [f"{name} is kept and no longer made. {HINT}" for name in sorted(kept - made.keys())]
    found += [f"{name} is made and not kept. {HINT}" for name in sorted(made.keys() - kept)]
    for name in sorted(kept & made.keys()):
        text = (folder / name).read_text("utf-8")
        if not (same_drawing(text, made[name]) if name.endswith(".svg") else text == made[name]):
            found.append(f"{name} is not what the camera data make. {HINT}")
    return found


def is_output(path: Path, folder: Path) -> bool:
    """Whether a path below the cables' folder is a generated file."""
    if not path.is_file():
        return False
    return path.parent == folder / "drawings" or (path.parent == folder and path.suffix in (".md", ".csv"))


def same_drawing(one: str, other: str) -> bool:
    try:
        return one == other or _shown(one) == _shown(other)
    except ElementTree.ParseError:
        return False


def _shown(svg: str) -> list[tuple]:
    return [
        (element.tag, (element.text or "").strip(), *(element.get(name) for name in SHOWN))
        for element in ElementTree.fromstring(svg).iter()
    ]
