"""The library: what is looked for, or the routines in groups and filters; nothing here can be started."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

import streamlit as st

from lowback.language.speech import later, say, several
from lowback.library.catalogue import Routine
from lowback.library.library import Library
from lowback.library.search import find, index
from lowback.plan.groups import Group, grouped
from lowback.plan.recommend import Plan
from lowback.plan.routine import Fitted, as_written, minutes_of
from lowback.session.covers import covers
from lowback.ui import state
from lowback.ui.pieces import cards, found
from lowback.ui.visit import Visit
from lowback.words import lines

T = TypeVar("T")
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
GROUPS: dict[Group, str] = {
    "you": later("For you"),
    "floor": later("On the floor"),
    "seated": later("Sitting"),
    "standing": later("Standing"),
    "morning": later("Morning"),
    "work": later("Around work"),
    "evening": later("Evening"),
    "all": later("All"),
}
AT_FIRST, AT_FIRST_BELOW_SIGNS = 5, 2
"""So many cards stand on four screens of a phone; the rest comes when it is asked for."""


def looked_for() -> str:
    """What somebody looks for: it is about their health, so it stands in no address."""
    return st.text_input(
        say("What are you looking for?"), type="search", icon=":material/search:", live=True, key="routines.search",
        placeholder=say("For example: sciatica, desk"), persist_state="session",
    ) or ""  # fmt: skip


def show_found(visit: Visit, text: str) -> None:
    """Routines and exercises that these words find; what is left out for this person says so."""
    result = find(visit.kitchen.once(index), text)
    if result.help:
        found.danger_signs(visit.library.screens.footer)
    if not result.hits:
        st.info(say("We found nothing for this. Try one other word, such as where it hurts or what you want to do."))
        return
    st.markdown(several("**{n} thing found**", "**{n} things found**", len(result.hits)))
    place = f"found {text}"
    shown = _some(result.hits, place, AT_FIRST_BELOW_SIGNS if result.help else AT_FIRST)
    cards_of = _cards([hit.id for hit in shown if hit.kind == "routine"], _plan(visit), visit)
    with st.container(key="cards"):
        for hit in shown:
            if hit.kind == "routine":
                next(cards_of)()
            else:
                found.exercise(visit.library.exercises[hit.id], visit)
    _more(result.hits, shown, place)


def show_groups(visit: Visit) -> None:
    """One group of the library, through the filters: what this person may do stands first."""
    plan, library = _plan(visit), visit.library
    offers = {offer.routine.id: offer for offer in plan.offers}
    fitted = {name: _fitted(routine, plan).items for name, routine in library.routines.items()}
    mine = tuple(name for name, offer in offers.items() if offer.matches) or tuple(offers)
    groups = grouped({name: fitted[name] for name in (*offers, *(n for n in fitted if n not in offers))}, mine, library)
    group = _group(groups)
    wanted = filters(library)
    names = [name for name in groups[group] if chosen(library.routines[name], wanted, library)]
    st.markdown(several("**{group}: {found} of {n} routine**", "**{group}: {found} of {n} routines**", len(fitted),
                        group=say(GROUPS[group]), found=len(names)))  # fmt: skip
    if not names:
        st.info(say("No routine fits all of these filters. Try taking one away."))
    place = f"{group} {wanted}"
    shown = _some(names, place)
    with st.container(key="cards"):
        for card in _cards(shown, plan, visit):
            card()
    _more(names, shown, place)


def _plan(visit: Visit) -> Plan:
    """What suits this person, and nothing of anybody who has not answered the questions."""
    return visit.plan() if visit.progress.complete else Plan((), ())


def _fitted(routine: Routine, plan: Plan) -> Fitted:
    offer = plan.offer(routine.id)
    return offer.fitted if offer else as_written(routine)


def _cards(names: Sequence[str], plan: Plan, visit: Visit) -> Iterator[Callable[[], None]]:
    """A card for each of these routines, in a list without the same picture twice in a row."""
    fitted = [_fitted(visit.library.routines[name], plan) for name in names]
    for one, cover in zip(fitted, covers(fitted, visit.library, visit.profile()), strict=True):
        yield partial(cards.routine_card, one, cover, plan.reasons_against(one.routine.id), visit)


def _group(groups: Mapping[Group, tuple[str, ...]]) -> Group:
    """The choice of a group; it lives in the address, which never holds health answers."""
    return st.pills(
        say("Show"), list(groups), format_func=lambda group: say(GROUPS[group]),
        default="you" if "you" in groups else "all",
        required=True, key="group", bind="query-params",
    )  # fmt: skip


def _some(things: Sequence[T], place: str, first: int = AT_FIRST) -> Sequence[T]:
    """As many as fit on a few screens, until more of this list is asked for."""
    return things if state.whole() == place else things[:first]


def _more(things: Sequence[T], shown: Sequence[T], place: str) -> None:
    if len(shown) < len(things):
        st.button(several("Show {n} more", "Show {n} more", len(things) - len(shown)), key="routines.more",
                  width="stretch", on_click=state.show_whole, args=(place,))  # fmt: skip


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
