"""Streamlit's fonts, which it names by their content, as the ones of ours that take their place."""

from __future__ import annotations

import re

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lowback.library.library import OWN_CONTENT
from lowback.web.media import A_YEAR

ICONS = OWN_CONTENT / "fonts" / "material-symbols-rounded-subset.woff2"
THEIR_ICONS = re.compile(r"/static/media/MaterialSymbols-Rounded\.[^/]+\.woff2")
THEIR_LETTERS = re.compile(r"/static/media/SourceSansVF-Upright\.[^/]+\.woff2")
LETTERS = "../../fonts/atkinson-hyperlegible-next-5.3.0.woff2"


class OwnFonts:
    """Sends the icons that can be seen here (tools/icons.py), and the letters of our theme, which are here already.

    Streamlit asks for its own letters, 170 KB of them, until it has read our theme.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on anything else as it is."""
        path = scope.get("path", "")
        if scope["type"] == "http" and THEIR_LETTERS.fullmatch(path):
            await RedirectResponse(LETTERS, 308, {"Cache-Control": A_YEAR})(scope, receive, send)
            return
        if scope["type"] == "http" and THEIR_ICONS.fullmatch(path):
            here = f"/fonts/{ICONS.name}"
            scope = {**scope, "path": here, "raw_path": here.encode()}
        await self._app(scope, receive, send)
