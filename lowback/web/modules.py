"""Our JavaScript as files: one address for all of it, which is another one as soon as any of it changes."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lowback.web.media import A_YEAR

FOLDER = Path(__file__).parents[1] / "ui" / "components"
# Read once: what is served for a year under a version is what that version was made from, also during an update.
MODULES = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*.js"))}


def version(modules: Mapping[str, bytes]) -> str:
    """A name for these modules as they are; an import between two of them stays within it."""
    whole = sha256()
    for name, text in sorted(modules.items()):
        whole.update(f"{name}\n{len(text)}\n".encode() + text)
    return whole.hexdigest()[:16]


VERSION = version(MODULES)


def address(module: str) -> str:
    """Where a browser finds this module, e.g. `player/player.js`, seen from any page."""
    return f"js/{VERSION}/{module}"


def _module(request: Request) -> Response:
    """The module; one of another version is not found, so that no browser mixes two."""
    text = MODULES.get(request.path_params["name"])
    if request.path_params["version"] != VERSION or text is None:
        return PlainTextResponse("Not found", status_code=404, headers={"Cache-Control": "no-store"})
    return Response(text, media_type="text/javascript", headers={"Cache-Control": A_YEAR})


route = Route("/js/{version}/{name:path}", _module)
