"""Checks of the case, and its outputs."""
