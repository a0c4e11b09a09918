"""PIO instructions, each compiled once into a closure that runs it for one state machine.

A closure returns the program counter that follows, or STALL when the instruction has to be tried again on a later
tick. A stalled instruction is re-run as a whole, as the hardware re-evaluates it on every tick, so every closure
leaves the machine unchanged when it stalls (`irq wait` and an autopushing `in` keep the one bit of state they need).

Meaning after the RP2040 datasheet, section 3.4 (instructions) and 3.5.4 (autopush, autopull).
"""

STALL = -1
WORD = 0xFFFFFFFF

AUTOPUSH, AUTOPULL = 1 << 16, 1 << 17
IN_RIGHT, OUT_RIGHT = 1 << 18, 1 << 19
STATUS_SEL, SIDE_PINDIR, SIDE_EN = 1 << 4, 1 << 29, 1 << 30
TXSTALL, RXSTALL = 24, 0


def reverse(value):
    """Bit 0 becomes bit 31 and so on; the `::` of the assembler."""
    return int(f"{value:032b}"[::-1], 2)


def spread(base, count):
    """Mask of `count` pins from `base` on; pin 31 is followed by pin 0 (datasheet 3.5.6)."""
    mask = ((1 << count) - 1) << base
    return (mask | mask >> 32) & WORD


