"""What a bench found, and the file that keeps it: `build/bench.json`, as published `firmware/bench.json`."""

import math
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

FORMAT = 1


class BenchFileError(ValueError):
    """A bench file that cannot be used; the message names the file and the field."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Latency(_Model):
    """Contact to line of one way. `us`: every press, by what ran meanwhile; `lost`: how many never closed."""

    way: str
    load: Literal["idle", "busy"]
    us: dict[str, list[float]]
    lost: int

    @property
    def sorted_us(self) -> list[float]:
        return sorted(value for values in self.us.values() for value in values)

    def quantile_us(self, share: float) -> float:
        """The press that `share` of all were no slower than (nearest rank); infinite if it was lost."""
        found = self.sorted_us
        rank = max(1, math.ceil(share * (len(found) + self.lost)))
        return found[rank - 1] if rank <= len(found) else math.inf


class Ram(_Model):
    """Bytes of MicroPython's heap while the grip runs: as found, and after a collection."""

    in_use: int
    free: int
    in_use_collected: int
    free_collected: int


class Size(_Model):
    """Bytes: the image in flash, its UF2 file, and what the grip adds to the same MicroPython."""

    image: int
    uf2: int
    grip: int


class Bench(_Model):
    """One run. Times in the Pico's clock; `load_ms` is how long each kind of load takes at most."""

    format: Literal[1] = FORMAT
    version: str
    micropython: str
    emulator: str
    quick: bool
    latency: list[Latency]
    load_ms: dict[str, float]
    ready_ms: dict[str, float]
    ram: dict[str, Ram]
    size: Size
    release_ms: float  # the slowest opening of FOCUS after the thumb lifted, debounce time included
    thumb_spacing_ms: float
    frame_spacing_ms: float

    def of(self, way: str, load: str) -> Latency:
        """The latency of one way. Raises KeyError if it was not measured."""
        for latency in self.latency:
            if (latency.way, latency.load) == (way, load):
                return latency
        raise KeyError(f"{way}, {load}")

    def worst_us(self, way: str) -> float:
        """The slowest press of one way, load included."""
        return max(self.of(way, load).quantile_us(1) for load in ("idle", "busy"))

    def write(self, path: Path) -> None:
        """Writes the file, one latency a line, so that two runs can be compared."""
        path.parent.mkdir(parents=True, exist_ok=True)
        head, rows = self.model_copy(update={"latency": []}), [row.model_dump_json() for row in self.latency]
        text = head.model_dump_json(indent=1).replace(
            '"latency": []', '"latency": [\n' + ",\n".join(rows) + "\n]"
        )
        path.write_text(text + "\n", encoding="utf-8")


def read(path: Path) -> Bench:
    """Reads a bench file. Raises BenchFileError."""
    try:
        return Bench.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BenchFileError(f"{path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise BenchFileError(f"{path}: {place}: {first['msg']}") from error
