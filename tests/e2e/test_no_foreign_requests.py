"""Nothing a person does tells anyone else: every request goes to the server that sent the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.conftest import DESKTOP, Examples, Visitor
from tests.places import PLACES, Place


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_page_asks_only_its_own_server(examples: Examples, visitor: Callable[..., Visitor], place: Place) -> None:
    person = visitor(DESKTOP)

    examples.open(person, place)

    assert len(person.requests) > 10
    assert person.foreign(examples.server.url) == []
    assert person.errors == []
