"""The state-machine programs: contact to line without the CPU.

All run at `HZ`, so one instruction takes 0.2 us. PIO0 watches the buttons and drives SHUTTER, PIO1 drives FOCUS:

    thumb contact -> button -> WIRE_THUMB -> focus -> FOCUS
    index contact -> button -> (irq 1, 5) -> shot  -> SHUTTER, WIRE_SHOT
                     WIRE_SHOT -> hold   -> FOCUS          (closed for the shot, then the tail)
                     FOCUS     -> lead   -> WIRE_READY -> shot
                     CPU       -> refocus -> FOCUS         (opens it for the refocus gap)

Two machines may open FOCUS, each under its own reason to keep it closed. Both withdraw their own reason first and then
copy the other's onto the pin, so that whatever the order, the last one opens it and neither opens it under the other.
`shot` looks at FOCUS two cycles after raising WIRE_SHOT: an opening that had just been decided is on the pin by then.

The assembler empties this module's globals while it works, so pin numbers come in as arguments (closures).
Sizes: PIO0 button 16 + eat 1 + shot 12 = 29 of 32, PIO1 focus 7 + hold 9 + lead 10 + refocus 6 = 32 of 32.
"""

from rp2 import PIO, asm_pio

HZ = 5_000_000

# Cycles that one turn of each counting loop takes; `edges` converts times with these.
DEBOUNCE_CYCLES = 2
LEAD_CYCLES = 4
TAIL_CYCLES = 4
REFOCUS_CYCLES = 2
REFOCUS_END = 5  # address of its last instruction
SHOT_CYCLES = 32  # floor and gap

# Flags (irq) of PIO0: `irq(rel(n))` adds the state machine's number, thumb 0 and index 1.
FLAG_INDEX_PRESS = 1  # a press of the index waits here; more merge into it
FLAG_INDEX_RELEASE = 5
# Flag of PIO1
FLAG_HELD = 4  # the thumb, or the lock it left behind, keeps FOCUS closed


def button():
    """One button: eager press behind the glitch filter, deferred release. Thumb and index run the same instructions.

    Starts by waiting for a release, so that a button held or shorted at power-up closes nothing. OSR: debounce turns.
    Filter: samples at 0.4, 0.8 and 1.2 us after the contact was seen; all must be closed. A full event queue drops
    the event, never the press. On a press the machine stays at the flag until the press was taken, which is what
    makes one press wait and more merge into it.
    """

    @asm_pio(set_init=PIO.OUT_LOW)
    def program():
        label("closed")
        wait(1, pin, 0)
        mov(x, osr)
        label("open")
        jmp(pin, "still_open")
        jmp("closed")
        label("still_open")
        jmp(x_dec, "open")
        set(pins, 0)
        irq(rel(4))
        push(noblock)  # ISR is 0: a release
        label("glitch")
        wait(0, pin, 0)
        set(x, 2)
        label("filter")
        jmp(pin, "glitch")
        jmp(x_dec, "filter")
        set(pins, 1)
        mov(isr, invert(null))
        push(noblock)  # ISR is all ones: a press
        irq(block, rel(0))

    return program


def eat():
    """Takes the thumb's press flag, which nobody else waits for, so that both buttons can share one program."""

    @asm_pio()
    def program():
        wait(1, irq, 0)

    return program


def shot(wire_ready, focus, needs_focus):
    """Takes a press of the index and drives SHUTTER. OSR: floor, Y: gap, in turns.

    The release flag is cleared when the press is taken: the finger that counts is the one that is down from then on.
    """

    # A body that fires without FOCUS keeps WIRE_SHOT down (one pin only): FOCUS is then the thumb's alone.
    @asm_pio(set_init=(PIO.OUT_LOW, PIO.OUT_LOW) if needs_focus else PIO.OUT_LOW)
    def program():
        wait(1, irq, 1)
        irq(clear, 5)
        set(pins, 0b10)[1]  # WIRE_SHOT
        if needs_focus:
            wait(1, gpio, focus)
            wait(1, gpio, wire_ready)
        set(pins, 0b11)  # SHUTTER closes
        mov(x, osr)
        label("floor")
        jmp(x_dec, "floor")[31]
        wait(1, irq, 5)
        set(pins, 0b00)  # SHUTTER opens
        mov(x, y)
        label("gap")
        jmp(x_dec, "gap")[31]

    return program


def focus(wire_thumb):
    """The thumb's FOCUS. Y: 0 = lock style (FOCUS stays when the thumb lifts), 1 = track style."""

    @asm_pio(set_init=PIO.OUT_LOW, out_init=PIO.OUT_LOW)
    def program():
        wrap_target()
        label("start")
        wait(1, gpio, wire_thumb)
        # Two cycles before FOCUS: a tail that has just found nobody holding it opens FOCUS before this closes it.
        irq(4)[1]  # FLAG_HELD
        set(pins, 1)  # FOCUS closes
        wait(0, gpio, wire_thumb)
        jmp(not_y, "start")
        irq(clear, 4)
        mov(pins, pins)  # FOCUS := WIRE_SHOT
        wrap()

    return program


def hold(wire_shot):
    """FOCUS for the shot: closed with WIRE_SHOT, open after the tail unless the thumb holds it. OSR: tail turns."""

    @asm_pio(set_init=PIO.OUT_LOW, out_init=PIO.OUT_LOW)
    def program():
        wait(1, gpio, wire_shot)
        label("shot")
        set(pins, 1)  # FOCUS closes
        wait(0, gpio, wire_shot)
        mov(x, osr)
        label("tail")
        jmp(pin, "shot")  # the next shot has begun; FOCUS may be open, so it looks every 0.8 us
        jmp(x_dec, "tail")[2]
        wait(0, irq, 4)  # FLAG_HELD
        jmp(pin, "shot")  # let go under a shot: its end and its tail are still to come
        mov(pins, pins)  # FOCUS := WIRE_SHOT

    return program


def lead(focus):
    """WIRE_READY: FOCUS has been closed for the lead (OSR, turns). Darkness under 20 us is no opening."""

    @asm_pio(sideset_init=PIO.OUT_LOW)
    def program():
        label("start")
        wait(1, gpio, focus).side(0)
        mov(x, osr)
        label("count")
        jmp(pin, "lit")
        wrap_target()
        set(y, 31)[1]  # 32 turns of 0.6 us and the way here: within 0.2 us of 20
        label("dark")
        jmp(pin, "lit")
        jmp(y_dec, "dark")[1]
        jmp("start")
        label("lit")
        jmp(x_dec, "count")[2]
        set(x, 0).side(1)
        wait(0, gpio, focus)
        wrap()

    return program


def refocus(wire_shot):
    """Opens FOCUS for the refocus gap (the FIFO's word, in turns), never under a shot.

    A shot ends the gap here, because `hold` waits for the lock to end and does not see it. The thumb's press closes
    FOCUS by itself; the CPU then sends this machine to its last instruction (REFOCUS_END).
    """

    @asm_pio(set_init=PIO.OUT_LOW, out_shiftdir=PIO.SHIFT_RIGHT, autopull=True, pull_thresh=32)
    def program():
        out(x, 32)
        wait(0, gpio, wire_shot)
        set(pins, 0)  # FOCUS opens
        label("gap")
        jmp(pin, "end")  # a shot has begun
        jmp(x_dec, "gap")
        label("end")
        set(pins, 1)  # FOCUS closes

    return program
