"""What a connected grip tells of itself: status, settings, fault log."""
