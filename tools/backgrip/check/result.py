"""What became of a step."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Of one step."""

    PASS = "pass"
    FAIL = "fail"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True)
class Result:
    """`found`: what was seen, a few words. `look`: for a fault what is wrong and where to look, for a pass a remark."""

    key: str
    title: str
    outcome: Outcome
    found: str
    look: str = ""


@dataclass(frozen=True)
class Report:
    """All steps of a run, in order."""

    port: str
    results: tuple[Result, ...]

    def of(self, outcome: Outcome) -> list[Result]:
        """The results with this outcome."""
        return [result for result in self.results if result.outcome is outcome]

    @property
    def sound(self) -> bool:
        """Nothing that was checked has failed, and something was."""
        return not self.of(Outcome.FAIL) and bool(self.of(Outcome.PASS))

    def summary(self) -> str:
        """One sentence."""
        failed, passed, left = (len(self.of(one)) for one in (Outcome.FAIL, Outcome.PASS, Outcome.NOT_CHECKED))
        rest = f", {left} not checked" if left else ""
        if failed:
            return f"{failed} of {failed + passed} checks failed{rest}. Mend the first one, then run it again."
        return f"All {passed} checks passed{rest}."

    def as_json(self) -> dict[str, object]:
        """For a script: plain values only."""
        return {
            "port": self.port,
            "passed": self.sound,
            "summary": self.summary(),
            "results": [asdict(result) for result in self.results],
        }


def passed(key: str, title: str, found: str, remark: str = "") -> Result:
    """A step that is as it should be."""
    return Result(key, title, Outcome.PASS, found, remark)


def failed(key: str, title: str, found: str, look: str) -> Result:
    """A step that is not."""
    return Result(key, title, Outcome.FAIL, found, look)


def unchecked(key: str, title: str, why: str) -> Result:
    """A step that was left out."""
    return Result(key, title, Outcome.NOT_CHECKED, why)
