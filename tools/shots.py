"""`make shots`: a picture of each main page on a phone, from the demo, for the README."""

from __future__ import annotations

import io
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from bench.servers import ROOT, lowback
from tests.e2e.conftest import FLAGS, settled
from tests.e2e.pages import PAGES

SHOWN = ("today", "quiz", "plan", "player", "progress", "routines")
PHONE = {"width": 390, "height": 844}


def shoot(page: Page, url: str, target: Path) -> None:
    """One page, as a small WebP."""
    page.goto(url)
    settled(page)
    page.wait_for_function("Array.from(document.images).every(image => image.complete)")
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").save(target, "WEBP", quality=80, method=6)
    print(target.relative_to(ROOT), target.stat().st_size // 1024, "KB")


def main() -> None:
    """All pictures, in the light theme."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as data, lowback(Path(data)) as (base_url, _, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        page = browser.new_page(viewport=PHONE, device_scale_factor=1.5, reduced_motion="reduce")
        for name in SHOWN:
            shoot(page, base_url + PAGES[name], folder / f"{name}.webp")
        browser.close()


if __name__ == "__main__":
    main()
