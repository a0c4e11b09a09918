"""How long to wait for a board: BACKGRIP_PATIENCE multiplies it, for an emulated board on a busy machine."""

import os

PATIENCE = float(os.environ.get("BACKGRIP_PATIENCE", "1"))
