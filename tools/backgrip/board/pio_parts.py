"""What PIO instructions are compiled from: the constants, the pins they write, the sources they read."""

STALL = -1  # what a compiled instruction returns when it has to be tried again
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


def pin_writer(m, base, count, directions):
    block, mask = m.block, spread(base, count)
    m.writes_pins |= mask

    def write(value):
        value <<= base
        block.write_pins(m, (value | value >> 32) & mask, mask, directions)

    return write


def reader(m, source):
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
