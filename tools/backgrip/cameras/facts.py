"""A fact of the camera data: a value, how sure it is, and where it comes from."""

from enum import StrEnum
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictInt, model_validator

Value = TypeVar("Value")
Words = Annotated[str, Field(min_length=1, max_length=600)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(StrEnum):
    """How sure a fact is, surest first."""

    TESTED = "tested by its owner"  # `backgrip probe` was run on that very body
    VERIFIED = "verified"  # a manual, a measurement or working code says so
    REPORTED = "reported"  # one owner or builder says so
    ASSUMED = "assumed"  # memory, or inferred from other bodies

    def weaker_than(self, other: "Evidence") -> bool:
        order = list(Evidence)
        return order.index(self) > order.index(other)


# The strongest evidence that each kind of source can give.
KINDS = {
    "test": Evidence.TESTED,  # the ten-minute test, on the body itself
    "maker": Evidence.VERIFIED,  # a manual or a page of the maker
    "measurement": Evidence.VERIFIED,  # somebody measured it and shows how
    "code": Evidence.VERIFIED,  # working source code, or the tables of a metadata tool
    "article": Evidence.VERIFIED,  # an edited article or a teacher's page about that body
    "owner": Evidence.REPORTED,  # one owner's or builder's word
    "inference": Evidence.ASSUMED,  # follows from other facts; says from which
    "memory": Evidence.ASSUMED,  # commonly held, no source found
}


class Source(Strict):
    """Where facts come from. `url` is absent only for inference and memory."""

    title: Words
    kind: Literal["test", "maker", "measurement", "code", "article", "owner", "inference", "memory"]
    url: str | None = None

    @model_validator(mode="after")
    def _has_an_address(self):
        if self.url is None and self.kind not in ("inference", "memory", "test"):
            raise ValueError(f"a source of kind {self.kind!r} needs a url")
        return self


class Fact(Strict, Generic[Value]):
    """A value, how sure it is, and why. `source` is a key of the file's [sources]."""

    is_: Value = Field(alias="is")
    evidence: Evidence
    source: str
    note: Words | None = None
    seen_on: tuple[Words, ...] = ()


def between(lowest: int, highest: int):
    return Annotated[StrictInt, Field(ge=lowest, le=highest)]
