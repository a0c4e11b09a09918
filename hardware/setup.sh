#!/bin/sh
# Installs the Debian packages that `make hardware` needs, and makes build/hardware-venv beside them, or does
# nothing if all that is here.
#
#   sh hardware/setup.sh                     KiCad, ngspice, Graphviz, PrusaSlicer, and the environment
#   sh hardware/setup.sh ngspice graphviz    those packages instead, and no environment
#
# Debian 12 has KiCad 6, which cannot check anything without a window; KiCad 9 comes from bookworm-backports.
# Only the packages of the pin below are taken from there: with all of backports (apt-get -t) the graphics
# libraries change too, and other programs then no longer install. Debian 13 has KiCad 9 itself.
set -eu
cd "$(dirname "$0")/.."

PACKAGES="kicad ngspice graphviz prusa-slicer python3-venv"
PINNED="kicad* libngspice0* ngspice*"

say() { echo "$*" >&2; }
die() { say "$*"; exit 1; }

# kicad-cli says "9.0.8", "9.0.8+dfsg-1" or the like; nothing at all when it is missing.
kicad_major() { kicad-cli version 2>/dev/null | sed -n '1s/[^0-9].*//p'; }
has_package() { [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null)" = "ii " ]; }
is_missing() {
    case "$1" in
    kicad) [ "$(kicad_major)" != 9 ] || ! /usr/bin/python3 -c 'import pcbnew' 2>/dev/null ;;
    *) ! has_package "$1" ;;
    esac
}

# kicad-cli's pcbnew is for the system's own Python, so that is what the environment is made of.
make_environment() {
    stamp="$(cksum <hardware/requirements.txt) $PWD"
    [ "$(cat build/hardware-venv/.ready 2>/dev/null || true)" != "$stamp" ] || return 0
    say "Making build/hardware-venv ..."
    rm -rf build/hardware-venv
    "$1" -m venv --system-site-packages build/hardware-venv
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
        build/hardware-venv/bin/python -m pip install -q -r hardware/requirements.txt ||
        die "pip could not install hardware/requirements.txt: mend what it says above, then try again."
    echo "$stamp" >build/hardware-venv/.ready
}

if ! command -v dpkg-query >/dev/null; then
    { [ "$(kicad_major)" = 9 ] && command -v ngspice >/dev/null; } ||
        die "This is no Debian. Install ngspice, Graphviz, PrusaSlicer, and KiCad 9 (www.kicad.org/download) so that kicad-cli" \
            "is found and python3 can import pcbnew, then run this again."
    [ $# -gt 0 ] || make_environment python3
    exit 0
fi

environment=
[ $# -gt 0 ] || { environment=yes; set -- $PACKAGES; }
finish() { [ -z "$environment" ] || make_environment /usr/bin/python3; exit 0; }
missing=
for package; do ! is_missing "$package" || missing="$missing $package"; done
[ -n "$missing" ] || finish

if [ "$(id -u)" = 0 ]; then root=; else root=sudo; fi
[ -z "$root" ] || command -v sudo >/dev/null || die "As root, please: sh hardware/setup.sh $*"
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
apt() { $root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=600 "$@" >>"$log" 2>&1; }

# The machine's own entry for Debian, once more for backports: same mirror, same key.
add_backports() {
    entry=/etc/apt/sources.list.d/debian.sources
    list=/etc/apt/sources.list
    if [ -r $entry ]; then
        sed -n '1,/^$/p' $entry | sed 's/^Suites:.*/Suites: bookworm-backports/' |
            $root tee /etc/apt/sources.list.d/backgrip-backports.sources >/dev/null
    elif [ -r $list ] && grep -q '^deb .* bookworm main' $list; then
        grep -m1 '^deb .* bookworm main' $list | sed 's/ bookworm main.*/ bookworm-backports main/' |
            $root tee /etc/apt/sources.list.d/backgrip-backports.list >/dev/null
    else
        die "Found no entry for bookworm in /etc/apt. Add bookworm-backports to it by hand, then run this again."
    fi
    printf 'Package: %s\nPin: release n=bookworm-backports\nPin-Priority: 600\n' "$PINNED" |
        $root tee /etc/apt/preferences.d/backgrip-kicad >/dev/null
}

say "Installing$missing (all together about 200 MB, some minutes) ..."
release="$(. /etc/os-release && echo "${VERSION_CODENAME:-unknown}")"
[ "$release" != bookworm ] || add_backports
if ! apt update || ! apt install --no-install-recommends $missing; then
    tail -n 30 "$log" >&2
    die "Could not install:$missing. Mend what apt-get says above, then try again."
fi
for package in $missing; do
    ! is_missing "$package" || die "$package is installed and does not do: Backgrip's board needs KiCad 9 (kicad-cli and pcbnew)."
done
rm -f "$log"
say "Packages are here."
finish
