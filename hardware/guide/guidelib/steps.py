"""steps.toml: what is soldered in which step, what to measure afterwards, what goes wrong."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

FILE = Path(__file__).resolve().parents[1] / "steps.toml"


class GuideError(Exception):
    """Something keeps the guide from being made. Says what to do."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Reading(Strict):
    """What a meter must read between two points, such as "TP4" or "U1.1"."""

    between: tuple[str, str]
    ohm: str | None = Field(None, pattern=r"^(open|closed|[\d.]+ k?Ω)$")
    diode: str | None = None
    held: list[str] = []
    why: str

    @model_validator(mode="after")
    def _one_range(self):
        if (self.ohm is None) == (self.diode is None):
            raise ValueError("give either ohm or diode")
        return self


class Trouble(Strict):
    seen: str = Field(alias="it")
    cause: str = Field(alias="is")


class Step(Strict):
    """One page."""

    name: str
    title: str
    view: str | None = None
    intro: str
    do: list[str]
    fit: list[str] = []
    measure: list[Reading] = []
    volts: list[tuple[str, str, str]] = []
    tools: list[tuple[str, str]] = []
    seen: list[Trouble]


class Guide(Strict):
    step: list[Step]


def read_steps(path: Path = FILE) -> list[Step]:
    """The steps in order. Raises GuideError, which names the step and the field."""
    try:
        return Guide(**tomllib.loads(path.read_text(encoding="utf-8"))).step
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise GuideError(f"{path.name}: {error}") from None
