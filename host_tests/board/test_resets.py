"""A sample of `soak/resets`: each kind of reset somewhere in a shot with buttons held; all phases in `make soak`."""

import pytest
from backgrip.firmware import FIRMWARE
from backgrip.image import frozen_uf2
from soak.reset_kinds import ctrl_c, ctrl_c_ctrl_d, forced, power, run_pin, soft_reset_by_mpremote, watchdog
from soak.resets import SHOTS, try_shot

IN_TRACK = SHOTS[0]
# us into the shot: FOCUS has closed; in the lead; SHUTTER closes 100 ms after FOCUS; both closed
ON_BATTERIES = {
    1_003: (watchdog,), 50_000: (run_pin,), 101_004.2: (watchdog,), 150_000: (forced, power),
}  # fmt: skip
ON_A_CABLE = {101_005: (ctrl_c_ctrl_d,), 150_000: (ctrl_c, soft_reset_by_mpremote)}


def test_resets_on_batteries():
    tally = try_shot(IN_TRACK, False, ON_BATTERIES)
    assert not tally.broken, "\n".join(tally.broken)
    assert tally.tried["with both buttons held"] >= 4
    for kind in ("watchdog", "run_pin", "forced", "power"):
        assert tally.worst[f"{kind}_line_open_us"] <= 10, kind


def test_resets_on_a_cable():
    tally = try_shot(IN_TRACK, True, ON_A_CABLE)
    assert not tally.broken, "\n".join(tally.broken)
    assert tally.worst["ctrl_c_line_open_us"] <= 3000


SEEDS = {
    "Ctrl-C opens the lines late": (
        "app.py", "except KeyboardInterrupt:\n        lines_open()", "except KeyboardInterrupt:\n        sleep_ms(30)",
        True, ctrl_c, "a line stayed closed",
    ),
    "a button held since before closes a line": (
        "edges.py", "machines[_SHOT_SM].exec(_MOV_Y_OSR)",
        "machines[_SHOT_SM].exec(_MOV_Y_OSR); [machines[n].exec(_JMP | button[1] + 8) for n in (0, 1)]",
        False, watchdog, "a line closed while thumb and index was held",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", SEEDS)
def test_a_seeded_fault_is_caught(what, tmp_path):
    file, old, new, usb, kind, words = SEEDS[what]
    text = (FIRMWARE / "grip" / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "grip").mkdir()
    (tmp_path / "grip" / file).write_text(text.replace(old, new), encoding="utf-8")
    tally = try_shot(IN_TRACK, usb, {150_000: (kind,)}, image=frozen_uf2(extra_frozen=tmp_path))
    assert any(words in told for told in tally.broken), tally
