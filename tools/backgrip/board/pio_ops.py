"""PIO instructions, each compiled once into a closure that runs it for one state machine.

A closure returns the program counter that follows, or STALL when the instruction has to be tried again on a
later tick. A stalled instruction is re-run as a whole, as the hardware re-evaluates it on every tick, so
every closure leaves the machine unchanged when it stalls (`irq wait` and an autopushing `in` keep the one bit
of state they need).

Meaning after the RP2040 datasheet, section 3.4 (instructions) and 3.5.4 (autopush, autopull).
"""

from backgrip.board.pio_data_ops import compile_in, compile_mov, compile_out, compile_push_pull
from backgrip.board.pio_parts import SIDE_EN, SIDE_PINDIR, STALL, WORD, pin_writer


def compile_op(m, opcode, following):
    """Compile `opcode` for machine `m`; `following` is the program counter after it when it does not jump.

    Returns `(run, ticks)`, ticks being 1 plus the delay. As it compiles it notes on the machine which pins,
    flags and FIFOs the program looks at and which pins it writes, so that only machines that can notice a
    change are woken.
    """
    side_count = m.pin_ctrl >> 29
    field = (opcode >> 8) & 0x1F
    delay = field & ((1 << (5 - side_count)) - 1)
    run = COMPILERS[opcode >> 13](m, opcode, following)
    if side_count:
        bits = field >> (5 - side_count)
        width = side_count
        if m.exec_ctrl & SIDE_EN:
            width -= 1
            if not bits >> width:
                return run, 1 + delay
            bits &= (1 << width) - 1
        run = _with_side(m, run, bits, width)
    return run, 1 + delay


def _with_side(m, run, bits, width):
    """Side-set happens on the first tick even when the instruction stalls, and wins over the machine's own
    out or set of the same pin in the same tick (datasheet 3.5.1), hence after it."""
    side = pin_writer(m, (m.pin_ctrl >> 10) & 0x1F, width, bool(m.exec_ctrl & SIDE_PINDIR))

    def run_with_side():
        following = run()
        side(bits)
        return following

    return run_with_side


def _jmp(m, opcode, following):
    target, condition = opcode & 0x1F, (opcode >> 5) & 7
    block = m.block
    if condition == 0:
        return lambda: target
    if condition in (1, 3):

        def if_zero():
            if condition == 1:
                m.x_uses += 1
                return following if m.x else target
            m.y_uses += 1
            return following if m.y else target

        return if_zero
    if condition == 2:  # counted loops are recognised by these two alone, so they do not count as a use

        def x_dec():
            x = m.x
            m.x = (x - 1) & WORD
            return target if x else following

        return x_dec
    if condition == 4:

        def y_dec():
            y = m.y
            m.y = (y - 1) & WORD
            return target if y else following

        return y_dec
    if condition == 5:

        def differ():
            m.x_uses += 1
            m.y_uses += 1
            return target if m.x != m.y else following

        return differ
    if condition == 6:
        bit = 1 << ((m.exec_ctrl >> 24) & 0x1F)
        m.sees_pins |= bit
        return lambda: target if block.inputs & bit else following
    threshold = (m.shift_ctrl >> 25) & 0x1F or 32
    m.sees_fifo = True  # autopull refills the shift register behind the program's back
    return lambda: target if m.osr_count < threshold else following


def _wait(m, opcode, following):
    want, source, index = opcode >> 7 & 1, opcode >> 5 & 3, opcode & 0x1F
    block = m.block
    if source == 2:
        bit = 1 << m.irq_index(index)
        m.sees_irq |= bit
        if want:

            def wait_flag():
                if block.irq & bit:
                    block.clear_irq(m, bit)  # only `wait 1 irq` clears the flag it waited for (3.4.3)
                    return following
                return STALL

            return wait_flag
        return lambda: STALL if block.irq & bit else following
    if source == 3:
        raise ValueError(f"PIO instruction {opcode:#06x} uses the reserved wait source 3")
    if source == 1:
        index = (index + (m.pin_ctrl >> 15)) & 0x1F
    bit = 1 << index
    m.sees_pins |= bit
    level = bit if want else 0
    return lambda: following if block.inputs & bit == level else STALL


def _irq(m, opcode, following):
    block, bit = m.block, 1 << m.irq_index(opcode & 0x1F)
    m.sees_irq |= bit
    if opcode & 0x40:

        def clear():
            block.clear_irq(m, bit)
            return following

        return clear
    if not opcode & 0x20:

        def raise_flag():
            block.raise_irq(m, bit)
            return following

        return raise_flag

    def raise_and_wait():
        if not m.irq_waiting:
            block.raise_irq(m, bit)
            m.irq_waiting = True
            return STALL
        if block.irq & bit:
            return STALL
        m.irq_waiting = False
        return following

    return raise_and_wait


def _set(m, opcode, following):
    destination, data = opcode >> 5 & 7, opcode & 0x1F
    if destination in (0, 4):
        pins = pin_writer(m, (m.pin_ctrl >> 5) & 0x1F, (m.pin_ctrl >> 26) & 7, destination == 4)

        def set_pins():
            pins(data)
            return following

        return set_pins
    if destination == 1:

        def set_x():
            m.x_uses += 1
            m.x = data
            return following

        return set_x
    if destination == 2:

        def set_y():
            m.y_uses += 1
            m.y = data
            return following

        return set_y
    raise ValueError(f"PIO set destination {destination} is reserved")


COMPILERS = (_jmp, _wait, compile_in, compile_out, compile_push_pull, compile_mov, _irq, _set)
