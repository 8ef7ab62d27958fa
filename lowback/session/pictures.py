"""How each exercise of a session is shown: its film with the figure that fits, else a picture of where it starts."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from lowback.language.speech import say
from lowback.library.catalogue import Exercise, Routine
from lowback.library.library import Library
from lowback.library.media import Clip, View
from lowback.person.profile import Profile
from lowback.session.script import Item, Move, Pictures, Script

MEDIA_URL = "m/"
"""Seen from any page: they all stand side by side, whatever path a proxy puts before them."""


def with_clips_of_today(script: Script, library: Library, figures: tuple[str, ...]) -> Script:
    """A session that was begun earlier, with the clips there are now: a file's name changes with its content."""

    def shown(move: Move) -> dict[str, Any]:
        exercise = library.exercises.get(move.exercise)
        return dict(pictures(exercise, library, figures)) if exercise else {}

    def renewed(item: Item) -> Item:
        easier = (e.model_copy(update={"item": e.item.model_copy(update=shown(e.item))}) for e in item.easier)
        return item.model_copy(update=shown(item) | {"easier": tuple(easier)})

    return script.model_copy(update={"items": tuple(map(renewed, script.items))})


def figures_for(library: Library, person: Profile | None, routine: Routine | None = None) -> tuple[str, ...]:
    """Who should show the exercises, best first: somebody like those a routine is made for, or like the person."""
    made_for = {c.figure for c in library.all_conditions if routine and c.id in routine.suits}
    wanted = (*(made_for if len(made_for) == 1 else ()), *(c.figure for c in (person.conditions if person else ())))
    return tuple(dict.fromkeys(figure for figure in wanted if figure))


def pictures(exercise: Exercise, library: Library, figures: tuple[str, ...] = ()) -> Pictures:
    """Addresses of clip, poster and captions on our own origin, with the first of these figures that there is.

    Without a clip it is the start position's picture.
    """
    clip = library.media.clips.get(exercise.id)
    if clip:
        shown = next((clip.variants[figure] for figure in figures if figure in clip.variants), clip)
        return Pictures.model_validate(
            {
                **_view(shown),
                "shows_side": clip.shows_side,
                "parts": _cuts(clip),
                "captions": MEDIA_URL + clip.captions if clip.captions else None,
                "second": _view(shown.second) if shown.second else None,
            }
        )
    still = library.media.positions.get(exercise.position)
    if still is None:
        return Pictures(clip=None, poster=None, alt="")
    return Pictures(clip=None, poster=MEDIA_URL + still.poster, alt=say("Start position. {picture}", picture=still.alt))


def _view(view: View) -> dict[str, str]:
    return {"clip": MEDIA_URL + view.clip, "poster": MEDIA_URL + view.poster, "alt": view.alt}


def _cuts(clip: Clip) -> list[dict[str, Any]]:
    firsts = accumulate((part.frames for part in clip.parts), initial=0)
    return [{"first": first, **part.model_dump()} for first, part in zip(firsts, clip.parts, strict=False)]
