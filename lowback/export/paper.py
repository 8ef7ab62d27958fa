"""What our printed pages share: A4, our font, one language, and a structure that a screen reader follows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Literal

from lowback.language.speech import spoken
from lowback.library.library import content_root

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY = "atkinson"
MARGIN, WIDTH, BOTTOM = 16.0, 178.0, 273.0
INK, TEAL, PALE = (31, 42, 48), (15, 107, 102), (240, 235, 226)
LONGEST = 1000
Role = Literal["H1", "H2", "H3", "P"]
"""What a piece of text is, for whoever has it read out."""


@contextmanager
def paper(title: str, today: date) -> Iterator[FPDF]:
    """A document without pages, whose font files are closed at the end."""
    # A third of a second to import, and only whoever saves a page needs it.
    from fpdf import FPDF, ViewerPreferences

    pdf = FPDF(format="A4")
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(auto=False)
    pdf.c_margin = 0
    fonts = content_root() / "fonts"
    for style, name in (("", "regular"), ("B", "bold")):
        pdf.add_font(FAMILY, style, fonts / f"atkinson-hyperlegible-next-{name}-5.3.0.ttf")
    pdf.set_title(title)
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    pdf.set_lang(spoken().language.rules.replace("_", "-"))
    pdf.set_creation_date(datetime.combine(today, time(), UTC))
    pdf.set_text_color(*INK)
    try:
        yield pdf
    finally:
        for font in pdf.fonts.values():
            font.ttfont.close()  # type: ignore[union-attr]  # ours are all TrueType fonts


@contextmanager
def tagged(pdf: FPDF, role: Role) -> Iterator[None]:
    """What is drawn inside is one piece of this kind; pieces are read out in the order in which they are drawn."""
    # fpdf2 tags pictures only; this is how it does that, and the one place where we use it (its version is pinned).
    with pdf._marked_sequence() as piece:  # noqa: SLF001
        piece.s = f"/{role}"
        yield


@contextmanager
def pictured(pdf: FPDF, words: str) -> Iterator[None]:
    """What is drawn inside is one picture, of which these words are read out."""
    with pdf._marked_sequence(alt_text=words):  # noqa: SLF001
        yield


def printable(text: str, pdf: FPDF) -> str:
    """The text in characters that the font has; others become a question mark, very long text is cut."""
    known = pdf.fonts[FAMILY].cmap  # type: ignore[union-attr]  # ours is a TrueType font, which has one
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    seen = (c for c in plain if ord(c) in known or unicodedata.category(c) not in {"Cf", "Mn", "Me", "Cc", "Cs"})
    shown = "".join(c if ord(c) in known else "?" for c in seen)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
