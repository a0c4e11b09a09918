"""The owner's settings: told, changed, reset, saved and brought back. The schema is the firmware's own."""
