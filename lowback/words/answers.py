"""What a person answered, why an answer was not taken, and why we ask again."""

from __future__ import annotations

from collections.abc import Mapping

from lowback.diary.entry import LONGEST_NOTE, MOST_MINUTES, EntryError
from lowback.diary.entry import Refusal as EntryRefusal
from lowback.diary.rescreen import Reason
from lowback.language.speech import later, say, several
from lowback.library.library import Library
from lowback.library.schema import Question
from lowback.person.answer import Answer, AnswerError
from lowback.person.told import Measure
from lowback.store.errors import StoreUnavailable
from lowback.words.told import measured

_NOT_KEPT: Mapping[EntryRefusal, str] = {
    "no_routine": later("Choose what you did."),
    "no_day": later("Write the date as year-month-day, for example 2026-11-05."),
    "future": later("The date is in the future. Choose today or an earlier day."),
    "long_ago": later("The date is more than ten years ago. Choose a later day."),
    "minutes": later("Minutes must be between 1 and {most}."),
    "pain_before": later("Pain before must be between 0 and 10."),
    "pain_after": later("Pain after must be between 0 and 10."),
    "effort": later("Effort must be between 0 and 10."),
}


def in_words(question: Question, answer: Answer) -> tuple[str, ...]:
    """The answer as the person gave it, for the review screen and for a clinician."""
    labels = {option.id: option.label for option in question.options}
    if question.kind == "many":
        unsure = (say("Not sure: {answer}", answer=labels[i]) for i in answer["not_sure"] if i in labels)
        ticked = (labels[i] for i in answer["ticked"] if i in labels)
        return (*ticked, *unsure) or (question.none_label or say("None of these"),)
    if question.kind == "one":
        return (labels.get(answer["choice"]) or say("Not answered"),)
    if answer["value"] is None:
        return (question.not_sure_label or say("Not sure"),)
    return (measured(Measure(answer["value"], question.unit)),)


def refused(problem: AnswerError | EntryError | StoreUnavailable) -> str:
    """Why something was not kept, as a sentence for the person."""
    if isinstance(problem, AnswerError):
        return _not_taken(problem)
    return _not_kept(problem) if isinstance(problem, EntryError) else say(str(problem))


def _not_taken(problem: AnswerError) -> str:
    question, why = problem.question, problem.why
    limits = {"least": question.least, "most": question.most}
    if why == "lost":
        return say("Please answer again. Something was lost on the way.")
    if why == "not_sure_of_what":
        return say("Tick which ones you are not sure about.")
    if why == "no_tick":
        return say("Tick what fits, or “{none}”.", none=question.none_label)
    if why == "no_choice":
        return say("Choose one answer to go on.")
    if why == "no_number":
        return say("Enter a whole number from {least} to {most}.", **limits)
    return say("Enter a whole number from {least} to {most}. {number} does not fit.", **limits, number=problem.number)


def _not_kept(problem: EntryError) -> str:
    if problem.why == "note":
        return several("The note has {n} character and at most {most} fit. Please shorten it.",
                       "The note has {n} characters and at most {most} fit. Please shorten it.",
                       problem.length, most=LONGEST_NOTE)  # fmt: skip
    return say(_NOT_KEPT[problem.why], most=MOST_MINUTES)


def why_asked(reason: Reason, library: Library) -> str:
    """Why the danger questions are asked again."""
    numbers, sentence = library.parameters, getattr(library.rescreen.reasons, reason)
    days = {"gap": numbers.rescreen_gap_days, "month": numbers.rescreen_days}.get(reason)
    return str(sentence.format(days=days.value) if days else sentence)
