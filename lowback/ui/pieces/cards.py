"""Pieces that several pages draw: routine cards, the exercise card, help on every page."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

import streamlit as st

from lowback.language.speech import later, say, several, spoken
from lowback.library.catalogue import Exercise, Routine
from lowback.library.library import Library
from lowback.library.screens import Footer
from lowback.person import quiz
from lowback.person.profile import Profile
from lowback.plan.reasons import Against
from lowback.plan.recommend import Offer, because_of
from lowback.plan.routine import Fitted, Piece, in_minutes
from lowback.session.covers import covers
from lowback.session.pictures import figures_for, pictures
from lowback.session.stages import POSITIONS
from lowback.store.errors import StoreUnavailable
from lowback.ui import frame, state
from lowback.ui.components.clip import clip
from lowback.ui.pieces import beside
from lowback.ui.visit import Visit
from lowback.words import lines
from lowback.words.answers import in_words
from lowback.words.reasons import reason_words, why_words

NO_ROUTINE = later("We do not know that routine")
NO_EXERCISE = later("We do not know that exercise")
"""What is above a page whose address names something that we do not have."""


def help_now(footer: Footer) -> None:
    """The signs that need help at once, on every page."""
    with st.expander(footer.title, icon=":material/emergency:"):
        st.markdown("\n".join(f"- {sign}" for sign in footer.signs))
        st.write(footer.line)


def example_banner() -> None:
    """Says that nothing on this server is real."""
    st.info(say("Example data: these sessions are made up, and everything here is thrown away."),
            icon=":material/science:")  # fmt: skip


def start_card(offer: Offer, visit: Visit, key: str, length: int | None = None) -> None:
    """The routine to do now: picture, name, how long, and the one Start; a given length is not chosen here."""
    routine, library = offer.routine, visit.library
    facts = lines.facts_line(routine, in_minutes(offer.fitted, length, library), library) if length else ""
    with st.container(border=True):
        cover = covers([offer.fitted], library, visit.profile())[0]
        face(lines.picture(cover, library, visit.figures(routine)), routine.name, facts)
        begin = st.container()
        minutes = length or minutes_today(visit, f"{key}.minutes")
        label = lines.about(say("Start"), routine.name)
        if begin.button(label, type="primary", icon=":material/play_arrow:", key=f"{key}.start", width="stretch"):
            frame.go("player", routine=routine.id, minutes=str(minutes))


def minutes_today(visit: Visit, key: str, *, keep: bool = True) -> int:
    """The choice of minutes; unless it is only for a look, it is kept for the next day as well."""
    offered = quiz.minutes_offered(visit.library.all_questions)
    return st.segmented_control(
        say("Minutes today"), list(offered), default=visit.minutes, required=True, key=key,
        on_change=partial(_keep_minutes, visit, key) if keep else "rerun",
    )  # fmt: skip


def _keep_minutes(visit: Visit, key: str) -> None:
    """Keep what was chosen; if that fails it holds for this time only."""
    question, answer = quiz.minutes_offered(visit.library.all_questions)[state.chosen(key)]
    with suppress(StoreUnavailable):
        visit.amend({question: answer})


def answer_rows(visit: Visit) -> None:
    """Every answer in a row of its own, with the way to change it."""
    for place, question in enumerate(visit.progress.asked, 1):
        said = spoken().in_turn(in_words(question, visit.answers[question.id]))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{question.short}**  \n{said}", width="stretch")
            if st.button(lines.about(say("Change"), question.short), key=f"answers.change.{question.id}"):
                frame.go("quiz", step=str(place))


def offer_card(offer: Offer, cover: Exercise, minutes: int, person: Profile, visit: Visit, *, first: bool) -> None:
    """A routine that suits: picture, facts, the way in, reasons, and what was changed."""
    routine, library = offer.routine, visit.library
    pieces = in_minutes(offer.fitted, minutes, library)
    with st.container(border=True, key=beside.row(routine.id)):
        picture = lines.picture(cover, library, visit.figures(routine))
        face(picture, routine.name, lines.facts_line(routine, pieces, library))
        with st.container(horizontal=True):
            if st.button(lines.about(say("Start"), routine.name), key=f"start.{routine.id}", width="stretch",
                         icon=":material/play_arrow:", type="primary" if first else "secondary"):  # fmt: skip
                frame.go("player", routine=routine.id, minutes=str(minutes))
            look_inside(routine)
        st.markdown(lines.bullets(map(reason_words, offer.because)))
        if changes := offer.fitted.changes:
            what = several("{n} exercise was left out or swapped",
                           "{n} exercises were left out or swapped", len(changes))  # fmt: skip
            with st.expander(what, icon=":material/shield:"):
                st.markdown(lines.bullets(tuple(lines.change_line(c, person, library, visit.today) for c in changes)))


def routine_card(fitted: Fitted, cover: Exercise, against: tuple[Against, ...], visit: Visit) -> None:
    """A routine in the library: what it is, or why it is not for this person now."""
    routine, library = fitted.routine, visit.library
    no = (say(":material/block: **Not for you now.** {reason}", reason=reason_words(reason)) for reason in against)
    closed = "".join(f"\n\n{reason}" for reason in no)
    pieces = in_minutes(fitted, 60, library)
    with st.container(border=True, key=f"card.{routine.id}"):
        st.markdown(
            f"{lines.picture(cover, library, visit.figures(routine))}\n\n## {routine.name}\n\n"
            f"{lines.facts_line(routine, pieces, library)}\n\n{routine.summary}{closed}"
        )
        look_inside(routine)


def face(picture: str, name: str, facts: str = "") -> None:
    """A small picture beside a name, and the facts below that."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(picture, width=120)
        with st.container(width="stretch", gap="small"):
            st.header(name, anchor=False)
            if facts:
                st.markdown(facts)


