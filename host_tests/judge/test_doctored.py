"""Faults put into waveforms that were in order, one at a time and at random: nearly every one is seen.

The few that are not are no faults by the contract: an edge that the CPU decides may come 40 ms later, and where a press
crosses a time-out more than one course is right.
"""

import random
from collections import Counter

from backgrip.judge import Record, Settings, judge

from judge.test_play import COARSE, MS, SPECIAL, played

STORIES, MOVES = 60, 30


def story(rng):
    """Random moves of both fingers."""
    return [(rng.choice((*SPECIAL, *range(10, 400, 13))), rng.choice("TtIi")) for _ in range(MOVES)]


def moved(edges, edge, by_ms):
    return sorted([one for one in edges if one != edge] + [(edge[0] + by_ms * MS, *edge[1:])])


def faults(record, rng):
    """(name, edges) of one fault of each kind that the record has room for."""
    edges, spans = record.edges, record.spans()
    for line in ("FOCUS", "SHUTTER"):
        whole = [span for span in spans.get(line, ()) if span[1] is not None]
        at = rng.randrange(100, record.end_ns // MS - 400) * MS
        if not any(close - 200 * MS < at < opened + 200 * MS for close, opened in whole):
            yield f"{line} added", sorted([*edges, (at, line, 1), (at + 120 * MS, line, 0)])
        long = [span for span in whole if span[1] - span[0] >= 80 * MS]
        if not long:
            continue
        close, opened = rng.choice(long)
        first, last, middle = (close, line, 1), (opened, line, 0), (close + opened) // 2
        yield f"{line} dropped", [edge for edge in edges if edge not in (first, last)]
        yield f"{line} cut", sorted([*edges, (middle, line, 0), (middle + 20 * MS, line, 1)])
        yield f"{line} opens late", moved(edges, last, 60)
        yield f"{line} opens early", moved(edges, last, -15)
        yield f"{line} closes late", moved(edges, first, 60)
        yield f"{line} closes early", moved(edges, first, -15)


def test_faults_at_random_are_seen():
    rng, tried, seen = random.Random(11), Counter(), Counter()
    for _ in range(STORIES):
        record, values = played(story(rng), rng.choice(("lock", "track")), rng.choice((1, 5)))
        verdict = judge(record, Settings.of(values), COARSE)
        assert verdict.told() == []
        if verdict.presses["not judged"]:
            continue
        for name, edges in faults(record, rng):
            tried[name] += 1
            doctored = Record(edges, record.end_ns, record.resets)
            seen[name] += bool(judge(doctored, Settings.of(values), COARSE).breaks)
    print({name: f"{seen[name]} of {tried[name]}" for name in tried})
    assert len(tried) == 14 and min(tried.values()) >= 5
    assert all(seen[name] >= 0.9 * tried[name] for name in tried), (seen, tried)
    assert seen.total() >= 0.97 * tried.total()
