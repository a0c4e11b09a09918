"""The settings: the table of the contract, what is refused and why, and what becomes of a file."""

import json
from binascii import crc32

import pytest
from grip import keep, profile, settings

# design of the behaviour, "Numbers" and "Camera profile": name, default, lowest, highest, unit.
TABLE = """
shutter_needs_focus True None None -
focus_lead_ms 100 0 5000 ms
wake_lead_ms None 0 5000 ms
sleep_after_s None 1 3600 s
shutter_min_ms 100 20 2000 ms
shutter_gap_ms 50 10 2000 ms
focus_tail_ms 100 0 5000 ms
refocus_gap_ms 120 20 1000 ms
focus_open_between False None None -
style lock None None -
debounce_ms 8 2 50 ms
tap_ms 250 200 500 ms
lock_timeout_s 60 5 300 s
focus_limit_s 300 5 3600 s
shutter_limit_s 1800 5 14400 s
shutter_lock_limit_s 14400 5 43200 s
dark False None None -
"""
ROWS = [line.split() for line in TABLE.split("\n") if line]
BOUNDED = [(name, int(low), int(high), unit) for name, _, low, high, unit in ROWS if low != "None"]


def text(values, version=1, crc=None):
    return json.dumps({"version": version, "settings": values, "crc": crc or settings.checksum(values)})


@pytest.fixture
def files(tmp_path, monkeypatch):
    """The grip's file system: `settings` and `keep` read and write here."""
    for module in (settings, keep):
        for name in ("PATH", "NEW", "BAD"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, str(tmp_path / getattr(settings, name).lstrip("/").split("/")[-1]))
    return tmp_path


def test_the_names_of_the_files():
    assert (settings.PATH, settings.NEW, settings.BAD) == ("/backgrip.json", "/backgrip.new", "/backgrip.bad")
    assert settings.VERSION == 1


def test_the_table():
    found = [[*(str(value) for value in field[:4]), field[4] or "-"] for field in settings.FIELDS]
    assert found == ROWS and (profile.LOCK, profile.TRACK) == ("lock", "track")
    assert {name: str(value) for name, value in settings.defaults().items()} == {row[0]: row[1] for row in ROWS}
    assert all(meaning for *_, meaning in settings.FIELDS)


@pytest.mark.parametrize("name, low, high, unit", BOUNDED)
def test_bounds(name, low, high, unit):
    field = next(field for field in settings.FIELDS if field[0] == name)
    out = f"must be {low} to {high} {unit}"
    told = [settings.problem(field, value) for value in (low, high, low - 1, high + 1)]
    assert told == [None, None, out, out]
    for wrong in (True, False, 1.5, "8"):
        assert settings.problem(field, wrong) == f"must be a whole number of {unit}"
    none = settings.problem(field, None)
    assert none is None if name in ("wake_lead_ms", "sleep_after_s") else none == f"must be a whole number of {unit}"


@pytest.mark.parametrize("name", ["shutter_needs_focus", "focus_open_between", "dark"])
def test_choices(name):
    field = next(field for field in settings.FIELDS if field[0] == name)
    assert settings.problem(field, True) is None and settings.problem(field, False) is None
    for wrong in (0, 1, None, "true"):
        assert settings.problem(field, wrong) == "must be true or false"


def test_style():
    field = next(field for field in settings.FIELDS if field[0] == "style")
    assert [settings.problem(field, style) for style in ("lock", "track")] == [None, None]
    assert settings.problem(field, "af-c") == settings.problem(field, None) == "must be lock or track"


def test_checksum_is_that_of_the_sorted_lines():
    assert settings.checksum({"b": 2, "a": True}) == "%08x" % crc32(b"a=True\nb=2")
    assert settings.checksum({}) == "00000000"
    for ms in range(200, 210):  # odd sums and even ones
        assert settings.checksum({"tap_ms": ms}) == "%08x" % crc32(b"tap_ms=%d" % ms)


def test_a_floor_is_never_below_the_debounce_time():
    values, complaints = settings.check({"debounce_ms": 30, "shutter_min_ms": 20})
    assert values["shutter_min_ms"] == 30 and complaints == ["shutter_min_ms is below debounce_ms: using 30"]
    values, complaints = settings.check({"debounce_ms": 20, "shutter_min_ms": 20})
    assert values["shutter_min_ms"] == 20 and complaints == []


