"""How we decide, as lines of markdown made from the content files; no drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from lowback.diary.rescreen import Reason
from lowback.language.speech import later, say, several, spoken
from lowback.library.catalogue import Ranking, Source, Swap
from lowback.library.library import Library
from lowback.library.rescreen import Rescreen
from lowback.library.schema import Condition, TriageLevel, TriageRule, Urgency
from lowback.person import quiz
from lowback.person.profile import Profile
from lowback.person.triage import Raised, Verdict
from lowback.words.answers import why_asked
from lowback.words.days import full_date
from lowback.words.facts import condition_words
from lowback.words.lines import LEVELS
from lowback.words.told import in_a_row

NOBODY = later("nobody yet")
SECOND_LOOK = later("For a clinician’s second look")
RULES: tuple[tuple[TriageLevel, str], ...] = (
    ("emergency", later("Get help now")),
    ("see_clinician_first", later("Be seen first")),
    ("caution", later("Take care")),
)
URGENCY: Mapping[Urgency, str] = {
    "now": later("at once"),
    "same_day": later("the same day"),
    "soon": later("within two weeks"),
}
_ASKED_AGAIN: tuple[Reason, ...] = ("danger", "month", "gap", "stopped", "sorer")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page: a heading and the entries that a search picks from."""

    title: str
    entries: tuple[str, ...]

    def found(self, query: str) -> tuple[str, ...]:
        """The entries that hold every word of the query."""
        wanted = query.lower().split()
        return tuple(entry for entry in self.entries if all(word in entry.lower() for word in wanted))


def sections(library: Library, *, exercises: bool) -> tuple[Section, ...]:
    """The whole page, in the order we decide; without `exercises` it names no movement at all."""
    by_level = tuple(
        Section(say(title), tuple(_rule(rule, library) for rule in library.all_rules if rule.level == level))
        for level, title in RULES
    )
    if not exercises:
        return by_level
    return (
        *by_level,
        Section(say("What we leave out"), tuple(_condition(c, library) for c in library.all_conditions)),
        Section(say("What stands in for what"), tuple(_swap(swap, library) for swap in library.swap_list)),
        Section(say("How we put routines in order"), _ranking(library.ranking, library)),
        Section(say("When we ask again"), _asked_again(library)),
        Section(say(SECOND_LOOK), _second_look(library)),
        Section(say("Where this comes from"), tuple(_source(source) for source in library.sources.values())),
    )


def review(library: Library) -> str:
    """When the rules were last looked at, and by whom."""
    reviewed: list[TriageRule | Condition] = [*library.all_rules, *library.all_conditions]
    latest = max(entry.reviewed for entry in reviewed)
    names = sorted({entry.reviewed_by for entry in reviewed if entry.reviewed_by})
    reviewers = spoken().row(names) or say(NOBODY)
    return say("Last reviewed on {day}. Reviewed by a clinician: {names}.", day=full_date(latest), names=reviewers)


def for_you(verdict: Verdict, person: Profile, library: Library) -> tuple[str, ...]:
    """What a person's answers set off, and which questions are still open."""
    raised = tuple(_raised(item) for item in verdict.raised)
    holding = () if verdict.level == "emergency" else person.conditions
    conditions = tuple(_holding(condition, person, library) for condition in holding)
    still = spoken().in_turn(_open(verdict, library))
    waits = [say("**Still open:** {questions}. Until then we hold back what a yes would.", questions=still)]
    return (*raised, *conditions, *(waits if still else ())) or (say("Nothing you told us sets off a rule."),)


def _rule(rule: TriageRule, library: Library) -> str:
    how_fast = f" ({say(URGENCY[rule.urgency])})" if rule.urgency in URGENCY else ""
    opened = " " + say("“I was checked and told that exercise is fine” opens it.") if rule.clearable else ""
    when = say("When: {condition}", condition=condition_words(rule.when))
    return f"**{rule.id}{how_fast}:** {_capital(rule.because)}.{opened}  \n{when}  \n{_origin(rule, library)}"


def _condition(condition: Condition, library: Library) -> str:
    left_out, cap, only = _left_out(condition, library), condition.max_level, condition.allows_only
    parts = [f"**{condition.name}:** {_capital(condition.because)}."]
    parts += [say("Left out: {movements}.", movements=left_out)] if left_out else []
    parts += [say("Highest level: {level}.", level=_level(cap))] if cap is not None else []
    if only:
        few = spoken().row(spoken().inside(library.exercises[name].name) for name in only.exercises)
        parts += [say("Only these, {because}: {exercises}.", because=only.because, exercises=few)]
    when = say("When: {condition}", condition=condition_words(condition.withholds_when or condition.when))
    return f"{' '.join(parts)}  \n{when}  \n{_origin(condition, library)}"


