# Backgrip. `make` alone lists what there is.
PYTHON := .venv/bin/python

.PHONY: help ready try test bench sessions wheel hardware soak uf2
help:   ## this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

ready:  ## set-up only: the virtual environment
	@sh tools/setup.sh

try: ready    ## a photographer's minute on the emulated Pico; writes build/try.svg and build/try.vcd
	@$(PYTHON) -m backgrip try

test: ready   ## everything that is checked
	@$(PYTHON) -m backgrip image uf2
	@$(PYTHON) -m backgrip image stock
	@$(PYTHON) -m backgrip.board.native
	@$(PYTHON) -m pytest -n auto --dist worksteal

bench: ready  ## contact-to-line latency beside the usual ways; writes build/bench.json and build/bench.svg
	@$(PYTHON) -m backgrip.board.native
	@$(PYTHON) -m backgrip bench

sessions: ready ## six scenes shot four ways on virtual cameras; writes build/sessions.json and build/sessions.svg
	@$(PYTHON) -m backgrip.board.native
	@$(PYTHON) -m backgrip sessions

wheel: uf2    ## the release: build/backgrip-<version>-py3-none-any.whl, image included
	@BACKGRIP_RELEASE=1 $(PYTHON) -m pip wheel --quiet --no-deps --wheel-dir build .

hardware:     ## circuit, board, SPICE, cables, guide, case: checked, made anew, compared; installs KiCad 9 and more

soak: ready   ## everything thrown at the grip for an hour, or MINUTES=10; writes build/soak.md
	@$(PYTHON) -m backgrip image uf2
	@$(PYTHON) -m backgrip image stock
	@$(PYTHON) -m backgrip.board.native
	@$(PYTHON) host_tests/soak/run.py

uf2: ready    ## the image to flash: build/backgrip-<version>.uf2
	@$(PYTHON) -m backgrip image uf2

include hardware/hardware.mk
