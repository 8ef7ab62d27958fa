"""Files whose name changes with their content, so that a browser may keep them for a year."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from lowback.library.library import OWN_CONTENT, content_root

# Spelt out: a bare machine's own table knows neither WebP, WebVTT nor M4A, and we send nosniff.
CLIP_TYPES = {
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".webp": "image/webp",
    ".vtt": "text/vtt; charset=utf-8",
}
FONT_TYPES = {".woff2": "font/woff2"}
ICON_TYPES = {".png": "image/png"}
A_YEAR = "public, max-age=31536000, immutable"


class Immutable(StaticFiles):
    """One folder's files of the given types, with ranges, ETag and a year of caching."""

    def __init__(self, folder: Path, types: dict[str, str]) -> None:
        super().__init__(directory=folder, check_dir=False)
        self._types = types

    async def check_config(self) -> None:
        """A missing folder is an empty one: every file in it is not found."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, unless its type is not one we serve here.

        Raises:
            HTTPException: 404 for any other file.
        """
        if Path(path).suffix not in self._types:
            raise HTTPException(status_code=404)
        return await super().get_response(path, scope)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file, or 304, marked as never changing."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = A_YEAR
        if response.status_code != 304:
            response.headers["Content-Type"] = self._types[Path(full_path).suffix]
        return response


mounts = [
    Mount("/m", Immutable(content_root() / "media", CLIP_TYPES)),
    Mount("/fonts", Immutable(OWN_CONTENT / "fonts", FONT_TYPES)),
    Mount("/icons", Immutable(OWN_CONTENT / "icons", ICON_TYPES)),
]
