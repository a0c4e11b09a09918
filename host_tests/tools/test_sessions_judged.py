"""`backgrip sessions` judges the grip's lines by the behaviour contract: the published run is in order."""

import pytest
from backgrip.problem import Problem
from backgrip.sessions.block import published
from backgrip.sessions.judged import judge_all, verdict


def test_every_published_recording_keeps_the_contract():
    recordings = published().recordings
    judge_all(recordings)
    verdicts = [verdict(one) for one in recordings]
    assert len(verdicts) >= 40 and all(one.presses["thumb"] + one.presses["index"] for one in verdicts)
    assert not any(one.presses["not judged"] for one in verdicts)


def test_a_recording_with_a_frame_too_many_fails_by_its_clause():
    recording = next(one for one in published().recordings if any(line == "SHUTTER" for _, line, _ in one.edges))
    at_ns = recording.edges[-1][0] + 400_000_000
    more = [*recording.edges, (at_ns, "SHUTTER", True), (at_ns + 100_000_000, "SHUTTER", False)]
    with pytest.raises(Problem, match=f"{recording.session}, (lock|track): .* not-asked-for: SHUTTER closes"):
        judge_all([recording.model_copy(update={"edges": more})])
