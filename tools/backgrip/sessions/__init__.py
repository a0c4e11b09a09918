"""What the grip is for, measured: the same photographer shoots the same scenes four ways.

    script.py     what a photographer does, in intentions: focus on this, follow that, shoot now
    scenes.py     the six sessions
    ways.py       the intentions as fingers: on the body's own buttons, or on the grip's
    bodies.py     a typical body of each semantic class, with its profile
    grip.py       the grip's two buttons played to the real firmware on the emulated Pico: FOCUS and SHUTTER out
    plan.py       which runs there are, and running them
    measure.py    FOCUS and SHUTTER, and the scene, shown to the virtual camera: what became of every intention
    result.py     the figures, and the file that keeps them
    verdict.py    sums, what must hold, and where the grip loses and why
    words.py      figures as rows of words; table.py, picture.py, block.py: for a terminal, as SVG, for the README

`python -m backgrip sessions` does it all. The firmware runs as it is flashed; the cameras are virtual: how a class of
bodies behaves is only as sure as `cameras/classes.toml` says.
"""
