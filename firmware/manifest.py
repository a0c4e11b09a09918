# What `make uf2` freezes into the one-file image: nothing that would have to be compiled, found or copied at start.

freeze("$(PORT_DIR)/modules")  # _boot.py mounts the file system, rp2.py assembles PIO programs

# A frozen boot.py and main.py are run in place of any in the file system (shared/runtime/pyexec.c).
module("boot.py")
module("main.py")
package("grip")
