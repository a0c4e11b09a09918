from umachine import Pin; Pin(16, Pin.OUT, value=0); Pin(17, Pin.OUT, value=0)  # noqa: E702 both lines open

# A soft reset leaves pads as they were, driven by PIO: this file runs after every reset, before anything else.
# The numbers are those of grip/pins.py, repeated because an import could fail; a test compares them. The `u` asks for
# the built-in module, whatever lies on the file system.
