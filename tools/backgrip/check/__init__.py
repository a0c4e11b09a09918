"""`backgrip check`: is the grip built right? Step by step, with a multimeter, a camera, a loop-back plug or only eyes.

    result.py      what became of a step: passed, failed, not checked; what was found and where to look
    places.py      where a GPIO is on the board
    board_code.py  what runs on the Pico, small pieces with bounded times that leave both lines open
    bench.py       one run: the console, the person who answers, what was read so far
    software.py    firmware, settings, fault log, supply
    wires.py       what can be found electrically, with no question
    buttons.py     thumb and index, one by one; the style switch
    lamps.py       the two LEDs
    meter.py       pull-downs, lines and isolation, with a multimeter
    camera.py      the order of the two lines, with a camera
    loopback.py    the lines through the loop-back plug, alone
    steps.py       all steps, as data, and running them
    ask.py, table.py, cli.py   the person at the terminal

A step measures (a few lines on the Pico), then judges: judging is a pure function of what was measured or answered.
"""
