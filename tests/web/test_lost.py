"""An address that leads nowhere becomes a friendly page."""

from urllib.parse import urljoin

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from lowback.web.lost import Lost, leads_nowhere


@pytest.mark.parametrize("path", ["/nonsense", "/plan/b", "/wp-admin/", "/PLAN", "/m", "/fonts/"])
def test_an_unknown_address_leads_nowhere(path):
    assert leads_nowhere(path)


@pytest.mark.parametrize(
    "path", ["/", "/plan", "/quiz/", "/healthz", "/join", "/m/bridge.mp4", "/_stcore/stream", "/favicon.png", "/lost"]
)
def test_pages_routes_and_files_are_left_alone(path):
    assert not leads_nowhere(path)


@pytest.mark.parametrize("path", ["/nonsense", "/plan/b", "/a/b/c/"])
def test_a_browser_is_sent_to_the_page_beside_the_others_whatever_path_a_proxy_puts_before_them(path):
    client = TestClient(Lost(PlainTextResponse("never")), base_url="http://localhost")

    answer = client.get(f"http://localhost{path}", headers={"Accept": "text/html"}, follow_redirects=False)

    assert answer.status_code == 302
    assert urljoin(f"http://localhost/back{path}", answer.headers["location"]) == "http://localhost/back/lost"
