"""The same stories under MicroPython (the unix port), which catches what only CPython can do."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from grip import settings

from behaviour.scenarios import STORIES

TESTS = Path(__file__).resolve().parents[1]
MICROPYTHON = shutil.which("micropython", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(MICROPYTHON is None, reason="no MicroPython unix port here (PyPI has one for Linux, Python 3.11)")
def test_pure_tests_under_micropython(tmp_path):
    values = settings.defaults()
    stored = tmp_path / "stored.json"
    stored.write_text(json.dumps({"version": 1, "settings": values, "crc": settings.checksum(values)}))
    script = TESTS / "behaviour" / "on_micropython.py"
    path = f"{TESTS.parent / 'firmware'}:{TESTS}:.frozen"
    run = subprocess.run(
        [MICROPYTHON, str(script), str(stored)],
        env={**os.environ, "MICROPYPATH": path},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-500:] + run.stderr
    assert run.stdout.splitlines()[-1] == f"{len(STORIES)} stories, 4 settings and ticks checks"
