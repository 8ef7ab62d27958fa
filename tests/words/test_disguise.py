"""In the language of tests every word is in disguise: reasons, findings, refusals, sessions, the page to hand over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from examples.contents import load_library
from examples.people import NONE, answers, ticks
from lowback.diary.claims import Begun, PainCourse, RoutineHelps
from lowback.diary.entry import EntryError
from lowback.diary.findings import days_finding, minutes_finding, pain_finding, routines_finding
from lowback.export.summary import Account, _entries
from lowback.language.speech import say, speaking
from lowback.library.pauses import Pace
from lowback.person.answer import Answer, AnswerError, check
from lowback.person.profile import profile
from lowback.person.quiz import progress
from lowback.plan.kitchen import Kitchen
from lowback.plan.recommend import recommend
from lowback.plan.routine import as_written, in_minutes
from lowback.session import over
from lowback.session.stages import script_for
from lowback.store.errors import SENTENCES, StoreUnavailable
from lowback.words import how, lines, tables
from lowback.words.answers import in_words, refused, why_asked
from lowback.words.days import span_words
from lowback.words.findings import finding_words
from lowback.words.reasons import reason_words
from lowback.words.told import in_a_row
from tests.points import TODAY, active, compared, every_third_day

LIBRARY = load_library(language="en-XA")
KITCHEN = Kitchen(LIBRARY)
PLAIN = re.compile(r"[A-Za-z]{3,}")
NUMBERS = LIBRARY.parameters
NAMES = {"Lowback"}
PEOPLE = {
    "ordinary": answers(),
    "in danger": answers(danger_new=ticks("saddle"), danger_now={"ticked": ["chest", "calf"], "not_sure": ["fever"]}),
    "after a birth": answers(health=ticks("birth"), birth_when={"value": 3}, birth_type={"choice": "vaginal"}),
    "old and sore": answers(age={"value": 75}, pain={"value": 9}, where=ticks("below_knee"), ever_had=ticks("bones")),
    "not sure": answers(ever_had={"ticked": [], "not_sure": ["bones"]}, health=NONE, body=NONE),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_disguise() -> Iterator[None]:
    with speaking("en-XA"):
        yield


def plain(said: Iterable[str]) -> set[str]:
    """The English words that are left; addresses and signs of markdown are none."""
    text = re.sub(r"\]\([^)]*\)|:small|:material/\w+:", "", "\n".join(said))
    return set(PLAIN.findall(text)) - NAMES


def seen(quiz):
    said = progress(quiz, LIBRARY.all_questions).said
    return said.verdict(LIBRARY.all_rules), profile(said.facts, LIBRARY.all_conditions, said.told)


@pytest.mark.parametrize("quiz", PEOPLE.values(), ids=PEOPLE)
def test_what_a_person_is_told_of_their_plan_and_their_answers(quiz):
    verdict, person = seen(quiz)
    hurt = dict.fromkeys(list(LIBRARY.exercises)[::2], TODAY)
    plans = [recommend(verdict, person, KITCHEN, 8, dict.fromkeys(LIBRARY.routines, by), h)
             for by, h in ((3.0, {}), (-1.0, hurt), (0.0, {}))]  # fmt: skip
    offers = [offer for plan in plans for offer in plan.offers]

    assert plain(reason_words(reason) for offer in offers for reason in offer.because) == set()
    assert plain(reason_words(reason) for plan in plans for out in plan.withheld for reason in out.because) == set()
    assert plain(map(lines.ranked_by, offers)) == set()
    changes = [change for offer in offers for change in offer.fitted.changes]
    assert plain(lines.change_line(change, person, LIBRARY, TODAY) for change in changes) == set()
    assert plain(in_a_row(item.because) for item in verdict.raised) == set()
    asked = [q for q in LIBRARY.all_questions if q.id in quiz]
    assert plain(words for q in asked for words in in_words(q, quiz[q.id])) == set()
    assert plain(how.for_you(verdict, person, LIBRARY)) == set()


def test_how_we_decide_but_for_the_titles_and_names_of_sources():
    decided = how.sections(LIBRARY, exercises=True)[:-1]
    cited = {word for source in LIBRARY.sources for word in PLAIN.findall(source)}

    assert plain(section.title for section in decided) == set()
    assert plain(entry for section in decided for entry in section.entries) <= cited
    assert plain([how.review(LIBRARY)]) == set()


def test_what_the_charts_say_and_their_tables():
    begun = Begun(TODAY - timedelta(days=9), by_day=True, this_year=True)
    points = every_third_day(5, 5, 5, 5, 5, 1, 1, 1, 1, 4)
    weeks = [replace(point, span="week", scored=3) for point in points]
    minutes = tables.minutes_frame([active(21, 60), active(9, 5)], "week", TODAY - timedelta(days=21), TODAY, 60)
    found = [compared("·", 5, 4), compared("·", 3, 3), compared("·", 3, 3.4)]
    findings = [
        pain_finding(points, TODAY, NUMBERS), pain_finding(points[:2], TODAY, NUMBERS),
        pain_finding(weeks[:2], TODAY, NUMBERS), pain_finding([], TODAY, NUMBERS),
        *(PainCourse(way, 5, 3, which, 4) for way in ("down", "easing", "same", "spell")
          for which in (begun, replace(begun, by_day=False), Begun(date(2025, 3, 1), by_day=False, this_year=False))),
        *(minutes_finding(rows, span, 60) for rows in (minutes, minutes[:0]) for span in ("week", "month")),
        minutes_finding(tables.minutes_frame([active(0, 5)], "week", TODAY, TODAY, 60), "week", 60),
        days_finding([]), days_finding([active(7 * n) for n in range(5)]), RoutineHelps("·", 2.5),
        *(routines_finding(tables.routines_frame([one], NUMBERS), NUMBERS) for one in found),
        routines_finding(tables.routines_frame([compared(sessions=1)], NUMBERS), NUMBERS),
        routines_finding(tables.routines_frame([compared("·", 3, 6)], NUMBERS), NUMBERS),
    ]  # fmt: skip
    headings = map(finding_words, findings)
    frames = (tables.pain_frame(weeks, TODAY, NUMBERS), minutes, tables.routines_frame(found, NUMBERS),
              tables.days_frame([active(1)], TODAY, TODAY, TODAY))  # fmt: skip
    words = ["when", "title", "said_moment", "label", "band_label", "weekday", "text", "words"]
    shown = [text for frame in frames for name in frame.columns.intersection(words) for text in frame[name]]

    assert plain(text for heading in headings for text in (heading.text, heading.more)) == set()
    assert plain(shown) == set()
    assert plain(span_words(TODAY, span, TODAY) for span in ("session", "week", "month")) == set()


def test_why_something_was_not_kept():
    odd: list[tuple[str, Answer]] = [
        ("age", {"value": "400"}), ("pain", {"value": "x"}), ("accident", {"choice": None}), ("danger_new", {}),
        ("danger_new", {"some_not_sure": True}),
    ]  # fmt: skip
    problems: list[AnswerError | EntryError | StoreUnavailable] = [
        *(EntryError(why, 3000) for why in ("no_routine", "no_day", "future", "long_ago", "minutes", "effort", "note")),
        *(StoreUnavailable(trouble) for trouble in SENTENCES),
    ]
    for name, given in odd:
        with pytest.raises(AnswerError) as problem:
            check(LIBRARY.questions[name], given)
        problems.append(problem.value)

    assert plain(map(refused, problems)) == set()
    assert plain(why_asked(reason, LIBRARY) for reason in ("danger", "stopped", "sorer", "gap", "month")) == set()


def test_a_session_says_nothing_in_english_and_says_which_language_it_is():
    _, person = seen(answers())
    for routine in list(LIBRARY.routines.values())[::3]:
        pieces = in_minutes(as_written(routine), 12, LIBRARY)
        script = script_for(routine, pieces, person, LIBRARY)
        stages = [stage for move in script.moves() for stage in move.stages]
        shown = [text for stage in stages for text in (stage.label, stage.hint, stage.side_label)]
        easier = [text for item in script.items for each in item.easier for text in (each.label, each.why, each.note)]

        assert script.language == "en-XA"
        assert plain(sentence.words for sentence in script.sayings()) == set()
        assert plain([script.title, *shown, *easier, *(move.position for move in script.moves())]) == set()
        assert plain(lines.amount_line(piece, LIBRARY) for piece in pieces) == set()
    ends = [
        over.over(standing, may_exercise=False) for standing in ("running", "finished", "abandoned", "gone", "pain")
    ]
    assert plain(text for each in ends if each for text in (each.end.title, each.end.text)) == set()


def test_lines_of_cards_and_the_page_to_hand_over():
    _, person = seen(PEOPLE["old and sore"])
    account = Account(
        [say("Saved.")], [say("Saved.")], [(say("Saved."), [say("Saved.")] * 2)], doubtful=True, since="·"
    )
    exercise = LIBRARY.exercises["bridge"]
    paces = (Pace(), Pace(more=5), Pace(more=1, rest=0), Pace(rest=20))

    assert plain(text for line in _entries(account) for text in (line.text, line.title)) == set()
    assert plain(map(lines.pace_line, paces)) == set()
    assert plain([lines.ways(exercise, person, LIBRARY), lines.hurt_line(exercise, TODAY, person, TODAY)]) == set()
    assert plain(lines.fewer_for_now(each, person) for each in LIBRARY.exercises.values()) == set()
    routine = as_written(LIBRARY.routines["lower_back_base"])
    short = in_minutes(routine, 8, LIBRARY)
    assert (
        plain([lines.facts_line(routine.routine, short, LIBRARY), lines.made_to_fit(short, routine, 8, LIBRARY)])
        == set()
    )
