"""`backgrip guide NAME`: the personal set-up sheet of one camera, on the terminal or as a page to print."""
