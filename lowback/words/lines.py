"""Facts about routines and exercises as short lines for cards; no drawing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lowback.diary.tables import day_words
from lowback.library.catalogue import Dose, Exercise, Routine
from lowback.library.counted import counted
from lowback.library.library import Library
from lowback.library.pauses import Pace
from lowback.person.profile import Profile
from lowback.plan.dose import Amount, full
from lowback.plan.felt import Wish
from lowback.plan.recommend import Offer, because_of
from lowback.plan.routine import Change, Fitted, Piece, position_changes, seconds_of
from lowback.plan.variations import open_to
from lowback.session.pictures import pictures
from lowback.session.stages import POSITIONS

SLOW = "We count as slowly as the film moves. With fewer minutes you do less, never faster."
LEVELS = ("Very gentle", "Gentle", "Building", "Strong")


def bullets(lines: Iterable[str]) -> str:
    """The lines as a list in markdown."""
    return "\n".join(f"- {line}" for line in lines)


def picture(exercise: Exercise, library: Library, figures: tuple[str, ...] = ()) -> str:
    """The exercise's poster as markdown, with its words for people who do not see it."""
    shown = pictures(exercise, library, figures)
    alt = shown.alt.replace("[", "(").replace("]", ")")
    return f"![{alt}]({shown.poster})"


def cover(items: tuple[str, ...], library: Library, figures: tuple[str, ...] = ()) -> str:
    """The picture of a routine: its first exercise that has a clip of its own."""
    with_clip = (name for name in items if name in library.media.clips)
    return picture(library.exercises[next(with_clip, items[0])], library, figures)


def facts_line(routine: Routine, pieces: tuple[Piece, ...], library: Library) -> str:
    """Minutes, level and position changes, e.g. "14 minutes · Gentle · 5 position changes"."""
    minutes = max(1, round(seconds_of(pieces, library) / 60))
    moves = position_changes(tuple(piece.exercise for piece in pieces), library)
    times = counted(moves, "position change") if moves else "no position change"
    return f"{counted(minutes, 'minute')} · {LEVELS[routine.level]} · {times}"


def pace_line(pace: Pace) -> str:
    """What was asked for about the pauses, or nothing."""
    more = [f"{pace.more} seconds more to get ready"] if pace.more else []
    rest = ["no rest between sets" if pace.rest == 0 else f"{pace.rest} seconds of rest between sets"]
    asked = more + (rest if pace.rest is not None else [])
    return f"With {' and '.join(asked)}, as you asked." if asked else ""


def change_line(change: Change, person: Profile, library: Library, today: date) -> str:
    """One exercise that was left out or swapped, and why."""
    name = library.exercises[change.exercise].name
    hurt = [f"because it hurt on {day_words(change.hurt, today)}"] if change.hurt else []
    why = "; ".join([*(because_of(condition, person) for condition in change.because), *hurt])
    if change.instead:
        return f"**{library.exercises[change.instead].name}** instead of {name}, {why}."
    return f"**{name}** is left out, {why}."


def hurt_line(exercise: Exercise, day: date, person: Profile, today: date) -> str:
    """When an exercise hurt, and whether something else speaks against it as well."""
    too = "; ".join(because_of(condition, person) for condition in person.against(exercise))
    stays = f" It stays left out after that, {too}." if too else ""
    return f"**{exercise.name}** hurt on {day_words(day, today)}. We leave it out until you ask for it back.{stays}"


def felt_line(exercise: Exercise, wish: Wish, today: date) -> str:
    """How much of an exercise there is because of how it felt, e.g. "**Bridge**: less this time, because ..."."""
    much, felt = {
        "half": ("much less this time", "hard more than once, last"),
        "less": ("less this time", "hard"),
        "usual": ("its usual amount this time", "easy, last"),
    }[wish.step]
    return f"**{exercise.name}**: {much}, because it felt {felt} on {day_words(wish.day, today)}."


def ranked_by(offer: Offer) -> str:
    """Every term of the score as a line, e.g. "15 of 15 points. Its level is right to start with."."""
    lines = [f"- {term.points * 100:.0f} of {term.most * 100:.0f} points. {term.reason}" for term in offer.terms]
    total = [f"\nTogether {offer.score * 100:.0f} of 100."]
    if offer.moved_up:
        total.append("\nIt is moved up to be among the first, because it is made for what your days are like.")
    return "\n".join([*lines, *total])


def ways(exercise: Exercise, person: Profile | None, library: Library) -> str:
    """The easier and the harder ways that this person may try."""
    named = (("Easier", exercise.easier), ("Harder", exercise.harder))
    return "\n\n".join(
        f"**{name}:** {way.text}" for name, all_ways in named for way in open_to(all_ways, exercise, person, library)
    )


def fewer_for_now(exercise: Exercise, person: Profile) -> str:
    """How much less than the usual amount is right for this person now, or nothing."""
    usual, now = full(exercise), full(exercise, person.most_reps)
    if (usual.sets, usual.reps) == (now.sets, now.reps):
        return ""
    return f"  \nFor you now: at most {now.reps} {'on each side' if now.sides == 2 else 'times'}"


def amount_line(piece: Piece, library: Library) -> str:
    """Position and amount of one exercise today, e.g. "On your back · 8 times, held for 3 seconds · each side"."""
    exercise = library.exercises[piece.exercise]
    amount, dose = piece.amount, exercise.dose
    sets = f" · {amount.sets} rounds" if amount.sets > 1 else ""
    both = {"side": " · each side"}.get(dose.side_word, f" · each {dose.side_word}")
    sides = both if amount.sides == 2 else ""
    quick = f" · then {amount.quick.reps} quick ones" if amount.quick else ""
    return f"{POSITIONS[exercise.position]} · {_much(amount, dose)}{sets}{sides}{quick}"


def _much(amount: Amount, dose: Dose) -> str:
    if dose.kind == "time":
        seconds = amount.seconds_per_rep
        return f"{round(seconds / 60)} minutes" if seconds >= 90 else f"{seconds} seconds"
    if dose.kind == "hold":
        return f"{amount.reps} × {dose.hold_seconds} seconds" if amount.reps > 1 else f"{dose.hold_seconds} seconds"
    held = f", held for {counted(dose.hold_seconds, 'second')}" if dose.hold_seconds else ""
    return f"{counted(amount.reps, 'time')}{held}"


def made_to_fit(pieces: tuple[Piece, ...], fitted: Fitted, minutes: int, library: Library) -> str:
    """What became of a routine in these minutes: exercises left out and smaller amounts, or nothing."""
    usual = (fitted.most(library.exercises[piece.exercise]) for piece in pieces)
    smaller = sum(piece.amount != amount for piece, amount in zip(pieces, usual, strict=True))
    if len(pieces) == len(fitted.items) and not smaller:
        return ""
    some = f", {smaller} of them in a smaller amount" if smaller else ""
    return f" For {counted(minutes, 'minute')}: {len(pieces)} of {counted(len(fitted.items), 'exercise')}{some}."
