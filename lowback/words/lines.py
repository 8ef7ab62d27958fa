"""Facts about routines and exercises as short lines for cards; no drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from lowback.language.speech import later, say, several, spoken
from lowback.library.catalogue import Dose, Exercise, Routine
from lowback.library.library import Library
from lowback.library.pauses import Pace
from lowback.person.profile import Profile
from lowback.plan.dose import Amount, full
from lowback.plan.felt import Step, Wish
from lowback.plan.ranking import Term
from lowback.plan.recommend import Offer, because_of
from lowback.plan.routine import Change, Fitted, Piece, position_changes, whole_minutes
from lowback.plan.variations import open_to
from lowback.session.pictures import pictures
from lowback.session.stages import POSITIONS
from lowback.words.days import day_words
from lowback.words.reasons import because_words, reason_words, why_words

SLOW = later("We count as slowly as the film moves. With fewer minutes you do less, never faster.")
LEVELS = (later("Very gentle"), later("Gentle"), later("Building"), later("Strong"))
_EACH: Mapping[str, str] = {"side": later("each side"), "direction": later("each direction")}
_FELT: Mapping[Step, str] = {
    "half": later("**{exercise}**: much less this time, because it felt hard more than once, last on {day}."),
    "less": later("**{exercise}**: less this time, because it felt hard on {day}."),
    "usual": later("**{exercise}**: its usual amount this time, because it felt easy, last on {day}."),
}


def bullets(lines: Iterable[str]) -> str:
    """The lines as a list in markdown."""
    return "\n".join(f"- {line}" for line in lines)


def picture(exercise: Exercise, library: Library, figures: tuple[str, ...] = ()) -> str:
    """The exercise's poster as markdown, with its words for people who do not see it."""
    shown = pictures(exercise, library, figures)
    alt = shown.alt.replace("[", "(").replace("]", ")")
    return f"![{alt}]({shown.poster})"


def about(label: str, thing: str) -> str:
    """A button's label and what it is about: for who does not see what stands beside it (web/head.html hides it)."""
    return f"{label} *{thing}*"


def facts_line(routine: Routine, pieces: tuple[Piece, ...], library: Library) -> str:
    """Minutes, level and position changes, e.g. "14 minutes · Gentle · 5 position changes"."""
    minutes = whole_minutes(pieces, library)
    moves = position_changes(tuple(piece.exercise for piece in pieces), library)
    length = several("{n} minute", "{n} minutes", minutes)
    times = several("{n} position change", "{n} position changes", moves) if moves else say("no position change")
    return f"{length} · {say(LEVELS[routine.level])} · {times}"


def pace_line(pace: Pace) -> str:
    """What was asked for about the pauses, or nothing."""
    more = [several("{n} second more to get ready", "{n} seconds more to get ready", pace.more)] if pace.more else []
    asked = [*more, *_rest_line(pace)]
    return say("With {pauses}, as you asked.", pauses=spoken().listed(asked)) if asked else ""


def _rest_line(pace: Pace) -> list[str]:
    if pace.rest is None:
        return []
    if pace.rest == 0:
        return [say("no rest between sets")]
    return [several("{n} second of rest between sets", "{n} seconds of rest between sets", pace.rest)]


def change_line(change: Change, person: Profile, library: Library, today: date) -> str:
    """One exercise that was left out or swapped, and why."""
    name = library.exercises[change.exercise].name
    hurt = [say("because it hurt on {day}", day=day_words(change.hurt, today))] if change.hurt else []
    against = (because_words(because_of(condition, person)) for condition in change.because)
    why = spoken().in_turn([*against, *hurt])
    if change.instead:
        instead = library.exercises[change.instead].name
        return say("**{instead}** instead of {exercise}, {why}.", instead=instead, exercise=name, why=why)
    return say("**{exercise}** is left out, {why}.", exercise=name, why=why)


def hurt_line(exercise: Exercise, day: date, person: Profile, today: date) -> str:
    """When an exercise hurt, and whether something else speaks against it as well."""
    too = why_words(tuple(because_of(condition, person) for condition in person.against(exercise)))
    stays = [say("It stays left out after that, {why}.", why=too)] if too else []
    hurt = say("**{exercise}** hurt on {day}. We leave it out until you ask for it back.", exercise=exercise.name,
               day=day_words(day, today))  # fmt: skip
    return " ".join([hurt, *stays])


