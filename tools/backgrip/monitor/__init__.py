"""`backgrip monitor`: what a grip sees, while it shoots.

follow (the cable) -> story (what happened, on one clock) -> view or lines (the terminal), record (files).
"""
