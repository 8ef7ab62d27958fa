"""`python -m tools.pdf_fonts`: the fonts of the PDF, made from the web font.

A PDF cannot hold WOFF2 or a variable weight, so the two weights we print become plain TrueType files.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parents[1] / "content" / "fonts"
VERSION = "5.3.0"
WEIGHTS = {"regular": 400, "bold": 700}


def make(name: str, weight: int) -> Path:
    """One weight of the web font with all its characters, as a TrueType file."""
    font = instantiateVariableFont(TTFont(FONTS / f"atkinson-hyperlegible-next-{VERSION}.woff2"), {"wght": weight})
    options = Options(layout_features=["kern"], hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(font.getBestCmap()))
    subsetter.subset(font)
    font.flavor = None
    target = FONTS / f"atkinson-hyperlegible-next-{name}-{VERSION}.ttf"
    font.save(target)
    return target


if __name__ == "__main__":
    for name, weight in WEIGHTS.items():
        made = make(name, weight)
        print(made.name, made.stat().st_size // 1024, "KB")
