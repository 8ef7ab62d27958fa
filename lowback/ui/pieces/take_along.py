"""Taking a routine along: on paper, and as a link that says nothing about the person."""

from __future__ import annotations

from datetime import date
from functools import partial
from urllib.parse import urlencode, urljoin

import streamlit as st

from lowback.export.handout import Handout, Move, handout
from lowback.language.speech import later, say, speaking, spoken
from lowback.library.catalogue import Routine
from lowback.library.library import content_root
from lowback.plan.recommend import Offer
from lowback.plan.routine import Piece
from lowback.session.pictures import MEDIA_URL, pictures
from lowback.ui.components.link import link
from lowback.ui.pieces.check import matter
from lowback.ui.visit import Visit
from lowback.web import limits
from lowback.web.private import only_for
from lowback.words import lines

IF_NEW = later(
    "If one of these is new, or you are not sure, do not exercise. Look at the danger signs on this page. "
    "Then answer the questions in Lowback again."
)


def panel(visit: Visit, routine: Routine, offer: Offer | None, pieces: tuple[Piece, ...]) -> None:
    """A page to print, for whoever may do the routine, and the link to it for everybody."""
    # By this key print.css leaves it out: on paper there is nothing to press.
    with st.container(key="take-along"):
        st.header(say("Take it along"), anchor=False)
        page = f"routine?{urlencode({'id': routine.id})}"
        if offer:
            _paper(visit, routine, pieces, urljoin(st.context.url, page) if st.context.url else "")
        link(say("Copy the link to this routine"), page, key="routine.link")


def _paper(visit: Visit, routine: Routine, pieces: tuple[Piece, ...], address: str) -> None:
    st.download_button(
        say("Save this routine to print (PDF)"), key="routine.paper", mime="application/pdf",
        data=partial(_made, visit, routine, pieces, address, spoken().language.tag),
        file_name=f"{routine.id}.pdf", icon=":material/download:", on_click="ignore", width="stretch",
    )  # fmt: skip


def _made(visit: Visit, routine: Routine, pieces: tuple[Piece, ...], address: str, language: str) -> bytes:
    with speaking(language):
        what = on_page(visit, routine, pieces, address)
    return pdf(what, visit.person, visit.today, language)


def pdf(what: Handout, person: str, today: date, language: str) -> bytes:
    """The pages; they are made where nobody knows whom they speak to.

    Raises:
        TooMuch: they were made more often than people do.
    """
    with speaking(language), limits.summaries.spending(person):
        return only_for(person, handout(what, today))


def on_page(visit: Visit, routine: Routine, pieces: tuple[Piece, ...], address: str = "") -> Handout:
    """Today's exercises as this person would do them, and what keeps them safe; why they are these stays unsaid."""
    screens, level = visit.library.screens, visit.verdict.level
    result = screens.levels.caution if level == "caution" else screens.levels.go
    new = (f"• {item.label}" for item in matter(visit))
    return Handout(
        title=routine.name,
        summary=routine.summary,
        moves=[_move(visit, routine, piece) for piece in pieces],
        how_often=routine.how_often,
        before=[visit.library.safety_check.lead, *new, say(IF_NEW), *result.do],
        hurt=screens.stopped_for_pain.do,
        signs_title=screens.footer.title,
        signs=screens.footer.signs,
        signs_line=screens.footer.line,
        address=address,
    )


def _move(visit: Visit, routine: Routine, piece: Piece) -> Move:
    exercise = visit.library.exercises[piece.exercise]
    shown = pictures(exercise, visit.library, visit.figures(routine))
    file = content_root() / "media" / shown.poster.removeprefix(MEDIA_URL) if shown.poster else None
    return Move(exercise.name, lines.amount_line(piece, visit.library), " ".join(exercise.how), file, shown.alt)
