"""`python -m lowback.web.serve`: the app on HOST:PORT until Ctrl-C."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HIGHEST_PORT = 65535
MOST_HEAD = 64 * 1024
"""Bytes of one header of a request."""
MOST_MESSAGE = 4 * 1024 * 1024
"""Bytes that a page sends us at once, by far more than it does."""


class CannotServe(Exception):  # noqa: N818 - what is true, in one line for the person who started us
    """Why there is no server, and what to do."""


def address(environ: Mapping[str, str]) -> tuple[str, int]:
    """HOST and PORT, by default 127.0.0.1 and 8501.

    Raises:
        CannotServe: PORT is no port.
    """
    host = environ.get("HOST") or "127.0.0.1"
    port = environ.get("PORT") or "8501"
    if not port.isascii() or not port.isdigit() or not 0 < int(port) <= HIGHEST_PORT:
        raise CannotServe(f"PORT must be a number from 1 to {HIGHEST_PORT}, not {port!r}.")
    return host, int(port)


def check_free(host: str, port: int) -> None:
    """Nothing else listens there.

    Raises:
        CannotServe: the port is taken, not allowed, or the host is not this machine.
    """
    try:
        kind, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise CannotServe(_why(error, host, port)) from error


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken. Choose another one: make run PORT={port % HIGHEST_PORT + 1}"
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights. Choose one above 1023: make run PORT=8501"
    return f"HOST must be an address of this machine, such as 127.0.0.1, not {host!r}."


def serve(host: str, port: int) -> None:
    """Answer requests until Ctrl-C."""
    # Read when websockets is imported, by uvicorn; its own 8 KB would leave who has many cookies before an empty page.
    os.environ.setdefault("WEBSOCKETS_MAX_LINE_LENGTH", str(MOST_HEAD))
    import uvicorn

    from lowback.web.patient import Patient, connections

    os.chdir(ROOT)  # .streamlit/config.toml is looked for here
    uvicorn.run(
        "app:app",
        host=host,
        port=port,
        app_dir=str(ROOT),
        access_log=False,
        server_header=False,
        log_level="warning",
        ws="websockets-sansio",
        ws_per_message_deflate=True,
        ws_max_size=MOST_MESSAGE,
        http=Patient,
        h11_max_incomplete_event_size=2 * MOST_HEAD,
        limit_concurrency=connections(),
        timeout_graceful_shutdown=2,
    )


def main() -> int:
    """Serve, or say in one line why not."""
    try:
        host, port = address(os.environ)
        check_free(host, port)
    except CannotServe as error:
        print(error, file=sys.stderr)
        return 1
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound
    print(f"Lowback is starting at http://{shown}:{port} (Ctrl-C stops it)", flush=True)
    serve(host, port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
