"""The long run: everything that can be thrown at the grip, for as long as you like.

    make soak                      an hour, then the report is in build/soak.md
    MINUTES=10 make soak           shorter: each campaign does as much as fits
    python host_tests/soak/run.py --only storage --only usb --minutes 5
    python host_tests/soak/run.py --publish         the report becomes host_tests/SOAK.md, too

Ctrl-C keeps what has ended.
Exit codes: 0 nothing broke, 1 something did or could not be run, 2 wrong usage, 130 Ctrl-C.
"""

import argparse
import hashlib
import os
import sys
import tempfile
import time
import traceback
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "firmware"), str(ROOT / "host_tests"), str(ROOT / "host_tests" / "tools")]

from soak import plan, report  # noqa: E402
from soak.tally import Tally  # noqa: E402

SAYS_EVERY_S = 30
PUBLISHED = ROOT / "host_tests" / "SOAK.md"


def one_campaign(turn: plan.Turn) -> report.Ended:
    """Runs in a process of its own."""
    import importlib

    began = time.monotonic()
    try:
        tally, failure = importlib.import_module(f"soak.{turn.module}").campaign(turn.seconds, turn.seed), ""
    except Exception:
        tally, failure = Tally(), traceback.format_exc(limit=-3).strip().replace("\n", " / ")
    return report.Ended(turn, tally, time.monotonic() - began, failure)


def run(turns: list[plan.Turn], jobs: int, say) -> list[report.Ended]:
    """All of them, `jobs` at a time. After Ctrl-C it returns those that had ended."""
    ended, began = [], time.monotonic()
    pool = ProcessPoolExecutor(jobs)
    left = {pool.submit(one_campaign, turn): turn for turn in turns}
    try:
        while left:
            done, _ = wait(left, timeout=SAYS_EVERY_S, return_when=FIRST_COMPLETED)
            for future in done:
                turn = left.pop(future)
                error = future.exception()
                one = report.Ended(turn, Tally(), 0, str(error)) if error else future.result()
                ended.append(one)
                say(f"{_mark(one)} {turn.title}: {_sum(one)}, {one.took_s:.0f} s")
            if not done:
                say(f"  {time.monotonic() - began:5.0f} s, {len(ended)} of {len(turns)} campaigns ended")
    except KeyboardInterrupt:
        say("Stopped. What has ended is in the report.")
        for process in list((pool._processes or {}).values()):
            process.terminate()
    pool.shutdown(wait=False, cancel_futures=True)
    return ended


def _mark(one: report.Ended) -> str:
    return "clean " if one.is_clean else "BROKEN"


def _sum(one: report.Ended) -> str:
    return one.failure or f"{sum(one.tally.tried.values()):,} things tried, {len(one.tally.broken)} broken"


def firmware_words() -> str:
    """The firmware's version, and eight digits that change with any of its files."""
    from grip.version import VERSION

    files = sorted((ROOT / "firmware").rglob("*.py"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return f"{VERSION} ({digest[:8]})"


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=float(os.environ.get("MINUTES") or 60))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other stories")
    parser.add_argument("--only", action="append", default=[], help=f"of: {', '.join(plan.CAMPAIGNS)}")
    parser.add_argument("--publish", action="store_true")
    asked = parser.parse_args(words)
    os.environ.setdefault("BACKGRIP_PATIENCE", "6")  # for an emulated board beside another one
    os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="backgrip-no-cameras-")
    try:
        turns = plan.turns(asked.minutes, asked.jobs, asked.seed, tuple(asked.only))
    except ValueError as error:
        parser.error(str(error))
    print(f"{len(turns)} campaigns, {asked.minutes:g} minutes on {asked.jobs} processors.", flush=True)
    ended = run(turns, asked.jobs, lambda line: print(line, flush=True))
    missing = [turn.title for turn in turns if turn not in [one.turn for one in ended]]
    text = report.page(ended, missing, asked.minutes, asked.seed, firmware_words())
    target = ROOT / "build" / "soak.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, encoding="utf-8")
    if asked.publish and not missing:
        PUBLISHED.write_text(text, encoding="utf-8")
    for one in ended:
        for sentence in one.tally.broken:
            print(f"  {one.turn.module}: {sentence}")
    print(f"Report: {target}" + (f" and {PUBLISHED}" if asked.publish and not missing else ""))
    if missing:
        return 130
    return 0 if all(one.is_clean for one in ended) else 1


if __name__ == "__main__":
    sys.exit(main())
