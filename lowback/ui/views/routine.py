"""What the routine pages share: today's pieces, the filters, and a Start that cannot be an accident."""

from __future__ import annotations

import streamlit as st

from lowback.language.speech import later, say, several
from lowback.library.catalogue import Routine
from lowback.library.library import Library
from lowback.plan.recommend import Offer
from lowback.plan.routine import Piece, as_written, in_minutes, minutes_of
from lowback.ui import frame
from lowback.ui.visit import Visit
from lowback.words import lines
from lowback.words.reasons import reason_words

ANY = ""
SPARED = {
    ANY: later("Any position"),
    "upright": later("Only sitting and standing"),
    "no_front": later("Not on my front"),
    "no_side": later("Not on my side"),
    "no_back": later("Not on my back"),
    "no_knees": later("Not on hands or knees"),
}
_AVOIDED = {
    "upright": {"supine", "prone", "side_lying", "quadruped", "kneeling"},
    "no_front": {"prone"},
    "no_side": {"side_lying"},
    "no_back": {"supine"},
    "no_knees": {"quadruped", "kneeling"},
}
LENGTHS = (10, 15, 20)
"""Minutes to choose among."""


def pieces_for(routine: Routine, offer: Offer | None, minutes: int, library: Library) -> tuple[Piece, ...]:
    """Today's exercises: the fitted routine in the minutes there are, or the routine as written."""
    return in_minutes(offer.fitted if offer else as_written(routine), minutes, library)


def start_or_reason(routine: Routine, offer: Offer | None, minutes: int, visit: Visit) -> None:
    """The Start button, or why there is none."""
    if not visit.progress.complete:
        st.info(say("Answer a few questions first, so that we can leave out what does not suit you."))
        if st.button(say("Start the questions"), type="primary", key="routine.quiz"):
            frame.go("quiz")
    elif offer is None:
        reasons = " ".join(map(reason_words, visit.plan().reasons_against(routine.id)))
        st.warning(say("Not for you now. {reasons}", reasons=reasons), icon=":material/block:")
        if st.button(say("See what suits me"), type="primary", key="routine.plan"):
            frame.go("plan")
    elif st.button(say("Start"), type="primary", icon=":material/play_arrow:", key="routine.start", width="stretch"):
        frame.go("player", routine=routine.id, minutes=str(minutes))


def filters(library: Library) -> dict[str, str]:
    """The library's filters; they live in the address, which never holds health answers."""
    suits = {name for routine in library.routines.values() for name in routine.suits}
    conditions = {ANY: say("Anyone")} | {c.id: c.name for c in library.all_conditions if c.id in suits}
    areas = {ANY: say("Any focus")} | {area.id: area.name for area in library.focus_areas.values()}
    lengths = {ANY: say("Any length")}
    lengths |= {str(n): several("Up to {n} minute", "Up to {n} minutes", n) for n in LENGTHS}
    spared = {name: say(words) for name, words in SPARED.items()}
    levels = {ANY: say("Any level")} | {str(level): say(name) for level, name in enumerate(lines.LEVELS)}
    with st.expander(say("Filter the routines"), icon=":material/tune:"):
        return {
            "for": _filter(say("Made for"), "for", conditions),
            "minutes": _filter(say("Length"), "minutes", lengths),
            "position": _filter(say("Position"), "position", spared),
            "focus": _filter(say("Trains"), "focus", areas),
            "level": _filter(say("Level"), "level", levels),
        }


def chosen(routine: Routine, wanted: dict[str, str], library: Library) -> bool:
    """Whether a routine passes every filter."""
    exercises = [library.exercises[name] for name in routine.items]
    avoided = _AVOIDED.get(wanted["position"], set())
    focus = {area for exercise in exercises for area in exercise.focus}
    length = minutes_of(library, routine.items, routine.most_reps)
    return (
        wanted["for"] in (ANY, *routine.suits)
        and wanted["focus"] in (ANY, *focus)
        and wanted["level"] in (ANY, str(routine.level))
        and not any(exercise.position in avoided for exercise in exercises)
        and (wanted["minutes"] == ANY or length <= int(wanted["minutes"]))
    )


def _filter(label: str, name: str, options: dict[str, str]) -> str:
    choice = st.selectbox(label, list(options), format_func=options.__getitem__, key=name, bind="query-params")
    return choice or ANY
