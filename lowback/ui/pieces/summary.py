"""The button that saves a page for a clinician; the page is made when it is pressed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from lowback.diary.tables import day_words
from lowback.export.summary import summary
from lowback.person import quiz
from lowback.ui.visit import Visit

SINCE = "duration_weeks"
"""The fact that says since when; its question is a line of its own."""

HURT = "Exercises that hurt"
"""The title of the line that names them."""


def save_button(visit: Visit, key: str) -> None:
    """Save what was answered as one page; it goes to the person's own device and nowhere else."""
    st.download_button(
        "Save a summary to hand over (PDF)", data=partial(pdf, visit), key=key,
        file_name=f"back-summary-{visit.today.isoformat()}.pdf", mime="application/pdf",
        icon=":material/download:", on_click="ignore", width="stretch",
    )  # fmt: skip


def pdf(visit: Visit) -> bytes:
    """The page for this visit's answers."""
    answers = visit.answers
    given = [(q, quiz.in_words(q, answers[q.id])) for q in visit.progress.asked if q.id in answers]
    since = [words for q, said in given if SINCE in quiz.facts_of(q) for words in said]
    told = [(q.short, said) for q, said in given if SINCE not in quiz.facts_of(q) and q.section != "time"]
    known = visit.library.exercises
    if hurt := visit.pains.all().left_out:
        names = tuple(f"{known[name].name} ({day_words(day)})" for name, day in hurt.items() if name in known)
        told.append((HURT, names))
    return summary(visit.verdict, told, visit.today, "; ".join(since) or None)
