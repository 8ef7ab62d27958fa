"""Drawing on paper from top to bottom: headings, text, lists and pictures with words beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lowback.export.paper import BOTTOM, FAMILY, INK, MARGIN, PALE, TEAL, WIDTH, Role, pictured, printable, tagged
from lowback.language.speech import spoken

if TYPE_CHECKING:
    from fpdf import FPDF

GAP = 5.0
_A4_WIDTH, _BULLET = 210.0, 4.0


class Shape(NamedTuple):
    """How large letters (in points) and pictures (how wide, in mm) are."""

    size: float
    picture: float

    @property
    def line(self) -> float:
        """The height of a line in mm."""
        return self.size * 0.47


class Sheet:
    """Draws one piece below the other; what does not fit on this page begins the next.

    A draft leaves pictures white: it only says how many pages there are.
    """

    def __init__(self, pdf: FPDF, shape: Shape, *, draft: bool = False) -> None:
        self.pdf, self.shape = pdf, shape
        self._draft = draft
        self.align = "R" if spoken().language.rtl else "L"
        pdf.add_page()

    def at(self, start: float, width: float) -> float:
        """From the left edge of the paper: something so wide that begins so far from where lines begin."""
        return _A4_WIDTH - MARGIN - start - width if self.align == "R" else MARGIN + start

    def room(self, height: float) -> None:
        """Begin a new page unless there is so much left of this one."""
        if self.pdf.get_y() + height > BOTTOM + 8:
            self.pdf.add_page()

    def space(self, lines: float) -> None:
        """So many lines of nothing."""
        self.pdf.ln(self.shape.line * lines)

    def heading(self, words: str) -> None:
        """The heading of a part."""
        self.space(0.6)
        self.pdf.set_text_color(*TEAL)
        self.text(words, "H2", bold=True, larger=2)
        self.pdf.set_text_color(*INK)

    def text(
        self, words: str, role: Role = "P", *, bold: bool = False, larger: float = 0, start: float = 0, link: str = ""
    ) -> None:
        """Words in as many lines as they need, so far from where lines begin."""
        pdf, size = self.pdf, self.shape.size + larger
        pdf.set_font(FAMILY, "B" if bold else "", size)
        pdf.set_x(self.at(start, WIDTH - start))
        with tagged(pdf, role):
            self._lines(words, WIDTH - start, size * 0.47, link)

    def box(self, lines: Sequence[str]) -> None:
        """Lines on a ground of their own, the first as a heading."""
        self.pdf.set_fill_color(*PALE)
        for place, words in enumerate(lines):
            self.pdf.set_font(FAMILY, "" if place else "B", self.shape.size)
            with tagged(self.pdf, "P" if place else "H2"):
                self.pdf.multi_cell(
                    WIDTH, self.shape.line, printable(words, self.pdf), align=self.align, fill=True, padding=(1, 3),
                    new_x="LMARGIN", new_y="NEXT",
                )  # fmt: skip

    def list_height(self, lines: Sequence[str]) -> float:
        """How much of a page a list takes at most."""
        return max(sum(map(self._bullet_height, part)) for part in _halves(lines))

    def bullets(self, lines: Sequence[str]) -> None:
        """A list in two columns, the first one read first."""
        top, ends, column = self.pdf.get_y(), [], (WIDTH - GAP) / 2
        for start, part in zip((0.0, column + GAP), _halves(lines), strict=True):
            self.pdf.set_y(top)
            for words in part:
                self._bullet(words, start, column)
            ends.append(self.pdf.get_y())
        self.pdf.set_y(max(ends))

    def beside(self, picture: Path | None, alt: str, title: str, lines: Sequence[str]) -> None:
        """A picture with words beside it, the title first: they stay on one page."""
        start = self.shape.picture + GAP if picture else 0.0
        tall = self.shape.picture * 9 / 16 if picture else 0.0
        words = self._height(title, WIDTH - start, "B") + sum(self._height(each, WIDTH - start) for each in lines)
        self.room(max(tall, words))
        top, page = self.pdf.get_y(), self.pdf.page
        self.text(title, "H3", bold=True, start=start)
        if picture and not self._draft:
            with pictured(self.pdf, alt):
                self.pdf.image(picture, self.at(0, self.shape.picture), top + 0.5, self.shape.picture, tall)
        self.pdf.set_y(top + self._height(title, WIDTH - start, "B"))
        for each in lines:
            self.text(each, start=start)
        assert self.pdf.page == page
        self.pdf.set_y(max(self.pdf.get_y(), top + tall + 0.5) + self.shape.line * 0.4)

    def _bullet(self, words: str, start: float, width: float) -> None:
        pdf, line = self.pdf, self.shape.line
        pdf.set_font(FAMILY, "", self.shape.size)
        with tagged(pdf, "P"):
            pdf.set_x(self.at(start, _BULLET))
            pdf.cell(_BULLET, line, "•", align=self.align)
            pdf.set_x(self.at(start + _BULLET, width - _BULLET))
            self._lines(words, width - _BULLET, line)

    def _bullet_height(self, words: str) -> float:
        return self._height(words, (WIDTH - GAP) / 2 - _BULLET)

    def _height(self, words: str, width: float, style: str = "") -> float:
        self.pdf.set_font(FAMILY, style, self.shape.size)
        made = self.pdf.multi_cell(
            width, self.shape.line, printable(words, self.pdf), align=self.align, dry_run=True, output="HEIGHT"
        )
        assert isinstance(made, float | int)
        return made

    def _lines(self, words: str, width: float, line: float, link: str = "") -> None:
        self.pdf.multi_cell(width, line, printable(words, self.pdf), align=self.align, link=link or None,
                            new_x="LMARGIN", new_y="NEXT")  # fmt: skip


def _halves(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    half = (len(lines) + 1) // 2
    return lines[:half], lines[half:]