def test_what_can_be_taken_is_taken():
    values, complaints = settings.check({"tap_ms": 300, "dark": 1, "new": 5, "also": 6})
    assert values == dict(settings.defaults(), tap_ms=300)
    assert complaints == [
        "dark is 1, it must be true or false: using False",
        "also is not a setting of this version: ignored",
        "new is not a setting of this version: ignored",
    ]
    assert settings.check({"wake_lead_ms": 0, "focus_lead_ms": 0})[1] == []


@pytest.mark.parametrize(
    "stored, why",
    [
        ("", "it is damaged or empty"),
        ("7", "it is damaged or empty"),
        ('{"version": 1, "settings": {}}', "it is damaged or empty"),
        ('{"version": "1", "settings": {}, "crc": "00000000"}', "it is damaged or empty"),
        ('{"version": 1, "settings": [], "crc": "00000000"}', "it is damaged or empty"),
        (text({}, version=2), "it is of version 2, this firmware knows 1"),
        (text({"tap_ms": 300}, crc="00000000"), "its checksum is wrong (damaged, or changed by hand)"),
        (text({"tap_ms": 300}, crc="ffffffff"), "its checksum is wrong (damaged, or changed by hand)"),
    ],
)
def test_a_file_that_cannot_be_used(files, stored, why):
    with pytest.raises(ValueError) as raised:
        settings.parse(stored)
    assert str(raised.value) == why
    (files / "backgrip.json").write_text(stored)
    told = f"{settings.PATH}: {why}. Using defaults; the file is kept as {settings.BAD}"
    assert settings.load() == (settings.defaults(), [told], False)


def test_no_file_yet(files):
    assert settings.load() == (settings.defaults(), [], True)


@pytest.mark.parametrize("error", [1, 5, 21])
def test_a_file_that_cannot_be_read_is_not_taken_for_none(monkeypatch, error):
    """2 says that there is none; 21, for one, that it is a folder."""

    def fails(path):
        raise OSError(error, "on purpose")

    monkeypatch.setattr("builtins.open", fails)
    values, complaints, usable = settings.load()
    assert values == settings.defaults() and not usable and "damaged or empty" in complaints[0]


@pytest.mark.parametrize("characters, fits", [(4096, True), (4097, False)])
def test_the_longest_file(files, characters, fits):
    stored = text({"tap_ms": 300})
    (files / "backgrip.json").write_text(stored[:-1] + " " * (characters - len(stored)) + "}")
    values, _, usable = settings.load()
    assert (values["tap_ms"], usable) == ((300, True) if fits else (250, False))


def test_a_file_that_is_no_text(files):
    (files / "backgrip.json").write_bytes(b"\xff\xfe{}")
    values, complaints, usable = settings.load()
    assert values == settings.defaults() and not usable and "damaged or empty" in complaints[0]


def test_a_file_of_an_older_version_and_one_with_an_odd_value(files):
    (files / "backgrip.json").write_text(text({"tap_ms": 300, "dark": 7}, version=0))
    values, complaints, usable = settings.load()
    assert values == dict(settings.defaults(), tap_ms=300) and len(complaints) == 1 and usable


def test_change_from_the_console(files, capsys):
    settings.change(style="track", tap_ms=400)
    assert settings.load() == (dict(settings.defaults(), style="track", tap_ms=400), [], True)
    assert "style track\n" in capsys.readouterr().out
    settings.change(tap_ms=300)
    stored = json.loads((files / "backgrip.json").read_text())
    assert stored == {"version": 1, "settings": {"style": "track", "tap_ms": 300}, "crc": stored["crc"]}
    for wrong, told in (({"tap_ms": 1}, "tap_ms must be 200 to 500 ms"), ({"other": 1}, "other is no setting")):
        with pytest.raises(ValueError, match=told):
            settings.change(dark=True, **wrong)
    assert settings.load()[0]["dark"] is False
    assert not (files / "backgrip.new").exists()
