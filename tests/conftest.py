"""What every test stands on: its own data folder, never the real one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no mistake of ours: no test is timed. Fewer examples reach the same lines (`make coverage`).
settings.register_profile("lowback", deadline=None, max_examples=int(os.environ.get("LOWBACK_EXAMPLES", "100")))
settings.load_profile("lowback")

# A failing comparison in there says what it saw.
pytest.register_assert_rewrite("examples.browser", "tests.e2e.playing")

ROOT = Path(__file__).resolve().parents[1]
OURS = tuple(
    f"LOWBACK_{name}"
    for name in ("DATA_DIR", "DATABASE_URL", "DEMO", "SECRET", "SECRET_BEFORE", "SECRET_FILE", "CONTENT_DIR", "HOSTS")
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What opens a browser or a server comes first, what is short last: no worker is left alone at the end."""
    long = {"e2e", "faults", "film", "fuzz", "test_sessions_at_random.py"}
    items.sort(key=lambda item: long.isdisjoint(item.path.parts[-2:]))


@pytest.fixture(scope="session", autouse=True)
def _no_real_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing in this process can find the person's own data, even by forgetting to say where to look."""
    patch = pytest.MonkeyPatch()
    for name in OURS:
        patch.delenv(name, raising=False)
    home = tmp_path_factory.mktemp("home")
    patch.setenv("HOME", str(home))
    patch.setenv("XDG_DATA_HOME", str(home / "share"))
    patch.setenv("LOWBACK_DATA_DIR", str(home / "data"))
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _own_data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test starts without data."""
    monkeypatch.setenv("LOWBACK_DATA_DIR", str(tmp_path / "lowback-data"))
