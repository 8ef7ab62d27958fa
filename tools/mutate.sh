#!/bin/sh
# tools/mutate.sh [FUNCTIONS]: change the safety core (or only these functions) in every small way and see whether the
# tests notice.
# Works on a copy in build/mutate, with an environment of its own: mutmut rewrites what it tests.
set -eu
cd "$(dirname "$0")/.."
place=build/mutate
rm -rf "$place/tree" && mkdir -p "$place/tree"
if ! cmp -s requirements-mutation.lock "$place/installed"; then
    .venv/bin/python -m venv --clear "$place/venv"
    "$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check -r requirements-mutation.lock
    cp requirements-mutation.lock "$place/installed"
fi
cp -R lowback tests examples content "$place/tree/"
cp tests/mutation.cfg "$place/tree/setup.cfg"
cd "$place/tree"
export LOWBACK_PEOPLE=200
[ $# != 0 ] || set -- 'lowback.person.triage.*' 'lowback.person.rules.*' 'lowback.person.profile.*' \
    'lowback.plan.routine.x_fit*' 'lowback.plan.routine.x_swapped*' 'lowback.plan.routine.x_blocked*' \
    'lowback.plan.routine.x_reach*' 'lowback.plan.routine.x_stand_ins*'
mutmut="../venv/bin/python -m mutmut"
$mutmut run --max-children "${CHILDREN:-2}" "$@"
$mutmut results
