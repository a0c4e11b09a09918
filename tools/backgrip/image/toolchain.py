"""The compilers: found, or installed from the system's packages where that can be done without guessing."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from backgrip.image.errors import BuildFailed, ImageError, NoToolchain
from backgrip.image.progress import note, step
from backgrip.image.run import clean_environment, run


@dataclass(frozen=True)
class Tool:
    """A program the build calls, the Debian package it comes in, and a file it must be able to find."""

    program: str
    package: str
    finds: str = ""


TOOLS = (
    Tool("make", "make"),
    Tool("cmake", "cmake"),
    Tool("gcc", "gcc"),  # for mpy-cross, which runs on this machine
    Tool("gcc", "libc6-dev", finds="crt1.o"),
    Tool("arm-none-eabi-gcc", "gcc-arm-none-eabi"),
    Tool("arm-none-eabi-gcc", "libnewlib-arm-none-eabi", finds="libc.a"),
    Tool("arm-none-eabi-g++", "libstdc++-arm-none-eabi-newlib", finds="libstdc++.a"),
)


def missing() -> list[str]:
    """The Debian packages that a build still needs, by name."""
    return [tool.package for tool in TOOLS if not present(tool)]


def present(tool: Tool) -> bool:
    program = shutil.which(tool.program)
    if not program or not tool.finds:
        return bool(program)
    # gcc answers with a full path when it has the file, and repeats the bare name when it has not.
    answer = subprocess.run(
        [program, f"-print-file-name={tool.finds}"], capture_output=True, text=True, check=False
    ).stdout.strip()
    return Path(answer).is_absolute()


def ensure() -> None:
    """Have the compilers, installing them if this system's packages and the user's rights allow.

    Raises NoToolchain, saying what to install by hand, if they do not.
    """
    packages = missing()
    if not packages:
        return
    wanted = " ".join(packages)
    if not shutil.which("apt-get"):
        raise NoToolchain(
            "Building the image needs arm-none-eabi-gcc with newlib and its C++ library, cmake, make and "
            f"gcc; their names on Debian are: {wanted}. Install them with this system's package manager."
        )
    apt = [*_as_root(wanted), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-q"]
    install = [*apt, "install", "--no-install-recommends", *packages]
    with step("Installing the compilers (the first time: 0.4 GB to fetch, 2.5 GB on disk)"):
        try:
            try:
                run(install)
            except BuildFailed:  # a fresh system has no package lists yet, an old one stale ones
                run([*apt, "update"])
                run(install)
        except ImageError as error:
            raise NoToolchain(
                f"The compilers could not be installed. Try: apt-get install {wanted}\n{error}"
            ) from error
    still = missing()
    if still:
        raise NoToolchain(f"apt-get installed the compilers, but these still do not work: {' '.join(still)}")


def _as_root(wanted: str) -> list[str]:
    """The words before a command that make it run as root. Asks for a password only on a terminal."""
    if os.geteuid() == 0:
        return []
    by_hand = f"Install them as root: apt-get install {wanted}"
    if not shutil.which("sudo"):
        raise NoToolchain(f"Building the image needs compilers, and installing them needs root. {by_hand}")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": clean_environment()}
    if subprocess.run(["sudo", "-n", "true"], check=False, **quiet).returncode:
        if not sys.stdin.isatty():
            raise NoToolchain(
                f"Building the image needs compilers, and sudo asks for a password here. {by_hand}"
            )
        note(f"The compilers come from the system's packages: {wanted}")
        if subprocess.run(["sudo", "-v"], check=False).returncode:
            raise NoToolchain(f"Building the image needs compilers, and sudo refused. {by_hand}")
    return ["sudo", "-n"]
