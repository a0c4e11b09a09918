"""The hook that judges boards (`board.judged`) fails a test whose lines were not in order."""

from types import SimpleNamespace

import pytest
from backgrip.board import Edge, Reset
from board.judged import Judged, _then_judged, judge_board

from judge.waves import MS, START_MS, drawn

RIGHT = ("100I 400i", [(100, 508)], [(200, 408)])
SHORT_LEAD = ("100I 400i", [(100, 508)], [(150, 408)])


def board(*wave, resets=(), options=None):
    edges = [Edge(*edge) for edge in drawn(*wave)]
    resets = [Reset(0, "power-on"), *resets]
    return SimpleNamespace(edges=edges, now_ns=(START_MS + 1000) * MS, resets=resets, options=options)


def test_one_call_judges_a_board():
    assert len(judge_board(board(*RIGHT), style="track").frames) == 1
    with pytest.raises(AssertionError, match="lead: FOCUS leads SHUTTER by 50.0 ms, 50.0 ms too short"):
        judge_board(board(*SHORT_LEAD), style="track")
    judge_board(board(*SHORT_LEAD), style="track", focus_lead_ms=50)
    judge_board(board(*SHORT_LEAD), since_ns=(START_MS + 300) * MS)
    judge_board(board(*SHORT_LEAD), only=())


def test_a_fork_is_judged_when_its_function_ends():
    play = _then_judged(lambda board, case: case)
    assert play(board(*RIGHT, options={"style": "track"}), 7) == 7
    with pytest.raises(AssertionError, match="the contract is broken"):
        play(board(*SHORT_LEAD, options={"style": "track"}), 7)
    assert play(board(*SHORT_LEAD), 7) == 7  # not asked for


def test_unjudged_needs_a_reason():
    with pytest.raises(AssertionError):
        Judged.unjudged(SimpleNamespace(options={}), "")


def test_what_a_hang_does_to_the_lines_before_its_reset_is_not_judged():
    hung = ("100T 300t", [(100, 700)], [])
    with pytest.raises(AssertionError, match="left-closed|release"):
        judge_board(board(*hung), style="track")
    judge_board(board(*hung, resets=[Reset((START_MS + 700) * MS, "watchdog")]), style="track")