def _level(level: int) -> str:
    return spoken().inside(say(LEVELS[level]))


def _second_look(library: Library) -> tuple[str, ...]:
    """What rests on our own judgement; a line of content switches each back."""
    rules = ((rule.id, rule.second_look) for rule in library.all_rules)
    conditions = ((condition.name, condition.second_look) for condition in library.all_conditions)
    return tuple(f"**{name}:** {waits}" for name, waits in (*rules, *conditions) if waits)


def _swap(swap: Swap, library: Library) -> str:
    names = (library.exercises[name].name for name in swap.instead)
    instead = reduce(lambda first, then: say("{first}, or else {then}", first=first, then=then), names)
    sources = say("Sources: {sources}", sources=_links(swap.sources, library))
    return f"**{library.exercises[swap.exercise].name}:** {instead}.  \n:small[{sources}]"


def _ranking(ranking: Ranking, library: Library) -> tuple[str, ...]:
    enough = library.parameters.sessions_per_routine.value
    terms = (
        (ranking.match, say("whether it was made for what you told us")),
        (ranking.level, say("how close it is to a start at level “{level}”", level=_level(ranking.start_level))),
        (ranking.kept, say("how much of it is left after we left things out")),
        (ranking.helped, say("how your back felt after it before, from {n} sessions on", n=enough)),
        (ranking.focus, say("how much it trains")),
        (ranking.minutes, say("whether it fits your minutes")),
        (ranking.moves, say("how seldom you change position")),
        (ranking.props, say("how few things you need")),
    )
    points = (say("**{n} of 100 points:** {what}.", n=round(100 * weight), what=what) for weight, what in terms)
    rule = several(
        "A routine needs at least {n} exercise and must still train what it is for. "
        "In a tie the order of our list decides, so the same answers give the same plan.",
        "A routine needs at least {n} exercises and must still train what it is for. "
        "In a tie the order of our list decides, so the same answers give the same plan.",
        ranking.fewest_items,
    )
    sources = say("Sources: {sources}", sources=_links(ranking.sources, library))
    return (*points, f"{rule}  \n:small[{sources}]")


def _asked_again(library: Library) -> tuple[str, ...]:
    words = library.rescreen
    asked = spoken().in_turn(library.questions[name].short for name in words.asks)
    what = say("We ask: {questions}.", questions=asked)
    reasons = (why_asked(reason, library) for reason in _ASKED_AGAIN)
    return (f"{words.today_lead} {what}  \n{_origin(words, library)}", *reasons)


def _source(source: Source) -> str:
    title = f"[{source.title}]({source.link})" if source.link else source.title
    return f"**{source.id}:** {title}{f'  {chr(10)}{source.note}' if source.note else ''}"


def _origin(entry: TriageRule | Condition | Rescreen, library: Library) -> str:
    """Sources, date and reviewer of one entry."""
    origin = say(
        "Sources: {sources}. Last reviewed {day}. Reviewed by: {name}.",
        sources=_links(entry.sources, library), day=full_date(entry.reviewed), name=entry.reviewed_by or say(NOBODY),
    )  # fmt: skip
    return f":small[{origin}]"


def _links(ids: tuple[str, ...], library: Library) -> str:
    found = [library.sources[id_] for id_ in ids]
    return spoken().row(f"[{s.id}]({s.link})" if s.link else s.id for s in found)


def _raised(item: Raised) -> str:
    because = in_a_row(item.because)
    if item.unsure:
        told = say("You were not sure whether {because}.", because=because)
    else:
        told = say("You told us that {because}.", because=because)
    if item.cleared:
        told += " " + say("You were checked and told that exercise is fine, so it asks only for care.")
    level = spoken().inside(say(dict(RULES)[item.rule.level]))
    return f"**{item.rule.id}, {level}:** {told}"


def _holding(condition: Condition, person: Profile, library: Library) -> str:
    left_out = _left_out(condition, library)
    what = [say("We left out {movements}.", movements=left_out)] if left_out else []
    told = say("You told us that {because}.", because=in_a_row(person.because(condition)))
    return f"**{condition.name}:** {' '.join([told, *what])}"


def _left_out(condition: Condition, library: Library) -> str:
    return spoken().row(library.movement_classes[name].doing for name in condition.excludes)


def _open(verdict: Verdict, library: Library) -> list[str]:
    """The short titles of the questions that could settle what is still open."""
    still = set(verdict.open)
    return [question.short for question in library.all_questions if quiz.facts_of(question) & still]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
