"""Pages draw the same whichever database the diary is in: each test runs with a file, and slowly with a server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lowback.web import resources
from tests.diaries import Kind
from tests.postgres import new_database


@pytest.fixture(scope="module", autouse=True, params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def kind(request: pytest.FixtureRequest) -> Iterator[Kind]:
    """Which database the app has."""
    if request.param == "postgresql":
        with new_database() as url, pytest.MonkeyPatch.context() as patch:
            patch.setenv("LOWBACK_DATABASE_URL", url)
            patch.setenv("LOWBACK_SECRET", "the same for every process")
            _open_anew()
            yield request.param
        _open_anew()
    else:
        yield request.param


def _open_anew() -> None:
    if resources.engine.cache_info().currsize:
        resources.engine().dispose()
    resources.engine.cache_clear()
    resources.surroundings.cache_clear()
