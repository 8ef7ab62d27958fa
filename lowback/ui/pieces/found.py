"""What a search of the library shows beside the cards of routines."""

from __future__ import annotations

import streamlit as st

from lowback.language.speech import say
from lowback.library.catalogue import Exercise
from lowback.library.screens import Footer
from lowback.plan.recommend import because_of
from lowback.session.stages import POSITIONS
from lowback.ui.pieces import cards
from lowback.ui.visit import Visit
from lowback.words import lines
from lowback.words.reasons import why_words


def danger_signs(footer: Footer) -> None:
    """What is looked for may be a danger sign: those stand above whatever is found."""
    signs = "\n".join(f"- {sign}" for sign in footer.signs)
    lead = say("Look at these danger signs first. Is one of them true for you?")
    st.warning(f"**{lead}**\n\n{signs}\n\n{footer.line}", icon=":material/emergency:")


def exercise(one: Exercise, visit: Visit) -> None:
    """An exercise that was found: what it is for, and why it is left out for this person, if it is."""
    closed = "".join(f"\n\n:material/block: {reason}" for reason in _against(one, visit))
    with st.container(border=True, key=f"card.exercise.{one.id}"):
        st.markdown(
            f"{lines.picture(one, visit.library, visit.figures())}\n\n## {one.name}\n\n"
            f"{say(POSITIONS[one.position])} · {one.dose.text}\n\n{one.purpose}{closed}"
        )
        cards.how_to(one)


def _against(one: Exercise, visit: Visit) -> list[str]:
    """Why it is left out for this person: what they told us, and that it hurt."""
    if one.id in visit.left_out:
        return [lines.hurt_line(one, visit.left_out[one.id], visit.profile(), visit.today)]
    person = visit.profile()
    against = person.against(one) if visit.progress.complete else ()
    why = why_words(tuple(because_of(condition, person) for condition in against))
    return [say("Left out for you, {why}.", why=why)] if against else []
