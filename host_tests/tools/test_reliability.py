"""The page of promises names tests that exist, and campaigns that the long run has."""

import re
from pathlib import Path

from soak.plan import CAMPAIGNS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "firmware" / "RELIABILITY.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_every_test_it_names_exists():
    named = set(re.findall(r"`([a-z]+/test_\w+\.py)`", TEXT))
    assert len(named) > 15
    assert not [name for name in named if not (ROOT / "host_tests" / name).is_file()]


def test_every_board_test_is_named():
    """A proof that the page leaves out is one that nobody looks for."""
    there = {f"board/{path.name}" for path in (ROOT / "host_tests" / "board").glob("test_*.py")}
    ways = {"board/test_ways_onto_a_board.py"}  # how the files get there: the README's matter
    assert not [name for name in there - ways if f"`{name}`" not in TEXT]


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", TEXT):
        assert (PAGE.parent / target).exists(), target


def test_every_campaign_is_there():
    assert not [name for name in CAMPAIGNS if not (ROOT / "host_tests" / "soak" / f"{name}.py").is_file()]
