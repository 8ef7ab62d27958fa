#!/bin/sh
# tools/nginx.sh: prints the path of an nginx for the slow test of docs/nginx.conf; installs one where it may.
set -eu

find_nginx() {
    for name in ${NGINX:-} nginx /usr/sbin/nginx; do
        if path=$(command -v "$name"); then echo "$path"; return; fi
    done
}

nginx=$(find_nginx)
if [ -z "$nginx" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing nginx for the test of docs/nginx.conf (once)" >&2
    # Only the program: nothing is to be started, whose port somebody else may have.
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq nginx openssl; } >/dev/null 2>&1 || true
    nginx=$(find_nginx)
fi
if [ -z "$nginx" ]; then
    echo "The test of docs/nginx.conf needs nginx: install it (Debian: apt-get install nginx) or name one with NGINX=/path" >&2
    exit 1
fi
echo "$nginx"
