"""The behaviour contract written a second time: a judge over recorded waveforms that knows nothing of the firmware.

    from backgrip.judge import Record, Settings, judge
    verdict = judge(Record(edges, end_ns, resets=(0,)), Settings.of({"style": "track"}))
    verdict.breaks, verdict.exercised

Contacts, lines, settings and the moments of resets go in; every clause that was broken comes out, by name. It follows
the lines as they were seen and asks of each of their edges whether the contract allows it there, and of each press
whether what it must bring about came in time. Where the contract lets two things happen (a press in the very moment of
a time-out, a contact that opens for just the debounce time) both are taken.
"""

from backgrip.judge.clauses import Clause
from backgrip.judge.judge import judge
from backgrip.judge.record import Record
from backgrip.judge.settings import Allowances, Settings
from backgrip.judge.verdict import Break, Kept, Verdict

__all__ = ["Allowances", "Break", "Clause", "Kept", "Record", "Settings", "Verdict", "judge"]
