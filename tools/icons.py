"""`python -m tools.icons`: of Streamlit's 4,000 icons those that can be seen here, as a small font in content/fonts.

The whole font is a third of what a first visit would fetch. Run again when an icon or Streamlit is new; a test says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from lowback.web.fonts import ICONS

ROOT = Path(__file__).resolve().parents[1]
STATIC = Path(streamlit.__file__).parent / "static" / "static"
NAMED = re.compile(r":material/([a-z0-9_]+):")
OURS = ("lowback", "content")
SOURCES = {".py", ".yaml", ".html", ".js"}


def whole_font() -> TTFont:
    """Streamlit's own, with every icon."""
    [path] = (STATIC / "media").glob("MaterialSymbols-Rounded.*.woff2")
    return TTFont(path)


def ligatures(font: TTFont) -> dict[str, str]:
    """The glyph of each icon by the name that is written for it."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    return {"".join(letters[part] for part in (first, *rest.Component)): rest.LigGlyph for first, rest in _joined(font)}


def _joined(font: TTFont) -> Iterator[tuple[str, Any]]:
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, sets in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items():
                yield from ((first, each) for each in sets)


def names() -> set[str]:
    """What we or Streamlit's scripts name as an icon."""
    ours = (path for folder in OURS for path in (ROOT / folder).rglob("*") if path.suffix in SOURCES)
    theirs = (STATIC / "js").glob("*.js")
    return {name for path in (*ours, *theirs) for name in NAMED.findall(path.read_text("utf-8"))}


def subset(font: TTFont, wanted: set[str]) -> TTFont:
    """The font with these icons and the letters of their names."""
    known = ligatures(font)
    options = Options(layout_closure=False, flavor="woff2", notdef_outline=True)
    cutter = Subsetter(options)
    cutter.populate(text="".join(wanted), glyphs=[known[name] for name in sorted(wanted & known.keys())])
    cutter.subset(font)
    return font


if __name__ == "__main__":
    small = subset(whole_font(), names())
    small.flavor = "woff2"
    small.save(ICONS)
    print(f"{ICONS.relative_to(ROOT)}: {ICONS.stat().st_size} bytes")
