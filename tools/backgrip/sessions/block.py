"""The README's block `sessions`, and publishing it."""

from pathlib import Path

from backgrip.bench.words import table
from backgrip.sessions.picture import draw_picture
from backgrip.sessions.result import Results, read, write_whole
from backgrip.sessions.verdict import losses, promises
from backgrip.sessions.ways import WAYS
from backgrip.sessions.words import ASSUMED, CLASS_HEAD, HEAD, class_rows, many, matrix_rows, total_rows

HERE = Path(__file__).parent
PUBLISHED, PICTURE = HERE / "published.json", HERE / "published.svg"
ADDRESS = "tools/backgrip/sessions/published.svg"  # of PICTURE, from the README


def published() -> Results:
    """The published results. Raises SessionsFileError."""
    return read(PUBLISHED)


def publish(results: Results) -> list[Path]:
    """Makes these results the published ones; returns the files. Raises ValueError if they are not whole."""
    if not results.whole:
        raise ValueError("only a run with every class of cameras is published")
    results.write(PUBLISHED)
    write_whole(PICTURE, draw_picture(results))
    return [PUBLISHED, PICTURE]


def block(results: Results) -> str:
    """The block: the picture, the tables, what holds and where the grip loses."""
    held = ", ".join(f"{promise.measured} {promise.what.split(': ')[1]}" for promise in promises(results)[:3])
    parts = [
        f"![Frames in focus out of frames wanted, six scenes, four ways of shooting them]({ADDRESS})",
        f"Frames in focus out of frames wanted, summed over {many(results)}:",
        table(("Scene", *(way.title for way in WAYS)), matrix_rows(results)),
        f"Grip in lock, body in AF-S, on the {len(results.locks)} classes that keep focus under a held half-press: "
        f"{held}. All scenes together, the grip in the style that suits each (lock for what stays, track for what runs "
        "or flies):",
        table(HEAD, total_rows(results)),
        "*Stray*: AF runs after the focus press's own, before the last frame. *?*: of some bodies nobody knows whether "
        "a held half-press holds their exposure; they are counted as if it did. *Decision to frame*: median, longest.",
        "**Where the grip loses:**",
        "\n".join(f"* {loss.sentence}" for loss in losses(results)) or "Nowhere.",
        "<details><summary>By class of cameras, and how this was measured</summary>",
        table(CLASS_HEAD, class_rows(results)),
        "*Own back button*: of the classes whose typical body is known to have one. *Index starts, index keeps*: AF "
        "runs in track that the index began, or that went on for its sake after the thumb had lifted.",
        " ".join(ASSUMED),
        "</details>",
    ]
    return "\n\n".join(parts)
