"""What a button held while switching on means, the style switch, and settings good and bad, on the emulated board."""

import json

import pytest
from backgrip.board import Board
from backgrip.image import frozen_uf2, stock_uf2
from backgrip.image.plain import plain_files
from grip import settings

from board.rig import booted, closed_us, settings_file

PLAIN = plain_files()


def switched_on(*held, style_switch=None, stored=None, usb=False, plain=False):
    files = {} if stored is None else {"backgrip.json": stored}
    if plain or usb:
        return Board(stock_uf2(), files={**PLAIN, **files}, held=held, style_switch=style_switch, usb=usb)
    return Board(frozen_uf2(), files=files, held=held, style_switch=style_switch)


def style_of(board):
    """The style the grip is in, as the hand finds out: does FOCUS stay when the thumb lifts?"""
    start = board.now_ns
    board.press("thumb")
    board.run(ms=300)
    board.release("thumb")
    board.run(ms=100)
    ((_, opened),) = closed_us(board, "FOCUS", start)
    return "lock" if opened is None else "track"


def long_blinks(board, since_ns):
    blinks = [span for span in board.closed_of("LED") if span.open_ns and span.open_ns > since_ns]
    return sum(span.open_ns - span.close_ns > 5e8 for span in blinks)


@pytest.mark.parametrize("stored, style, blinks", [("lock", "track", 2), ("track", "lock", 1)])
def test_the_thumb_alone_swaps_the_style_and_it_is_kept(stored, style, blinks):
    board = switched_on("thumb", stored=settings_file(style=stored, lock_timeout_s=5))
    board.run(ms=2000)
    lifted = board.now_ns
    board.release("thumb")
    board.run(ms=4500)  # two quiet seconds, then it is written
    assert long_blinks(board, lifted) == blinks
    assert not board.closed_of("FOCUS")
    kept = json.loads(board.read_file("backgrip.json"))
    assert kept["settings"]["style"] == style and kept["crc"] == settings.checksum(kept["settings"])
    board.power_cycle()
    board.run(ms=150)
    assert style_of(board) == style


def test_a_swap_keeps_what_it_does_not_know():
    board = switched_on("thumb", stored=odd(colour="red", focus_lead_ms=9999, style="lock"))
    board.run(ms=2000)
    board.release("thumb")
    board.run(ms=4500)
    kept = json.loads(board.read_file("backgrip.json"))["settings"]
    assert (kept["colour"], kept["focus_lead_ms"], kept["style"]) == ("red", 9999, "track")


def test_a_second_bad_file_does_not_replace_the_first():
    files = {"backgrip.json": b"second", "backgrip.bad": b"first"}
    board = Board(frozen_uf2(), files=files)
    board.run(ms=3000)
    assert (board.read_file("backgrip.bad"), board.read_file("backgrip.bad2")) == (b"first", b"second")


@pytest.mark.parametrize("held_ms", [700, 3400])
def test_too_short_or_too_long_a_hold_swaps_nothing(held_ms):
    board = switched_on("thumb", stored=settings_file(style="lock"))
    board.run(ms=held_ms)
    board.release("thumb")
    board.run(ms=200)
    assert style_of(board) == "lock"


def test_the_slide_switch_wins():
    board = switched_on(style_switch="track", stored=settings_file(style="lock"))
    board.run(ms=150)
    assert style_of(board) == "track"


@pytest.mark.parametrize("press_ms", [100, 400])
def test_the_slide_switch_moved_on_a_lock(press_ms):
    """It wins at once, lock or not, and after a short tap as after a long press."""

    def move(board):
        board.unjudged("the style switch is moved, which the judge is not told")
        start = board.now_ns
        board.press("thumb")
        board.run(ms=press_ms)
        board.release("thumb")
        board.run(ms=600)
        assert board.level("FOCUS")
        board.slide("track")
        board.run(ms=100)
        return len(closed_us(board, "FOCUS", start)), board.level("FOCUS"), style_of(board)

    assert booted(style="lock").fork(move) == (1, 0, "track")


def test_a_restart_while_shooting_is_no_maintenance():
    """Both buttons down is how faults find a grip: after its own restart it waits for them, and shoots again."""

    def restart(board):
        board.press("thumb")
        board.press("index")
        board.rp2040.write_uint32(0x40058000, 1 << 31)  # as machine.reset() does
        board.run(ms=3000)
        assert not board.level("FOCUS") and not board.level("SHUTTER")
        board.release("thumb")
        board.release("index")
        board.run(ms=50)
        return style_of(board)

    assert booted(style="lock").fork(restart) == "lock"


def test_both_buttons_for_2_s_are_maintenance():
    board = switched_on("thumb", "index", usb=True)
    board.run(ms=2600)
    assert "Maintenance" in board.console
    for button in ("thumb", "index"):
        board.release(button)
    board.run(ms=100)
    board.press("index")
    board.run(ms=300)
    assert not board.closed_of("SHUTTER") and not board.closed_of("FOCUS")
    board.send("print(6 * 7)\r")
    board.run(ms=100)
    assert "42" in board.console


