"""One thing that was looked at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`well`: True as it should be, False keeps a grip from being flashed (`advice` says what to do), None is only
    told."""

    group: str
    name: str
    value: str
    well: bool | None = None
    advice: str = ""
