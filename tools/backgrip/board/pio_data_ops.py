"""The PIO instructions that move data: `in`, `out`, `push`, `pull`, `mov` (datasheet 3.4.4 to 3.4.8,
3.5.4)."""

from backgrip.board.pio_parts import (
    AUTOPULL,
    AUTOPUSH,
    IN_RIGHT,
    OUT_RIGHT,
    RXSTALL,
    STALL,
    TXSTALL,
    WORD,
    pin_writer,
    reader,
    reverse,
)


def compile_in(m, opcode, following):
    read, count = reader(m, opcode >> 5 & 7), opcode & 0x1F or 32
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


def compile_out(m, opcode, following):
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


def compile_push_pull(m, opcode, following):
    return (_pull if opcode & 0x80 else _push)(m, opcode & 0x40, opcode & 0x20, following)


def _pull(m, conditional, blocking, following):
    block = m.block
    m.sees_fifo = True
    threshold = (m.shift_ctrl >> 25) & 0x1F or 32
    auto = m.shift_ctrl & AUTOPULL

    def pull():
        if conditional and m.osr_count < threshold:
            return following
        if auto and m.osr_count < threshold:
            return (
                following  # with autopull on, a pull of a full register is a barrier and does nothing (3.4.7)
            )
        if m.tx:
            m.osr = m.pull()
        elif blocking:
            block.stalled_on(TXSTALL, m)
            return STALL
        else:
            m.x_uses += 1
            m.osr = m.x
        m.osr_count = 0
        return following

    return pull


def _push(m, conditional, blocking, following):
    block = m.block
    m.sees_fifo = True
    threshold = (m.shift_ctrl >> 20) & 0x1F or 32

    def push():
        if conditional and m.isr_count < threshold:
            return following
        if not m.push(m.isr):
            # "also set when a nonblocking PUSH to a full FIFO took place, in which case the state machine has
            # dropped data" (FDEBUG.RXSTALL, datasheet 3.7)
            block.stalled_on(RXSTALL, m)
            if blocking:
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
    pins = pin_writer(m, m.pin_ctrl & 0x1F, (m.pin_ctrl >> 20) & 0x3F, destination == 4)

    def write_pins(value):
        pins(value)
        return following

    return write_pins


def compile_mov(m, opcode, following):
    read, operation, destination = reader(m, opcode & 7), opcode >> 3 & 3, opcode >> 5 & 7
    if destination == 3:
        raise ValueError("PIO mov destination 3 is reserved")
    pins = None
    if destination == 0:
        pins = pin_writer(m, m.pin_ctrl & 0x1F, (m.pin_ctrl >> 20) & 0x3F, False)

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
