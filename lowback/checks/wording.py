"""How our words read: the reading age of each screen, and words that we do not use about backs."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from lowback.library.library import Library
from lowback.library.parse import Problem
from lowback.library.plain_words import BannedWord
from lowback.library.schema import Question
from lowback.library.screens import Help, StopScreen

HARDEST_GRADE = 7.0
CODE = Path(__file__).resolve().parents[2]
SHOWN_BY = ("lowback", "pages")
"""Folders whose strings a person may read."""
WordCheck = Callable[[Library], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Screen:
    """The text that a person reads in one go; `name` is its file and entry, e.g. `quiz/danger_new`."""

    file: Path
    name: str
    texts: tuple[str, ...]

    @property
    def entry(self) -> str:
        """The entry's own id."""
        return self.name.rpartition("/")[2]


def word_problems(library: Library) -> list[Problem]:
    """Everything wrong with our words, check by check; reading age only where it can be measured."""
    checks = (*MEASURES, *WORD_CHECKS) if can_measure() else WORD_CHECKS
    return [problem for check in checks for problem in check(library)]


def can_measure() -> bool:
    """Whether the library that counts syllables is installed."""
    return find_spec("textstat") is not None


def screens(library: Library) -> Iterator[Screen]:
    """Every screen of text that the content files hold."""
    root = library.root
    for name, texts in (*_quiz(library), *_results(library), *_cards(library), *_rules(library)):
        group = name.partition("/")[0]
        folder = root / group if group in ("exercises", "routines") else root
        path = folder / f"{name.partition('/')[2]}.yaml" if folder != root else root / f"{group}.yaml"
        yield Screen(path, name, tuple(" ".join(text.split()) for text in texts if text))
    for name, clip in library.media.clips.items():
        if clip.captions and (file := root / "media" / clip.captions).is_file():
            yield Screen(file, f"captions/{name}", _cues(file))


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of these texts, each read as at least one sentence."""
    # Only whoever checks our words needs it, so it is not among what the app runs on.
    import textstat  # type: ignore[import-untyped]

    sentences = (text if text[-1] in ".!?" else f"{text}." for text in texts)
    return float(textstat.flesch_kincaid_grade(" ".join(sentences)))


def every_screen_reads_easily(library: Library) -> Iterator[Problem]:
    """Each screen reads at grade 7 or below, unless an exception says why not."""
    excused = {exception.screen for exception in library.reading_exceptions}
    for screen in screens(library):
        found = grade(screen.texts)
        if found > HARDEST_GRADE and screen.name not in excused:
            yield _problem(screen, "reading age", f"{screen.name} reads at grade {found:.1f}, above {HARDEST_GRADE:g}")


def exceptions_are_needed(library: Library) -> Iterator[Problem]:
    """Each exception names a screen that is there and would fail."""
    file = library.root / "reading_exceptions.yaml"
    known = {screen.name: screen for screen in screens(library)}
    for exception in library.reading_exceptions:
        if exception.screen not in known:
            yield Problem(file, 1, "screen", f"{exception.screen} is not a screen")
        elif grade(known[exception.screen].texts) <= HARDEST_GRADE:
            yield Problem(file, 1, "screen", f"{exception.screen} reads easily now and needs no exception")


def content_has_no_banned_word(library: Library) -> Iterator[Problem]:
    """No text of the content files frightens or blames."""
    words = library.banned_words
    for screen in screens(library):
        for text in screen.texts:
            for message in _found(text, words):
                yield _problem(screen, "words", f"{screen.name}: {message}")


def code_has_no_banned_word(library: Library) -> Iterator[Problem]:
    """No string of the program, and nothing in its own pages for the browser, does either."""
    words = library.banned_words
    files = (file for folder in SHOWN_BY for file in sorted((CODE / folder).rglob("*")))
    for file in files:
        for line, text in _strings(file):
            for message in _found(text, words):
                yield Problem(file, line, "words", message)


def code_reads_easily(_: Library) -> Iterator[Problem]:
    """The sentences that a page or view says itself read at grade 7 or below."""
    for file in (*sorted((CODE / "pages").glob("*.py")), *sorted((CODE / "lowback" / "ui").glob("*.py"))):
        said = [text for _, text in _strings(file) if text[:1].isupper() and text.rstrip().endswith((".", "?", "!"))]
        if said and (found := grade(said)) > HARDEST_GRADE:
            yield Problem(file, 1, "reading age", f"reads at grade {found:.1f}, above {HARDEST_GRADE:g}")


MEASURES: tuple[WordCheck, ...] = (every_screen_reads_easily, exceptions_are_needed, code_reads_easily)
WORD_CHECKS: tuple[WordCheck, ...] = (content_has_no_banned_word, code_has_no_banned_word)

Named = Iterator[tuple[str, tuple[str | None, ...]]]


def _quiz(library: Library) -> Named:
    for question in library.all_questions:
        options = [text for option in question.options for text in (option.label, option.hint)]
        shown = (question.title, question.lead, *options, question.none_label, *(question.anchors or ()))
        yield f"quiz/{question.id}", shown
        yield f"quiz/{question.id}", _said(question)
    check = library.safety_check
    items = [text for item in check.items for text in (item.label, item.hint)]
    yield "safety_check/items", (check.title, check.lead, *items, check.none_label, check.not_sure_label)
    for item in check.items:
        yield f"safety_check/{item.id}", (check.stop_title, item.then, check.not_sure_then)
    words = library.rescreen
    for name, reason in words.reasons:
        yield f"rescreen/{name}", (words.title, words.lead, words.today_lead, reason, words.start_label)


def _said(question: Question) -> tuple[str | None, ...]:
    """What the result says that the person told us, and what to say to a clinician."""
    words = (question.told, question.none_told, *(option.told for option in question.options))
    told = [f"You told us that {text}." for text in words if text]
    unsure = f"You were not sure whether {question.unknown_told}." if question.unknown_told else None
    says = (question.say, question.none_say, question.unknown_say, *(option.say for option in question.options))
    return (*told, unsure, *says)


def _results(library: Library) -> Named:
    shown = library.screens
    locks = shown.levels.see_clinician_first
    yield "screens/emergency", _stop(shown.levels.emergency)
    yield "screens/same_day", _stop(locks.same_day)
    yield "screens/soon", _stop(locks.soon)
    yield "screens/none", _stop(locks.none)
    for name, start in (("caution", shown.levels.caution), ("go", shown.levels.go)):
        leads = (start.title, start.lead, start.told_lead, start.left_out_lead)
        yield f"screens/{name}", (*leads, *start.do, start.safety_net, start.never_checked)
    for question in shown.seen.questions:
        texts = [text for option in question.options for text in (option.label, option.instead)]
        yield f"screens/seen_{question.id}", (shown.seen.title, shown.seen.lead, question.title, *texts)
    yield "screens/own_list", (shown.own_list.title, shown.own_list.lead, shown.own_list.saved)
    yield "screens/stopped_for_pain", (shown.stopped_for_pain.lead, *shown.stopped_for_pain.do)
    yield "screens/disclaimers", shown.disclaimers
    helping = _stop(shown.help)
    for number in shown.emergency_numbers:
        yield f"screens/help_{number.code}", tuple(number.fill(text) for text in (*helping, *shown.levels.emergency.do))
    yield "screens/footer", (shown.footer.title, *shown.footer.signs, shown.footer.line)


def _stop(screen: StopScreen | Help) -> tuple[str, ...]:
    return tuple(line for _, value in screen for line in ((value,) if isinstance(value, str) else tuple(value)))


def _cards(library: Library) -> Named:
    for card in library.exercises.values():
        short = (card.name, card.purpose, card.dose.text, card.breath, *(w.text for w in (*card.easier, *card.harder)))
        yield f"exercises/{card.id}", (*short, *card.how, *card.cues, *card.mistakes, *card.not_when)
    for routine in library.routines.values():
        yield f"routines/{routine.id}", (routine.name, routine.summary, routine.how_often, *routine.notes)
    yield "focus_areas/all", tuple(f"{area.name}. It trains {area.trains}" for area in library.focus_areas.values())
    yield "focus_areas/explained", tuple(line for area in library.focus_areas.values() for line in area.explains)
    for topic in library.helps.values():
        yield f"helps/{topic.id}", (topic.title, *topic.says)
    yield "movement_classes/all", tuple(f"We left out {c.doing}" for c in library.movement_classes.values())


def _cues(file: Path) -> tuple[str, ...]:
    return tuple(line for line in file.read_text("utf-8").splitlines()[1:] if line and "-->" not in line)


def _rules(library: Library) -> Named:
    for rule in library.all_rules:
        yield f"triage/{rule.id}", (f"You told us that {rule.because}", rule.tell_them, rule.ask_for, rule.do)
    for condition in library.all_conditions:
        yield f"conditions/{condition.id}", (f"You told us that {condition.because}", *condition.advice)


def _found(text: str, words: tuple[BannedWord, ...]) -> Iterator[str]:
    for word in words:
        left = text
        for phrase in word.allowed:
            left = re.sub(re.escape(phrase), " ", left, flags=re.IGNORECASE)
        if found := re.search(rf"\b(?:{word.pattern})\b", left, re.IGNORECASE):
            yield f"“{found.group()}”: {word.why} Write: {word.instead}"


def _strings(file: Path) -> Iterator[tuple[int, str]]:
    """What a person may read in a file: a program's strings but its docstrings, a page's lines."""
    if file.suffix in (".html", ".js"):
        yield from enumerate(file.read_text("utf-8").splitlines(), 1)
    elif file.suffix == ".py":
        nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
        notes = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
                yield node.lineno, node.value


def _problem(screen: Screen, field: str, message: str) -> Problem:
    lines = screen.file.read_text("utf-8").splitlines() if screen.file.is_file() else []
    named = re.compile(rf"\b{re.escape(screen.entry)}\b")
    line = next((n for n, text in enumerate(lines, 1) if named.search(text)), 1)
    return Problem(screen.file, line, field, message)
