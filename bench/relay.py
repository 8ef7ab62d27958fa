"""Stands between a browser and the server and counts every byte that comes back: what somebody pays for on the road."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit

CHUNK = 1 << 16


class Relay(ThreadingTCPServer):
    """Passes on bytes in both directions. HTTP and the websocket go the same way, heads included."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, server: str) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.server = urlsplit(server).netloc.split(":")
        self.bytes = 0
        """So many have come back so far."""

    @property
    def url(self) -> str:
        """Where the server answers through this relay."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def count(self, chunk: bytes) -> None:
        """These came back."""
        self.bytes += len(chunk)


@contextmanager
def relay(server: str) -> Iterator[Relay]:
    """A relay to the server at this address, while it is needed."""
    with Relay(server) as between:
        Thread(target=between.serve_forever, daemon=True).start()
        yield between
        between.shutdown()


class _Connection(BaseRequestHandler):
    server: Relay

    def handle(self) -> None:
        host, port = self.server.server
        with socket.create_connection((host, int(port))) as there:
            back = Thread(target=_pass_on, args=(there, self.request, self.server.count), daemon=True)
            back.start()
            _pass_on(self.request, there, lambda _: None)
            back.join()


def _pass_on(source: socket.socket, target: socket.socket, note: Callable[[bytes], None]) -> None:
    """Until the source has no more to say, or either has gone."""
    with suppress(OSError):
        while chunk := source.recv(CHUNK):
            note(chunk)
            target.sendall(chunk)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
