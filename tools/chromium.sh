#!/bin/sh
# tools/chromium.sh: prints the path of a Chromium for the browser tests; installs one where it may.
set -eu

find_browser() {
    for name in ${CHROMIUM:-} chromium chromium-browser google-chrome /usr/bin/chromium; do
        if path=$(command -v "$name"); then echo "$path"; return; fi
    done
}

browser=$(find_browser)
if [ -z "$browser" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests (once)" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null 2>&1 || true
    browser=$(find_browser)
fi
if [ -z "$browser" ]; then
    echo "The browser tests need Chromium: install it (Debian: apt-get install chromium) or name one with CHROMIUM=/path" >&2
    exit 1
fi
echo "$browser"
