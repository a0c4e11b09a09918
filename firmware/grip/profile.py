"""The camera profile: what a body wants on its two contacts. A camera is data, never an `if`.

A field is (name, default, lowest, highest, unit, meaning). Lowest and highest are None for choices; a default of None
means "not used on this body". Defaults and their sources: the timing table of the camera research (100 ms lead, floor
and tail are the defaults of a commercial trigger and the `most safe` figure measured on a D5200).
"""

LOCK = "lock"
TRACK = "track"

FIELDS = (
    ("shutter_needs_focus", True, None, None, "", "index closes FOCUS before SHUTTER"),
    ("focus_lead_ms", 100, 0, 5000, "ms", "FOCUS closed at least this long before SHUTTER closes"),
    ("wake_lead_ms", None, 0, 5000, "ms", "lead after the body slept, where it needs a longer one"),
    ("sleep_after_s", None, 1, 3600, "s", "both lines open for longer than this: the body sleeps"),
    ("shutter_min_ms", 100, 20, 2000, "ms", "shortest closure of SHUTTER; never a ceiling"),
    ("shutter_gap_ms", 50, 10, 2000, "ms", "SHUTTER stays open at least this long between closures"),
    ("focus_tail_ms", 100, 0, 5000, "ms", "FOCUS stays closed this long after SHUTTER opened"),
    ("refocus_gap_ms", 120, 20, 1000, "ms", "how long FOCUS opens to make single AF start over"),
    ("focus_open_between", False, None, None, "", "FOCUS opens after every closure of SHUTTER"),
    ("style", LOCK, None, None, "", "focus style: lock (single AF) or track (continuous AF)"),
)
