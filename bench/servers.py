"""The two servers that are compared, each in its own process and folder."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from bench.figures import ROOT
from examples.places import prepare

PATIENCE = 60


@contextmanager
def stock(folder: Path) -> Iterator[str]:
    """Streamlit as it comes: in a folder without our settings."""
    shutil.copy(ROOT / "bench" / "stock.py", folder)
    port = _free_port()
    where = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    command = ["-m", "streamlit", "run", "stock.py", "--server.headless", "true", *where]
    with _running(command, folder, port, "/_stcore/health", {"HOME": str(folder)}) as (url, _, _):
        yield url


class Served(NamedTuple):
    """The app on example people: where it answers, their cookies, how many seconds it took to start, its process."""

    url: str
    cookies: dict[str, str]
    seconds: float
    pid: int

    def memory_mb(self) -> float:
        """What it holds now; 0 where the system does not say."""
        status = Path(f"/proc/{self.pid}/status")
        lines = status.read_text("ascii").splitlines() if status.exists() else []
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


@contextmanager
def lowback(folder: Path) -> Iterator[Served]:
    """The app as `make run` starts it, on example people."""
    port = _free_port()
    cookies = prepare(folder)
    settings = {"LOWBACK_DATA_DIR": str(folder), "PORT": str(port), "HOST": "127.0.0.1"}
    with _running(["-m", "lowback.web.serve"], ROOT, port, "/healthz", settings) as (url, seconds, pid):
        yield Served(url, cookies, seconds, pid)


def _clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("LOWBACK_", "STREAMLIT_"))}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(
    command: list[str], folder: Path, port: int, sign_of_life: str, settings: dict[str, str]
) -> Iterator[tuple[str, float, int]]:
    url, begun = f"http://127.0.0.1:{port}", time.perf_counter()
    # The yardstick talks about addresses; only what our own app has to say matters here.
    errors = None if folder == ROOT else subprocess.DEVNULL
    process = subprocess.Popen(
        [sys.executable, *command], cwd=folder, env=_clean() | settings, stdout=subprocess.DEVNULL, stderr=errors
    )
    try:
        while not _answers(url + sign_of_life):
            if _ends_within(process, 0.02) or time.perf_counter() - begun > PATIENCE:
                raise SystemExit(f"{' '.join(command)} did not start")
        yield url, time.perf_counter() - begun, process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:  # noqa: S310 - our own http address
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _ends_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
