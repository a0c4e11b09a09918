"""`make bench`: how fast a button closes its line, and what else of the grip is measured rather than claimed.

Every way to read a button is frozen into one image (`pico/` and picozero, beside the grip) and boots on
the emulated Pico; a file on its file system says which one runs. All times are the Pico's own clock, all
draws are seeded, so the same firmware gives the same figures on any machine.
"""
