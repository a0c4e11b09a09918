"""A USB host for the emulated Pico: one serial console."""

from rp2040py.usb.cdc import USBCDC

PACKET = 64


class Host:
    """The host's end of the board's USB serial port. `received` is called with every piece of text from the
    board.

    rp2040py's host answers each poll with an empty packet, so the board spends its life in interrupts: one
    second of the Pico takes a minute. A real host sends nothing when it has nothing to send; the endpoint
    then stays armed, and an idle board with USB costs about as little as one on batteries.
    """

    def __init__(self, rp2040, received):
        self.usb = rp2040.usb_ctrl
        self.cdc = USBCDC(self.usb)
        self.queue, self.wanted, self.connected = bytearray(), 0, False
        self._others = self.usb.on_endpoint_read
        self._clear = self.usb.on_reset
        self.usb.on_endpoint_read = self._on_read
        self.usb.on_reset = self._on_reset
        self.cdc.on_serial_data = received
        self.cdc.on_device_connected = self._on_connected

    def send(self, data):
        """Bytes for the board; delivered as it asks for them."""
        self.queue += data
        self._feed()

    def stop_reading(self):
        """From now on what the board sends is not taken, as by a program that hangs. There is no way back."""
        done = self.usb._indicate_buffer_ready

        def taken(endpoint, out):
            if out or endpoint != self.cdc._in_endpoint:
                done(endpoint, out)

        self.usb._indicate_buffer_ready = taken

    def _on_connected(self):
        self.connected = True

    def _on_reset(self):
        self._clear()
        self.wanted, self.connected = 0, False
        self.queue.clear()

    def _on_read(self, endpoint, size):
        if endpoint != self.cdc._out_endpoint:
            self._others(endpoint, size)
            return
        self.wanted = min(size, PACKET)
        self._feed()

    def _feed(self):
        if self.wanted and self.queue:
            packet = bytes(self.queue[: self.wanted])
            del self.queue[: len(packet)]
            self.wanted = 0
            self.usb.endpoint_read_done(self.cdc._out_endpoint, packet)
