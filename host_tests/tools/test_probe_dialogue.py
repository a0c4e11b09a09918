"""The guided test as a talk: doubts, contradictions, wrong keys, interruptions at every prompt, and going on."""

import io
import time

import pytest
from backgrip.cameras import read_book
from backgrip.connect.errors import Unplugged
from backgrip.connect.lines import LIMIT_MS
from backgrip.probe import plan, state
from backgrip.probe.errors import ProbeError
from backgrip.probe.findings import findings
from backgrip.probe.subject import Subject
from backgrip.probe.terminal import Stopped, Terminal
from backgrip.probe.verdict import best_class, expected, profile
from probe_robot import Robot, ask
from rich.console import Console

BOOK = read_book()
ACME = Subject("Acme", "One", "canon-e3")
NIKON = BOOK.classes["nikon-dslr"]


def said_once(trial_key, *answers):
    """Says these answers at the first times that the trial is asked, then the truth."""
    left = list(answers)
    return lambda robot, trial, truth: left.pop(0) if trial.key == trial_key and left else truth


def run(folder, semantics=NIKON, says=None, **robot):
    """(what was found, what was said, the robot)"""
    robot = Robot(semantics, says, **robot)
    kept, said = ask(robot, folder, ACME)
    return findings(kept.answers()), said, robot


def entries(folder):
    kept = state.load(folder / "acme-one.probe.json")
    return kept.answers().entries if kept else []


WANTED = expected(NIKON)


def same(found):
    """Whether nothing but the optional step differs from what the class should give."""
    return profile(found) == profile(WANTED) and best_class(found, BOOK.classes, None)[0] == "nikon-dslr"


@pytest.mark.parametrize("how", [KeyboardInterrupt, EOFError, "q"])
def test_stopped_and_gone_on(how, tmp_path):
    """Each session gives three answers to prompts, and stops at the fourth."""

    def read(prompt):
        if robot.reads < 3:
            return Robot.read(robot, prompt)
        if how == "q":
            return " Q "
        raise how

    for session in range(1, 60):
        robot = Robot(NIKON)
        robot.read = read
        try:
            ask(robot, tmp_path, ACME)
            break
        except Stopped:
            if session == 3:
                before = list(entries(tmp_path))
    assert session > 5 and entries(tmp_path)[: len(before)] == before
    assert same(findings(state.load(tmp_path / "acme-one.probe.json").answers()))


def test_one_interruption_at_each_single_prompt(tmp_path):
    wanted, _, whole = run(tmp_path / "plain")
    assert same(wanted)
    for at in range(1, whole.reads + 1):
        folder = tmp_path / str(at)

        def interrupt(number, prompt, at=at):
            if number == at:
                raise KeyboardInterrupt

        with pytest.raises(Stopped):
            run(folder, on_read=interrupt)
        before = len(entries(folder))
        found, _, second = run(folder)
        assert found == wanted
        assert len(second.asked) <= len(whole.asked) - before + 1  # nothing is asked twice


