# Included by the Makefile: the hardware, checked by the tools that builders use. See hardware/README.md.
HARDWARE_PYTHON := build/hardware-venv/bin/python

.PHONY: hardware-ready hardware-board hardware-spice
hardware-ready:
	@sh hardware/setup.sh

hardware-board: ready hardware-ready
	@$(HARDWARE_PYTHON) hardware/board/check.py
	@$(PYTHON) -m pytest -q -n auto -m hardware host_tests/hardware/test_board.py

hardware-spice: ready hardware-ready
	@$(PYTHON) hardware/spice/run.py --check
	@$(PYTHON) -m pytest -q -n auto -m hardware host_tests/hardware/test_spice.py
