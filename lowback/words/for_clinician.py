"""What came of the answers, for a clinician: the plan, what is left out and why; plain words for paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from lowback.language.speech import say, spoken
from lowback.library.library import Library
from lowback.person.profile import Profile
from lowback.plan.reasons import OnlyFor
from lowback.plan.recommend import Offer, Plan, because_of
from lowback.plan.routine import Change
from lowback.words.days import day_words
from lowback.words.reasons import because_words, reason_words

Rows = Sequence[tuple[str, str]]


def offered(offers: Sequence[Offer], library: Library) -> Rows:
    """Each routine, and its exercises as this person would do them."""
    names = ((library.exercises[item].name for item in offer.fitted.items) for offer in offers)
    return [(offer.routine.name, spoken().in_turn(each)) for offer, each in zip(offers, names, strict=True)]


def left_out(plan: Plan, offers: Sequence[Offer], person: Profile, library: Library, today: date) -> Rows:
    """Each exercise that these routines lost, and each routine that is too much; not what is made for others."""
    changes = {change.exercise: change for offer in offers for change in offer.fitted.changes}
    lost = [(library.exercises[name].name, _change(each, person, library, today)) for name, each in changes.items()]
    return [*lost, *_too_much(plan)]


def _too_much(plan: Plan) -> Iterator[tuple[str, str]]:
    for each in plan.withheld:
        reasons = [reason for reason in each.because if not isinstance(reason, OnlyFor)]
        if len(reasons) == len(each.because):
            yield each.routine.name, spoken().in_turn(map(reason_words, reasons))


def _change(change: Change, person: Profile, library: Library, today: date) -> str:
    hurt = [say("because it hurt on {day}", day=day_words(change.hurt, today))] if change.hurt else []
    why = spoken().in_turn([*(because_words(because_of(condition, person)) for condition in change.because), *hurt])
    if change.instead:
        return say("{instead} instead, {why}.", instead=library.exercises[change.instead].name, why=why)
    return say("Left out, {why}.", why=why)
