"""/healthz and /readyz say the sentence that the pages say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from starlette.requests import Request

from lowback.store.answers import StoredAnswers
from lowback.store.engine import reading
from lowback.store.errors import SENTENCES
from lowback.web import resources
from lowback.web.health import healthz, readyz
from tests.diaries import ME, fresh_database

ASKED = Request({"type": "http"})


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = fresh_database(tmp_path)
    StoredAnswers(engine, ME).save("age", 40)
    monkeypatch.setattr(resources, "engine", lambda: engine)
    return engine


@pytest.mark.usefixtures("diary")
def test_both_are_well() -> None:
    assert [healthz(ASKED).status_code, readyz(ASKED).status_code] == [200, 200]


@pytest.mark.usefixtures("diary")
def test_a_file_that_is_gone_is_told_by_both(tmp_path: Path) -> None:
    (tmp_path / "diary.db").unlink()

    for answer in (healthz(ASKED), readyz(ASKED)):
        assert answer.status_code == 503
        assert json.loads(bytes(answer.body))["database"] == SENTENCES["gone"]


def test_only_readyz_tells_that_nothing_can_be_saved(diary: Engine) -> None:
    with reading(diary) as connection:
        connection.execute(text("PRAGMA query_only = ON"))

    assert healthz(ASKED).status_code == 200
    assert json.loads(bytes(readyz(ASKED).body))["database"] == SENTENCES["read_only"]
