"""Short stories that between them reach every statement of the grip that a grip can reach. Each begins at power-up.

A story gets a `Walk`: the board, driven in small steps, so that a fault can be put in at any statement on the way.
"""

import json

from backgrip.firmware import module, settings_file

from soak.hooks import RAISE, SLEEP, STORE_FULL
from soak.walk import READY_MS, Story


def _boot(walk):
    walk.run(READY_MS)


def _lock(walk):
    walk.run(READY_MS)
    walk.press("thumb", 60)
    walk.press("index", 150)
    walk.release("thumb", 20)
    walk.release("index", 170)
    walk.tap("thumb", 60, 60)  # focuses again
    walk.tap("thumb", 60, 300)  # the second of two: lets go
    walk.tap("thumb", 300, 20)
    walk.press("thumb", 40)
    walk.tap("index", 40, 320)  # a shot in the refocus gap
    walk.release("thumb", 20)
    walk.tap("thumb", 60, 60)
    walk.press("index", 20)
    walk.tap("thumb", 40, 40)  # wanted under a shot
    walk.release("index", 400)


def _timeout(walk):
    walk.run(READY_MS)
    walk.tap("thumb", 60, 5200)


def _track(walk):
    walk.run(1300)  # the body sleeps: the lead is longer
    walk.press("thumb", 30)
    walk.tap("index", 180, 60)
    walk.release("thumb", 300)
    walk.tap("index", 250, 200)
    walk.press("thumb", 250)
    walk.tap("index", 150, 60)  # FOCUS opens between
    walk.release("thumb", 300)


def _shutter_lock(walk):
    walk.run(READY_MS)
    for _ in range(2):
        walk.press("index", 2050)
        walk.press("thumb", 1050)
        walk.release("thumb", 20)
        walk.release("index", 60)
        walk.tap("index", 40, 250)  # opens it


def _lock_limit(walk):
    walk.run(READY_MS)
    walk.press("index", 2050)
    walk.press("thumb", 1050)
    walk.release("thumb", 20)
    walk.release("index", 2200)


def _limits(walk):
    walk.run(READY_MS)
    walk.press("thumb", 5100)
    walk.press("index", 5200)
    walk.release("thumb", 20)
    walk.release("index", 200)


def _swap(walk):
    walk.run(1500)
    walk.release("thumb", 2300)


def _quiet(walk):
    walk.run(2400)


def _stuck(walk):
    walk.run(3300)


def _swap_on_full(walk):
    walk.order("grip/keep.py", "file.write(text)", STORE_FULL)
    _swap(walk)
    walk.run(2200)


def _hang(walk):
    walk.run(READY_MS)
    walk.restart(0xB680)
    walk.run(2300)


def _fault(walk):
    walk.run(READY_MS)
    walk.press("thumb", 40)
    walk.order("grip/lamp.py", "pattern = TABLE", RAISE)
    walk.run(300)
    walk.release("thumb", 1300)


def _plain(walk):
    walk.run(READY_MS)
    walk.restart(0xB642)
    walk.order("grip/lamp.py", "pattern = TABLE", RAISE)  # the third fault: log and plain mode
    walk.run(400)
    walk.tap("thumb", 60, 40)
    walk.tap("index", 180, 200)


def _plain_limits(walk):
    walk.run(READY_MS)
    walk.restart(0xB603)
    walk.press("thumb", 5200)
    walk.press("index", 5300)
    walk.release("index", 20)
    walk.release("thumb", 20)


def _overflow(walk):
    walk.run(READY_MS)
    walk.order("grip/lamp.py", "pattern = TABLE", SLEEP)
    walk.run(60)
    for _ in range(5):
        walk.tap("thumb", 20, 20)
        walk.tap("index", 20, 20)
    walk.press("index", 400)
    walk.release("index", 300)


