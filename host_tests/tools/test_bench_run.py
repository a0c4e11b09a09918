"""A short bench for real: the image with every way in it, pressed on the emulated Pico."""

import subprocess
import sys

import pytest
from backgrip.bench import image, presses, result, start
from backgrip.bench.jobs import Job, run
from backgrip.bench.ways import BY_NAME, GRIP, WAYS
from backgrip.firmware import FIRMWARE
from backgrip.image import ImageError, NoToolchain, frozen_uf2, uf2
from backgrip.image.binary_info import binary_info


@pytest.fixture(scope="module")
def bench_uf2():
    try:
        return image.bench_uf2()
    except NoToolchain as error:
        pytest.skip(str(error))


def test_the_image_has_the_grip_as_it_is_and_every_way(bench_uf2):
    frozen = binary_info(uf2.read(bench_uf2)).frozen
    assert binary_info(uf2.read(frozen_uf2())).frozen <= frozen
    assert {"grip_main", "bench_load"} <= frozen and any(name.startswith("picozero") for name in frozen)
    assert {f"bench_{way.module}" for way in WAYS if way.module != GRIP} <= frozen


def test_a_quick_bench(bench_uf2, tmp_path):
    command = [sys.executable, "-m", "backgrip", "bench", "--quick", "--jobs", "2", "--out", str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    bench = result.read(tmp_path / "bench.json")
    assert {(latency.way, latency.load) for latency in bench.latency} == {
        (way.name, load) for way in WAYS for load in ("idle", "busy")
    }
    for latency in bench.latency:
        kinds = list(presses.KINDS.values()) if latency.load == "busy" else ["idle"]
        assert list(latency.us) == kinds and all(latency.us[kind] for kind in kinds), latency
        assert min(latency.sorted_us) > 0
    assert bench.load_ms["flash write"] > 40  # the erase: the load really ran
    assert bench.of("hard_irq", "idle").quantile_us(0.5) > bench.worst_us("thumb")
    assert set(bench.ready_ms) == {"frozen", "first"}
    assert 10_000 < bench.size.grip < bench.size.image
    assert bench.ram["frozen"].free_collected > 100_000
    assert 8 < bench.release_ms <= 9
    assert "holds" in done.stdout and "Missed" not in done.stderr


def test_presses_under_a_load_that_does_not_run_are_refused(bench_uf2, monkeypatch):
    monkeypatch.setattr(presses, "booted", lambda uf2, way, busy: image.booted(uf2, way, busy=False))
    monkeypatch.setattr(presses, "LOAD_WAIT_MS", 100)
    with pytest.raises(presses.NoLoad):
        presses.busy(bench_uf2, BY_NAME["hard_irq"], 3, 1, lambda: None)


def test_the_same_seed_gives_the_same_presses(bench_uf2):
    first, second, other = (
        presses.busy(bench_uf2, BY_NAME["soft_irq"], 3, seed, lambda: None)["us"] for seed in (1, 1, 2)
    )
    assert first == second != other


def test_plain_files_are_those_of_the_firmware():
    sources = {path.name for path in (FIRMWARE / "grip").glob("*.py")}
    plain, compiled = start.plain_files(compiled=False), start.plain_files(compiled=True)
    assert {name for name in plain if name.startswith("grip/")} == {f"grip/{name}" for name in sources}
    assert all(compiled[f"grip/{name.replace('.py', '.mpy')}"][:1] == b"M" for name in sources)
    assert plain["main.py"] == compiled["main.py"] == (FIRMWARE / "main.py").read_bytes()


def test_a_job_that_fails_is_told_and_ends_the_rest():
    with pytest.raises(ZeroDivisionError):
        run([Job("bad", "bad", _fail, (0,), 1, 1), Job("good", "good", _fail, (1,), 1, 1)], 2)


def test_results_come_back_by_key():
    jobs = [Job(str(number), f"job {number}", _fail, (number,), 1, number) for number in (1, 2)]
    assert run(jobs, 2) == {"1": 1.0, "2": 0.5}


def _fail(number, tick):
    tick()
    return 1 / number


def test_without_picozero_there_is_a_message(monkeypatch):
    monkeypatch.setattr(image.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ImageError, match="picozero.*not installed"):
        image.bench_uf2()
