"""Why a routine stands where it does, or is not for somebody, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import singledispatch

from lowback.language.speech import later, say, several, spoken
from lowback.plan.reasons import (
    Because,
    Eased,
    Elsewhere,
    FromStart,
    ItHurt,
    Lasting,
    Locked,
    MadeFor,
    Moving,
    Needing,
    Noted,
    NotMadeForYou,
    OnlyFor,
    Place,
    PurposeLost,
    Shortened,
    StepUp,
    Suiting,
    TooHard,
    TooLittleLeft,
    Trains,
    Why,
    YouTold,
)
from lowback.words.told import in_a_row

_ELSEWHERE: Mapping[Place, str] = {
    "floor": later("It is for {areas} too, down on the floor."),
    "seated": later("It is for {areas} too, on a chair."),
    "standing": later("It is for {areas} too, on your feet."),
}


@singledispatch
def reason_words(reason: object) -> str:
    """The reason as a sentence.

    Raises:
        TypeError: it is none that we know.
    """
    raise TypeError(f"no words for {reason!r}")


def because_words(because: Because | ItHurt) -> str:
    """What speaks against something, as the end of a sentence; what is only not ruled out says so."""
    if isinstance(because, ItHurt):
        return say("because it hurt")
    if because.told:
        return say("because you told us {told}", told=in_a_row(because.told))
    return say("because you did not rule out: {name}", name=spoken().inside(because.condition.name))


def why_words(why: Why) -> str:
    """All that speaks against something, as the end of a sentence."""
    return spoken().in_turn(map(because_words, why))


def _inside(names: Iterable[str]) -> Iterable[str]:
    return map(spoken().inside, names)


@reason_words.register
def _(_reason: NotMadeForYou) -> str:
    return say("Gentle for most backs. It is not made for your answers.")


@reason_words.register
def _(reason: MadeFor) -> str:
    return say("It was made for: {names}.", names=spoken().row(_inside(reason.names)))


@reason_words.register
def _(reason: YouTold) -> str:
    return say("Because you told us {told}.", told=in_a_row(reason.told))


@reason_words.register
def _(reason: FromStart) -> str:
    if not reason.steps:
        return say("Its level is right to start with.")
    return several("Its level is {n} away from your start.", "Its level is {n} away from your start.", reason.steps)


@reason_words.register
def _(reason: Suiting) -> str:
    return several("{kept} of its {n} exercise suits you.", "{kept} of its {n} exercises suit you.", reason.of,
                   kept=reason.kept)  # fmt: skip


@reason_words.register
def _(reason: Eased) -> str:
    if reason.points is None:
        return say("You have not done it often enough to say whether it helps you.")
    points = round(abs(reason.points))
    if abs(reason.points) < 1:
        return say("After it your back has felt about the same as before.")
    if reason.points > 0:
        return several("After it your back has felt easier, by about {n} point.",
                       "After it your back has felt easier, by about {n} points.", points)  # fmt: skip
    return several("After it your back has felt sorer, by about {n} point.",
                   "After it your back has felt sorer, by about {n} points.", points)  # fmt: skip


@reason_words.register
def _(reason: Trains) -> str:
    return say("It trains {areas}.", areas=spoken().listed(reason.areas))


@reason_words.register
def _(reason: Noted) -> str:
    return reason.note


@reason_words.register
def _(reason: Shortened) -> str:
    return several("We can fit it into your {n} minute.", "We can fit it into your {n} minutes.", reason.minutes)


@reason_words.register
def _(reason: Lasting) -> str:
    if reason.shorter is None:
        return say("It fits your minutes.")
    return several("It is made shorter for your {n} minute.", "It is made shorter for your {n} minutes.",
                   reason.shorter)  # fmt: skip


@reason_words.register
def _(reason: Moving) -> str:
    return several("You change position once.", "You change position {n} times.", reason.times)


@reason_words.register
def _(reason: Needing) -> str:
    if not reason.props:
        return say("You need nothing for it.")
    return say("You need: {props}.", props=spoken().row(reason.props))


@reason_words.register
def _(reason: Locked) -> str:
    return say("Please get help first.") if reason.emergency else say("Please speak to a clinician first.")


@reason_words.register
def _(reason: OnlyFor) -> str:
    return say("It is made for: {names}.", names=spoken().in_turn(_inside(reason.names)))


@reason_words.register
def _(reason: TooHard) -> str:
    return say("This one is a step too hard for now, {why}.", why=why_words(reason.why))


@reason_words.register
def _(reason: TooLittleLeft) -> str:
    return say("Too little of it is left, {why}.", why=why_words(reason.why))


@reason_words.register
def _(reason: PurposeLost) -> str:
    areas = spoken().listed(_inside(reason.areas))
    return say("What is left no longer trains {areas}, {why}.", areas=areas, why=why_words(reason.why))


@reason_words.register
def _(reason: StepUp) -> str:
    return say("One step harder. {due}", due=reason.due) if reason.due else say("One step harder.")


@reason_words.register
def _(reason: Elsewhere) -> str:
    return say(_ELSEWHERE[reason.place], areas=spoken().listed(_inside(reason.areas)))
