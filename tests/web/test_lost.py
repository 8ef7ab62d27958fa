"""An address that leads nowhere becomes a friendly page."""

import pytest

from lowback.web.lost import leads_nowhere


@pytest.mark.parametrize("path", ["/nonsense", "/plan/b", "/wp-admin/", "/PLAN", "/m", "/fonts/"])
def test_an_unknown_address_leads_nowhere(path):
    assert leads_nowhere(path)


@pytest.mark.parametrize(
    "path", ["/", "/plan", "/quiz/", "/healthz", "/m/bridge.mp4", "/_stcore/stream", "/favicon.png", "/lost"]
)
def test_pages_routes_and_files_are_left_alone(path):
    assert not leads_nowhere(path)
