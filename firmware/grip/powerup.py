"""What a button held while switching on means. Pure, like `behaviour`."""

from grip.ticks import diff

NOTHING = 0
SWAP_STYLE = 1
MAINTENANCE = 2
STUCK = 3  # a button has not been seen released: say so

SWAP_FROM_MS = 1000
SWAP_TO_MS = 3000
MAINTENANCE_MS = 2000
STUCK_MS = 10_000


class PowerUp:
    """Follows both buttons from the start until each has been seen released.

    `thumb`, `index`: held at the start. `power_up`: the owner has switched on; after a restart of the grip's own, in
    the middle of a shot perhaps, held buttons mean nothing but that they must be let go.
    """

    def __init__(self, thumb, index, power_up, now):
        self._since = now
        self._power_up = power_up
        self._alone = thumb and not index and power_up
        self.thumb = thumb  # still held since power-up
        self.index = index
        self._told = False

    def over(self):
        """True once nothing can come of it any more."""
        return not self.thumb and not self.index

    def thumb_moved(self, now, down):
        """The thumb was pressed or seen released. Returns SWAP_STYLE or NOTHING."""
        held, self.thumb = self.thumb, self.thumb and down
        swaps = held and not down and self._alone and SWAP_FROM_MS <= diff(now, self._since) <= SWAP_TO_MS
        return SWAP_STYLE if swaps else NOTHING

    def index_moved(self, down):
        """The index was pressed, so that the thumb is not alone any more, or seen released."""
        self._alone = self._alone and not down
        self.index = self.index and down

    def look(self, thumb, index):
        """Takes over the contacts' levels after edges were lost; a hold is still one only if it has lasted."""
        self.thumb = self.thumb and thumb
        self.index = self.index and index

    def waited(self, now):
        """Time has passed. Returns MAINTENANCE, STUCK (once) or NOTHING."""
        held_ms = diff(now, self._since)
        if self._power_up and self.thumb and self.index and held_ms >= MAINTENANCE_MS:
            return MAINTENANCE
        if held_ms >= STUCK_MS and not self.over() and not self._told:
            self._told = True
            return STUCK
        return NOTHING
