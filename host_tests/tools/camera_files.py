"""A made-up brand, written as a camera file, for the tests of the camera data."""

import shutil
from pathlib import Path

import pytest
from backgrip.cameras.files import HERE

ACME = """
brand = "Acme"
also = ["Acme Optical"]

[sources]
manual = { kind = "maker", title = "Acme manual", url = "https://acme.example/manual" }
owner = { kind = "owner", title = "An owner of a One", url = "https://acme.example/one" }

[defaults]
behaves_as = { is = "sony", evidence = "verified", source = "manual" }
single_af = { is = "AF-1", evidence = "verified", source = "manual" }
af_on = { is = "Menu > AF > On", evidence = "reported", source = "owner", seen_on = ["One", "Acme Uno"] }
traps = [{ is = "It bites.", evidence = "verified", source = "manual" }]

[defaults.profile]
focus_lead_ms = { is = 150, evidence = "verified", source = "manual" }
shutter_gap_ms = { is = 60, evidence = "verified", source = "manual" }

[series.fast]
single_af = { is = "AF-F", evidence = "verified", source = "manual" }
profile.focus_lead_ms = { is = 20, evidence = "verified", source = "manual" }

[[body]]
name = "One"
also = ["Uno"]
port = { is = "canon-e3", evidence = "reported", source = "owner" }

[[body]]
name = "Two"
series = "fast"
port = { is = "unknown", evidence = "assumed", source = "owner" }
traps = [{ is = "It growls.", evidence = "assumed", source = "owner" }]
profile.shutter_min_ms = { is = 80, evidence = "verified", source = "manual" }

[[body]]
name = "Three"
port = { is = "none", evidence = "verified", source = "manual" }
instead = { is = "Use the self-timer.", evidence = "verified", source = "manual" }
"""


def folder(path: Path, text: str = ACME, name: str = "acme.toml") -> Path:
    """A folder of camera files with this one in it."""
    path.mkdir(parents=True, exist_ok=True)
    (path / name).write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def no_bodies(tmp_path_factory, monkeypatch):
    """The package's connectors and classes, and none of its brands: quicker to read."""
    place = tmp_path_factory.mktemp("package")
    for name in ("connectors.toml", "classes.toml"):
        shutil.copy(HERE / name, place)
    monkeypatch.setattr("backgrip.cameras.book.HERE", place)
