"""Each clause of the contract broken on purpose: a text of the firmware, what takes its place, and who must notice.

`test_clauses.py` applies each to the behaviour, the state machines' programs or the settings, and sees a test fail. A
text that is not found exactly once fails too: then the firmware has changed and the clause needs its fault anew.
"""

from dataclasses import dataclass

STORIES = "behaviour/test_scenarios.py"
UNITS = "behaviour/test_behaviour.py"
SETTINGS = "behaviour/test_settings.py"


@dataclass(frozen=True)
class Clause:
    """What the contract says; the file, the text and the wrong text; the tests that must fail."""

    says: str
    file: str
    text: str
    wrong: str
    noticed_by: tuple = (STORIES,)


B, S, P, E, G, PR = "behaviour", "settings", "programs", "edges", "guard", "profile"

CLAUSES = (
    # Focus styles, lock.
    Clause("lock: FOCUS stays closed when the thumb lifts", B,
           "        self._taps = self._taps + 1 if short else 0\n",
           "        self._taps = self._taps + 1 if short else 0\n        self._wanted = LET_GO\n"),
    Clause("press again: FOCUS opens for the refocus gap and closes", B,
           "        self._wanted = REFOCUS if again else NOTHING", "        self._wanted = NOTHING"),
    Clause("a press of the thumb ends the gap", B,
           "        if self._end_gap(now):\n            return END_GAP\n        # Ordered",
           "        # Ordered"),
    Clause("a press of the index ends the gap", B,
           "        return END_GAP if self._end_gap(now) else NOTHING\n\n    def _unlock",
           "        return NOTHING\n\n    def _unlock", (UNITS,)),
    Clause("two short taps let go", B, "            if self._taps == 2:", "            if self._taps == 9:"),
    Clause("each tap is short", B, "        short = diff(now, self._thumb_pressed_at) <",
           "        short = diff(now, self._thumb_pressed_at) >= 0 or 0 <"),
    Clause("the second within 250 ms of the first", B,
           "        near = diff(now, self._thumb_lifted_at) < self._settings[\"tap_ms\"]", "        near = True", (UNITS,)),
    Clause("a third press focuses again instead", B,
           "self._taps = 1 if self._taps == 1 and near else 0", "self._taps = min(self._taps, 1) if near else 0"),
    Clause("holding the second focuses again instead", B,
           "        if self._taps and not self._thumb and diff(", "        if self._taps and diff("),
    Clause("the length of a tap can be set", B,
           "        if self._taps and not self._thumb and diff(now, self._thumb_lifted_at) >= self._settings[\"tap_ms\"]:",
           "        if self._taps and not self._thumb and diff(now, self._thumb_lifted_at) >= 250:"),
    Clause("the lock lets go by itself", B, "        elif self._lock_left_ms(now) <= 0:", "        elif False:"),
    Clause("the time-out counts only while both buttons are up and SHUTTER is open", B,
           "        if self._thumb or self._index or shutter or opened:", "        if False:"),
    Clause("the time-out is lock_timeout_s", B,
           "        return self._settings[\"lock_timeout_s\"] * 1000 - diff", "        return 60_000 - diff"),
    Clause("the lamp blinks through the last 5 s", B,
           "ENDING_MS = 5000", "ENDING_MS = 4000", (UNITS,)),
    # Focus styles, track.
    Clause("track: no pattern of presses means anything else", B,
           "        if self.style == TRACK:\n            return NOTHING\n        again", "        again"),
    Clause("no press pattern changes the style while shooting", B,
           "self._style_wanted == self.style or self._thumb or self._index or self._shutter or self._shot",
           "self._style_wanted == self.style", (UNITS,)),
    Clause("a change of style lets the lock go", B, "        if self.locked:\n            self.locked, self._focus_ms",
           "        if False:\n            self.locked, self._focus_ms", (UNITS,)),
    # The index.
    Clause("what the thumb asked for happens after SHUTTER opened", B,
           "        if self._wanted == NOTHING or self._shot or self._chord:",
           "        if self._wanted == NOTHING or self._chord:"),
    Clause("FOCUS opens after every closure where the body wants it", B,
           "        if between and not (", "        if False and not ("),
    Clause("two taps under a shot let go after it, where FOCUS opens between too", B,
           " and not (self.locked and self._wanted == LET_GO):", ":"),
    Clause("a shot ends the gap", B, "        if self._gap and self._shot:", "        if False:", (UNITS,)),
    # Shutter lock.
    Clause("shutter lock after 2 s of the index", B, "INDEX_BEFORE_LOCK_MS = 2000", "INDEX_BEFORE_LOCK_MS = 1000"),
    Clause("and 1 s of the thumb", B, "THUMB_FOR_LOCK_MS = 1000", "THUMB_FOR_LOCK_MS = 500"),
    Clause("that press is no refocus", B, "            self._wanted = NOTHING  # that press is no refocus\n", ""),
    Clause("the next press of the thumb opens it", B,
           "        if self.shutter_locked:\n            return self._unlock_shutter()\n        if self.style",
           "        if self.style"),
    Clause("the next press of the index opens it", B,
           "        if self.shutter_locked:\n            return self._unlock_shutter()\n        return END_GAP",
           "        return END_GAP"),
    Clause("never by the index alone", B,
           "        self._index_pressed_at = now\n        if self.shutter_locked:",
           "        self._index_pressed_at = self._thumb_pressed_at = now\n        self._chord = True\n"
           "        if self.shutter_locked:"),
    Clause("the index must be down for it", B, "            self._shutter and self._index and diff(",
           "            self._shutter and diff("),
    # Safety.
    Clause("the limit of FOCUS", B, "        if self._focus_ms >= self._settings", "        if False and self._settings"),
    Clause("does not count a closed SHUTTER", B, "(0 if self._shutter else elapsed)", "elapsed"),
    Clause("past its limit the button must be released first", B,
           "            return OPEN_FOCUS if self._thumb else LET_GO", "            return LET_GO"),
    Clause("so it must where FOCUS opens between closures", B,
           "OPEN_FOCUS if self._over else REFOCUS", "REFOCUS"),
    Clause("the limit of SHUTTER", B, "        if self._shutter and diff(now, self._shutter_since) >=",
           "        if False and 0 >="),
    Clause("a locked SHUTTER has its own limit", B,
           "\"shutter_lock_limit_s\" if self.shutter_locked else \"shutter_limit_s\"", "\"shutter_limit_s\""),
    Clause("the LED says limit hit", B, "        if self._limit_hit:\n            return LIMIT_HIT\n", "", (UNITS,)),
    Clause("an overflow drops gestures in progress", B, "        self._taps = 0  # short taps in a row\n",
           "        self._taps = getattr(self, \"_taps\", 0)\n", (UNITS,)),
    Clause("an overflow takes over the levels", B, "        self._thumb = thumb\n        self._index = index\n",
           "        self._thumb = self._index = False\n", (UNITS,)),
    # Camera profile.
    Clause("wake lead after sleep_after_s", B, "wake_ms if self._asleep and wake_ms is not None else", "wake_ms if False else"),
    Clause("the lead is 100 ms", PR, "(\"focus_lead_ms\", 100,", "(\"focus_lead_ms\", 90,", (SETTINGS,)),
    Clause("index closes FOCUS first unless the body says so", PR, "(\"shutter_needs_focus\", True,",
           "(\"shutter_needs_focus\", False,", (SETTINGS,)),
    Clause("a refocus gap is 20 to 1000 ms", PR, "(\"refocus_gap_ms\", 120, 20, 1000,", "(\"refocus_gap_ms\", 120, 10, 1000,",
           (SETTINGS,)),
    Clause("debounce is 2 to 50 ms", S, "(\"debounce_ms\", 8, 2, 50,", "(\"debounce_ms\", 8, 2, 60,", (SETTINGS,)),
    Clause("the lock's time-out is 5 to 300 s", S, "60, 5, 300, \"s\"", "60, 5, 3000, \"s\"", (SETTINGS,)),
    Clause("a locked SHUTTER ends after 14400 s, at most 43200", S, "14400, 5, 43200", "14400, 5, 86400", (SETTINGS,)),
    # Settings.
    Clause("a bad file means defaults", S, "        return defaults(), [\"%s: %s.", "        return check({\"tap_ms\": 500})[0], [\"%s: %s.",
           (SETTINGS,)),
    Clause("with a checksum", S, "    if checksum(values) != crc:", "    if False:", (SETTINGS,)),
    Clause("a value out of range is never used", S, "            if why is None:", "            if True:", (SETTINGS,)),
    Clause("to a temporary file, then renamed", "keep", "        with open(NEW, \"w\") as file:", "        with open(PATH, \"w\") as file:",
           (SETTINGS,)),
)  # fmt: skip
