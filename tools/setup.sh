#!/bin/sh
# tools/setup.sh run|dev|film: .venv holds exactly what requirements.lock (or requirements-dev.lock) names, file by file by
# its hash, and .venv-film what film/requirements.txt pins: the film maker's libraries are large, and the app never needs them.
# Does nothing, in a few milliseconds, when that is so already. Says in one line what is missing.
set -eu
cd "$(dirname "$0")/.."
kind=$1
case "$kind" in
    film) venv=.venv-film file=film/requirements.txt ;;
    dev) venv=.venv file=requirements-dev.lock ;;
    *) venv=.venv file=requirements.lock ;;
esac
installed=$venv/.installed-$kind

lock=node_modules/.installed-lock

fail() { echo "$1" >&2; exit 1; }

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if recent "$name"; then echo "$name"; return; fi
    done
}

node_tools() {
    [ "$kind" = dev ] || return 0
    cmp -s package-lock.json "$lock" && return 0
    tools/node.sh npm ci --silent || fail "Could not install package-lock.json: is the npm registry reachable?"
    cp package-lock.json "$lock"
}

make_venv() {
    python=$(find_python)
    found=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo none)
    [ -n "$python" ] || fail "Lowback needs Python 3.11 or newer and found ${PYTHON:-python3} $found. Name another one: make run PYTHON=/path/to/python3"
    "$python" -c 'import ensurepip, venv' 2>/dev/null \
        || fail "$python cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv"
    echo "Making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv" || fail "$python could not make $venv here: is the disk full or read-only?"
}

# requirements-dev.lock includes requirements.lock, so an environment for tests also runs the app.
if [ "$kind" = run ] && [ -f "$venv/.installed-dev" ]; then
    cmp -s requirements-dev.lock "$venv/.installed-dev" && recent "$venv/bin/python" && exit 0
fi
if [ -f "$installed" ] && cmp -s "$file" "$installed" && recent "$venv/bin/python"; then node_tools; exit 0; fi

recent "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1 || make_venv
echo "Installing $file (once, a few minutes)"
rm -f "$venv"/.installed-*
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$file" \
    || fail "Could not install $file: is the package index reachable?"
cp "$file" "$installed"
node_tools
