"""Our JavaScript as files, and what it says in other languages: one address for all, another as soon as any changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lowback.language import browser
from lowback.language.languages import LANGUAGES
from lowback.language.speech import LOCALE, speech_in
from lowback.web.media import A_YEAR

FOLDER = Path(__file__).parents[1] / "ui" / "components"
TRANSLATIONS = {path.name: path.read_bytes() for path in sorted(LOCALE.glob("*.po*"))}
# Read once: what is served for a year under a version is what that version was made from, also during an update.
MODULES = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*.js"))}


def version(modules: Mapping[str, bytes]) -> str:
    """A name for these modules as they are; an import between two of them stays within it."""
    whole = sha256()
    for name, text in sorted(modules.items()):
        whole.update(f"{name}\n{len(text)}\n".encode() + text)
    return whole.hexdigest()[:16]


VERSION = version(MODULES | TRANSLATIONS)


def address(module: str) -> str:
    """Where a browser finds this module, e.g. `player/player.js`, seen from any page."""
    return f"js/{VERSION}/{module}"


@cache
def words(tag: str) -> bytes:
    """What the modules say in the language with this tag.

    Raises:
        KeyError: there is no such language.
    """
    return json.dumps(browser.words(speech_in(tag)), ensure_ascii=False).encode()


def _file(made_from: str, text: bytes | None, kind: str) -> Response:
    """The file; one of another version is not found, so that no browser mixes two."""
    if made_from != VERSION or text is None:
        return PlainTextResponse("Not found", status_code=404, headers={"Cache-Control": "no-store"})
    return Response(text, media_type=kind, headers={"Cache-Control": A_YEAR})


def _module(request: Request) -> Response:
    asked = request.path_params
    return _file(asked["version"], MODULES.get(asked["name"]), "text/javascript")


def _words(request: Request) -> Response:
    asked = request.path_params
    return _file(asked["version"], words(asked["tag"]) if asked["tag"] in LANGUAGES else None, "application/json")


routes = [Route("/js/{version}/words/{tag}.json", _words), Route("/js/{version}/{name:path}", _module)]
