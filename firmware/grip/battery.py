"""The battery: VSYS through the divider on the Pico itself."""

from machine import ADC

from grip import pins

LOW_MV = 2100  # two AA cells at 1.05 V each: NiMH nearly empty, alkaline with a last quarter
_FULL_SCALE_MV = 3 * 3300  # VSYS / 3 against the 3.3 V reference


class Battery:
    """Reads VSYS. Below 1.8 V the Pico's converter gives up; on USB it reads about 4.8 V."""

    def __init__(self):
        self._adc = ADC(pins.BATTERY)

    def mv(self):
        """VSYS in mV, within some 3 % (the reference is the 3.3 V supply)."""
        return self._adc.read_u16() * _FULL_SCALE_MV // 65535

    def low(self):
        """True if the cells should be changed."""
        return self.mv() < LOW_MV
