"""The generated tables of both pages are those of the firmware and of the published bench."""

import json

import pytest
from backgrip import readme
from backgrip.bench import limits, result
from backgrip.firmware import module
from grip import settings
from test_bench import made_up
from typer.testing import CliRunner


def test_both_pages_are_up_to_date():
    for path, text in readme.pages().items():
        assert path.read_text(encoding="utf-8") == text, "run: python -m backgrip.readme"


def test_the_published_bench_is_a_whole_one_that_keeps_its_promises():
    bench = result.read(readme.PUBLISHED)
    assert not bench.quick
    assert set(bench.ready_ms) == set(limits.STARTS)
    assert [check.what for check in limits.checks(bench) if not check.holds] == []
    for latency in bench.latency:
        assert len(latency.sorted_us) + latency.lost >= (200 if latency.load == "idle" else 40)


def test_every_setting_has_its_row():
    block = readme.settings_block()
    for name, default, *_ in settings.FIELDS:
        row = next(line for line in block.splitlines() if f"`{name}`" in line)
        shown = "none" if default is None else json.dumps(default).strip('"')
        assert row.startswith(f"| `{name}` | {shown}")
    assert "| `focus_lead_ms` | 100 ms | 0 to 5000 ms |" in block
    assert "| `style` | lock | lock, track |" in block
    assert "| `dark` | false | true, false |" in block


def test_every_state_of_the_lamp_has_its_row():
    block = readme.lamp_block()
    for state, (looks, _) in module("lamp").TABLE.items():
        assert f"| {state} | {looks} |" in block


def test_a_block_is_replaced_and_the_rest_kept():
    text = "a\n<!-- begin: x -->\nold\n<!-- end: x -->\nb\n"
    once = readme.filled(text, {"x": "new \\1"})
    assert once == "a\n<!-- begin: x -->\nnew \\1\n<!-- end: x -->\nb\n"
    assert readme.filled(once, {"x": "new \\1"}) == once


@pytest.mark.parametrize("text", ["", "<!-- begin: x -->\n", "<!-- begin: x -->\n<!-- end: x -->\n" * 2])
def test_a_page_without_its_markers_is_refused(text):
    with pytest.raises(ValueError, match="begin: x"):
        readme.filled(text, {"x": "new"})


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """A copy of both pages, with a bench that was just measured."""
    for name in ("README.md", "firmware/README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text((readme.ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(readme, "ROOT", tmp_path)
    monkeypatch.setattr(readme, "FIRMWARE", tmp_path / "firmware")
    monkeypatch.setattr(readme, "PUBLISHED", tmp_path / "firmware" / "bench.json")
    monkeypatch.setattr(readme, "MEASURED", tmp_path / "build" / "bench.json")
    return tmp_path


def call(*options):
    app = readme.typer.Typer()
    app.command()(readme.main)
    return CliRunner().invoke(app, options)


def test_publish_check_and_write(pages):
    made_up(quick=False).write(readme.MEASURED)
    told = call("--check", "--publish")
    assert told.exit_code == 1 and "README.md: out of date" in told.output
    assert call().exit_code == 0
    assert "1.2.3" in (pages / "firmware" / "README.md").read_text(encoding="utf-8")
    assert call("--check").exit_code == 0


def test_a_quick_bench_is_not_published(pages):
    made_up().write(readme.MEASURED)
    told = call("--publish")
    assert told.exit_code == 1 and "quick run" in told.output
    assert not readme.PUBLISHED.exists()
