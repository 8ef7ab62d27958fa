#!/bin/sh
# tools/webkit.sh: says in one sentence what `make webkit` lacks on this machine; installs nothing.
set -eu
driver=${WEBKIT_DRIVER:-WebKitWebDriver}
lacks=""
command -v "$driver" >/dev/null || lacks="$lacks webkit2gtk-driver"
command -v Xvfb >/dev/null || lacks="$lacks xvfb"
/usr/bin/python3 -c 'import gi; gi.require_version("WebKit2", "4.1")' 2>/dev/null || lacks="$lacks python3-gi gir1.2-webkit2-4.1"
[ -z "$lacks" ] || { echo "WebKit cannot be driven here: on Debian, apt-get install$lacks gstreamer1.0-libav" >&2; exit 1; }
