"""Nothing a person does tells anyone else: every request goes to the server that sent the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import DESKTOP, Server, Visitor, settled
from tests.e2e.pages import PAGES


@pytest.fixture(scope="module")
def base_url(serve: Callable[..., Server], example_data: Path) -> Iterator[str]:
    """The demo, so that every page has something to show."""
    running = serve(data_dir=example_data, LOWBACK_DEMO="1")
    yield running.url
    running.stop()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_asks_only_its_own_server(base_url: str, visitor: Callable[..., Visitor], path: str) -> None:
    person = visitor(DESKTOP)

    person.page.goto(f"{base_url}{path}")
    settled(person.page)

    assert len(person.requests) > 10
    assert person.foreign(base_url) == []
    assert [text for text in person.errors if "Content Security Policy" in text] == []
