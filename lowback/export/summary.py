"""To hand to a clinician: what was ticked, since when, in the person's own words; on a second page what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
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
    offered: Sequence[tuple[str, str]] = ()
    """Each routine of their plan, and the exercises in it."""
    left_out: Sequence[tuple[str, str]] = ()
    """Each exercise or routine that is left out or swapped, and why."""
    sessions: Sequence[tuple[str, str]] = ()
    """Each session of the last weeks, newest first: the day, and what it was."""
    weeks: str = ""
    """The same in one sentence; empty where there was none."""


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
    "Lowback asked for no name and sent this nowhere."
)
PLAN, LEFT_OUT, WEEKS = later("My plan"), later("What is left out, and why"), later("My last four weeks")
SIZES = (11.0, 10.0, 9.0, 8.0, 7.2)
_LEFT_COLUMN = 52.0


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on the page; a row has its title on the left and its words on the right."""

    kind: Literal["heading", "text", "row"]
    text: str
    title: str = ""


def summary(verdict: Verdict, account: Account, today: date) -> bytes:
    """One page or two as a PDF; what does not fit is counted, never silently dropped."""
    advice = say(LED_TO[verdict.urgency if not verdict.may_exercise else verdict.level])
    then = _since_then(account)
    pages = [_fitted(_entries(account), today, advice), *([_fitted(then, today)] if then else [])]
    with paper(say(TITLE), today) as pdf:
        for draw in pages:
            draw(pdf)
        return bytes(pdf.output())


def _fitted(entries: list[Line], today: date, advice: str = "") -> Callable[[FPDF], bool]:
    """How to draw as much of it as stands on a page, in letters as large as may be; with advice it is the first."""

    def fits(tried: list[Line], size: float) -> bool:
        with paper(say(TITLE), today) as pdf:
            return _page(pdf, tried, today, size, advice)

    for size in SIZES:
        if fits(entries, size):
            return partial(_page, entries=entries, today=today, size=size, advice=advice)
    kept, too_many = 0, len(entries)
    while too_many - kept > 1:
        middle = (kept + too_many) // 2
        kept, too_many = (middle, too_many) if fits(_cut(entries, middle), SIZES[-1]) else (kept, middle)
    return partial(_page, entries=_cut(entries, kept), today=today, size=SIZES[-1], advice=advice)


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


def _since_then(account: Account) -> list[Line]:
    parts = {PLAN: account.offered, LEFT_OUT: account.left_out}
    planned = [
        line
        for title, rows in parts.items()
        if rows
        for line in (Line("heading", say(title)), *(Line("row", words, name) for name, words in rows))
    ]
    done = [Line("row", words, day) for day, words in account.sessions]
    weeks = [Line("heading", say(WEEKS)), Line("text", account.weeks), *done] if account.weeks else []
    return [*planned, *weeks]


def _cut(entries: list[Line], kept: int) -> list[Line]:
    """The first entries, and how many answers are left out."""
    left_out = sum(entry.kind != "heading" for entry in entries[kept:])
    more = several(
        "And {n} more that did not fit on this page.", "And {n} more that did not fit on this page.", left_out
    )
    return [*entries[:kept], Line("text", more)]


def _page(pdf: FPDF, entries: list[Line], today: date, size: float, advice: str) -> bool:
    """Draw a page with letters of this size; False when it is not enough."""
    line = size * 0.47
    pdf.add_page()
    if advice:
        _head(pdf, advice, today, size, line)
    for entry in entries:
        _draw(pdf, entry, size, line)
        if pdf.get_y() > BOTTOM:
            return False
    pdf.set_xy(MARGIN, BOTTOM + 3)
    pdf.set_font(FAMILY, "", 9)
    with tagged(pdf, "P"):
        pdf.multi_cell(WIDTH, 4.4, printable(say(FOOT), pdf), border="T", padding=(2, 0))
    return True


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
