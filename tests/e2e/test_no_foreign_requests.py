"""Nothing a person does tells anyone else: every request goes to the server that sent the page."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Examples
from tests.places import PLACES, Place


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_page_asks_only_its_own_server_and_complains_about_nothing(examples: Examples, place: Place) -> None:
    visitor = examples.open(place)

    assert visitor.requests
    assert visitor.foreign(examples.server.url) == []
    assert visitor.errors == []
