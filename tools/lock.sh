#!/bin/sh
# tools/lock.sh: write the locks anew: every library, down to the last one that another brings along, with its version and
# hashes, for every system and each Python that we run on; and what is in it, as a CycloneDX list (docs/sbom.json).
# `make run` and `make test` install from the locks only. UPGRADE=1: take the newest of what requirements*.txt leave open.
set -eu
cd "$(dirname "$0")/.."
place=build/lock
uv=0.13.9
python=.venv/bin/python

[ -x "$place/bin/uv" ] && "$place/bin/uv" --version | grep -q "^uv $uv " || {
    $python -m venv --clear "$place"
    "$place/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$uv"
}

lock() { # REQUIREMENTS LOCK [CONSTRAINTS]
    "$place/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --custom-compile-command "make lock" ${UPGRADE:+--upgrade} "$1" ${3:+-c "$3"} -o "$2"
}

lock requirements.txt requirements.lock
lock requirements-postgres.txt requirements-postgres.lock requirements.lock
lock requirements-dev.txt requirements-dev.lock requirements.lock
lock requirements-mutation.txt requirements-mutation.lock requirements-dev.lock
lock requirements-fuzz.txt requirements-fuzz.lock requirements-dev.lock
$python -m tools.sbom
