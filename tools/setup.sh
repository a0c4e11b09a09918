#!/bin/sh
# Makes .venv with the host tools, or does nothing if that is done. Every `make` target that needs them
# calls this.
# Compilers are not its business: they are installed when an image is first built.
set -eu
cd "$(dirname "$0")/.."

# The folder's name belongs to it: the programs of a virtual environment do not work after a move.
stamp="$(cksum <pyproject.toml) $PWD"
is_ready() { [ -r .venv/.ready ] && [ "$(cat .venv/.ready)" = "$stamp" ] && [ -x .venv/bin/python ]; }
is_ready && exit 0

say() { echo "$*" >&2; }
die() { say "$*"; exit 1; }

# Two makes at once: the second waits, then finds all done. Systems without flock go without.
exec 9<pyproject.toml
if command -v flock >/dev/null; then
    flock -n 9 || { say "Waiting for another set-up of .venv"; flock 9; }
    is_ready && exit 0
fi

python=
for candidate in python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || die "Backgrip needs Python 3.11 or later; here is: $(python3 --version 2>&1 || true)"

# Debian and Ubuntu cut this part out of Python.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package="$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    by_hand="As root, please: apt-get install $package"
    command -v apt-get >/dev/null || die "This Python has no venv module; look in this system's packages."
    if [ "$(id -u)" = 0 ]; then root=; else root=sudo; fi
    [ -z "$root" ] || command -v sudo >/dev/null || die "$by_hand"
    say "Installing $package ..."
    log="$(mktemp)"
    apt() { $root env DEBIAN_FRONTEND=noninteractive apt-get -y -qq "$@" 9<&- >>"$log" 2>&1; }
    # A fresh system has no package lists yet, an old one stale ones.
    if ! apt install --no-install-recommends "$package" &&
        ! { apt update && apt install --no-install-recommends "$package"; }; then
        cat "$log" >&2
        rm -f "$log"
        die "It could not be installed. $by_hand"
    fi
    rm -f "$log"
fi

# An environment without its stamp was cut short or moved, and is made anew. From here on it has none.
if [ -r .venv/.ready ] && [ "$(cut -d' ' -f3- .venv/.ready)" = "$PWD" ] &&
    .venv/bin/python -m pip --version >/dev/null 2>&1; then
    rm .venv/.ready
else
    rm -rf .venv
    say "Making .venv with $("$python" --version) ..."
    "$python" -m venv .venv
fi
say "Installing the host tools into .venv (half a minute the first time) ..."
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
.venv/bin/python -m pip install -qq -e '.[dev]' 9<&- ||
    die "The host tools could not be installed: mend what pip says above, then try again."
echo "$stamp" >.venv/.ready.new
mv .venv/.ready.new .venv/.ready
say "Set-up done."
