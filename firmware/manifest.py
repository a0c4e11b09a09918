# What `make uf2` freezes into the one-file image: nothing is left to compile, find or copy at start.
# ruff: noqa: F821  the functions are those of MicroPython's tools/manifestfile.py

freeze("$(PORT_DIR)/modules")  # _boot.py mounts the file system, rp2.py assembles PIO programs

# A frozen boot.py and main.py are run in place of any in the file system (shared/runtime/pyexec.c).
module("boot.py")
module("main.py")
package("grip")
