"""Backgrip: back-button focus for any camera with a wired-remote port."""
