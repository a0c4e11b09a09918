"""The contract as stories: what the fingers do, and when each line must be closed.

A story is played on the pure behaviour (`test_scenarios.py`), under MicroPython (`test_micropython.py`) and on the
emulated board (`../board/test_scenarios.py`). Times are ms from the story's start. `T` / `t` = thumb down / up,
`I` / `i` = index down / up. `focus` and `shutter` list the closures as (from, to), `None` = still closed at the end.
Release times include the debounce time of 8 ms. Data only: the file runs under MicroPython too.
"""

LOCK, TRACK = "lock", "track"


def story(name, style, fingers, end, focus, shutter, **settings):
    moves = []
    for step in fingers.split():
        moves.append((int(step[:-1]), "thumb" if step[-1] in "Tt" else "index", step[-1] in "TI"))
    return {
        "name": name, "style": style, "moves": moves, "end": end,
        "focus": focus, "shutter": shutter, "settings": settings,
    }  # fmt: skip


STORIES = (
    # Lock style, the thumb.
    story("press and lift: focus stays closed", LOCK, "100T 400t", 1500, [(100, None)], []),
    story("press again: focus opens for the gap and closes", LOCK, "100T 500t 1000T 1400t", 2000,
          [(100, 1000), (1120, None)], []),
    story("a press in the gap ends it", LOCK, "100T 500t 1000T 1040t 1070T 1500t", 2000, [(100, 1000), (1070, None)], []),
    story("after a gap ended by a press the next press focuses again", LOCK,
          "100T 500t 1000T 1040t 1070T 1500t 2000T 2400t", 2600, [(100, 1000), (1070, 2000), (2120, None)], []),
    story("two short taps let go", LOCK, "100T 180t 300T 380t", 1500, [(100, 300), (420, 638)], []),
    story("two short taps on a lock let go", LOCK, "100T 700t 1000T 1100t 1300T 1400t", 2200,
          [(100, 1000), (1120, 1300), (1420, 1658)], []),
    story("a third press focuses again", LOCK, "100T 180t 300T 380t 500T 900t", 1600, [(100, 300), (420, 500), (620, None)], []),
    story("a third tap focuses again", LOCK, "100T 180t 300T 380t 500T 580t", 1600, [(100, 300), (420, 500), (620, None)], []),
    story("holding the second tap focuses again", LOCK, "100T 180t 300T 900t", 1600, [(100, 300), (420, None)], []),
    story("taps too far apart do not let go", LOCK, "100T 180t 480T 560t", 1600, [(100, 480), (600, None)], []),
    story("slow taps for gloves", LOCK, "100T 500t 800T 1200t", 2400, [(100, 800), (920, 1708)], [], tap_ms=500),
    story("the lock lets go by itself", LOCK, "100T 400t", 6000, [(100, 5408)], [], lock_timeout_s=5),
    story("a shot puts the time-out off", LOCK, "100T 400t 3000I 3200i", 9000, [(100, 8208)], [(3000, 3208)],
          lock_timeout_s=5),
    story("no time-out under the thumb", LOCK, "100T 7000t", 13000, [(100, 12008)], [], lock_timeout_s=5),
    # The index.
    story("a frame from nothing: lead, frame, tail", LOCK, "100I 400i", 1000, [(100, 508)], [(200, 408)]),
    story("a locked focus fires at once", LOCK, "100T 300t 600I 800i", 1500, [(100, None)], [(600, 808)]),
    story("a press in the lead of the thumb waits for the rest of it", LOCK, "100T 140I 600i 700t", 1500, [(100, None)],
          [(200, 608)]),
    story("a tap shorter than the lead still fires", LOCK, "100I 130i", 1000, [(100, 400)], [(200, 300)]),
    story("a tap shorter than the floor is stretched", LOCK, "100T 300t 600I 620i", 1500, [(100, None)], [(600, 700)]),
    story("a press in the floor waits for the gap", LOCK, "100T 300t 600I 620i 650I 900i", 1500, [(100, None)],
          [(600, 700), (750, 908)]),
    story("presses that wait merge into one", LOCK, "100T 300t 600I 612i 630I 642i 660I 672i", 1500, [(100, None)],
          [(600, 700), (750, 850)]),
    story("a press in the gap waits", LOCK, "100T 300t 600I 800i 830I 1000i", 1500, [(100, None)], [(600, 808), (858, 1008)]),
    story("three frames on one lock", LOCK, "100T 300t 600I 720i 900I 1020i 1200I 1320i", 1600, [(100, None)],
          [(600, 728), (900, 1028), (1200, 1328)]),
    story("bulb follows the finger", TRACK, "100I 3100i", 3600, [(100, 3208)], [(200, 3108)]),
    story("a shot within the tail fires at once", TRACK, "100I 400i 480I 700i", 1000, [(100, 808)], [(200, 408), (480, 708)]),
    # Track style.
    story("track: closed while the thumb is down", TRACK, "100T 600t", 1000, [(100, 608)], []),
    story("track: taps mean nothing", TRACK, "100T 180t 250T 330t", 1000, [(100, 188), (250, 338)], []),
    story("track: a burst under the thumb", TRACK, "100T 400I 900i 1200t", 1500, [(100, 1208)], [(400, 908)]),
    story("track: lifting the thumb never opens focus under a shot", TRACK, "100T 400I 500t 900i", 1500, [(100, 1008)],
          [(400, 908)]),
    story("track: the tail ends when the thumb taps within it", TRACK, "100I 400i 430T 460t", 1000, [(100, 468)], [(200, 408)]),
    story("track: the thumb keeps focus after the tail", TRACK, "100I 300T 400i 900t", 1300, [(100, 908)], [(200, 408)]),
    story("track: no shutter lock", TRACK, "100I 2300T 3600t 3900i", 4500, [(100, 4008)], [(200, 3908)]),
    # What the thumb asks for under a shot happens after it.
    story("refocus waits for the shot", LOCK, "100T 300t 600I 800T 900t 1200i", 2000, [(100, 1208), (1328, None)], [(600, 1208)]),
    story("letting go waits for the shot", LOCK, "100T 500t 900I 1000T 1100t 1200T 1300t 1800i", 2500, [(100, 1808)],
          [(900, 1808)]),
    story("a press of the index ends the gap, the lead runs anew", LOCK, "100T 500t 1000T 1050I 1300i 1400t", 2000,
          [(100, 1000), (1050, None)], [(1150, 1308)]),
    story("after a frame on the lock, the index still ends the gap", LOCK, "100T 300t 400I 600i 1000T 1050I 1300i 1400t", 2000,
          [(100, 1000), (1050, None)], [(400, 608), (1150, 1308)]),
    # Shutter lock.
    story("shutter lock, opened by the index", LOCK, "100I 2300T 3600t 3900i 5000I 5200i", 6000, [(100, None)], [(200, 5000)]),
    story("shutter lock, opened by the thumb", LOCK, "100I 2300T 3600t 3900i 5000T 5200t", 6000, [(100, None)], [(200, 5000)]),
    story("after the shutter lock the index works again", LOCK, "100I 2300T 3600t 3900i 5000I 5200i 5400I 5600i", 6000,
          [(100, None)], [(200, 5000), (5400, 5608)]),
    story("too early a thumb is no shutter lock, it focuses again", LOCK, "100T 300t 600I 2400T 3800t 4000i", 4800,
          [(100, 4008), (4128, None)], [(600, 4008)]),
    story("the thumb of the shutter lock is no refocus", LOCK, "100T 300t 600I 2800T 4000t 4200i 5000I 5200i", 5800,
          [(100, None)], [(600, 5000)]),
    story("too short a thumb is no shutter lock", LOCK, "100I 2300T 3100t 3400i", 4200, [(100, None)], [(200, 3408)]),
    story("a stretched tap under the thumb is no shutter lock", LOCK, "100I 200i 3300T 4500t", 6000, [(100, None)],
          [(3100, 5100)], focus_lead_ms=3000, shutter_min_ms=2000),
    # Limits.
    story("focus limit under the thumb", TRACK, "100T 6000t 6500T 6700t", 7000, [(100, 5100), (6500, 6708)], [],
          focus_limit_s=5),
    story("focus limit does not count a closed shutter", TRACK, "100T 1000I 4000i 9000t", 9500, [(100, 8108)], [(1000, 4008)],
          focus_limit_s=5),
    story("shutter limit under the finger", TRACK, "100I 6000i 6500I 6700i", 7000, [(100, 5300), (6500, 6808)],
          [(200, 5200), (6600, 6708)], shutter_limit_s=5),
    story("shutter limit when locked", LOCK, "100I 2300T 3600t 3900i", 7500, [(100, None)], [(200, 6200)],
          shutter_lock_limit_s=6),
    # Other bodies.
    story("a body that fires without focus", LOCK, "100I 400i", 1000, [], [(100, 408)], shutter_needs_focus=False),
    story("a body that fires without focus, thumb apart", TRACK, "100T 300I 500t 700i", 1000, [(100, 508)], [(300, 708)],
          shutter_needs_focus=False),
    story("fuji's floor of 300 ms", LOCK, "100I 150i", 1000, [(100, 600)], [(200, 500)], shutter_min_ms=300),
    story("focus opens between closures", TRACK, "100T 400I 600i 1500t", 2000, [(100, 608), (728, 1508)], [(400, 608)],
          focus_open_between=True),
    story("focus opens between closures, thumb lifts in the gap", TRACK, "100T 400I 600i 660t", 1200, [(100, 608)],
          [(400, 608)], focus_open_between=True),
    story("focus opens between closures, thumb lifts in the gap and presses again at once", TRACK,
          "100T 400I 600i 660t 669T 1500t", 2000, [(100, 608), (669, 1508)], [(400, 608)], focus_open_between=True),
    story("focus opens between closures of the index alone", TRACK, "100I 400i 480I 700i", 1200, [(100, 408), (480, 708)],
          [(200, 408), (580, 708)], focus_open_between=True),
    story("focus opens between closures, also for a thumb past its limit", TRACK, "100T 5500I 5700i 6500t 6700T 6900t", 7000,
          [(100, 5100), (5500, 5708), (6700, 6908)], [(5600, 5708)], focus_open_between=True, focus_limit_s=5),
    story("focus opens between closures, also when the next press waits", TRACK, "10I 67i 77I 176i", 1000,
          [(10, 210), (260, 460)], [(110, 210), (360, 460)], focus_open_between=True),
    story("focus opens between closures, also when the next press waits under the thumb", TRACK, "10T 200I 220i 240I 260i 800t",
          1000, [(10, 300), (350, 550), (670, 808)], [(200, 300), (450, 550)], focus_open_between=True),
    story("focus opens between closures, without a tail the thumb lifts in the gap", TRACK, "10I 59i 86I 187i 207T 298t", 600,
          [(10, 130), (180, 300)], [(110, 130), (280, 300)], focus_open_between=True, focus_tail_ms=0, shutter_min_ms=20),
    story("focus opens between closures, a body that fires without focus: the thumb comes in the gap", TRACK,
          "0I 127i 161I 304T 459t 459i", 1000, [(304, 467)], [(0, 300), (350, 650)], focus_open_between=True,
          shutter_needs_focus=False, shutter_min_ms=300),
    story("focus opens between closures on a lock", LOCK, "100T 400t 600I 800i", 1500, [(100, 808), (928, None)],
          [(600, 808)], focus_open_between=True),
    story("focus opens between closures, locked between two frames of which one waited", LOCK, "100I 130i 250I 320T 600i 900t",
          1500, [(100, 300), (320, 608), (728, None)], [(200, 300), (420, 608)], focus_open_between=True),
    story("focus opens between closures, the thumb comes between two frames of which one waited", TRACK,
          "100I 130i 250I 320T 600i 900t", 1500, [(100, 300), (320, 608), (728, 908)], [(200, 300), (420, 608)],
          focus_open_between=True),
    story("focus opens between closures, and stays open after two taps under the shot", LOCK,
          "100T 400t 600I 700T 780t 880T 960t 1500i", 2500, [(100, 1508)], [(600, 1508)], focus_open_between=True),
    story("a body that fires without focus: the index ends the gap", LOCK, "100T 500t 1000T 1030I 1045t 1070T 1300i 1500t", 2000,
          [(100, 1000), (1030, 1070), (1190, None)], [(1030, 1308)], shutter_needs_focus=False),
    story("a sleeping body gets its wake lead, then the short one", TRACK, "1400I 2000i 2300I 2500i", 3000,
          [(1400, 2108), (2300, 2608)], [(1800, 2008), (2400, 2508)], wake_lead_ms=400, sleep_after_s=1),
)  # fmt: skip
