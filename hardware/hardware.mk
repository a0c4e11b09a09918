# Included by the Makefile: the hardware, checked by the tools that builders use. See hardware/README.md.
HARDWARE_PYTHON := build/hardware-venv/bin/python
HARDWARE_CHECKS := hardware-board hardware-spice hardware-by-hand hardware-cables hardware-guide hardware-case

.PHONY: hardware hardware-ready hardware-tests $(HARDWARE_CHECKS)
hardware-ready: ready
	@sh hardware/setup.sh

# The board first: what the others compare with comes from its outputs.
hardware-board: hardware-ready
	@$(HARDWARE_PYTHON) hardware/board/check.py

hardware-spice: hardware-ready
	@$(PYTHON) hardware/spice/run.py --check

hardware-by-hand: hardware-ready
	@$(PYTHON) hardware/by_hand/check.py

hardware-cables: hardware-ready
	@$(PYTHON) hardware/cables/make.py

hardware-guide: hardware-ready
	@$(HARDWARE_PYTHON) hardware/guide/make.py

hardware-case: hardware-ready
	@$(HARDWARE_PYTHON) hardware/case/check.py

hardware-tests: hardware-ready
	@$(PYTHON) -m pytest -q -n auto --dist worksteal -m hardware host_tests/hardware

hardware: $(HARDWARE_CHECKS) hardware-tests
	@echo "Hardware: all checks passed."
