"""What the routine pages share: today's pieces, the filters, and a Start that cannot be an accident."""

from __future__ import annotations

import streamlit as st

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
    ANY: "Any position",
    "upright": "Only sitting and standing",
    "no_front": "Not on my front",
    "no_side": "Not on my side",
    "no_back": "Not on my back",
    "no_knees": "Not on hands or knees",
}
_AVOIDED = {
    "upright": {"supine", "prone", "side_lying", "quadruped", "kneeling"},
    "no_front": {"prone"},
    "no_side": {"side_lying"},
    "no_back": {"supine"},
    "no_knees": {"quadruped", "kneeling"},
}
LENGTHS = {ANY: "Any length", "10": "Up to 10 minutes", "15": "Up to 15 minutes", "20": "Up to 20 minutes"}
LEVELS = {ANY: "Any level"} | {str(level): name for level, name in enumerate(lines.LEVELS)}


def pieces_for(routine: Routine, offer: Offer | None, minutes: int, library: Library) -> tuple[Piece, ...]:
    """Today's exercises: the fitted routine in the minutes there are, or the routine as written."""
    return in_minutes(offer.fitted if offer else as_written(routine), minutes, library)


def start_or_reason(routine: Routine, offer: Offer | None, minutes: int, visit: Visit) -> None:
    """The Start button, or why there is none."""
    if not visit.progress.complete:
        st.info("Answer a few questions first, so that we can leave out what does not suit you.")
        if st.button("Start the questions", type="primary", key="routine.quiz"):
            frame.go("quiz")
    elif offer is None:
        reasons = " ".join(map(reason_words, visit.plan().reasons_against(routine.id)))
        st.warning(f"Not for you now. {reasons}", icon=":material/block:")
        if st.button("See what suits me", type="primary", key="routine.plan"):
            frame.go("plan")
    elif st.button("Start", type="primary", icon=":material/play_arrow:", key="routine.start", width="stretch"):
        frame.go("player", routine=routine.id, minutes=str(minutes))


def filters(library: Library) -> dict[str, str]:
    """The library's filters; they live in the address, which never holds health answers."""
    suits = {name for routine in library.routines.values() for name in routine.suits}
    conditions = {ANY: "Anyone"} | {c.id: c.name for c in library.all_conditions if c.id in suits}
    areas = {ANY: "Any focus"} | {area.id: area.name for area in library.focus_areas.values()}
    with st.expander("Filter the routines", icon=":material/tune:"):
        return {
            "for": _filter("Made for", "for", conditions),
            "minutes": _filter("Length", "minutes", LENGTHS),
            "position": _filter("Position", "position", SPARED),
            "focus": _filter("Trains", "focus", areas),
            "level": _filter("Level", "level", LEVELS),
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
