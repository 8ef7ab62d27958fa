"""Our JavaScript as files that a browser may keep for a year."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lowback.ui.components import INLINE
from lowback.web.bare import bare
from lowback.web.modules import MODULES, TRANSLATIONS, VERSION, address, routes, version

IMPORTED = re.compile(r'^(?:import|export) [^;]*from "([^"]+)";|^import "([^"]+)";', re.MULTILINE)


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=routes))


def test_a_module_is_served_for_a_year_as_javascript(client: TestClient) -> None:
    answer = client.get(address("player/player.js"))

    assert answer.content == MODULES["player/player.js"]
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path",
    [
        "/js/0123456789abcdef/player/player.js",
        f"/js/{VERSION}/player/none.js",
        f"/js/{VERSION}/player/player.css",
        f"/js/{VERSION}/player/__init__.py",
        f"/js/{VERSION}/../modules.py",
        f"/js/{VERSION}/%2e%2e/modules.py",
        f"/js/{VERSION}/words/fr.json",
        "/js/0123456789abcdef/words/de.json",
    ],
)
def test_another_version_and_anything_else_is_not_found_and_not_kept(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_the_version_is_another_one_as_soon_as_any_module_changes_moves_or_goes() -> None:
    names = {"a.js": b"1", "b/c.js": b"2"}
    others = [
        {"a.js": b"1", "b/c.js": b"3"},
        {"a.js": b"1", "b/d.js": b"2"},
        {"a.js": b"1"},
        {"a.js": b"2", "b/c.js": b"1"},
    ]

    assert version(dict(reversed(names.items()))) == version(names)
    assert len({version(each) for each in (names, *others)}) == 5


def test_every_import_leads_to_a_module_of_the_same_version(client: TestClient) -> None:
    found = 0
    for name, text in MODULES.items():
        for one, other in IMPORTED.findall(text.decode()):
            found += 1
            whole = client.base_url.join(address(name)).join(one or other)
            assert client.get(str(whole)).status_code == 200, (name, one or other)
    assert found > 10


def test_what_is_sent_of_a_component_is_short() -> None:
    assert len(INLINE.substitute(address=address("mount.js"), module="player/player.js")) < 500


def test_nothing_is_sent_that_is_for_its_authors_only() -> None:
    text = "/* why */\n.a {\n  color: red; /* stays */\n}\n\n// why\n  const a = 1;\n"

    assert bare(text) == ".a {\ncolor: red; /* stays */\n}\nconst a = 1;"


@pytest.mark.parametrize("tag", ["de", "en-XA", "ar-XB"])
def test_what_the_modules_say_in_a_language_is_served_beside_them_for_a_year(client: TestClient, tag: str) -> None:
    answer = client.get(str(client.base_url.join(address("say.js")).join(f"words/{tag}.json")))

    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert set(answer.json()) == {"rules", "words"}


def test_the_version_is_another_one_as_soon_as_a_translation_changes() -> None:
    assert TRANSLATIONS.keys() >= {"de.po", "lowback.pot"}
    assert version(MODULES | TRANSLATIONS) == VERSION != version(MODULES)
