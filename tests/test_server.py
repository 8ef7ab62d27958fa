"""A start that fails says why in plain lines."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from lowback.parse import ContentError, Problem
from lowback.settings import SettingsError
from lowback.store.errors import StoreUnavailable
from lowback.ui.server import PlainStart, everyone, secret

BROKEN = ContentError(
    (
        Problem(Path("content/routines/a.yaml"), 3, "items", "missing"),
        Problem(Path("content/quiz.yaml"), 9, "id", "twice"),
    )
)


def started_with(problem: Exception) -> list[Message]:
    """What the server is told when the app fails to start with this problem."""
    told: list[Message] = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        # As Starlette does: report with a traceback, then raise.
        await send({"type": "lifespan.startup.failed", "message": "Traceback (most recent call last): ..."})
        raise problem

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(message: Message) -> None:
        told.append(message)

    # In a thread, because browser tests may have left an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(PlainStart(app)({"type": "lifespan"}, receive, send))).result()
    return told


@pytest.mark.parametrize(
    "problem", [BROKEN, SettingsError("LOWBACK_DEMO", "must be 1 or 0"), StoreUnavailable(OSError("readonly"))]
)
def test_a_known_problem_is_printed_without_a_traceback(problem: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    told = started_with(problem)

    assert told == [{"type": "lifespan.startup.failed"}]
    assert capsys.readouterr().err == f"{problem}\n"


def test_broken_content_is_one_line_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    started_with(BROKEN)

    assert len(capsys.readouterr().err.splitlines()) == 2


def test_an_unknown_problem_keeps_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError):
        started_with(ZeroDivisionError())


def test_the_secret_outlives_a_restart() -> None:
    assert secret() == secret()


def test_only_the_demo_makes_everyone_one_person(monkeypatch: pytest.MonkeyPatch) -> None:
    at_home = everyone()
    monkeypatch.setenv("LOWBACK_DEMO", "1")

    assert at_home is None
    assert everyone() == "demo"
