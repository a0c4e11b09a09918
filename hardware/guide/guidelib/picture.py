"""The board from above with the parts so far, the new ones framed and named. KiCad renders, Pillow writes on it."""

import math
import shutil
import sys
import tempfile
from pathlib import Path

import numpy
from PIL import Image, ImageDraw, ImageFont

BOARD = Path(__file__).resolve().parents[2] / "board"
sys.path.insert(0, str(BOARD))

from boardcheck import sexpr  # noqa: E402
from boardcheck.kicad import kicad  # noqa: E402
from boardcheck.project import CheckError  # noqa: E402, F401

WIDTH, HEIGHT, ZOOM = 1400, 560, "1.8"
LEFT_PX, RIGHT_PX, TOP_PX = 202, 1174, 90  # where this zoom puts the board's edges; `check_places` holds it
CROP = (160, 40, 1240, 520)  # left, top, right, bottom px of what is kept
FRAME, PAPER = (214, 84, 0), (255, 255, 255)
COLOURS = 96  # a palette keeps a picture at some 90 kB
MARGIN_MM = 1.0


def read_board(path: Path = BOARD / "grip.kicad_pcb") -> list:
    return sexpr.parse(path.read_text(encoding="utf-8"))


def _reference(footprint: list) -> str:
    return next(item[2] for item in sexpr.every(footprint, "property") if item[1] == "Reference")


def _numbers(node: list | None, default=()) -> list[float]:
    return [float(word) for word in node[1:]] if node else list(default)


def outline_mm(board: list) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the board's outer edge, in KiCad's coordinates."""
    points = []
    for kind in ("gr_line", "gr_arc", "gr_rect"):
        for shape in sexpr.every(board, kind):
            if sexpr.first(shape, "layer")[1] == "Edge.Cuts":
                points += [_numbers(sexpr.first(shape, end)) for end in ("start", "end")]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def place_mm(footprint: list) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the footprint's pads and front courtyard."""
    x, y, turn = [*_numbers(sexpr.first(footprint, "at")), 0.0][:3]
    corners = [_numbers(sexpr.first(pad, "at"))[:2] for pad in sexpr.every(footprint, "pad")]
    for kind in ("fp_line", "fp_rect"):
        for shape in sexpr.every(footprint, kind):
            if sexpr.first(shape, "layer")[1] == "F.CrtYd":
                corners += [_numbers(sexpr.first(shape, end)) for end in ("start", "end")]
    sine, cosine = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    turned = [(x + a * cosine + b * sine, y - a * sine + b * cosine) for a, b in corners]
    xs, ys = zip(*turned, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def render(fitted: set[str], target: Path) -> None:
    """A render from above with the models of `fitted` only. Takes some 5 s. Raises CheckError of the board's checks."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "board"
        shutil.copytree(BOARD, copy, ignore=shutil.ignore_patterns("outputs", "__pycache__", "boardcheck"))
        path = copy / "grip.kicad_pcb"
        path.write_text(_without_models(path.read_text(encoding="utf-8"), fitted), encoding="utf-8")
        size = "--width", WIDTH, "--height", HEIGHT, "--side", "top", "--zoom", ZOOM
        kicad("pcb", "render", *size, "-o", target, path)


def _without_models(text: str, fitted: set[str]) -> str:
    """The board's text, its solids taken out of every footprint that is not in `fitted`."""
    pieces = text.split("\n\t(footprint ")
    for index, piece in enumerate(pieces[1:], 1):
        reference = piece.split('(property "Reference" "', 1)[1].split('"', 1)[0]
        if reference not in fitted and "\n\t\t(model " in piece:
            before, rest = piece.split("\n\t\t(model ", 1)
            end = rest.rindex("\n\t\t)")
            pieces[index] = before + rest[end + len("\n\t\t)") :]
    return "\n\t(footprint ".join(pieces)


def draw(fitted: set[str], new: list[str], names: dict[str, str], target: Path) -> None:
    """Writes a PNG; `names` gives the words beside the frame of each new part."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.png"
        render(fitted, plain)
        flat = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        with Image.open(plain) as picture:
            flat.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    board = read_board()
    left, top, right, _ = outline_mm(board)
    scale = (RIGHT_PX - LEFT_PX) / (right - left)
    pen, font = ImageDraw.Draw(flat), ImageFont.load_default(24)
    boxes = {}
    for footprint in sexpr.every(board, "footprint"):
        reference = _reference(footprint)
        if reference in new:
            a, b, c, d = place_mm(footprint)
            start = (LEFT_PX + (a - left - MARGIN_MM) * scale, TOP_PX + (b - top - MARGIN_MM) * scale)
            boxes[reference] = (*start, start[0] + (c - a + 2 * MARGIN_MM) * scale,
                                start[1] + (d - b + 2 * MARGIN_MM) * scale)  # fmt: skip
    taken = list(boxes.values())
    for reference, box in boxes.items():
        pen.rounded_rectangle(box, 8, outline=FRAME, width=4)
        taken.append(_label(pen, font, names[reference], box, taken))
    flat = flat.crop(CROP)
    flat.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


def _label(pen, font, words: str, box: tuple, taken: list) -> tuple:
    """Words on a plate beside `box`, at the first of its places that is free; returns where."""
    width, height = pen.textlength(words, font=font) + 12, 32
    left, top, right, bottom = box
    middle_x, middle_y = (left + right - width) / 2, (top + bottom - height) / 2
    beside = [(right + 4, middle_y), (left - width - 4, middle_y), (right + 4, top), (left - width - 4, top)]
    over = [(middle_x, top - height - 3), (middle_x, bottom + 3), (middle_x, bottom + height + 6)]
    for x, y in beside[:2] + over + beside[2:]:
        plate = (x, y, x + width, y + height)
        inside = plate[0] >= CROP[0] and plate[1] >= CROP[1] and plate[2] <= CROP[2] and plate[3] <= CROP[3]
        if inside and not any(_overlap(plate, other) for other in taken):
            break
    pen.rounded_rectangle(plate, 6, fill=FRAME)
    pen.text((x + 6, y + 1), words, fill=PAPER, font=font)
    return plate


def _overlap(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def same(one: Path, other: Path, block: int = 8, level: float = 20) -> bool:
    """Whether two pictures show the same: the mean of each square of pixels, for renders have a random grain."""
    pictures = []
    for path in (one, other):
        with Image.open(path) as picture:
            pixels = numpy.asarray(picture.convert("RGB"), dtype=float)
        rows, columns = (length // block * block for length in pixels.shape[:2])
        squares = pixels[:rows, :columns].reshape(rows // block, block, columns // block, block, 3)
        pictures.append(squares.mean(axis=(1, 3)))
    return pictures[0].shape == pictures[1].shape and float(numpy.abs(pictures[0] - pictures[1]).max()) <= level


def check_places(picture: Path) -> list[str]:
    """Whether the board's edges are where `draw` thinks: the first and last column with the board's green."""
    with Image.open(picture) as image:
        pixels = numpy.asarray(image.convert("RGB"), dtype=int)
    row = pixels[TOP_PX + 340 - CROP[1]]
    green = numpy.flatnonzero((row[:, 1] > row[:, 0] + 15) & (row[:, 1] > row[:, 2] + 15))
    edges = [int(edge) + CROP[0] for edge in (*green[:1], *green[-1:])]
    if len(edges) == 2 and abs(edges[0] - LEFT_PX) <= 6 and abs(edges[1] - RIGHT_PX) <= 6:
        return []
    return [f"guide: the render has the board's edges at {edges} px; the frames are drawn for {LEFT_PX}, {RIGHT_PX}"]