def how_to(exercise: Exercise, key: str = "") -> None:
    """The way to an exercise's card."""
    if st.button(lines.about(say("How to"), exercise.name), key=key or f"how.{exercise.id}"):
        frame.go("exercise", id=exercise.id)


def look_inside(routine: Routine) -> None:
    """The way to everything about a routine."""
    if st.button(lines.about(say("Look inside"), routine.name), key=f"look.{routine.id}"):
        frame.go("routine", id=routine.id)


def item_row(piece: Piece, library: Library, figures: tuple[str, ...]) -> None:
    """One exercise of a routine: picture, how much of it, and the way to its card."""
    exercise = library.exercises[piece.exercise]
    with st.container(horizontal=True, vertical_alignment="center", key=beside.row(exercise.id)):
        st.markdown(lines.picture(exercise, library, figures), width=150)
        with st.container(width="stretch", gap="small"):
            st.markdown(f"**{exercise.name}**  \n{lines.amount_line(piece, library)}")
            how_to(exercise)


def exercise_card(exercise: Exercise, library: Library, person: Profile | None) -> None:
    """Everything about one exercise: clip, how to, breath, watch for, easier, harder, sources."""
    _moving_picture(exercise, library, person)
    if person and (against := person.against(exercise)):
        why = why_words(tuple(because_of(condition, person) for condition in against))
        st.warning(say("Left out for you, {why}.", why=why), icon=":material/shield:")
    _facts(exercise, library, person)
    st.header(say("How to"), anchor=False)
    st.markdown("\n".join(f"{n}. {step}" for n, step in enumerate(exercise.how, 1)))
    st.markdown(say("**Breathe:** {breath}", breath=exercise.breath))
    st.header(say("Watch for"), anchor=False)
    st.markdown(lines.bullets(exercise.mistakes))
    st.header(say("Make it yours"), anchor=False)
    st.markdown(lines.ways(exercise, person, library))
    if exercise.not_when:
        st.header(say("When not to"), anchor=False)
        st.markdown(lines.bullets(exercise.not_when))
    st.header(say("Where this comes from"), anchor=False)
    st.markdown(source_list(exercise.sources, library))


def _facts(exercise: Exercise, library: Library, person: Profile | None) -> None:
    """How one lies or stands, how much there is, what it trains and what it needs."""
    areas = spoken().row(spoken().inside(library.focus_areas[area].name) for area in exercise.focus)
    start = "" if person is None else lines.fewer_for_now(exercise, person)
    much = f"{say(POSITIONS[exercise.position])} · {exercise.dose.text}{start}"
    st.markdown(f"{much}  \n{say('Trains: {areas}', areas=areas)}")
    if exercise.props:
        st.markdown(say("You need: {props}", props=spoken().row(exercise.props)))


def source_list(ids: tuple[str, ...], library: Library) -> str:
    """Sources as a list in markdown, linked where there is an address."""
    found = [library.sources[id_] for id_ in ids]
    return lines.bullets(tuple(f"[{s.title}]({s.link})" if s.link else s.title for s in found))


def not_found(title: str) -> None:
    """A friendly page for an address that leads nowhere."""
    frame.title(say(title))
    st.write(say("The link may be old, or a letter may be missing. The library has everything we offer."))
    if st.button(say("Go to the routines"), type="primary", key="not_found.routines"):
        frame.go("routines")
    st.stop()


def _moving_picture(exercise: Exercise, library: Library, person: Profile | None) -> None:
    shown = pictures(exercise, library, figures_for(library, person))
    if shown.clip:
        clip(shown, key=f"clip.{exercise.id}")
    else:
        st.markdown(lines.picture(exercise, library))
        st.markdown(say("This picture shows the start position. A clip of the movement is on its way."))