def test_a_shorted_thumb_leaves_the_index_working_and_is_told():
    board = switched_on("thumb", usb=True)
    board.run(ms=10_500)
    assert "The thumb button is held or shorted" in board.console
    start = board.now_ns
    board.press("index")
    board.run(ms=200)
    board.release("index")
    board.run(ms=300)
    ((closed, _),) = closed_us(board, "SHUTTER", start)
    assert 100_000 <= closed <= 102_000


def damaged_crc():
    kept = json.loads(settings_file(style="track"))
    kept["settings"]["style"] = "lock"  # changed by hand
    return json.dumps(kept).encode()


def newer():
    kept = json.loads(settings_file(style="track"))
    return json.dumps({**kept, "version": settings.VERSION + 1}).encode()


BAD = {
    "empty": (b"", "damaged or empty"),
    "not text": (bytes(range(128, 256)), "damaged or empty"),
    "cut short": (settings_file(style="track")[:-30], "damaged or empty"),
    "changed by hand": (damaged_crc(), "checksum is wrong"),
    "of a future version": (newer(), "is of version 2"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_settings_file(what):
    """A clear message, the LED code, defaults, lines open; the file is set aside, not deleted."""
    stored, why = BAD[what]
    board = switched_on(stored=stored, usb=True)
    board.run(ms=3200)
    assert why in board.console and "Using defaults" in board.console
    assert board.read_file("backgrip.bad") == stored
    assert "backgrip.json" not in board.list_files()
    assert not board.closed_of("FOCUS") and not board.closed_of("SHUTTER")
    assert flashes_in_a_row(board) == 4
    assert style_of(board) == "lock"


def flashes_in_a_row(board):
    """How many short flashes the LED gives before its long pause: the code of `lamp.TABLE`."""
    spans = [span for span in board.closed_of("LED") if span.open_ns]
    count = 1
    while count < len(spans) and spans[count].close_ns - spans[count - 1].open_ns < 5e8:
        count += 1
    return count


def odd(**changes):
    values = {**settings.defaults(), **changes}
    return json.dumps({"version": 1, "settings": values, "crc": settings.checksum(values)}).encode()


@pytest.mark.parametrize(
    "changes, told",
    [
        ({"focus_lead_ms": 9999, "style": "track"}, "focus_lead_ms is 9999, it must be 0 to 5000 ms: using 100"),
        ({"colour": "red", "style": "track"}, "colour is not a setting of this version: ignored"),
        ({"dark": "yes", "style": "track"}, "dark is 'yes', it must be true or false: using False"),
        ({"debounce_ms": 40, "shutter_min_ms": 20, "style": "track"}, "shutter_min_ms is below debounce_ms: using 40"),
    ],
)
def test_one_odd_value_costs_only_itself(changes, told):
    board = switched_on(stored=odd(**changes), usb=True)
    board.run(ms=3000)
    assert told in board.console
    assert board.read_file("backgrip.json") == odd(**changes)  # nothing lost that could be kept
    assert style_of(board) == "track"


# Small files lie in the folder's own blocks, so those must be full as well before nothing more can be stored.
FILLS = """
def fill(name, size):
    with open(name, "wb") as file:
        while True:
            file.write(bytes(size))
            file.flush()  # what was not committed would be given back
for size in (4096, 64):
    for number in range(200):
        try:
            if size == 64:
                with open("/small%d" % number, "wb") as file:
                    file.write(bytes(400))
            else:
                fill("/large%d" % number, size)
        except OSError:
            break
from grip import app
app.run()
"""


def test_a_full_file_system_is_told_and_the_grip_works_on():
    filler = {"filler.bin": bytes(1408 * 1024 - 160_000)}
    files = {**PLAIN, **filler, "main.py": FILLS.encode(), "backgrip.json": settings_file(style="lock")}
    board = Board(stock_uf2(), files=files, usb=True, held=("thumb",), erase_ms=0, program_ms=0)
    assert board.run_until(lambda b: "Backgrip" in b.console, limit_ms=6000)
    board.run(ms=1500)
    board.release("thumb")  # swaps the style, which ought to be stored
    board.run(ms=3500)
    assert "settings: not saved" in board.console
    assert json.loads(board.read_file("backgrip.json"))["settings"]["style"] == "lock"
    assert style_of(board) == "track"


def test_the_led_in_the_case_shows_the_same():
    def both(board):
        board.run(ms=3500)
        return [[s.close_ns // 10**6 for s in board.closed_of(name)] for name in ("LED", "LED22")]

    pico, case = booted(style="track").fork(both)
    assert pico == case and pico
