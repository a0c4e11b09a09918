"""`python -m backgrip` is `backgrip`."""

from backgrip.cli import main

main()
