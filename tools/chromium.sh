#!/bin/sh
# tools/chromium.sh: prints the path of a Chromium for the browser tests; installs one where it may. The one without a
# window, where there is one: the same engine, and half the work for each page.
set -eu

find_browser() {
    for name in "$@"; do
        if path=$(command -v "$name"); then echo "$path"; return; fi
    done
}

install() {
    echo "Installing $1 for the browser tests (once)" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1"; } >/dev/null 2>&1
}

shell="chromium-headless-shell chrome-headless-shell"
any="chromium chromium-browser google-chrome /usr/bin/chromium"
# shellcheck disable=SC2086  # lists of names
browser=$(find_browser ${CHROMIUM:-} $shell)
if [ -z "$browser" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install chromium-headless-shell || [ -n "$(find_browser $any)" ] || install chromium || true
    browser=$(find_browser $shell)
fi
browser=${browser:-$(find_browser $any)}
if [ -z "$browser" ]; then
    echo "The browser tests need Chromium: install it (Debian: apt-get install chromium-headless-shell) or name one with CHROMIUM=/path" >&2
    exit 1
fi
echo "$browser"
