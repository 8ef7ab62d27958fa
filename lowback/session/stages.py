"""A session made for one person: exercises in their amounts become timed stages with their words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from pydantic import TypeAdapter

from lowback.language.speech import later, say, spoken
from lowback.library.catalogue import Exercise, Quick, Routine
from lowback.library.library import Library
from lowback.person.profile import Profile
from lowback.plan.dose import Amount, half
from lowback.plan.routine import Piece, lead_ins, whole_minutes
from lowback.plan.tempo import quick_repetition, repetition
from lowback.plan.variations import calm, gentler, open_to
from lowback.session import sentences
from lowback.session.pictures import figures_for, pictures
from lowback.session.script import Easier, End, Ends, Item, Move, Script, Sentence
from lowback.session.spoken import staged

KIN = later("A gentler exercise for the same purpose")
CALM = later("A gentle exercise instead")
FEWER = later("Do fewer, and make it smaller.")
MOST_GENTLER = 2
"""Other exercises that are offered when one hurts; the same one made smaller comes after them."""

PLACES: Mapping[str, str] = {
    "supine": later("Lie on your back"),
    "prone": later("Lie on your front"),
    "side_lying": later("Lie on your side"),
    "quadruped": later("Go on to hands and knees"),
    "kneeling": later("Kneel down"),
    "seated": later("Sit on a chair"),
    "standing": later("Stand up"),
}
POSITIONS: Mapping[str, str] = {
    "supine": later("On your back"),
    "prone": later("On your front"),
    "side_lying": later("On your side"),
    "quadruped": later("Hands and knees"),
    "kneeling": later("Kneeling"),
    "seated": later("Sitting"),
    "standing": later("Standing"),
}
CHANGES: Mapping[str, str] = {"side": later("Change sides"), "direction": later("Change directions")}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an exercise stands in a session: seconds to get ready for it, who shows it, and what was fetched before."""

    lead: int
    figures: tuple[str, ...] = ()
    there: Collection[str] = ()


def script_for(
    routine: Routine,
    pieces: tuple[Piece, ...],
    person: Profile,
    library: Library,
    hurt: Collection[str] = (),
    title: str = "",
) -> Script:
    """The whole session for the player; it holds nothing that the person told us.

    `hurt` are exercises that are left out because they did: they are not offered as an easier one either. `title` is
    what it is called where it is more than the routine.
    """
    taken = (*(piece.exercise for piece in pieces), *hurt)
    items = []
    for piece, spot in zip(pieces, _spots(pieces, figures_for(library, person, routine), library), strict=True):
        easier = tuple(_easier(piece, spot, taken, person, library))
        items.append(Item(**dict(move(piece, spot, library)), easier=easier))
    return Script(
        language=spoken().language.tag,
        title=title or routine.name,
        minutes=whole_minutes(pieces, library),
        items=tuple(items),
        ends=Ends.model_validate(sentences.ends()),
        sharp=End.model_validate(sentences.sharp()),
        pain_stops=library.parameters.hurt_twice.value,
        voice_on=Sentence.model_validate(sentences.said(say(sentences.VOICE_ON))),
        moving=library.pauses.all_to_get_ready(),
        asides=TypeAdapter(dict[str, tuple[Sentence, ...]]).validate_python(sentences.asides()),
    )


def _spots(pieces: tuple[Piece, ...], figures: tuple[str, ...], library: Library) -> Iterator[Spot]:
    there: set[str] = set()
    for piece, lead in zip(pieces, lead_ins(pieces, library), strict=True):
        yield Spot(lead, figures, frozenset(there))
        there.update(library.exercises[piece.exercise].props)


