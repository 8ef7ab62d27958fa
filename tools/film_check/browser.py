"""A browser that shows clips to the detector and can reach nothing but our own files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, Route, sync_playwright

from film.detect import POINTS, Floats

HERE = Path(__file__).parent
# No server answers for this name: every request is met from files or refused.
ORIGIN = "http://film-check.invalid"
# Chromium will not use its sandbox as root, and containers have little /dev/shm; pictures reach the detector through
# WebGL, which needs no graphics card this way; and no name leads anywhere.
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
FLAGS += ["--host-resolver-rules=MAP * ~NOTFOUND"]
_TYPES = {".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".mp4": "video/mp4"}
# The detector's numbers of our points, in our order.
_LANDMARKS = dict(zip(POINTS, (11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28), strict=True))


class Viewer:
    """A page with the detector on it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def watch(self, clip: str, times: Sequence[float]) -> list[Floats | None]:
        """What the detector sees at each time of a clip: 12 points of x, y and visibility, or none."""
        self._page.evaluate("(address) => openClip(address)", f"{ORIGIN}/media/{clip}")
        return [_points(self._page.evaluate("(seconds) => look(seconds)", time)) for time in times]


def _points(landmarks: list[list[float]] | None) -> Floats | None:
    return None if landmarks is None else np.array([landmarks[i] for i in _LANDMARKS.values()])


@contextmanager
def viewer(detector: Path, media: Path) -> Iterator[Viewer]:
    """A viewer of the clips in a folder, with the detector from another."""
    folders = {"detector": detector, "media": media}

    def answer(route: Route) -> None:
        path = _file(route.request.url, folders)
        if path is None:
            route.abort()
        else:
            kind = _TYPES.get(path.suffix, "application/octet-stream")
            route.fulfill(body=path.read_bytes(), content_type=kind)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        page = browser.new_page()
        page.context.route("**/*", answer)
        page.goto(f"{ORIGIN}/page.html")
        page.evaluate("load()")
        yield Viewer(page)
        browser.close()


def _file(address: str, folders: dict[str, Path]) -> Path | None:
    """The file of ours that an address means, or none."""
    if not address.startswith(f"{ORIGIN}/"):
        return None
    folder, _, name = address.removeprefix(f"{ORIGIN}/").rpartition("/")
    path = folders.get(folder, HERE) / name
    return path if path.is_file() else None
