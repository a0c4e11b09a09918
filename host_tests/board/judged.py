"""Boards whose recordings are judged by the contract: at the end of each fork by themselves, else by one call.

    board = booted(style="track")      # rig's: every `fork` and `map_forked` of it is judged when its function ends
    judge_board(board, style="track")  # any other board, at the end of its test
    board.unjudged("why")              # a fork that does something outside the contract on purpose
"""

from backgrip.board import Board
from backgrip.judge import Allowances, Record, Settings, judge
from grip import settings

MS = 1_000_000
# A reset is noted when the grip starts again. What opened its lines before that (the pin held low, no power, a hang, an
# exception) is another test's matter.
BEFORE_RESET_NS = {"watchdog": 2100 * MS, "forced": 150 * MS, "run-pin": 2 * MS, "power-on": 2 * MS}


def judge_board(board, since_ns=0, only=None, ready_ms=100, late_ms=2, **changes):
    """Asserts that the whole recording of a board keeps the contract. `changes` to the settings' defaults.

    `only`: clauses that are judged, all if None; `since_ns`: breaks before it are not told. Returns the verdict.
    """
    values = {**settings.defaults(), **changes}
    resets = tuple(reset.t_ns for reset in board.resets)
    unknown = [
        (max(0, reset.t_ns - BEFORE_RESET_NS[reset.cause]), reset.t_ns)
        for reset in board.resets if reset.cause in BEFORE_RESET_NS
    ]  # fmt: skip
    power_ups = tuple(reset.t_ns for reset in board.resets if reset.cause in ("power-on", "run-pin"))
    record = Record(board.edges, board.now_ns, resets, unknown=unknown, power_ups=power_ups)
    verdict = judge(record, Settings.of(values), Allowances(ready_ns=ready_ms * MS, late_ns=late_ms * MS))
    verdict.breaks = [one for one in verdict.breaks if one.t_ns >= since_ns and (only is None or one.clause in only)]
    assert not verdict.breaks, "the contract is broken:\n" + "\n".join(verdict.told())
    return verdict


class Judged(Board):
    """A board that is judged at the end of every fork, by `judge_board` with `options`."""

    options = None

    def judged_as(self, **options):
        """What `judge_board` is to be told of this board and its copies. Returns the board."""
        self.options = options
        return self

    def unjudged(self, why):
        """This copy does something outside the contract, or of which the contract says nothing: `why`."""
        assert why
        self.options = None

    def fork(self, fn, *args):
        return super().fork(_then_judged(fn), *args)

    def map_forked(self, fn, cases, jobs=2):
        return super().map_forked(_then_judged(fn), cases, jobs)


def _then_judged(fn):
    def run(board, *args):
        result = fn(board, *args)
        if board.options is not None:
            judge_board(board, **board.options)
        return result

    return run
