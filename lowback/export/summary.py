"""One A4 page to hand to a clinician: what was ticked, since when, in the person's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from lowback.export.paper import BOTTOM, FAMILY, INK, MARGIN, PALE, TEAL, WIDTH, paper, printable, tagged
from lowback.language.speech import later, say, several, spoken
from lowback.library.schema import TriageLevel, Urgency
from lowback.person.triage import Verdict

if TYPE_CHECKING:
    from fpdf import FPDF


@dataclass(frozen=True, slots=True)
class Account:
    """What the person told us, in their own words."""

    says: Sequence[str]
    """What they would like to say to a clinician."""
    unsure: Sequence[str]
    """The same, where they were not sure."""
    answered: Sequence[tuple[str, Sequence[str]]]
    """Each question's short title, and the answer."""
    doubtful: bool
    """Whether they were not sure of any answer."""
    since: str | None = None
    """For how long they have had it."""


TITLE = later("My back: what I told Lowback")
FOR = later("For the doctor, nurse, midwife or physiotherapist who sees me. Saved on {day}.")
LED_TO: Mapping[Urgency | TriageLevel, str] = {
    "now": later("Lowback's advice: get help now."),
    "same_day": later("Lowback's advice: be seen today, and do not exercise before that."),
    "soon": later("Lowback's advice: be seen within two weeks, and do not exercise before that."),
    "none": later("Lowback's advice: no exercise yet, because answers that matter are missing or not sure."),
    "caution": later("Lowback's advice: gentle exercise, with care."),
    "go": later("Lowback's advice: gentle exercise is fine. Nothing that I ticked says otherwise."),
}
NOT_SURE = later("“Not sure” was never taken as no. For a danger sign it counted as yes.")
FOOT = later(
    "Made by Lowback from the person's own answers; not a diagnosis. Nobody has checked these answers. "
    "Lowback asked for no name and sent this page nowhere."
)
SIZES = (11.0, 10.0, 9.0, 8.0, 7.2)
_LEFT_COLUMN = 52.0


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on the page; a row has its title on the left and its words on the right."""

    kind: Literal["heading", "text", "row"]
    text: str
    title: str = ""


def summary(verdict: Verdict, account: Account, today: date) -> bytes:
    """The page as a PDF; what does not fit is counted, never silently dropped."""
    entries = _entries(account)
    advice = say(LED_TO[verdict.urgency if not verdict.may_exercise else verdict.level])
    for size in SIZES:
        if page := _page(entries, advice, today, size):
            return page
    best, too_many = b"", len(entries)
    fits = 0
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if page := _page(_cut(entries, middle), advice, today, SIZES[-1]):
            best, fits = page, middle
        else:
            too_many = middle
    return best


def _entries(account: Account) -> list[Line]:
    certain = (say("“{words}”", words=words) for words in dict.fromkeys(account.says))
    unsure = (say("I am not sure about this: “{words}”", words=words) for words in dict.fromkeys(account.unsure))
    says = [Line("text", words) for words in (*certain, *unsure)]
    return [
        *([Line("heading", say("What I would like to say")), *says] if says else []),
        Line("heading", say("What I answered")),
        *([Line("text", say(NOT_SURE))] if account.unsure or account.doubtful else []),
        *([Line("row", account.since, say("I have had it for"))] if account.since else []),
        *(Line("row", spoken().in_turn(words), title) for title, words in account.answered),
    ]


def _cut(entries: list[Line], kept: int) -> list[Line]:
    """The first entries, and how many answers are left out."""
    left_out = sum(entry.kind != "heading" for entry in entries[kept:])
    more = several(
        "And {n} more that did not fit on this page.", "And {n} more that did not fit on this page.", left_out
    )
    return [*entries[:kept], Line("text", more)]


def _page(entries: list[Line], advice: str, today: date, size: float) -> bytes | None:
    """The page with letters of this size, or None when it is not enough."""
    line = size * 0.47
    with paper(say(TITLE), today) as pdf:
        pdf.add_page()
        _head(pdf, advice, today, size, line)
        for entry in entries:
            _draw(pdf, entry, size, line)
            if pdf.get_y() > BOTTOM:
                return None
        pdf.set_xy(MARGIN, BOTTOM + 3)
        pdf.set_font(FAMILY, "", 9)
        with tagged(pdf, "P"):
            pdf.multi_cell(WIDTH, 4.4, printable(say(FOOT), pdf), border="T", padding=(2, 0))
        return bytes(pdf.output())


def _head(pdf: FPDF, advice: str, today: date, size: float, line: float) -> None:
    pdf.set_font(FAMILY, "B", size + 7)
    with tagged(pdf, "H1"):
        pdf.multi_cell(WIDTH, line * 1.6, printable(say(TITLE), pdf), new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(FAMILY, "", size)
    who = say(FOR, day=spoken().day(today, "yMMMMd"))
    with tagged(pdf, "P"):
        pdf.multi_cell(WIDTH, line, printable(who, pdf), new_x="LMARGIN", new_y="NEXT")
    pdf.ln(line * 0.6)
    pdf.set_font(FAMILY, "B", size + 1)
    pdf.set_fill_color(*PALE)
    with tagged(pdf, "P"):
        pdf.multi_cell(
            WIDTH, line * 1.3, printable(advice, pdf), fill=True, padding=(2, 3), new_x="LMARGIN", new_y="NEXT"
        )


def _draw(pdf: FPDF, entry: Line, size: float, line: float) -> None:
    if entry.kind == "heading":
        pdf.ln(line * 0.8)
        pdf.set_font(FAMILY, "B", size + 2)
        pdf.set_text_color(*TEAL)
        with tagged(pdf, "H2"):
            pdf.multi_cell(WIDTH, line * 1.3, printable(entry.text, pdf), new_x="LMARGIN", new_y="NEXT")
        pdf.set_text_color(*INK)
        return
    with tagged(pdf, "P"):
        _row(pdf, entry, size, line)


def _row(pdf: FPDF, entry: Line, size: float, line: float) -> None:
    top, left = pdf.get_y(), 0.0
    if entry.kind == "row":
        pdf.set_font(FAMILY, "B", size)
        pdf.multi_cell(_LEFT_COLUMN - 4, line, printable(entry.title, pdf), align="L", new_x="LMARGIN", new_y="NEXT")
        left = _LEFT_COLUMN
    bottom = pdf.get_y()
    pdf.set_font(FAMILY, "", size)
    pdf.set_xy(MARGIN + left, top)
    pdf.multi_cell(WIDTH - left, line, printable(entry.text, pdf), align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.set_xy(MARGIN, max(bottom, pdf.get_y()) + line * 0.3)
