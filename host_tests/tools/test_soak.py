"""The long run itself: how its time is shared, what its report says, and what its exit code is."""

import pytest
from soak import plan, report, run
from soak.tally import Clock, Tally

TURN = plan.Turn("attack", "The board under attack", 60, 1)


def ended(failure="", **counts):
    return report.Ended(TURN, Tally(**counts), 59.5, failure)


def page(*of, missing=()):
    return report.page(list(of), list(missing), 10, 1, "0.1.0 (abcd)")


def test_the_time_is_shared_out():
    turns = plan.turns(10, 2, 1)
    assert {turn.module for turn in turns} == set(plan.CAMPAIGNS)
    assert sum(turn.seconds for turn in turns) == pytest.approx(10 * 60 * 2)
    assert [turn.seconds for turn in turns] == sorted((turn.seconds for turn in turns), reverse=True)
    assert len({turn.seed for turn in turns}) == len(turns)


def test_one_campaign_has_the_time_of_one_processor():
    (turn,) = plan.turns(10, 2, 1, ("usb",))
    assert turn.seconds == pytest.approx(600) and turn.title


def test_an_unknown_campaign_is_refused(capsys):
    with pytest.raises(SystemExit) as end:
        run.main(["--only", "nonsense"])
    assert end.value.code == 2 and "attack" in capsys.readouterr().err


@pytest.mark.parametrize("one, verdict", [
    (ended(tried={"presses": 2000}, worst={"latency_us": 3.8}), "**Nothing broke.**"),
    (ended(tried={"presses": 2000}, broken=["a frame that nobody asked for, seed 7"]), "**1 broken promises**"),
    (ended("MemoryError", tried={"presses": 1}), "Could not be run to its end"),
    (ended(), "Nothing was tried"),
])  # fmt: skip
def test_the_report_tells(one, verdict):
    text = page(one)
    assert verdict in text and ("Nothing broke" in text) == one.is_clean
    assert all(sentence in text for sentence in one.tally.broken)


def test_a_campaign_that_was_stopped_is_told():
    text = page(ended(tried={"presses": 1}), missing=["Storage"])
    assert "Nothing broke" not in text and "Stopped before its end" in text


class Broken:
    """Stands in for a campaign that finds something."""

    NAME = "broken"

    @staticmethod
    def campaign(seconds, seed):
        return Tally(tried={"things": 1}, broken=["it fires by itself"])


class Raises:
    NAME = "raises"

    @staticmethod
    def campaign(seconds, seed):
        raise RuntimeError("no emulator")


@pytest.mark.parametrize("module, told", [(Broken, "it fires by itself"), (Raises, "no emulator")])
def test_what_a_campaign_finds_comes_out(monkeypatch, module, told):
    monkeypatch.setitem(__import__("sys").modules, "soak.attack", module)
    one = run.one_campaign(TURN)
    assert not one.is_clean and told in page(one)


def test_a_clock():
    assert Clock(0).is_over() and not Clock(60).is_over()
