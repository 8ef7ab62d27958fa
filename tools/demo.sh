#!/bin/sh
# tools/demo.sh FOLDER: serve the app on a fresh database full of example sessions, kept in FOLDER.
set -eu
mkdir -p "$1"
rm -f "$1"/lowback.db "$1"/lowback.db-wal "$1"/lowback.db-shm
LOWBACK_DATA_DIR=$(cd "$1" && pwd)
LOWBACK_DATABASE_URL=
LOWBACK_DEMO=1
export LOWBACK_DATA_DIR LOWBACK_DATABASE_URL LOWBACK_DEMO
.venv/bin/python -m lowback demo-data
exec .venv/bin/python -m lowback.web.serve
