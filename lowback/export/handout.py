"""A routine on paper: at most two A4 pages with pictures, amounts, steps, danger signs and fourteen days to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lowback.export.paper import FAMILY, MARGIN, WIDTH, paper, pictured
from lowback.export.sheet import GAP, Shape, Sheet
from lowback.export.square import reached_by_others, square
from lowback.language.speech import later, say, several, spoken

DAYS = 14
MOST_PAGES = 2
FITTED = later(
    "Made to fit my answers of {day}. If something about your back or health changes, answer the questions in Lowback "
    "again and print a new page."
)
FOOT = later("From Lowback, which gives general information about exercise. This page is not a diagnosis.")
SCAN = later("Scan the code or type the address to see every move as a film. It says nothing about you.")
TYPE = later(
    "To see every move as a film, open this address on the device that runs Lowback. It says nothing about you."
)
SHAPES = (Shape(11, 38), Shape(10.5, 36), Shape(10, 34), Shape(9.5, 32), Shape(9, 30), Shape(8, 28), Shape(7, 24))
"""The largest that fits is taken."""
_CODE = 30.0
"""How wide the code is in mm."""


@dataclass(frozen=True, slots=True)
class Move:
    """One exercise: what it is called, how much of it, how it is done, and what it looks like."""

    name: str
    amount: str
    how: str
    picture: Path | None
    alt: str


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything that stands on the page."""

    title: str
    summary: str
    moves: Sequence[Move]
    how_often: str
    before: Sequence[str]
    """What to ask oneself each time, and when to stop; above the exercises."""
    hurt: Sequence[str]
    """What to do after stopping because it hurt."""
    signs_title: str
    signs: Sequence[str]
    signs_line: str
    """What to do on one of them."""
    address: str = ""
    """Where the routine is on this server; empty where that is not known."""


def handout(what: Handout, today: date) -> bytes:
    """The routine as a PDF with the largest letters with which it has two pages."""
    # What keeps somebody safe is never cut: rather than that the smallest have a page more.
    fitting = (shape for shape in SHAPES if _drawn(what, today, shape, draft=True)[1] <= MOST_PAGES)
    return _drawn(what, today, next(fitting, SHAPES[-1]))[0]


def _drawn(what: Handout, today: date, shape: Shape, *, draft: bool = False) -> tuple[bytes, int]:
    """The pages in this shape, and how many there are; of a draft only that."""
    with paper(what.title, today) as pdf:
        # No more of a picture than a printer shows: four dots for each of the 72 in an inch.
        pdf.set_image_filter("DCTDecode")
        pdf.oversized_images, pdf.oversized_images_ratio = "DOWNSCALE", 4
        sheet = Sheet(pdf, shape, draft=draft)
        _head(sheet, what, today)
        sheet.heading(say("The exercises"))
        for number, move in enumerate(what.moves, 1):
            title = say("{number}. {exercise}", number=number, exercise=move.name)
            sheet.beside(move.picture, move.alt, title, [move.amount, move.how])
        _list(sheet, say("If you stopped because it hurt"), what.hurt)
        _list(sheet, what.signs_title, what.signs, what.signs_line)
        _days(sheet)
        _foot(sheet, what.address)
        return b"" if draft else bytes(pdf.output()), len(pdf.pages)


def _head(sheet: Sheet, what: Handout, today: date) -> None:
    sheet.text(what.title, "H1", bold=True, larger=7)
    sheet.text(what.summary)
    sheet.text(say("How often: {often}", often=what.how_often), bold=True)
    sheet.text(say(FITTED, day=spoken().day(today, "yMMMMd")))
    sheet.space(0.4)
    sheet.box([say("Before you start, and when to stop"), *what.before])


def _list(sheet: Sheet, title: str, lines: Sequence[str], first: str = "") -> None:
    sheet.room(sheet.list_height(lines) + 5 * sheet.shape.line)
    sheet.heading(title)
    if first:
        sheet.text(first, bold=True)
    sheet.bullets(lines)


def _days(sheet: Sheet) -> None:
    pdf, side, line = sheet.pdf, WIDTH / DAYS, sheet.shape.line
    sheet.room(side + 4 * line)
    sheet.heading(several("{n} day to tick", "{n} days to tick", DAYS))
    top = pdf.get_y() + 1
    pdf.set_font(FAMILY, "", sheet.shape.size - 1)
    with pictured(pdf, several("{n} empty box, one for each day.", "{n} empty boxes, one for each day.", DAYS)):
        for place in range(DAYS):
            start = place * side + 0.75
            pdf.rect(sheet.at(start, side - 1.5), top, side - 1.5, side - 1.5)
            pdf.set_xy(sheet.at(start + 1, side - 3.5), top + 0.3)
            pdf.cell(side - 3.5, line, spoken().number(place + 1), align=sheet.align)
    pdf.set_xy(MARGIN, top + side)


def _foot(sheet: Sheet, address: str) -> None:
    scanned = reached_by_others(address)
    sheet.room(max(_CODE if scanned else 0, 5 * sheet.shape.line) + 2)
    top, start = sheet.pdf.get_y() + 2, _CODE + GAP if scanned else 0.0
    if scanned:
        _code(sheet, address, top)
    sheet.pdf.set_y(top)
    if address:
        sheet.text(say(SCAN if scanned else TYPE), start=start)
        sheet.text(address, bold=True, start=start, link=address)
    sheet.text(say(FOOT), start=start)


def _code(sheet: Sheet, address: str, top: float) -> None:
    wide, strokes = square(address)
    side, corner = _CODE / wide, sheet.at(0, _CODE)
    sheet.pdf.set_fill_color(0, 0, 0)
    with pictured(sheet.pdf, say("A code that opens {address}", address=address)):
        for x, y, length in strokes:
            sheet.pdf.rect(corner + x * side, top + y * side, length * side, side, style="F")
