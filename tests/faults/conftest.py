"""A real server that something happens to, and the figures of `make faults`."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bench.figures import keep
from tests.e2e.conftest import Server, free_port, serve
from tests.faults.saving import Diary

__all__ = ["serve"]  # a fixture that tests here use, too

OURS = ("-m", "lowback.web.serve")
FIGURES = os.environ.get("LOWBACK_FIGURES")
FOUND: dict[str, float] = {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a real server."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("e2e")


@pytest.fixture
def figures() -> dict[str, float]:
    """What was found, by name."""
    return FOUND


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures and keep them in the file that LOWBACK_FIGURES names."""
    if FIGURES and FOUND:
        keep(FOUND, Path(FIGURES))
        for name, figure in sorted(FOUND.items()):
            terminalreporter.write_line(f"{name}: {figure:g}")


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    """A new database."""
    return Diary(tmp_path)


@pytest.fixture
def start(serve: Callable[..., Server]) -> Callable[..., Server]:
    """The app as `make run` starts it, on this diary; with other settings, where some are given."""
    return partial(_start, serve)


def _start(serve: Callable[..., Server], diary: Diary, *command: str, **extra: str) -> Server:
    port = free_port()
    settings = {"PORT": str(port), **diary.settings, **extra}
    return serve(*(command or OURS), data_dir=diary.folder, port=port, **settings)
