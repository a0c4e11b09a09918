"""MicroPython's sources from Debian's archive, for a machine that reaches its packages and nothing else.

apt does the fetching, so that the mirror, the proxy and the signatures are the ones this system is set up with; it
works in a folder of its own and changes nothing on the system. Debian's own patches are for its unix port and are
left out: what is compiled is MicroPython's release as published, with the Pico SDK and TinyUSB of Debian's
packages in the places of the submodules.
"""

import hashlib
import re
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backgrip.image.errors import BuildFailed, ImageError, NoSources
from backgrip.image.progress import note, step
from backgrip.image.run import run

SUITE = "trixie"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
VERSION = "v1.25.0"
RELEASED = 1744675200  # 2025-04-15, as Unix time: the build's date, so that equal sources give equal images


@dataclass(frozen=True)
class Pin:
    """One archive, known by its sha256.

    package: its name in Debian (a source package if the file is a tar archive, else a binary one)
    into: its place in MicroPython's tree
    inner: the folder of the archive that goes there
    newer: a later version that Debian has signed will do
    """

    package: str
    version: str
    file: str
    sha256: str
    into: str
    inner: str = ""
    newer: bool = False


PINS = (
    Pin(
        "micropython",
        "1.25.0+ds-1",
        "micropython_1.25.0+ds.orig.tar.xz",
        "7b25be99a502f070b2de81dafc08da7051d992325d6e67daa9045a918fffdbea",
        ".",
    ),
    # Debian replaces mbedtls at each security update. A Pico image takes its hashes and ciphers, the grip neither.
    Pin(
        "mbedtls",
        "3.6.6-0.1~deb13u1",
        "mbedtls_3.6.6.orig.tar.bz2",
        "8fb65fae8dcae5840f793c0a334860a411f884cc537ea290ce1c52bb64ca007a",
        "lib/mbedtls",
        newer=True,
    ),
    Pin(
        "pico-sdk-source",
        "2.1.1-1",
        "pico-sdk-source_2.1.1-1_all.deb",
        "507a3ca37636641bc90239d7c04dc9dc28c5008087a8162102ea94d2273153d3",
        "lib/pico-sdk",
        "usr/src/pico-sdk",
    ),
    Pin(
        "tinyusb-source",
        "0.18.0+dfsg-1",
        "tinyusb-source_0.18.0+dfsg-1_all.deb",
        "01ce2c645df68f14a8a7dcfc8fb355713152543757955820479a87949a61154e",
        "lib/tinyusb",
        "usr/src/tinyusb",
    ),
)


@dataclass(frozen=True)
class Offer:
    """A file that the archive has."""

    version: str
    file: str
    sha256: str


def key() -> str:
    """Changes whenever the sources would."""
    return hashlib.sha256(repr(PINS).encode()).hexdigest()[:12]


def fetch(target: Path) -> None:
    """Lay out MicroPython's source tree at `target`.

    Raises NoSources where the archive cannot be reached or no longer has the pinned versions, ImageError if what
    arrived is not what was pinned.
    """
    if not shutil.which("apt-get"):
        raise NoSources(_otherwise("this system has no apt-get to fetch Debian's source packages with"))
    if not KEYRING.exists():
        raise NoSources(_otherwise(f"{KEYRING} is missing (package debian-archive-keyring)"))
    private = target.with_name(target.name + ".apt")
    try:
        with step(f"Fetching MicroPython {VERSION} from Debian's archive (35 MB)"):
            apt = _private_apt(private)
            offers = [(pin, choose(pin, _offers(apt, pin))) for pin in PINS]
            archives = [(pin, _download(apt, pin, offer, private)) for pin, offer in offers]
        with step("Unpacking MicroPython"):
            for pin, archive in archives:
                _unpack(pin, archive, target, private)
            # The build looks for this file to see that the submodule is there; our manifest takes nothing from it.
            (target / "lib/micropython-lib/README.md").touch()
    finally:
        shutil.rmtree(private, ignore_errors=True)


def choose(pin: Pin, offers: list[Offer]) -> Offer:
    """The offer to take. Raises NoSources if none will do."""
    for offer in offers:
        if offer.sha256 == pin.sha256:
            return offer
    if pin.newer and offers:
        newest = offers[-1]
        note(f"Debian now has {pin.package} {newest.version}; taking that for the pinned {pin.version}")
        return newest
    there = ", ".join(offer.version for offer in offers) or "no version of it"
    raise NoSources(_otherwise(f"Debian's archive has {there}, not the pinned {pin.package} {pin.version}"))


def check(archive: Path, offer: Offer) -> None:
    """Raises ImageError unless the file is the one that was promised."""
    actual = hashlib.sha256(archive.read_bytes()).hexdigest()
    if actual != offer.sha256:
        raise ImageError(
            f"{archive.name} is refused: its sha256 is {actual}, expected {offer.sha256}. Nothing of it was used."
        )


