"""A start that fails says why in plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lowback.language.speech import speaking
from lowback.library.library import content_root
from lowback.library.parse import ContentError, Problem
from lowback.settings import SettingsError
from lowback.store.errors import SENTENCES, StoreUnavailable
from lowback.web import resources
from lowback.web.server import PlainStart, everyone, keys, lifespan
from tests.apart import apart


@pytest.fixture
def fresh_settings() -> Iterator[None]:
    """The settings are read anew in this test, and in the next."""
    resources.surroundings.cache_clear()
    yield
    resources.surroundings.cache_clear()
    resources.engine.cache_clear()


@pytest.mark.usefixtures("fresh_settings")
def test_the_content_is_read_in_every_language_before_the_first_visit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOWBACK_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LOWBACK_LANGUAGES", "de")
    resources._library.cache_clear()

    async def started_once() -> tuple[int, int]:
        async with lifespan(None):
            read = resources._library.cache_info().currsize
            with speaking("de"):
                resources.library()
            return read, resources._library.cache_info().currsize

    assert apart(started_once()) == (2, 2)


BROKEN = ContentError(
    (
        Problem(Path("content/routines/a.yaml"), 3, "items", "missing"),
        Problem(Path("content/quiz.yaml"), 9, "id", "twice"),
    )
)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("parameters.yaml", "mic_points:", "mic_pionts:", r"content/parameters\.yaml:\d+: mic_pionts: "),
        ("rescreen.yaml", "asks:", "ask:", r"content/rescreen\.yaml:\d+: ask: "),
        ("safety_check.yaml", "[danger_new", "[danger_neww", r"content/safety_check\.yaml:\d+: items\.0\.asks\.0: "),
    ],
)
def test_a_mistake_in_any_content_file_stops_the_start_in_plain_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    file: str, old: str, new: str, says: str,
) -> None:  # fmt: skip
    content = tmp_path / "content"
    content.mkdir()
    for path in content_root().iterdir():
        (content / path.name).symlink_to(path)
    (content / file).unlink()
    (content / file).write_text((content_root() / file).read_text("utf-8").replace(old, new, 1), "utf-8")
    monkeypatch.setenv("LOWBACK_CONTENT_DIR", str(content))
    resources._library.cache_clear()

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        async with lifespan(None):
            pytest.fail("it started")

    try:
        told = started(app)
    finally:
        resources._library.cache_clear()

    said = capsys.readouterr().err
    assert told == [{"type": "lifespan.startup.failed"}]
    assert re.search(says, said)
    assert "Traceback" not in said


def started_with(problem: Exception) -> list[Message]:
    """What the server is told when the app fails to start with this problem."""

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        # As Starlette does: report with a traceback, then raise.
        await send({"type": "lifespan.startup.failed", "message": "Traceback (most recent call last): ..."})
        raise problem

    return started(app)


def started(app: ASGIApp) -> list[Message]:
    """What the server is told when this app starts, or does not."""
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(message: Message) -> None:
        told.append(message)

    apart(PlainStart(app)({"type": "lifespan"}, receive, send))
    return told


@pytest.mark.parametrize(
    "problem", [BROKEN, SettingsError("LOWBACK_DEMO", "must be 1 or 0"), StoreUnavailable("read_only")]
)
def test_a_known_problem_is_printed_without_a_traceback(problem: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    told = started_with(problem)

    assert told == [{"type": "lifespan.startup.failed"}]
    assert capsys.readouterr().err == f"{problem}\n"


@pytest.mark.usefixtures("fresh_settings")
def test_a_database_that_cannot_be_used_is_named_on_the_console_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lowback.db").touch()
    monkeypatch.setenv("LOWBACK_DATA_DIR", str(tmp_path))
    resources.engine.cache_clear()

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        async with lifespan(None):
            pytest.fail("it started")

    started(app)

    said = capsys.readouterr().err
    assert SENTENCES["empty"] in said
    assert str(tmp_path / "lowback.db") in said
    assert "db restore" in said
    assert "Traceback" not in said


@pytest.mark.usefixtures("fresh_settings")
def test_a_diary_that_is_begun_anew_is_told_on_the_console_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOWBACK_DATA_DIR", str(tmp_path))
    for _ in range(2):
        resources.engine.cache_clear()
        resources.engine()

    assert capsys.readouterr().err == f"A new diary was begun: {tmp_path / 'lowback.db'}\n"


def test_broken_content_is_one_line_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    started_with(BROKEN)

    assert len(capsys.readouterr().err.splitlines()) == 2


def test_an_unknown_problem_keeps_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError):
        started_with(ZeroDivisionError())


def test_the_secret_outlives_a_restart() -> None:
    assert keys() == keys()


@pytest.mark.usefixtures("fresh_settings")
def test_only_the_demo_makes_everyone_one_person(monkeypatch: pytest.MonkeyPatch) -> None:
    at_home = everyone()
    monkeypatch.setenv("LOWBACK_DEMO", "1")
    resources.surroundings.cache_clear()

    assert at_home is None
    assert everyone() == "demo"


@pytest.mark.usefixtures("fresh_settings")
def test_the_key_of_a_running_server_stays_though_its_file_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOWBACK_DATA_DIR", str(tmp_path))
    before = keys()
    for kept in tmp_path.rglob("secret.key"):
        kept.unlink()

    assert keys() == before == resources.surroundings().keys