def test_interrupted_and_unplugged_while_the_grip_plays(tmp_path):
    wanted, _, whole = run(tmp_path / "plain")
    for at, error in enumerate([KeyboardInterrupt(), Unplugged("gone")] * (whole.plays // 2), 1):

        def fail(number, at=at, error=error):
            if number == at:
                raise error

        with pytest.raises(type(error)):
            run(tmp_path / str(at), on_play=fail)
        assert run(tmp_path / str(at))[0] == wanted


def test_what_is_doubtful_is_asked_again_and_then_stands(tmp_path):
    for number, (key, answer, word) in enumerate(
        [
            ("focus", "nothing", "Is the lens switched to AF"),
            ("focus", "fired", "must not take a picture"),
            ("alone", "?", "You were not sure"),
            ("alone", "searched", "easier"),
            ("held", "refocused", "Is the camera really set to single AF"),
            ("gap-120", "not", "Was the far thing"),
            ("floor-50", 9, "9 of 10: a picture lost"),
            ("lead-10", 18, "18 of 20"),
            ("asleep-lead-100", "?", "not sure"),
        ]
    ):
        found, said, _ = run(tmp_path / str(number), says=said_once(key, answer))
        assert word in said and same(found), key


@pytest.mark.parametrize("unsure", [["?", "?"], ["s"]])
def test_a_fact_is_left_out_rather_than_guessed(unsure, tmp_path):
    fields = {"floor-100": {"shutter_min_ms"}, "lead-10": {"focus_lead_ms", "wake_lead_ms", "sleep_after_s"},
              "gap-120": {"refocus_gap_ms"}, "asleep-lead-10": {"wake_lead_ms", "sleep_after_s"},
              "held": set(), "sleep-after": {"wake_lead_ms", "sleep_after_s"}}  # fmt: skip
    for key, missing in fields.items():

        def read(prompt, key=key):
            seconds = prompt.strip().startswith("Seconds") and key == "sleep-after"
            return unsure[0] if seconds else Robot.read(robot, prompt)

        robot = Robot(NIKON, said_once(key, *unsure))
        robot.read = read
        found = findings(ask(robot, tmp_path / key, ACME)[0].answers())
        assert set(profile(WANTED)) - set(profile(found)) == missing, key
        assert best_class(found, BOOK.classes, None)[0] == "nikon-dslr"


def test_answers_that_contradict(tmp_path):
    """SHUTTER alone gives nothing in step 2 and a picture in step 4: both are asked again."""
    found, said, robot = run(tmp_path / "slip", says=said_once("after", "fires"))
    assert "do not go together" in said and same(found) and robot.asked.count("after") == 2
    found, said, robot = run(tmp_path / "first", says=said_once("alone", "fires"))
    assert same(found) and (robot.asked.count("alone"), robot.asked.count("after")) == (2, 2)
    found, said, robot = run(tmp_path / "both", says=said_once("after", "fires", "fires"))
    assert "shutter_needs_focus" not in profile(found) and best_class(found, BOOK.classes, None) is None
    assert profile(found)["focus_lead_ms"].is_ == 10  # as for a body that may need FOCUS


def test_a_picture_lost_twice_makes_it_longer(tmp_path):
    found, _, _ = run(tmp_path, says=said_once("lead-10", 19, 19))
    told = profile(found)["focus_lead_ms"]
    assert told.is_ == 50 and "10 ms was not reliable" in told.note


def test_swapped_wires_stop_the_test(tmp_path):
    fired = said_once("focus", "fired", "fired")
    with pytest.raises(ProbeError, match="(?s)look swapped: FOCUS alone took a picture.*Half Press Release"):
        run(tmp_path, says=fired)
    assert entries(tmp_path) == []  # so that it begins there again, once the cable is right
    assert same(run(tmp_path)[0])


@pytest.mark.parametrize(
    "alone, words",
    [
        (["searched", "searched"], "FOCUS did nothing, and SHUTTER alone focused"),
        (["ignored"], "Neither line did anything"),
        (["focuses"], "SHUTTER works, but FOCUS does nothing"),
    ],
)
def test_focus_does_nothing(alone, words, tmp_path):
    left = {"focus": ["nothing", "nothing"], "alone": list(alone)}

    def says(robot, trial, truth):
        return left[trial.key].pop(0) if left.get(trial.key) else truth

    with pytest.raises(ProbeError, match=words):
        run(tmp_path, says=says)
    assert entries(tmp_path) == []


WRONG = {
    "1 to": ["0", "9", "x", "", "-1", "\u0661", "1.0"],
    "Pict": ["21", "-1", "ten", ""],
    "Seco": ["0", "3601", "?!"],
    "Pres": ["x", "7"],
}


def test_wrong_keys_are_told_and_asked_again(tmp_path):
    """Before each right answer all the wrong ones."""
    left = None

    def read(prompt):
        nonlocal left
        if left is None:
            left = [] if "dark" in prompt else list(WRONG[prompt.strip()[:4]])
        if left:
            return left.pop(0)
        left = None
        return Robot.read(robot, prompt)

    robot = Robot(NIKON)
    robot.read = read
    kept, said = ask(robot, tmp_path, ACME)
    assert same(findings(kept.answers()))
    assert '"9" is none of these' in said and "More than the grip asked for?" in said and '"3601" is no time' in said


def test_again_back_and_skip(tmp_path):
    """r plays it once more, b takes the last answer back, also at the first step; s leaves an optional step out."""
    found, said, robot = run(tmp_path / "r", says=said_once("held", "r", "r"))
    assert same(found) and robot.asked.count("held") == 3
    found, said, robot = run(tmp_path / "b", says=said_once("held", "b"))
    assert same(found) and robot.asked.count("alone") == 2 and "is forgotten" in said
    found, said, robot = run(tmp_path / "b1", says=said_once("focus", "b"))
    assert same(found) and "This is the first step" in said
    found, said, _ = run(tmp_path / "s", says=said_once("back-button", "s"))
    assert same(found) and found.back_button_focuses is None


def test_a_body_that_cannot_take_af_off_is_not_asked_to(tmp_path):
    body = BOOK.body("Sony A5100")
    assert body.fact("af_off").is_ == "none"
    robot = Robot(BOOK.semantics(body))
    _, said = ask(robot, tmp_path, Subject(body.brand, body.name, None, body))
    assert "back-button" not in robot.asked and "Step 9 of 9" in said


def test_the_talk_names_things_as_the_body_does(tmp_path):
    body = BOOK.body("Nikon D850")
    _, said = ask(Robot(NIKON), tmp_path, Subject(body.brand, body.name, None, body))
    text = " ".join(said.split())
    assert "in AF-S:" in text and "a8 AF activation" in text and "(AF-ON) focuses" in text
    for step in range(1, 11):
        assert f"Step {step} of 10" in said


def test_cues_come_in_time_and_end_with_the_plan():
    said = io.StringIO()
    ui = Terminal(Console(file=said, width=80), None)
    with ui.cues(((0, "one"), (30, "two"), (5000, "three"))):
        time.sleep(0.3)
    assert "one" in said.getvalue() and "two" in said.getvalue() and "three" not in said.getvalue()


def test_every_plan_fits_what_the_grip_plays():
    """`connect.Lines` refuses a longer one."""
    trials = [plan.FOCUS, plan.ALONE, plan.HELD, plan.AFTER, plan.at_once(1000)]
    trials += [plan.gap(ms) for ms in plan.GAPS] + [plan.floor(ms, alone) for ms in plan.FLOORS for alone in (0, 1)]
    trials += [plan.lead(ms, 1000) for ms in plan.LEADS] + [plan.asleep_lead(1000, 1000), plan.asleep_floor(1000)]
    for trial in trials:
        for part in trial.parts:
            assert sum(ms for _, _, ms in part) <= LIMIT_MS, trial.key
