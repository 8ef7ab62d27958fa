"""How we decide, as lines of markdown made from the content files; no drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lowback.diary.rescreen import Reason, in_words
from lowback.library.catalogue import Ranking, Source, Swap
from lowback.library.library import Library
from lowback.library.rescreen import Rescreen
from lowback.library.schema import Condition, TriageLevel, TriageRule, When
from lowback.person import quiz
from lowback.person.profile import Profile
from lowback.person.triage import Raised, Verdict
from lowback.words.lines import LEVELS

NOBODY = "nobody yet"
SECOND_LOOK = "For a clinician’s second look"
RULES: tuple[tuple[TriageLevel, str], ...] = (
    ("emergency", "Get help now"),
    ("see_clinician_first", "Be seen first"),
    ("caution", "Take care"),
)
URGENCY = {"now": "at once", "same_day": "the same day", "soon": "within two weeks", "none": ""}
_ASKED_AGAIN: tuple[Reason, ...] = ("danger", "month", "gap", "stopped", "sorer")
_ODD_FACTS = {
    "pain_0_10": "pain out of 10",
    "numbness_saddle": "numb between the legs",
    "pulsating_abdomen_or_known_aaa": "throbbing tummy or known aortic aneurysm",
    "psoriasis_uveitis_ibd": "psoriasis, uveitis or inflamed bowel",
    "spinal_stenosis_dx": "spinal stenosis",
    "progressive_weakness": "a leg losing strength",
    "static_weakness": "a leg that lost strength long ago",
}


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
        Section(title, tuple(_rule(rule, library) for rule in library.all_rules if rule.level == level))
        for level, title in RULES
    )
    if not exercises:
        return by_level
    return (
        *by_level,
        Section("What we leave out", tuple(_condition(c, library) for c in library.all_conditions)),
        Section("What stands in for what", tuple(_swap(swap, library) for swap in library.swap_list)),
        Section("How we put routines in order", _ranking(library.ranking, library)),
        Section("When we ask again", _asked_again(library)),
        Section(SECOND_LOOK, _second_look(library)),
        Section("Where this comes from", tuple(_source(source) for source in library.sources.values())),
    )


def review(library: Library) -> str:
    """When the rules were last looked at, and by whom."""
    reviewed: list[TriageRule | Condition] = [*library.all_rules, *library.all_conditions]
    latest = max(entry.reviewed for entry in reviewed)
    names = sorted({entry.reviewed_by for entry in reviewed if entry.reviewed_by})
    return f"Last reviewed on {full_date(latest)}. Reviewed by a clinician: {', '.join(names) or NOBODY}."


def for_you(verdict: Verdict, person: Profile, library: Library) -> tuple[str, ...]:
    """What a person's answers set off, and which questions are still open."""
    raised = tuple(_raised(item) for item in verdict.raised)
    holding = () if verdict.level == "emergency" else person.conditions
    conditions = tuple(_holding(condition, person, library) for condition in holding)
    still = _open(verdict, library)
    waits = (f"**Still open:** {'; '.join(still)}. Until then we hold back what a yes would.",) if still else ()
    return (*raised, *conditions, *waits) or ("Nothing you told us sets off a rule.",)


def condition_words(when: When) -> str:
    """A condition on facts in words, as exact as the file that holds it."""
    if when.all is not None:
        return "; and ".join(_inner(part) for part in when.all)
    if when.any is not None:
        return "; or ".join(_inner(part) for part in when.any)
    if when.not_ is not None:
        return f"not {_inner(when.not_)}"
    return _test_words(when)


def full_date(day: date) -> str:
    """The day as people write it, e.g. "5 May 2026"."""
    return f"{day.day} {day:%B %Y}"


def _inner(when: When) -> str:
    several = len(when.all or when.any or ()) > 1
    return f"({condition_words(when)})" if several else condition_words(when)


def _test_words(when: When) -> str:
    assert when.fact is not None
    name = _ODD_FACTS.get(when.fact, when.fact.replace("_", " "))
    if when.is_ is not None:
        return f"{name}: {str(when.is_).replace('_', ' ')}"
    if when.one_of is not None:
        return f"{name}: {', '.join(when.one_of)}"
    if when.at_least is not None and when.below is not None:
        return f"{name} from {when.at_least:g} to under {when.below:g}"
    if when.at_least is not None:
        return f"{name} {when.at_least:g} or more"
    return name if when.below is None else f"{name} under {when.below:g}"


def _rule(rule: TriageRule, library: Library) -> str:
    how_fast = f" ({URGENCY[rule.urgency]})" if URGENCY[rule.urgency] else ""
    opened = " “I was checked and told that exercise is fine” opens it." if rule.clearable else ""
    return (
        f"**{rule.id}{how_fast}:** {_capital(rule.because)}.{opened}  \n"
        f"When: {condition_words(rule.when)}  \n{_origin(rule, library)}"
    )


