"""A sample of `backgrip sessions` with the real firmware on the emulated Pico; and the published run."""

import os
import signal
import subprocess
import sys
import time

import ctrl_c
import pytest
from backgrip.cameras.book import read_book
from backgrip.image import frozen_uf2
from backgrip.sessions import block, bodies, plan, verdict
from backgrip.sessions.picture import draw_picture
from backgrip.sessions.scenes import BIRD, GROUP, SESSIONS
from backgrip.sessions.ways import WAYS

SAMPLE = ("canon-focuses", "nikon-z")


def in_turn(jobs, workers):
    return {job.key: job.function(*job.args, lambda: None) for job in jobs}


@pytest.fixture(scope="module")
def sample():
    """Two classes that want the same of the grip, and two scenes: four emulated sessions."""
    uf2 = frozen_uf2()
    shooters = bodies.shooters(read_book(), SAMPLE)
    return plan.shoot_all(uf2, shooters, (GROUP, BIRD), play=in_turn)


def test_equal_settings_are_played_once_for_each_style(sample):
    assert len(sample.recordings) == 4 and len(sample.runs) == 2 * 4 * len(SAMPLE)
    assert not sample.whole


def one(results, *which):
    (run,) = results.of(*which)
    return run


def test_a_lock_keeps_focus_and_takes_every_frame(sample):
    assert all(promise.holds for promise in verdict.promises(sample))
    for key in SAMPLE:
        run = one(sample, "group", "lock", key)
        assert (run.taken, run.sharp, run.wanted) == (4, 4, 4)
        assert (run.af_runs, run.stray, run.lost, run.unasked) == (1, 0, 0, 0)


def test_a_held_focus_fires_as_soon_as_the_finger_is_down(sample):
    for key in SAMPLE:
        lag_ms = read_book().classes[key].release_lag_ms.is_
        assert all(lag_ms <= wait <= lag_ms + 0.1 for wait in one(sample, "group", "lock", key).waits_ms)


def test_track_follows_the_bird_and_the_index_starts_af_where_it_must(sample):
    for key in SAMPLE:
        run = one(sample, "bird", "track", key)
        assert (run.index_starts, run.index_keeps, run.lost, run.unasked) == (1, 1, 0, 0)
        assert run.sharp_each[1] == 0 < run.sharp_each[0], "behind the branch the index focuses on the branch"
        assert one(sample, "bird", "back-button", key).sharp_each[1] > 0
        assert run.sharp > one(sample, "bird", "lock", key).sharp


def test_the_first_frame_with_the_thumb_up_costs_the_lead(sample):
    run = one(sample, "group", "track", "nikon-z")
    lag_ms = read_book().classes["nikon-z"].release_lag_ms.is_
    assert all(lag_ms + 100 <= wait <= lag_ms + 103 for wait in run.waits_ms)
    assert run.index_starts == len(GROUP.shots)


INTERRUPTED = """
import sys, typer
from backgrip.sessions.cli import sessions
if __name__ == "__main__":
    app = typer.Typer()
    app.command()(sessions)
    app(["--only", "sony", "--out", sys.argv[1]])
"""


def test_ctrl_c_ends_it_with_130_and_leaves_nothing(tmp_path):
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED)
    process = subprocess.Popen(
        [sys.executable, script, tmp_path / "build"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=ctrl_c.heed,
    )
    assert "Playing" in process.stderr.readline()
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 130
    assert not (tmp_path / "build").exists()
    for _ in range(50):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("a process is left behind")


# -- the published run -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def published():
    return block.published()


def test_the_published_run_is_whole_and_keeps_its_promises(published):
    book = read_book()
    assert published.whole and set(published.bodies) == set(book.classes)
    assert published.scenes == [session.key for session in SESSIONS]
    assert [promise.what for promise in verdict.promises(published) if not promise.holds] == []
    for key, semantics in book.classes.items():
        assert (key in published.locks) == semantics.held_half_press_locks.is_
        for way in WAYS:
            assert len(published.of(way=way.key, camera_class=key)) in (0 if way.key == "back-button" else 6, 6)


def test_every_loss_of_the_published_run_is_told_with_its_reason(published):
    lost = {(loss.way, loss.measure.key) for loss in verdict.losses(published)}
    assert {("lock", "sharp"), ("track", "sharp"), ("lock", "stale")} <= lost
    assert all(loss.sentence in block.block(published) for loss in verdict.losses(published))


def test_the_published_run_is_what_the_cameras_make_of_its_recordings(published):
    """Whoever changes the camera data, the scenes, the fingers or the virtual camera publishes anew."""
    advice = "run: python -m backgrip sessions --replay --publish"

    def nothing_to_play(jobs, workers):
        raise AssertionError(f"{[job.title for job in jobs]} were never recorded; {advice}")

    shooters = bodies.shooters(read_book())
    recorded = plan.recordings(None, shooters, SESSIONS, 1, published.recordings, nothing_to_play)
    assert recorded == published.recordings, advice
    assert plan.measure_all(shooters, SESSIONS, recorded) == published.runs, advice


def test_the_sample_has_the_published_lines(published, sample):
    """The firmware still does what was published."""
    old = {(one.settings, one.session): one.edges for one in published.recordings}
    for new in sample.recordings:
        known = old[new.settings, new.session]
        assert [edge[1:] for edge in new.edges] == [edge[1:] for edge in known], new.session
        apart = [abs(a[0] - b[0]) for a, b in zip(new.edges, known, strict=True)]
        assert max(apart) < 2_000_000, "within 2 ms: run make sessions, and look"


def test_the_published_picture_is_drawn_from_the_published_run(published):
    assert block.PICTURE.read_text(encoding="utf-8") == draw_picture(published)