def _otherwise(reason: str) -> str:
    return (
        f"MicroPython's sources cannot be had: {reason}.\n"
        "Point MICROPYTHON_DIR at a checkout of MicroPython (with `make -C ports/rp2 submodules` done in it)."
    )


def _private_apt(private: Path) -> list[str]:
    """An apt with our suite, our folders, and everything else as on this system. Raises NoSources."""
    shutil.rmtree(private, ignore_errors=True)
    for sub in ("lists/partial", "cache/archives/partial"):
        (private / sub).mkdir(parents=True)
    sources = private / "sources.list"
    sources.write_text(
        "".join(f"{kind} [signed-by={KEYRING}] {_mirror()} {SUITE} main\n" for kind in ("deb", "deb-src"))
    )
    settings = {
        "Dir::Etc::SourceList": sources,
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::State::Lists": private / "lists",
        "Dir::Cache": private / "cache",
        "APT::Sandbox::User": "root",  # apt's own user may not read our folder
        "Acquire::Languages": "none",
        "Acquire::Retries": "1",
        "Acquire::http::Timeout": "20",
        "Acquire::https::Timeout": "20",
    }
    options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
    # Without Error-Mode an update that reached nothing counts as a success.
    _apt(["apt-get", *options, "-q", "-o", "APT::Update::Error-Mode=any", "update"])
    return options


def _mirror() -> str:
    """The address this system has its Debian packages from. Raises NoSources."""
    # Without the option a system whose package lists are empty, as a container's are, names nothing.
    listed = _apt(["apt-get", "indextargets", "--no-release-info", "--format", "$(REPO_URI) $(RELEASE)"])
    for line in dict.fromkeys(listed.splitlines()):
        address, _, release = line.partition(" ")
        # Security and backports stand apart from the main archive, often at another address.
        if re.fullmatch(r"[a-z]+", release):
            return address
    raise NoSources(_otherwise("apt names no Debian mirror on this system"))


def _apt(command: list[str | Path], cwd: Path | None = None) -> str:
    try:
        return run(command, cwd=cwd)
    except BuildFailed as error:
        raise NoSources(_otherwise(f"Debian's archive cannot be reached ({error})")) from error


def _is_source(pin: Pin) -> bool:
    return not pin.file.endswith(".deb")


def _offers(apt: list[str], pin: Pin) -> list[Offer]:
    """What the archive has of a package, oldest first."""
    verb = "showsrc" if _is_source(pin) else "show"
    try:
        listed = run(["apt-cache", *apt, verb, pin.package])
    except BuildFailed:  # apt-cache's way of saying that there is none
        return []
    return list(_read_offers(listed, pin))


def _read_offers(listed: str, pin: Pin) -> Iterator[Offer]:
    for paragraph in reversed(listed.split("\n\n")):
        version = re.search(r"^Version: (\S+)$", paragraph, re.MULTILINE)
        if not version:
            continue
        if _is_source(pin):
            found = re.search(r"^ ([0-9a-f]{64}) \d+ (\S+\.orig\.tar\.\w+)$", paragraph, re.MULTILINE)
            if found:
                yield Offer(version[1], found[2], found[1])
        else:
            sha256 = re.search(r"^SHA256: ([0-9a-f]{64})$", paragraph, re.MULTILINE)
            file = re.search(r"^Filename: .*?([^/\n]+)$", paragraph, re.MULTILINE)
            if sha256 and file:
                yield Offer(version[1], file[1], sha256[1])


def _download(apt: list[str], pin: Pin, offer: Offer, private: Path) -> Path:
    named = f"{pin.package}={offer.version}"
    verb = ["source", "--download-only", "--tar-only"] if _is_source(pin) else ["download"]
    _apt(["apt-get", *apt, "-q", *verb, named], cwd=private)
    archive = private / offer.file
    if not archive.exists():
        raise NoSources(_otherwise(f"apt-get fetched {named} without {offer.file}"))
    check(archive, offer)
    return archive


def _unpack(pin: Pin, archive: Path, target: Path, private: Path) -> None:
    unpacked = private / pin.package
    unpacked.mkdir()
    if _is_source(pin):
        with tarfile.open(archive) as tar:
            tar.extractall(unpacked)  # its sha256 is known, so are its names
        tree = next(unpacked.iterdir())
    else:
        run(["dpkg", "-x", archive, unpacked])
        tree = unpacked / pin.inner
    place = target / pin.into
    if place.exists():
        shutil.rmtree(place)  # the empty folder of a submodule
    # The packages link into each other's folders; a link to a package we have not is one we need not.
    shutil.copytree(tree, place, ignore_dangling_symlinks=True)
