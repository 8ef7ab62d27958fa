"""`make shots`: a picture of each main page on a phone and a moving one, for the README.

SHOTS="today plan moving" chooses some.
"""

from __future__ import annotations

import argparse
import io
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

from bench.figures import ROOT
from bench.servers import lowback
from examples.browser import FLAGS, shows
from examples.places import PLACES, Place
from lowback.web.cookie import COOKIE
from tools import moving

SHOWN = ("today", "quiz", "plan", "player", "progress", "routines")
MOVING = "moving"
PHONE: ViewportSize = {"width": 390, "height": 664}


def shoot(page: Page, place: Place, base_url: str, cookie: str, target: Path) -> None:
    """One page as its person sees it, as a small WebP."""
    page.context.add_cookies([{"name": COOKIE, "value": cookie, "url": base_url}])
    page.goto(base_url + place.path)
    shows(page, place)
    page.wait_for_load_state("networkidle")
    page.wait_for_function("Array.from(document.images).every(image => image.complete)")
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").save(target, "WEBP", quality=80, method=6)
    print(target, target.stat().st_size // 1024, "KB")


def main(names: Sequence[str], folder: Path) -> None:
    """These pictures, in the light theme."""
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as data, lowback(Path(data)) as (base_url, cookies, *_), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        page = browser.new_page(
            viewport={"width": 390, "height": 844}, device_scale_factor=1.5, reduced_motion="reduce"
        )
        for name in (each for each in names if each != MOVING):
            place = PLACES[name]
            shoot(page, place, base_url, cookies[place.person], folder / f"{name}.webp")
        if MOVING in names:
            phone = browser.new_context(viewport=PHONE, base_url=base_url, locale="en-GB")
            phone.add_cookies([{"name": COOKIE, "value": cookies[moving.PERSON], "url": base_url}])
            moving.move(phone.new_page(), folder / moving.TARGET)
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.shots", description=__doc__)
    parser.add_argument("names", nargs="*", help="pages, as examples/places.py names them")
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "pictures", help="where the pictures go")
    asked = parser.parse_args()
    if unknown := set(asked.names) - {*PLACES, MOVING}:
        parser.error(f"no such page: {', '.join(sorted(unknown))}")
    main(asked.names or (*SHOWN, MOVING), asked.into)
