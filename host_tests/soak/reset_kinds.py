"""Kinds of reset. Each does its own to a board and returns how long a line may stay closed after it, in us."""

WATCHDOG = 0x40058000
LOAD, TRIGGER = WATCHDOG + 4, 1 << 31
READY_MS = 130
HARDWARE_US = 1_000  # the contract: lines open within 1 ms of a hardware reset, or of an exception
CTRL_C_US = 20_000  # from the host's byte: MicroPython first ends what it is in, a collection of garbage at most


def watchdog(board):
    board.rp2040.write_uint32(LOAD, 2)  # half microseconds: it bites before it can be fed
    return HARDWARE_US


def forced(board):
    board.rp2040.write_uint32(WATCHDOG, TRIGGER)  # as machine.reset() and `mpremote reset` do
    return HARDWARE_US


def run_pin(board):
    board.hold_reset()
    return HARDWARE_US


def power(board):
    board.power_cycle(off_ms=0.01)
    return HARDWARE_US


def ctrl_c(board):
    board.send("\x03")
    return CTRL_C_US


def ctrl_c_ctrl_d(board):
    board.send("\x03")
    return CTRL_C_US


def soft_reset_by_mpremote(board):
    board.send("\r\x03\x03")
    return CTRL_C_US


BATTERIES = (watchdog, forced, run_pin, power)
CABLE = (watchdog, ctrl_c, ctrl_c_ctrl_d, soft_reset_by_mpremote)


def after(board, kind):
    """What follows the cause once the lines are open. Returns whether the grip is to shoot then."""
    if kind is run_pin:
        board.run(ms=0.5)
        board.release_reset()
    elif kind is ctrl_c:
        board.run(ms=60)
        return False
    elif kind is ctrl_c_ctrl_d:
        board.run(ms=60)
        board.send("\x04")
        board.run_until(lambda b: b.resets[-1].cause == "soft", limit_ms=100)
    elif kind is soft_reset_by_mpremote:  # its bytes: raw console, soft reset, and out; main.py does not run again
        for keys in ("\r\x01", "\x04", "\r\x02"):
            board.run(ms=60)
            board.send(keys)
        board.run(ms=60)
        return False
    board.run(ms=READY_MS)
    return True
