"""Streamlit's scripts and styles on their way to a browser."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import partial
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from lowback.web.packed import Packed

BROTLI = partial(brotli.compress, quality=5)
TEXT = b"export const back = 'sore';\n" * 400


@pytest.fixture
def packed(tmp_path: Path) -> Packed:
    """A folder with a script, a style and a font."""
    for name in ("index.js", "index.css", "sans.woff2"):
        (tmp_path / name).write_bytes(TEXT)
    routes = [Mount("/static", StaticFiles(directory=tmp_path)), Mount("/m", StaticFiles(directory=tmp_path))]
    return Packed(Starlette(routes=routes))


@pytest.fixture
def site(packed: Packed) -> TestClient:
    return TestClient(packed)


@pytest.mark.parametrize("name", ["index.js", "index.css"])
@pytest.mark.parametrize(
    ("taken", "way", "pack"),
    [("gzip, deflate", "gzip", gzip.compress), ("gzip, deflate, br;q=1, zstd", "br", BROTLI)],
)
def test_a_script_and_a_style_come_packed_the_first_time_and_again(
    site: TestClient, name: str, taken: str, way: str, pack: Callable[[bytes], bytes]
) -> None:
    for _ in range(2):
        answer = site.get(f"/static/{name}", headers={"Accept-Encoding": taken})
        assert answer.content == TEXT
        assert answer.headers["content-encoding"] == way
        assert int(answer.headers["content-length"]) == len(pack(TEXT)) < len(TEXT) / 10
        assert answer.headers["vary"] == "Accept-Encoding"
        assert "etag" not in answer.headers


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/index.js", {"Accept-Encoding": "identity"}),
        ("/static/sans.woff2", {}),
        ("/m/index.js", {}),
    ],
)
def test_what_is_packed_already_or_not_asked_for_comes_as_it_is(
    site: TestClient, path: str, headers: dict[str, str]
) -> None:
    site.get("/static/index.js")

    answer = site.get(path, headers=headers)

    assert answer.content == TEXT
    assert "content-encoding" not in answer.headers


def test_a_part_is_a_part_of_the_plain_file(site: TestClient) -> None:
    site.get("/static/index.js")

    answer = site.get("/static/index.js", headers={"Range": "bytes=0-5"})

    assert (answer.status_code, answer.content) == (206, TEXT[:6])


def test_a_file_that_is_not_there_is_not_found_each_time_until_it_is_there(site: TestClient, tmp_path: Path) -> None:
    assert [site.get("/static/none.js").status_code for _ in range(2)] == [404, 404]

    (tmp_path / "none.js").write_bytes(TEXT)
    assert site.get("/static/none.js").content == TEXT


def test_a_known_file_is_answered_in_one_word(site: TestClient) -> None:
    plain = site.get("/static/index.js", headers={"Accept-Encoding": "identity"})

    answer = site.get("/static/index.js", headers={"If-None-Match": plain.headers["etag"]})

    assert (answer.status_code, answer.content) == (304, b"")


def test_other_names_of_a_file_take_no_more_memory(site: TestClient, packed: Packed) -> None:
    for path in ("/static/index.js", "/static/none/%2e%2e/index.js", "/static/%2e/index.js"):
        assert site.get(path, headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"

    assert list(packed._packed) == [("/static/index.js", "gzip")]


def test_what_came_packed_is_not_packed_again() -> None:
    async def packed(scope, receive, send):
        await Response(gzip.compress(TEXT), headers={"Content-Encoding": "gzip"})(scope, receive, send)

    assert TestClient(Packed(packed)).get("/static/index.js").content == TEXT


def test_a_file_that_comes_in_pieces_is_packed_whole() -> None:
    async def pieces(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": TEXT[:99], "more_body": True})
        await send({"type": "http.response.body", "body": TEXT[99:]})

    assert TestClient(Packed(pieces)).get("/static/index.js").content == TEXT
