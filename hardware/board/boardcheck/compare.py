"""What was made against what is kept in outputs/: byte for byte, pictures square for square with a little slack."""

import re
import struct
import zlib
from pathlib import Path

from boardcheck.kicad import version
from boardcheck.project import Project

HINT = "If that is meant: python hardware/board/check.py --write, look at what changed, and keep it."
# Another version of KiCad draws the same board in other words; then only what the board house gets is compared.
FABRICATION = (".gbl", ".gbs", ".gbo", ".gtl", ".gts", ".gto", ".gtp", ".gm1", ".drl", ".csv")
UNKEPT = {Path("assembly.html")}  # holds the program of InteractiveHtmlBom: made, not committed
SAID_BY = re.compile(rb"[^\r\n]*(?:KiCad|Kicad)[^\r\n]*")
BLOCK = 8  # pixels: pictures are compared by squares of this size, for shadows are drawn with random grain
LEVEL = 16  # of 255: a square whose mean differs more has another colour


def compare(project: Project, made: Path) -> list[str]:
    """`made` is a folder that `exports.make_all` filled."""
    kept_names = {path.relative_to(project.outputs) for path in project.outputs.rglob("*") if path.is_file()} - UNKEPT
    made_names = {path.relative_to(made) for path in made.rglob("*") if path.is_file()} - UNKEPT
    found = [f"outputs: {name} is kept and no longer made. {HINT}" for name in sorted(kept_names - made_names)]
    found += [f"outputs: {name} is made and not kept. {HINT}" for name in sorted(made_names - kept_names)]
    same_kicad = _made_with(project.outputs) == version()
    for name in sorted(kept_names & made_names):
        kept, new = (project.outputs / name).read_bytes(), (made / name).read_bytes()
        if not same_kicad:
            if name.suffix not in FABRICATION:
                continue
            kept, new = SAID_BY.sub(b"", kept), SAID_BY.sub(b"", new)
        same = _same_picture(kept, new) if name.suffix == ".png" else kept == new
        if not same:
            found.append(f"outputs: {name} is not what the board's files make. {HINT}")
    return found


def _made_with(outputs: Path) -> str:
    """KiCad's version in the kept job file, or nothing."""
    job = outputs / "gerbers" / "grip-job.gbrjob"
    told = re.search(r'"Version": "(\d+\.\d+\.\d+)', job.read_text(encoding="utf-8")) if job.is_file() else None
    return told[1] if told else ""


def _same_picture(one: bytes, other: bytes) -> bool:
    if one == other:
        return True
    size, pixels = _pixels(one)
    other_size, other_pixels = _pixels(other)
    if size != other_size:
        return False
    squares = zip(_squares(size, pixels), _squares(size, other_pixels), strict=True)
    return all(abs(a - b) <= LEVEL for a, b in squares)


def _squares(size: tuple[int, int, int], pixels: bytes) -> list[float]:
    """The mean of each channel over each square."""
    width, height, channels = size
    means = []
    for top in range(0, height - BLOCK + 1, BLOCK):
        rows = [pixels[row * width * channels : (row + 1) * width * channels] for row in range(top, top + BLOCK)]
        columns = [sum(bytes_) for bytes_ in zip(*rows, strict=True)]
        for left in range(0, (width - BLOCK + 1) * channels, BLOCK * channels):
            for channel in range(channels):
                square = columns[left + channel : left + BLOCK * channels : channels]
                means.append(sum(square) / BLOCK**2)
    return means


def _pixels(png: bytes) -> tuple[tuple[int, int, int], bytes]:
    """(width, height, channels) and the bytes of an 8-bit PNG with 3 or 4 channels, as KiCad writes them."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    channels = {2: 3, 6: 4}[kind] if depth == 8 else 0
    data, place = b"", 8
    while place < len(png):
        length, name = struct.unpack(">I4s", png[place : place + 8])
        if name == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    raw, rows, before = zlib.decompress(data), [], bytes(width * channels)
    for start in range(0, len(raw), width * channels + 1):
        before = _unfilter(raw[start], raw[start + 1 : start + 1 + width * channels], before, channels)
        rows.append(before)
    return (width, height, channels), b"".join(rows)


def _unfilter(kind: int, row: bytes, before: bytes, step: int) -> bytes:
    """One row of a PNG, with the prediction of its filter (0 to 4) added."""
    done = bytearray(row)
    for place in range(len(row)) if kind else ():
        left = done[place - step] if place >= step else 0
        up = before[place]
        corner = before[place - step] if place >= step else 0
        if kind == 4:
            guess = left + up - corner
            near = min((left, up, corner), key=lambda value: abs(guess - value))
        else:
            near = (0, left, up, (left + up) // 2)[kind]
        done[place] = (done[place] + near) & 255
    return bytes(done)