def _link(walk):
    walk.run(READY_MS)
    walk.ask("hello", "state", "nonsense", "status", ms=120)
    walk.board.send("\r\nno line of ours " + "x" * 80 + "\n!1 hello*0000\n!1 h\x01llo*0000\n")
    walk.run(60)
    walk.ask("settings", "log", ms=250)
    walk.ask("watch", ms=80)
    walk.tap("index", 150, 500)
    walk.ask("stop", ms=40)
    walk.board.slide("track")
    walk.run(120)  # "style track", told over the link


def _unwatched(walk):
    walk.run(READY_MS)
    walk.ask("watch")
    walk.run(10_200)


def _maintenance(walk):
    walk.run(2600)
    walk.release("thumb", 0)
    walk.release("index", 1100)
    walk.board.send('from grip import settings\rsettings.change(style="track")\r')
    walk.run(400)
    walk.board.send('settings.change(style="up")\r')
    walk.run(150)


def _ctrl_c(walk):
    walk.run(READY_MS)
    walk.press("thumb", 40)
    walk.board.send("\x03")
    walk.run(60)
    walk.release("thumb", 1100)


def _slide(walk):
    walk.run(READY_MS)
    walk.tap("thumb", 300, 100)
    walk.board.slide("track")
    walk.run(150)
    walk.tap("thumb", 50, 50)


def _odd_settings():
    settings = module("settings")
    values = {**settings.defaults(), "colour": 1, "dark": "yes", "style": "up", "focus_lead_ms": 9999}
    values |= {"debounce_ms": 40, "shutter_min_ms": 20, "tap_ms": "long"}
    return json.dumps({"version": 1, "settings": values, "crc": settings.checksum(values)}).encode()


_NEWER = json.dumps({"version": 2, "settings": {}, "crc": "00000000"}).encode()
_CABLE = {"usb": True}
_SLEEPY = {"sleep_after_s": 1, "wake_lead_ms": 120, "focus_open_between": True}

STORIES = [
    Story("switching on", _boot),
    Story("switching on, odd settings", _boot, _odd_settings()),
    Story("switching on, settings of a newer version", _boot, _NEWER),
    Story("shots in lock style", _lock, settings_file(style="lock")),
    Story("the lock's time-out", _timeout, settings_file(lock_timeout_s=5)),
    Story("shots in track style", _track, settings_file(style="track", **_SLEEPY)),
    Story("no FOCUS needed, opened between", _lock, settings_file(shutter_needs_focus=False, focus_open_between=True)),
    Story("shutter lock", _shutter_lock),
    Story("limit of the shutter lock", _lock_limit, settings_file(shutter_lock_limit_s=5)),
    Story("limits of both lines", _limits, settings_file(style="track", focus_limit_s=5, shutter_limit_s=5)),
    Story("limit of FOCUS in lock style", _limits, settings_file(focus_limit_s=5, shutter_limit_s=5)),
    Story("the style swapped and stored", _swap, board={"held": ("thumb",)}),
    Story("settings that cannot be stored", _swap_on_full, board={"held": ("thumb",)}),
    Story("a damaged settings file set aside", _quiet, b"no settings"),
    Story("a hang told to the fault log", _hang),
    Story("a fault, and a sound run after it", _fault),
    Story("the third fault and plain mode", _plain),
    Story("limits in plain mode", _plain_limits),
    Story("edges lost", _overflow),
    Story("a shorted thumb, weak cells", _stuck,
          board={"held": ("thumb",), "battery_v": 2.0}),
    Story("the style switch", _slide, board={"style_switch": "stored"}),
    Story("talk over USB", _link, board={**_CABLE, "style_switch": "stored"}),
    Story("a watcher who goes away", _unwatched, board=_CABLE),
    Story("maintenance at power-up, settings from the console", _maintenance,
          board={**_CABLE, "held": ("thumb", "index")}, shoots=False),
    Story("Ctrl-C", _ctrl_c, board=_CABLE, shoots=False),
]  # fmt: skip
