"""Streamlit asks for its fonts and gets ours; no icon that can be seen here is missing from them."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lowback.web import media
from lowback.web.fonts import ICONS, OwnFonts
from tools import icons

UNKNOWN_TO_ITS_FONT = {"star_filled"}
"""What Streamlit names as an icon, and its own font does not have either."""
[STREAMLITS] = (icons.STATIC / "media").glob("MaterialSymbols-Rounded.*.woff2")
[LETTERS] = (icons.STATIC / "media").glob("SourceSansVF-Upright.*.woff2")


@pytest.fixture(scope="module")
def site() -> TestClient:
    return TestClient(OwnFonts(Starlette(routes=media.mounts)), follow_redirects=False)


def test_streamlits_icons_are_the_few_that_can_be_seen(site: TestClient) -> None:
    answer = site.get(f"/static/media/{STREAMLITS.name}")

    assert answer.content == ICONS.read_bytes()
    assert len(answer.content) < STREAMLITS.stat().st_size / 20
    assert answer.headers["content-type"] == "font/woff2"
    assert "immutable" in answer.headers["cache-control"]


def test_every_icon_that_we_or_streamlit_name_is_among_them() -> None:
    assert icons.names() - icons.ligatures(TTFont(ICONS)).keys() == UNKNOWN_TO_ITS_FONT
    assert UNKNOWN_TO_ITS_FONT.isdisjoint(icons.ligatures(icons.whole_font()))


def test_streamlits_letters_are_those_of_our_theme(site: TestClient) -> None:
    answer = site.get(f"/static/media/{LETTERS.name}")

    assert answer.status_code == 308
    led_to = answer.headers["location"]
    assert site.get(f"/static/media/{led_to}").status_code == 200
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/static/media/other.woff2", "/static/media/a/MaterialSymbols-Rounded.x.woff2"])
def test_any_other_font_is_not_ours_to_send(site: TestClient, path: str) -> None:
    assert site.get(path).status_code == 404