def felt_line(exercise: Exercise, wish: Wish, today: date) -> str:
    """How much of an exercise there is because of how it felt, e.g. "**Bridge**: less this time, because ..."."""
    return say(_FELT[wish.step], exercise=exercise.name, day=day_words(wish.day, today))


def ranked_by(offer: Offer) -> str:
    """Every term of the score as a line, e.g. "15 of 15 points. Its level is right to start with."."""
    lines = [f"- {_points(term)} {reason_words(term.reason)}" for term in offer.terms]
    total = [say("Together {points} of 100.", points=round(offer.score * 100))]
    if offer.moved_up:
        total.append(say("It is moved up to be among the first, because it is made for what your days are like."))
    return "\n".join(lines) + "".join(f"\n\n{line}" for line in total)


def _points(term: Term) -> str:
    points, most = round(term.points * 100), round(term.most * 100)
    return several("{points} of {n} point.", "{points} of {n} points.", most, points=points)


def ways(exercise: Exercise, person: Profile | None, library: Library) -> str:
    """The easier and the harder ways that this person may try."""
    easier, harder = (open_to(ways, exercise, person, library) for ways in (exercise.easier, exercise.harder))
    return "\n\n".join(
        [*(say("**Easier:** {way}", way=way.text) for way in easier),
         *(say("**Harder:** {way}", way=way.text) for way in harder)]
    )  # fmt: skip


def fewer_for_now(exercise: Exercise, person: Profile) -> str:
    """How much less than the usual amount is right for this person now, or nothing."""
    usual, now = full(exercise), full(exercise, person.most_reps)
    if (usual.sets, usual.reps) == (now.sets, now.reps):
        return ""
    if now.sides == 2:
        return "  \n" + say("For you now: at most {n} on each side", n=now.reps)
    return "  \n" + several("For you now: at most {n} time", "For you now: at most {n} times", now.reps)


def amount_line(piece: Piece, library: Library) -> str:
    """Position and amount of one exercise today, e.g. "On your back · 8 times, held for 3 seconds · each side"."""
    exercise = library.exercises[piece.exercise]
    amount, dose = piece.amount, exercise.dose
    sets = [several("{n} round", "{n} rounds", amount.sets)] if amount.sets > 1 else []
    sides = [say(_EACH[dose.side_word])] if amount.sides == 2 else []
    quick = [several("then {n} quick one", "then {n} quick ones", amount.quick.reps)] if amount.quick else []
    return " · ".join([say(POSITIONS[exercise.position]), _much(amount, dose), *sets, *sides, *quick])


def _much(amount: Amount, dose: Dose) -> str:
    if dose.kind == "time":
        seconds = amount.seconds_per_rep
        return _seconds(seconds) if seconds < 90 else several("{n} minute", "{n} minutes", round(seconds / 60))
    held = _seconds(dose.hold_seconds or 0)
    if dose.kind == "hold":
        return say("{times} × {seconds}", times=amount.reps, seconds=held) if amount.reps > 1 else held
    times = several("{n} time", "{n} times", amount.reps)
    return say("{times}, held for {seconds}", times=times, seconds=held) if dose.hold_seconds else times


def _seconds(seconds: float) -> str:
    return several("{n} second", "{n} seconds", seconds)


def made_to_fit(pieces: tuple[Piece, ...], fitted: Fitted, minutes: int, library: Library) -> str:
    """What became of a routine in these minutes: exercises left out and smaller amounts, or nothing."""
    usual = (fitted.most(library.exercises[piece.exercise]) for piece in pieces)
    smaller = sum(piece.amount != amount for piece, amount in zip(pieces, usual, strict=True))
    if len(pieces) == len(fitted.items) and not smaller:
        return ""
    length = several("{n} minute", "{n} minutes", minutes)
    kept = several("{kept} of {n} exercise", "{kept} of {n} exercises", len(fitted.items), kept=len(pieces))
    if not smaller:
        return " " + say("For {minutes}: {exercises}.", minutes=length, exercises=kept)
    return " " + several("For {minutes}: {exercises}, {n} of them in a smaller amount.",
                         "For {minutes}: {exercises}, {n} of them in a smaller amount.",
                         smaller, minutes=length, exercises=kept)  # fmt: skip
