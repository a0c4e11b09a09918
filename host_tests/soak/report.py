"""The long run's report as a page: what was tried, how often, what broke."""

import platform
from dataclasses import dataclass

from soak.plan import Turn
from soak.tally import Tally

MADE_BY = "make soak"


@dataclass
class Ended:
    """A campaign that has ended. `failure` says why it could not be run to its end, if so."""

    turn: Turn
    tally: Tally
    took_s: float
    failure: str = ""

    @property
    def is_clean(self) -> bool:
        return not self.failure and not self.tally.broken and bool(self.tally.tried)


def page(ended: list[Ended], missing: list[str], minutes: float, seed: int, firmware: str) -> str:
    """Markdown. `missing` names the campaigns that were stopped before their end; `firmware` its version and hash."""
    broken = sum(len(one.tally.broken) for one in ended)
    clean = not missing and all(one.is_clean for one in ended)
    verdict = "**Nothing broke.**" if clean else f"**{broken} broken promises**, {len(missing)} campaigns unfinished."
    lines = [
        f"<!-- Made by `{MADE_BY}`; do not edit. -->",
        "# The long run",
        "",
        "The real firmware image on the emulated Pico, except where a campaign says *pure*. What the emulator leaves",
        "out stands in [RELIABILITY.md](../firmware/RELIABILITY.md#what-only-a-bench-can-prove).",
        "",
        f"{verdict} {minutes:g} minutes, seed {seed}, firmware {firmware}, Python {platform.python_version()}.",
    ]
    for one in ended:
        lines += ["", f"## {one.turn.title}", "", f"`{one.turn.module}`, {one.took_s:.0f} s, seed {one.turn.seed}.", ""]
        lines += _table(one.tally)
        if one.failure:
            lines += ["", f"**Could not be run to its end:** {one.failure}"]
        lines += ["", "**Broken:**", ""] if one.tally.broken else ["", "Broken: none."]
        lines += [f"* {sentence}" for sentence in one.tally.broken]
    for title in missing:
        lines += ["", f"## {title}", "", "Stopped before its end: nothing is known."]
    return "\n".join(lines) + "\n"


def _table(tally: Tally) -> list[str]:
    rows = [f"| {what} | {times:,} |" for what, times in tally.tried.items()]
    rows += [f"| largest: {what} | {figure:g} |" for what, figure in tally.worst.items()]
    return ["| Tried | Times |", "| --- | --- |", *rows] if rows else ["Nothing was tried."]
