"""The grip's lines in every session, judged by the behaviour contract."""

import json

from backgrip.judge import Record, Settings, Verdict, judge
from backgrip.problem import Problem
from backgrip.sessions.grip import contact_edges
from backgrip.sessions.result import Recording

END_NS = 1_000_000_000  # after the last edge, so that what is late is seen to be
TOLD = 3  # of the breaks of one recording


def verdict(recording: Recording) -> Verdict:
    """The verdict over one recording. Its fingers bounce as they did when it was made."""
    contacts = [(round(t_us * 1000), button, int(closed)) for t_us, button, closed in contact_edges(recording.moves)]
    edges = sorted([*contacts, *recording.edges], key=lambda edge: edge[0])
    settings = Settings.of(json.loads(recording.settings)["settings"])
    return judge(Record(edges, (edges[-1][0] if edges else 0) + END_NS), settings)


def judge_all(recordings: list[Recording]) -> None:
    """Raises Problem if the lines of any recording break the contract."""
    told = []
    for one in recordings:
        for sentence in verdict(one).told()[:TOLD]:
            told.append(f"{one.session}, {json.loads(one.settings)['settings']['style']}: {sentence}")
    if told:
        raise Problem("The grip's lines break the behaviour contract:\n" + "\n".join(told))