def compile_op(m, opcode, following):
    """Compile `opcode` for machine `m`; `following` is the program counter after it when it does not jump.

    Returns `(run, ticks)`, ticks being 1 plus the delay. As it compiles it notes on the machine which pins, flags and
    FIFOs the program looks at and which pins it writes, so that only machines that can notice a change are woken.
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
    """Side-set happens on the first tick even when the instruction stalls, and wins over the machine's own out or set
    of the same pin in the same tick (datasheet 3.5.1), hence after it."""
    side = _pin_writer(m, (m.pin_ctrl >> 10) & 0x1F, width, bool(m.exec_ctrl & SIDE_PINDIR))

    def run_with_side():
        following = run()
        side(bits)
        return following

    return run_with_side


def _pin_writer(m, base, count, directions):
    block, mask = m.block, spread(base, count)
    m.writes_pins |= mask

    def write(value):
        value <<= base
        block.write_pins(m, (value | value >> 32) & mask, mask, directions)

    return write


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


def _reader(m, source):
    """A function that reads one of the sources of `in` and `mov`."""
    block = m.block
    if source == 0:
        base = (m.pin_ctrl >> 15) & 0x1F
        m.sees_pins = WORD
        if not base:
            return lambda: block.inputs

        def pins():
            value = block.inputs
            return (value >> base | value << (32 - base)) & WORD

        return pins
    if source == 1:

        def x():
            m.x_uses += 1
            return m.x

        return x
    if source == 2:

        def y():
            m.y_uses += 1
            return m.y

        return y
    if source == 3:
        return lambda: 0
    if source == 5:
        level = m.exec_ctrl & 0xF
        fifo = m.rx if m.exec_ctrl & STATUS_SEL else m.tx
        m.sees_fifo = True
        return lambda: WORD if len(fifo) < level else 0
    if source == 6:
        return lambda: m.isr
    if source == 7:
        return lambda: m.osr
    raise ValueError(f"PIO source {source} is reserved")


def _in(m, opcode, following):
    read, count = _reader(m, opcode >> 5 & 7), opcode & 0x1F or 32
    right, auto = m.shift_ctrl & IN_RIGHT, m.shift_ctrl & AUTOPUSH
    threshold = (m.shift_ctrl >> 20) & 0x1F or 32
    mask = (1 << count) - 1
    m.sees_fifo |= bool(auto)

    def run():
        if not m.in_pending:
            data = read() & mask
            if right:
                m.isr = (m.isr >> count | data << (32 - count)) & WORD
            else:
                m.isr = (m.isr << count | data) & WORD
            m.isr_count = min(32, m.isr_count + count)
        if auto and m.isr_count >= threshold:
            if not m.push(m.isr):
                m.in_pending = True  # shifted already; what is left to do is the push
                m.block.stalled_on(RXSTALL, m)
                return STALL
            m.isr = m.isr_count = 0
        m.in_pending = False
        return following

    return run


def _out(m, opcode, following):
    destination, count = opcode >> 5 & 7, opcode & 0x1F or 32
    right, auto = m.shift_ctrl & OUT_RIGHT, m.shift_ctrl & AUTOPULL
    threshold = (m.shift_ctrl >> 25) & 0x1F or 32
    mask = (1 << count) - 1
    write = _writer(m, destination, count, following)
    m.sees_fifo |= bool(auto)

    def run():
        if auto and m.osr_count >= threshold:
            if not m.tx:
                m.block.stalled_on(TXSTALL, m)
            m.refill()
            m.retry = bool(m.osr_count == 0)  # refilled: the `out` itself runs on the next tick (3.5.4.2)
            return STALL
        if right:
            value = m.osr & mask
            m.osr >>= count
        else:
            value = m.osr >> (32 - count)
            m.osr = (m.osr << count) & WORD
        m.osr_count = min(32, m.osr_count + count)
        if auto:
            m.refill()
        return write(value)

    return run


def _push_pull(m, opcode, following):
    conditional, block_here = opcode & 0x40, opcode & 0x20
    block = m.block
    m.sees_fifo = True
    if opcode & 0x80:
        threshold = (m.shift_ctrl >> 25) & 0x1F or 32
        auto = m.shift_ctrl & AUTOPULL

        def pull():
            if conditional and m.osr_count < threshold:
                return following
            if auto and m.osr_count < threshold:
                return following  # with autopull on, a pull of a full register is a barrier and does nothing (3.4.7)
            if m.tx:
                m.osr = m.pull()
            elif block_here:
                block.stalled_on(TXSTALL, m)
                return STALL
            else:
                m.x_uses += 1
                m.osr = m.x
            m.osr_count = 0
            return following

        return pull
    threshold = (m.shift_ctrl >> 20) & 0x1F or 32

    def push():
        if conditional and m.isr_count < threshold:
            return following
        if not m.push(m.isr):
            # "also set when a nonblocking PUSH to a full FIFO took place, in which case the state machine has
            # dropped data" (FDEBUG.RXSTALL, datasheet 3.7)
            block.stalled_on(RXSTALL, m)
            if block_here:
                return STALL
        m.isr = m.isr_count = 0
        return following

    return push


def _writer(m, destination, count, following):
    """A function that takes `out`'s value to its destination and returns the next program counter."""

    def register(value):
        if destination == 1:
            m.x_uses += 1
            m.x = value
        elif destination == 2:
            m.y_uses += 1
            m.y = value
        elif destination == 5:
            return value & 0x1F
        elif destination == 6:
            m.isr, m.isr_count = value, count
        elif destination == 7:
            m.execute_next(value & 0xFFFF, following)
        return following

    if destination not in (0, 4):
        return register
    pins = _pin_writer(m, m.pin_ctrl & 0x1F, (m.pin_ctrl >> 20) & 0x3F, destination == 4)

    def write_pins(value):
        pins(value)
        return following

    return write_pins


def _mov(m, opcode, following):
    read, operation, destination = _reader(m, opcode & 7), opcode >> 3 & 3, opcode >> 5 & 7
    if destination == 3:
        raise ValueError("PIO mov destination 3 is reserved")
    pins = None
    if destination == 0:
        pins = _pin_writer(m, m.pin_ctrl & 0x1F, (m.pin_ctrl >> 20) & 0x3F, False)

    def run():
        value = read()
        if operation == 1:
            value ^= WORD
        elif operation == 2:
            value = reverse(value)
        if destination == 0:
            pins(value)
        elif destination == 1:
            m.x_uses += 1
            m.x = value
        elif destination == 2:
            m.y_uses += 1
            m.y = value
        elif destination == 4:
            m.execute_next(value & 0xFFFF, following)
        elif destination == 5:
            return value & 0x1F
        elif destination == 6:
            m.isr, m.isr_count = value, 0
        else:
            m.osr, m.osr_count = value, 0
        return following

    return run


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
        pins = _pin_writer(m, (m.pin_ctrl >> 5) & 0x1F, (m.pin_ctrl >> 26) & 7, destination == 4)

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


COMPILERS = (_jmp, _wait, _in, _out, _push_pull, _mov, _irq, _set)