def move(piece: Piece, spot: Spot, library: Library, way: str = "") -> Move:
    """One exercise with its pictures, words and stages; `way` is an easier way to do it."""
    exercise = library.exercises[piece.exercise]
    timed = stages(exercise, piece.amount, spot.lead, library)
    cues = [way, *exercise.cues[:2]] if way else exercise.cues
    fetch = [prop for prop in exercise.props if prop not in spot.there]
    return Move.model_validate(
        {
            "exercise": exercise.id,
            "title": exercise.name,
            "posture": exercise.position,
            "position": say(POSITIONS[exercise.position]),
            "cues": cues,
            "breath": exercise.breath,
            "how": exercise.how,
            "props": exercise.props,
            "stages": staged(timed, exercise.breath, list(exercise.props), fetch, cues, exercise.dose.limb),
            **dict(pictures(exercise, library, spot.figures)),
        }
    )


def stages(exercise: Exercise, amount: Amount, lead: int, library: Library) -> list[dict[str, Any]]:
    """Ready, then each set on each side for the same time, with a pause to change sides; still without words."""
    pauses = library.pauses
    place, name = say(PLACES[exercise.position]), say("Next: {exercise}", exercise=exercise.name)
    ready = {"kind": "ready", "seconds": lead, "place": place, "say": name}
    found: list[dict[str, Any]] = [ready]
    for number in range(1, amount.sets + 1):
        if number > 1:
            found.append({"kind": "rest", "seconds": pauses.between_sets})
        for nth, side in enumerate(_sides(exercise, amount)):
            if nth:
                change = say(CHANGES[exercise.dose.side_word])
                found.append({"kind": "switch", "seconds": pauses.to_change_sides(exercise.position), "say": change})
            found.append(_work(exercise, amount, side, number))
    if amount.quick:
        found += [{"kind": "rest", "seconds": pauses.between_sets}, _quick(amount.quick)]
    return found


def _sides(exercise: Exercise, amount: Amount) -> tuple[str | None, ...]:
    if amount.sides == 1:
        return (None,)
    return ("left", "right") if exercise.dose.side_word == "side" else ("first", "second")


def _work(exercise: Exercise, amount: Amount, side: str | None, number: int) -> dict[str, Any]:
    timed = exercise.dose.kind == "time" or (exercise.dose.kind == "hold" and amount.reps == 1)
    return {
        "kind": "work",
        "seconds": amount.seconds_a_side,
        "reps": amount.reps,
        "seconds_per_rep": amount.seconds_per_rep,
        "cycle": [asdict(beat) for beat in repetition(exercise)],
        "count": "time" if timed else "reps",
        "side": side,
        "set_label": sentences.set_label(number, amount.sets),
    }


def _quick(quick: Quick) -> dict[str, Any]:
    return {
        "kind": "work",
        "seconds": quick.reps * quick.seconds_per_rep,
        "reps": quick.reps,
        "seconds_per_rep": quick.seconds_per_rep,
        "cycle": [asdict(beat) for beat in quick_repetition(quick.seconds_per_rep)],
        "count": "reps",
        "side": None,
        "set_label": say(sentences.QUICK),
    }


def _easier(piece: Piece, spot: Spot, taken: tuple[str, ...], person: Profile, library: Library) -> Iterator[Easier]:
    """What is offered when it hurts: gentler exercises by name, then the same move made smaller."""
    exercise, most = library.exercises[piece.exercise], person.most_reps
    others = [(other, KIN) for other in islice(gentler(exercise, person, library, taken), MOST_GENTLER)]
    # There is always a choice of two.
    others = others or [(other, CALM) for other in islice(calm(exercise, person, library, taken), 1)]
    for other, why in others:
        item = move(Piece(other.id, half(other, most)), spot, library)
        yield _offered(other.name, say(why), item)
    ways = [way.text for way in open_to(exercise.easier, exercise, person, library)] or [say(FEWER)]
    item = move(Piece(exercise.id, half(exercise, most)), spot, library, way=ways[0])
    yield _offered(ways[0], say("The same exercise, made smaller"), item)


def _offered(label: str, why: str, item: Move) -> Easier:
    note = sentences.change(label, why, item.title, item.position)
    return Easier(label=label, why=why, note=note, item=item)
