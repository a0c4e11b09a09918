"""A camera as its remote socket knows it: two contacts and a scene go in, frames and AF runs come out.

    camera = VirtualCamera(read_book().classes["nikon-dslr"], Scene(subject_m=2.0))
    camera.contact(100 * MS, "FOCUS", True)
    camera.contact(500 * MS, "SHUTTER", True)
    camera.contact(700 * MS, "SHUTTER", False)
    shots = camera.finish(2000 * MS)
    shots.frames[0].in_focus, shots.runs, shots.missed

How a body behaves comes from its semantic class (`cameras/classes.toml`, where the sources stand) and from what its
owner has set: focus mode, drive, AF on half-press or not, focus or release priority. Nothing here knows who closes
the contacts: a grip, a cable release, or the body's own shutter button, which is wired in parallel to the remote
(measured on EOS: doc-diy.net). "AF-ON" and "MENU" are the body's own buttons.

In brackets in the docstrings: the section of the camera research that says so; "assumed" where no source does.
"""

from backgrip.virtual_camera.camera import VirtualCamera
from backgrip.virtual_camera.scene import MS, Scene, course, steps
from backgrip.virtual_camera.shots import AfRun, Frame, Lock, Missed, Outcome, OwnPress, Shots, Sleep, Why

__all__ = [
    "MS", "AfRun", "Frame", "Lock", "Missed", "Outcome", "OwnPress", "Scene", "Shots", "Sleep", "VirtualCamera", "Why",
    "course", "steps",
]  # fmt: skip
