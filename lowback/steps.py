"""A session as the player runs it: items, each with timed stages, made once and plain as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lowback.catalogue import Exercise, Routine, View
from lowback.dose import Amount, half
from lowback.library import Library
from lowback.profile import Profile
from lowback.routine import Piece, lead_ins, seconds_of, stand_in
from lowback.variations import open_to

Json = dict[str, Any]

MEDIA_URL = "/m/"
FEWER = "Do fewer, and make it smaller."

PLACES: Mapping[str, str] = {
    "supine": "Lie on your back",
    "prone": "Lie on your front",
    "side_lying": "Lie on your side",
    "quadruped": "Go on to hands and knees",
    "kneeling": "Kneel down",
    "seated": "Sit on a chair",
    "standing": "Stand up",
}
POSITIONS: Mapping[str, str] = {
    "supine": "On your back",
    "prone": "On your front",
    "side_lying": "On your side",
    "quadruped": "Hands and knees",
    "kneeling": "Kneeling",
    "seated": "Sitting",
    "standing": "Standing",
}


def session_plan(routine: Routine, pieces: tuple[Piece, ...], person: Profile, library: Library) -> Json:
    """The whole session for the player: title, minutes and items; JSON-safe, no personal data."""
    leads, figures = lead_ins(pieces, library), figures_for(library, person, routine)
    items = [
        item_plan(piece, lead, library, figures) | {"easier": _easier(piece, lead, pieces, person, library, figures)}
        for piece, lead in zip(pieces, leads, strict=True)
    ]
    minutes = max(1, round(seconds_of(pieces, library) / 60))
    return {"title": routine.name, "minutes": minutes, "items": items}


def with_clips_of_today(plan: Json, library: Library, figures: tuple[str, ...]) -> Json:
    """A session that was begun earlier, with the clips there are now: a file's name changes with its content."""

    def renewed(item: Json) -> Json:
        exercise = library.exercises.get(item["exercise"])
        return item | pictures(exercise, library, figures) if exercise else item

    def whole(item: Json) -> Json:
        easier = item.get("easier")
        return renewed(item) | ({"easier": easier | {"item": renewed(easier["item"])}} if easier else {})

    return plan | {"items": [whole(item) for item in plan["items"]]}


def figures_for(library: Library, person: Profile | None, routine: Routine | None = None) -> tuple[str, ...]:
    """Who should show the exercises, best first: somebody like those a routine is made for, or like the person."""
    made_for = {c.figure for c in library.all_conditions if routine and c.id in routine.suits}
    wanted = (*(made_for if len(made_for) == 1 else ()), *(c.figure for c in (person.conditions if person else ())))
    return tuple(dict.fromkeys(figure for figure in wanted if figure))


def item_plan(piece: Piece, lead: int, library: Library, figures: tuple[str, ...] = ()) -> Json:
    """One exercise with its pictures, words and stages; `lead` is seconds to get ready."""
    exercise = library.exercises[piece.exercise]
    return {
        "exercise": exercise.id,
        "title": exercise.name,
        "position": POSITIONS[exercise.position],
        "cues": list(exercise.cues),
        "breath": exercise.breath,
        "how": list(exercise.how),
        "props": list(exercise.props),
        "stages": stages(exercise, piece.amount, lead, library),
        **pictures(exercise, library, figures),
    }


def pictures(exercise: Exercise, library: Library, figures: tuple[str, ...] = ()) -> Json:
    """Addresses of clip, poster and captions on our own origin, with the first of these figures that there is.

    Without a clip it is the start position's picture.
    """
    clip = library.media.clips.get(exercise.id)
    if clip:
        shown = next((clip.variants[figure] for figure in figures if figure in clip.variants), clip)
        return {
            **_view(shown),
            "shows_side": clip.shows_side,
            "captions": MEDIA_URL + clip.captions if clip.captions else None,
            "second": _view(shown.second) if shown.second else None,
        }
    still = library.media.positions.get(exercise.position)
    poster = MEDIA_URL + still.poster if still else None
    alt = f"Start position. {still.alt}" if still else ""
    return {"clip": None, "poster": poster, "alt": alt, "shows_side": None, "captions": None, "second": None}


def _view(view: View) -> Json:
    return {"clip": MEDIA_URL + view.clip, "poster": MEDIA_URL + view.poster, "alt": view.alt}


def stages(exercise: Exercise, amount: Amount, lead: int, library: Library) -> list[Json]:
    """Ready, then each set on each side for the same time, with a pause to change sides."""
    ranking = library.ranking
    ready = f"{PLACES[exercise.position]}. Next: {exercise.name}"
    found: list[Json] = [{"kind": "ready", "seconds": lead, "say": ready}]
    for number in range(1, amount.sets + 1):
        if number > 1 and ranking.seconds_between_sets:
            found.append({"kind": "rest", "seconds": ranking.seconds_between_sets})
        for place, side in enumerate(_sides(exercise, amount)):
            if place:
                say = f"Change {exercise.dose.side_word}s"
                seconds = ranking.seconds_to_switch
                found.append({"kind": "switch", "seconds": seconds, "side": side, "say": say})
            found.append(_work(exercise, amount, side, number))
    return found


def _sides(exercise: Exercise, amount: Amount) -> tuple[str | None, ...]:
    if amount.sides == 1:
        return (None,)
    return ("left", "right") if exercise.dose.side_word == "side" else ("first", "second")


def _work(exercise: Exercise, amount: Amount, side: str | None, number: int) -> Json:
    timed = exercise.dose.kind == "time" or (exercise.dose.kind == "hold" and amount.reps == 1)
    return {
        "kind": "work",
        "seconds": amount.seconds_a_side,
        "reps": amount.reps,
        "seconds_per_rep": amount.seconds_per_rep,
        "count": "time" if timed else "reps",
        "side": side,
        "set": number,
        "sets": amount.sets,
    }


def _easier(
    piece: Piece,
    lead: int,
    pieces: tuple[Piece, ...],
    person: Profile,
    library: Library,
    figures: tuple[str, ...],
) -> Json:
    """What "do an easier one" offers: a gentler exercise if there is one, else the move made smaller."""
    exercise, most = library.exercises[piece.exercise], person.most_reps
    other = stand_in(exercise.id, person, library, taken=tuple(p.exercise for p in pieces))
    if other and library.exercises[other].level <= exercise.level:
        gentler = library.exercises[other]
        item = item_plan(Piece(other, half(gentler, most)), lead, library, figures)
        return {"label": gentler.name, "why": "A gentler exercise for the same purpose", "item": item}
    item = item_plan(Piece(exercise.id, half(exercise, most)), lead, library, figures)
    ways = [way.text for way in open_to(exercise.easier, exercise, person, library)] or [FEWER]
    item |= {"cues": [ways[0], *exercise.cues[:2]]}
    return {"label": ways[0], "why": "The same exercise, made smaller", "item": item}
