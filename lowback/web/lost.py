"""An address that leads nowhere becomes a friendly page with a way back."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PAGES = frozenset(path.stem for path in (Path(__file__).resolve().parents[2] / "pages").glob("*.py")) - {"today"}
FILES = {"m", "js", "fonts", "icons", "media", "component", "static"}
OTHERS = frozenset({"", "help", "join", "healthz", "readyz", "events", "_stcore", "oauth2callback"})


def leads_nowhere(path: str) -> bool:
    """True when the first part of the path is neither a page nor a route nor the folder of a file."""
    parts = path.strip("/").split("/")
    if parts[0] in PAGES:
        return len(parts) > 1
    if parts[0] in FILES:
        return len(parts) == 1
    return parts[0] not in OTHERS and "." not in parts[-1]


class Lost:
    """Sends a browser that asks for a page we do not have to /lost."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything else on."""
        if scope["type"] == "http" and leads_nowhere(scope["path"]) and _wants_page(scope):
            await RedirectResponse("../" * (scope["path"].count("/") - 1) + "lost", status_code=302)(
                scope, receive, send
            )
        else:
            await self._app(scope, receive, send)


def _wants_page(scope: Scope) -> bool:
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
