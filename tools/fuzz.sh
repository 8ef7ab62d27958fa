#!/bin/sh
# tools/fuzz.sh [WORDS]: send odd things by the thousand (words for pytest, such as -k lines: only these).
# Schemathesis, which asks our routes by docs/openapi.yaml, has an environment of its own.
set -eu
cd "$(dirname "$0")/.."
place=build/fuzz
if ! cmp -s requirements-fuzz.lock "$place/installed"; then
    .venv/bin/python -m venv --clear "$place/venv"
    "$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check -r requirements-fuzz.lock
    cp requirements-fuzz.lock "$place/installed"
fi
SCHEMATHESIS="$PWD/$place/venv/bin/st" exec .venv/bin/python -m pytest --timeout 0 tests/fuzz "$@"
