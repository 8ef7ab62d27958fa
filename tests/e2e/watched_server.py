"""The app as it is served for real; every name it looks up and every connection it opens is noted in its data folder.

`python -m tests.e2e.watched_server PORT`; TALK=1 lets it talk once, so that a test can see that it would be seen.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

OUTWARD = {
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyaddr", "socket.gethostbyname", "socket.getnameinfo",
    "socket.sendmsg", "socket.sendto", "urllib.Request", "http.client.connect", "subprocess.Popen", "os.system",
}  # fmt: skip
SAID = "outward.txt"
WATCHED = ("-m", "tests.e2e.watched_server")


def main() -> None:
    """Watch from before anything of ours is imported until the end."""
    said = Path(os.environ["LOWBACK_DATA_DIR"]) / SAID
    file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        if event in OUTWARD:
            os.write(file, f"{event} {arguments!r}\n".encode())

    sys.addaudithook(listen)
    if os.environ.get("TALK"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as talk:
            talk.connect(("127.0.0.1", 9))
    from lowback.web.serve import serve

    serve("127.0.0.1", int(sys.argv[-1]))


if __name__ == "__main__":
    main()
