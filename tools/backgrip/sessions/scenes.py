"""The six sessions. Data only.

Distances and lenses are everyday ones; the depth of field is f²/N/c with c = 0.03 mm. "background" is whatever the AF
point looks at when it is off the subject. A single frame's finger stays down for half a second, as one does who waits
for the shutter's sound; in that time AF can run once more, where a body wants that.
"""

from backgrip.sessions.script import Aim, Follow, Pause, Session, Shot
from backgrip.virtual_camera import Scene, course, steps

ON, OFF = "subject", "background"
DIM_EV, LIT_EV, AF_EV = -4.0, 2.0, -1.0

PORTRAIT = Session(
    "portrait", "Portrait, recomposed",
    "85 mm f/1.8 at 1.8 m. Focus on the eye, recompose, two frames, a word with the sitter, two frames more. "
    "Meanwhile a cloud takes a stop of light.",
    (Aim(200), Shot(1200, 500), Shot(1900, 500), Pause(2500, 3200), Shot(3300, 500), Shot(4000, 500)),
    Scene(
        subject_m=1.8, background_m=6, looks=steps((0, ON), (1.1, OFF)), hyperfocal_m=134,
        light_ev=course((2.5, 11), (3.1, 10)),
    ),
    own_mode="single", drive="single", length_ms=4650,
)  # fmt: skip

GROUP = Session(
    "group", "Group, one face to stay on",
    "50 mm f/4 at 3 m. Focus on one face, then frame all: the AF point is between two heads, once on a child in front. "
    "Three frames, because somebody always blinks, and one more after a laugh.",
    (Aim(200), Shot(1100, 500), Shot(1750, 500), Shot(2400, 500), Pause(2950, 3300), Shot(3400, 500)),
    Scene(
        subject_m=3.0, background_m=steps((0, 9.0), (2.3, 2.0), (2.95, 9.0)), looks=steps((0, ON), (1.05, OFF)),
        hyperfocal_m=20.8,
    ),
    own_mode="single", drive="single", length_ms=4050,
)  # fmt: skip

CHILDREN = Session(
    "children", "Children running",
    "135 mm f/4. They run towards the camera, 12 to 4 m in three seconds, the AF point stays on them. Three bursts.",
    (Follow(200, 3900), Shot(1000, 500), Shot(2000, 700), Shot(3100, 600)),
    Scene(subject_m=course((0.5, 12), (3.7, 4)), background_m=30, hyperfocal_m=152),
    own_mode="continuous", drive="continuous", length_ms=4050,
)  # fmt: skip

BIRD = Session(
    "bird", "Bird in flight",
    "400 mm f/5.6. Follow it in; it passes behind a branch at constant distance: stop AF, shoot on; follow it out. The "
    "thumb lifts before the last burst has ended.",
    (Follow(200, 1700), Shot(900, 500), Shot(1950, 400), Follow(2600, 3900), Shot(3300, 800)),
    Scene(
        subject_m=course((0, 28), (1.6, 20), (2.6, 20), (4.2, 27)), background_m=9.0,
        looks=steps((0, ON), (1.8, OFF), (2.5, ON)), hyperfocal_m=952,
    ),
    own_mode="continuous", drive="continuous", length_ms=4250,
)  # fmt: skip

SINGER = Session(
    "singer", "Singer, dim stage",
    "85 mm f/2 at 5 m, exposure set by hand. Focus while the spot is on; it goes out, and in what is left AF hunts. "
    "Two frames in the dim light, a pause, one more; the spot is on again, one step nearer: focus again.",
    (Aim(200), Shot(1300, 500), Shot(2000, 500), Pause(2600, 3000), Shot(3100, 500), Aim(4000), Shot(5000, 500)),
    Scene(
        subject_m=steps((0, 5.0), (3.8, 4.2)), background_m=8, hyperfocal_m=120,
        light_ev=steps((0, LIT_EV), (1.1, DIM_EV), (3.9, LIT_EV)), af_needs_ev=AF_EV,
    ),
    own_mode="single", drive="single", length_ms=5650, exposure="manual",
)  # fmt: skip

BULB = Session(
    "bulb", "Bulb exposure at night",
    "35 mm f/4 on a tripod. Focus on a torch at 3 m, torch off; two exposures of more than a second, a breath between.",
    (Aim(200), Shot(1200, 1200), Pause(2500, 2900), Shot(3000, 1200)),
    Scene(
        subject_m=3.0, hyperfocal_m=10.2, light_ev=steps((0, LIT_EV), (1.1, -8.0)), af_needs_ev=AF_EV,
    ),
    own_mode="single", drive="bulb", length_ms=4350, exposure="manual",
)  # fmt: skip

SESSIONS = (PORTRAIT, GROUP, CHILDREN, BIRD, SINGER, BULB)
