"""MicroPython's sources from Debian's archive, for a machine that reaches its packages and nothing else.

apt does the fetching, so that the mirror, the proxy and the signatures are the ones this system is set up
with; it works in a folder of its own and changes nothing on the system. Debian's own patches are for its unix
port and are left out: what is compiled is MicroPython's release as published, with the Pico SDK and TinyUSB
of Debian's packages in the places of the submodules.
"""

import re
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

from backgrip.image.errors import BuildFailed, NoSources
from backgrip.image.pins import PINS, VERSION, Offer, Pin, check, choose, otherwise
from backgrip.image.progress import step
from backgrip.image.run import run

SUITE = "trixie"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


def fetch(target: Path) -> None:
    """Lay out MicroPython's source tree at `target`.

    Raises NoSources where the archive cannot be reached or no longer has the pinned versions, ImageError if
    what arrived is not what was pinned.
    """
    if not shutil.which("apt-get"):
        raise NoSources(otherwise("this system has no apt-get to fetch Debian's source packages with"))
    if not KEYRING.exists():
        raise NoSources(otherwise(f"{KEYRING} is missing (package debian-archive-keyring)"))
    private = target.with_name(target.name + ".apt")
    try:
        with step(f"Fetching MicroPython {VERSION} from Debian's archive (35 MB)"):
            apt = _private_apt(private)
            offers = [(pin, choose(pin, _offers(apt, pin))) for pin in PINS]
            archives = [(pin, _download(apt, pin, offer, private)) for pin, offer in offers]
        with step("Unpacking MicroPython"):
            for pin, archive in archives:
                _unpack(pin, archive, target, private)
            # The build looks for this file to see that the submodule is there. We freeze nothing of it.
            (target / "lib/micropython-lib/README.md").touch()
    finally:
        shutil.rmtree(private, ignore_errors=True)


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
    raise NoSources(otherwise("apt names no Debian mirror on this system"))


def _apt(command: list[str | Path], cwd: Path | None = None) -> str:
    try:
        return run(command, cwd=cwd)
    except BuildFailed as error:
        raise NoSources(otherwise(f"Debian's archive cannot be reached ({error})")) from error


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
        raise NoSources(otherwise(f"apt-get fetched {named} without {offer.file}"))
    check(archive, offer)
    return archive


def _unpack(pin: Pin, archive: Path, target: Path, private: Path) -> None:
    unpacked = private / pin.package
    unpacked.mkdir()
    if _is_source(pin):
        with tarfile.open(archive) as tar:
            tar.extractall(unpacked)  # its sha256 is known, so are its names
        _place(next(unpacked.iterdir()), target / pin.into)
    else:
        run(["dpkg", "-x", archive, unpacked])
        # The packages link into each other's folders; a link to a package we have not is one we need not.
        plain = private / f"{pin.package}.plain"
        shutil.copytree(unpacked / pin.inner, plain, ignore_dangling_symlinks=True)
        _place(plain, target / pin.into)


def _place(tree: Path, place: Path) -> None:
    if place.exists():
        place.rmdir()  # the empty folder of a submodule
    tree.rename(place)
