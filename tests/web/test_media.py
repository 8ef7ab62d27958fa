"""Clips, posters and fonts: ranges, caching, types."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from lowback.web.media import CLIP_TYPES, Immutable

CLIP = bytes(range(256)) * 4


@pytest.fixture
def site(tmp_path: Path) -> TestClient:
    """A folder with one file of each kind and two that are none of the browser's business."""
    for name in ("bridge.ab12.mp4", "bridge.webp", "bridge.vtt", "start.m4a", "manifest.json", "notes"):
        (tmp_path / name).write_bytes(CLIP)
    return TestClient(Starlette(routes=[Mount("/m", Immutable(tmp_path, CLIP_TYPES))]))


def test_a_range_brings_that_part(site: TestClient) -> None:
    answer = site.get("/m/bridge.ab12.mp4", headers={"Range": "bytes=10-19"})

    assert answer.status_code == 206
    assert answer.content == CLIP[10:20]
    assert answer.headers["content-range"] == f"bytes 10-19/{len(CLIP)}"


def test_a_known_file_is_not_sent_again(site: TestClient) -> None:
    tag = site.get("/m/bridge.webp").headers["etag"]

    answer = site.get("/m/bridge.webp", headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert answer.content == b""
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bridge.ab12.mp4", "video/mp4"),
        ("bridge.webp", "image/webp"),
        ("bridge.vtt", "text/vtt; charset=utf-8"),
        ("start.m4a", "audio/mp4"),
    ],
)
def test_every_kind_is_named_and_kept_for_a_year(site: TestClient, name: str, kind: str) -> None:
    answer = site.get(f"/m/{name}")

    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["manifest.json", "notes", "missing.mp4", "", "../test_media.py", "%2e%2e/x.mp4"])
def test_anything_else_is_not_found_and_not_kept(site: TestClient, path: str) -> None:
    answer = site.get(f"/m/{path}")

    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_a_missing_folder_is_an_empty_one(tmp_path: Path) -> None:
    site = TestClient(Starlette(routes=[Mount("/m", Immutable(tmp_path / "none", CLIP_TYPES))]))

    assert site.get("/m/bridge.webp").status_code == 404