def _condition(condition: Condition, library: Library) -> str:
    left_out = _left_out(condition, library)
    parts = [f"**{condition.name}:** {_capital(condition.because)}."]
    parts += [f"Left out: {left_out}."] if left_out else []
    parts += [f"Highest level: {LEVELS[condition.max_level].lower()}."] if condition.max_level is not None else []
    if condition.allows_only:
        few = ", ".join(library.exercises[name].name.lower() for name in condition.allows_only.exercises)
        parts += [f"Only these, {condition.allows_only.because}: {few}."]
    withheld = condition.withholds_when or condition.when
    return f"{' '.join(parts)}  \nWhen: {condition_words(withheld)}  \n{_origin(condition, library)}"


def _second_look(library: Library) -> tuple[str, ...]:
    """What rests on our own judgement; a line of content switches each back."""
    rules = ((rule.id, rule.second_look) for rule in library.all_rules)
    conditions = ((condition.name, condition.second_look) for condition in library.all_conditions)
    return tuple(f"**{name}:** {waits}" for name, waits in (*rules, *conditions) if waits)


def _swap(swap: Swap, library: Library) -> str:
    names = [library.exercises[name].name for name in swap.instead]
    sources = _links(swap.sources, library)
    return f"**{library.exercises[swap.exercise].name}:** {', or else '.join(names)}.  \n:small[Sources: {sources}]"


def _ranking(ranking: Ranking, library: Library) -> tuple[str, ...]:
    enough = library.parameters.sessions_per_routine.value
    terms = (
        (ranking.match, "whether it was made for what you told us"),
        (ranking.level, f"how close it is to a start at level “{LEVELS[ranking.start_level].lower()}”"),
        (ranking.kept, "how much of it is left after we left things out"),
        (ranking.helped, f"how your back felt after it before, from {enough} sessions on"),
        (ranking.focus, "how much it trains"),
        (ranking.minutes, "whether it fits your minutes"),
        (ranking.moves, "how seldom you change position"),
        (ranking.props, "how few things you need"),
    )
    points = tuple(f"**{round(100 * weight)} of 100 points:** {what}." for weight, what in terms)
    rule = (
        f"A routine needs at least {ranking.fewest_items} exercises and must still train what it is for. "
        f"In a tie the order of our list decides, so the same answers give the same plan.  \n"
        f":small[Sources: {_links(ranking.sources, library)}]"
    )
    return (*points, rule)


def _asked_again(library: Library) -> tuple[str, ...]:
    words = library.rescreen
    asked = "; ".join(library.questions[name].short for name in words.asks)
    reasons = tuple(in_words(reason, words, library.parameters) for reason in _ASKED_AGAIN)
    return (f"{words.today_lead} We ask: {asked}.  \n{_origin(words, library)}", *reasons)


def _source(source: Source) -> str:
    title = f"[{source.title}]({source.link})" if source.link else source.title
    return f"**{source.id}:** {title}{f'  {chr(10)}{source.note}' if source.note else ''}"


def _origin(entry: TriageRule | Condition | Rescreen, library: Library) -> str:
    """Sources, date and reviewer of one entry."""
    dated = f"Last reviewed {full_date(entry.reviewed)}. Reviewed by: {entry.reviewed_by or NOBODY}."
    return f":small[Sources: {_links(entry.sources, library)}. {dated}]"


def _links(ids: tuple[str, ...], library: Library) -> str:
    found = [library.sources[id_] for id_ in ids]
    return ", ".join(f"[{s.id}]({s.link})" if s.link else s.id for s in found)


def _raised(item: Raised) -> str:
    rule = item.rule
    told = "You were not sure whether" if item.unsure else "You told us that"
    cleared = " You were checked and told that exercise is fine, so it asks only for care." if item.cleared else ""
    level = dict(RULES)[rule.level].lower()
    return f"**{rule.id}, {level}:** {told} {item.because}.{cleared}"


def _holding(condition: Condition, person: Profile, library: Library) -> str:
    left_out = _left_out(condition, library)
    what = f" We left out {left_out}." if left_out else ""
    return f"**{condition.name}:** You told us that {person.because(condition)}.{what}"


def _left_out(condition: Condition, library: Library) -> str:
    return ", ".join(library.movement_classes[name].doing for name in condition.excludes)


def _open(verdict: Verdict, library: Library) -> list[str]:
    """The short titles of the questions that could settle what is still open."""
    still = set(verdict.open)
    return [question.short for question in library.all_questions if quiz.facts_of(question) & still]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
