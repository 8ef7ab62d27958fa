"""The theme's colour pairs are readable in light and dark, and its fonts are ours."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"]
FAMILIES = ("red", "orange", "yellow", "blue", "green", "violet", "gray")
TEXT, GRAPHIC = 4.5, 3.0


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_pairs(theme: dict[str, str]) -> list[tuple[str, str]]:
    """Every foreground and the backgrounds that Streamlit draws it on."""
    page, panel = theme["backgroundColor"], theme["secondaryBackgroundColor"]
    plain = [(theme[name], ground) for name in ("textColor", "primaryColor", "linkColor") for ground in (page, panel)]
    tinted = [
        (theme[f"{family}TextColor"], ground)
        for family in FAMILIES
        for ground in (page, panel, theme[f"{family}BackgroundColor"])
    ]
    return plain + tinted


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_text_pair_has_enough_contrast(mode: str) -> None:
    weak = {pair: round(contrast(*pair), 2) for pair in text_pairs(THEME[mode]) if contrast(*pair) < TEXT}

    assert not weak


def test_our_colours_need_no_function_that_an_older_safari_drops() -> None:
    styles = [path.read_text("utf-8") for end in ("css", "html") for path in (ROOT / "lowback/ui").rglob(f"*.{end}")]

    assert styles
    assert not any("light-dark(" in style for style in styles)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_borders_and_chart_colours_stand_out_from_the_page(mode: str) -> None:
    theme = THEME[mode]
    graphics = [theme["borderColor"], *theme["chartCategoricalColors"]]

    weak = {
        c: round(contrast(c, theme["backgroundColor"]), 2)
        for c in graphics
        if contrast(c, theme["backgroundColor"]) < GRAPHIC
    }

    assert not weak


def test_the_contrast_formula_knows_its_ends() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_every_font_face_is_a_file_we_serve() -> None:
    assert THEME["fontFaces"]
    for face in THEME["fontFaces"]:
        folder, name = face["url"].rsplit("/", 1)

        assert folder == "fonts"  # seen from any page, whatever path stands before it
        assert (ROOT / "content" / "fonts" / name).is_file()
