"""Our own routes are what docs/openapi.yaml says, and answer any request as it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2 as httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from starlette.routing import Mount, Route

from app import app
from lowback.web.events import KEY as KEY_HEADER
from lowback.web.modules import VERSION
from tests.answer_space import looked_at
from tests.e2e.conftest import Server
from tests.faults.saving import Diary, Teller
from tests.fuzz.odd import CANARY, CASES, LOGS, PLACES, TEXTS, VALUES, parts

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"
METHODS = ("GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
TRIED = CASES // 5
KEY = "(a key of ours)"
Json = dict[str, Any]


@cache
def written() -> Json:
    """The document."""
    document: Json = YAML(typ="safe").load(DOCUMENT.read_text("utf-8"))
    return document


def resolved(part: Json) -> Json:
    """What a reference leads to."""
    found: Json = written()
    if "$ref" not in part:
        return part
    for name in part["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return found


def test_every_route_of_ours_is_written_down_with_its_methods() -> None:
    served: dict[str, set[str]] = {}
    for route in app._user_routes:
        assert isinstance(route, Route | Mount)
        path = f"{route.path}/{{name}}" if isinstance(route, Mount) else route.path.replace(":path}", "}")
        served[path] = ways_of(route)

    assert {path: {method.upper() for method in ways} for path, ways in written()["paths"].items()} == served


def ways_of(route: Route | Mount) -> set[str]:
    """How this may be asked; HEAD, which is GET without a body, is not counted."""
    if isinstance(route, Route) and route.methods is None:
        return {way for way in METHODS if hasattr(route.endpoint, way.lower())}
    return set(getattr(route, "methods", ("GET",))) - {"HEAD"}


def problems(answer: httpx.Response, path: str) -> list[str]:
    """In what this answer is not as it is written."""
    method = "get" if answer.request.method == "HEAD" else answer.request.method.lower()
    operation = written()["paths"][path].get(method)
    if operation is None and method == "get" and answer.headers["content-type"].startswith("text/html"):
        return []  # what is not ours to get is an address like any other: the app says that there is no such page
    if operation is None:
        may = {way.strip() for way in answer.headers.get("allow", "").split(",")} - {"", "HEAD"}
        # A way that a route of ours does not take is asked of Streamlit, which has its page for every address.
        wrong = [] if may <= {"GET", *(way.upper() for way in written()["paths"][path])} else [f"it allows {may}"]
        return wrong if answer.status_code in {400, 404, 405} else [f"{method} is answered {answer.status_code}"]
    if str(answer.status_code) not in operation["responses"]:
        return [f"{answer.status_code} is not written down"]
    content = resolved(operation["responses"][str(answer.status_code)]).get("content", {})
    kind = answer.headers.get("content-type", "").partition(";")[0]
    wrong = [f"it is {kind}"] if content and kind not in content else []
    if "application/json" in content and answer.request.method != "HEAD":
        wrong += misshapen(answer.json(), resolved(content["application/json"]["schema"]))
    return wrong


def misshapen(body: Any, schema: Json) -> list[str]:
    """The names that are missing from an object, or too many in it."""
    if not isinstance(body, dict):
        return ["no object"]
    known = set(schema.get("properties", ()))
    return sorted((set(schema.get("required", ())) - set(body)) | (set(body) - known))


@pytest.fixture(scope="module")
def asked(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory):
    """A server, somebody who asks it, and a key; in the end the log has no error and no word of what was sent."""
    diary = Diary(tmp_path_factory.mktemp("routes"))
    teller, server = Teller(diary), serve(data_dir=diary.folder)
    with httpx.Client(base_url=server.url, timeout=60, trust_env=False) as client:
        yield client, teller.key
    server.stop()
    assert "Traceback" not in server.log
    assert CANARY not in server.log


NAMES = TEXTS | st.sampled_from(
    (
        "player/player.js",
        "sender.js",
        "atkinson-hyperlegible-next-5.3.0.woff2",
        "manifest.json",
        "..%2fquiz.yaml",
        "a/../b",
    )
)
HEADERS = st.dictionaries(
    st.sampled_from(("Range", "If-None-Match", "Accept", "Accept-Encoding", "Accept-Language", "Cookie", KEY_HEADER)),
    st.sampled_from((KEY, "bytes=0-9", "bytes=9-", "bytes=-1", "bytes=5-1", "text/html", "gzip", "en-GB", "x" * 5000))
    | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20).map(str.strip),
    max_size=3,
)  # fmt: skip
TOLD = st.fixed_dictionaries({"key": st.just(KEY), "log": LOGS}, optional={"at": PLACES | VALUES})
BODIES = TOLD | parts(key=st.just(KEY), log=LOGS) | VALUES | st.binary(max_size=60)
tried: list[int] = []


@looked_at(TRIED, shrinks=False)
@given(
    path=st.sampled_from(sorted(written()["paths"])) | st.just("/events"),
    method=st.sampled_from(METHODS),
    version=st.just(VERSION) | TEXTS,
    name=NAMES,
    headers=HEADERS,
    body=BODIES,
)
def test_any_request_is_answered_as_it_is_written(
    asked, path: str, method: str, version: str, name: str, headers: Mapping[str, str], body: Any
) -> None:
    client, key = asked
    place = path.replace("{version}", escaped(version)).replace("{name}", escaped(name))
    given_ = {header: key if value == KEY else value for header, value in headers.items()}
    content = body if isinstance(body, bytes) else json.dumps(body).replace(KEY, key).encode()

    answer = client.request(method, place, headers=given_, content=content)

    tried.append(1)
    assert problems(answer, path) == []


def escaped(name: str) -> str:
    """The name as a part of an address that does not end there."""
    return quote(name.encode("utf-8", "replace"), safe="") or "x"


@pytest.mark.skipif("SCHEMATHESIS" not in os.environ, reason="make fuzz brings schemathesis along")
def test_schemathesis_finds_no_answer_that_is_not_written(asked, tmp_path: Path, figures: dict[str, float]) -> None:
    client, key = asked
    limits = ["--max-examples", str(max(1, TRIED // 10)), "--seed", "1", "--checks", "all", "--no-shrink", "--no-color"]
    command = [
        os.environ["SCHEMATHESIS"],
        "run",
        str(DOCUMENT),
        "--url",
        str(client.base_url),
        "-H",
        f"{KEY_HEADER}: {key}",
    ]

    done = subprocess.run([*command, *limits], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
    figures["fuzz/schemathesis"] = int(re.findall(r"(\d+) generated", done.stdout)[0])


def test_so_many_requests_were_tried(figures: dict[str, float]) -> None:
    figures["fuzz/requests"] = len(tried)

    assert len(tried) >= TRIED
