"""Safety from the first tick on: the same properties over everything a person can answer in the quiz."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.people import NONE, ORDINARY, answers, ticks
from lowback.library.schema import Question
from lowback.person.quiz import Answers, newest, progress
from lowback.person.triage import LEVELS, Verdict, triage
from lowback.plan.recommend import Plan, recommend
from tests.answer_space import KITCHEN, LIBRARY, profile_of, share

pytestmark = [pytest.mark.people, pytest.mark.timeout(600)]  # thousands of people, on a machine that may be busy
LOCK, EMERGENCY = 2, 3
LISTS = tuple(q for q in LIBRARY.all_questions if q.kind == "many" and q.section == "safety")
DANGERS = (
    *((q, option.id) for q in LISTS for option in q.options),
    *((LIBRARY.questions["body"], option.id) for option in LIBRARY.questions["body"].options),
    *((LIBRARY.questions["where"], name) for name in ("upper", "elsewhere")),
)
NEWEST = newest(LIBRARY.all_questions)
DENSITY = (6, 16, 48, 255)
NEAR_LIMITS = (6, 7, 8, 12, 13, 16, 24, 25, 34, 52, 53, 60, 70)
pick = st.integers(0, 2**32)


def _options(question: Question) -> list[dict[str, Any] | None]:
    """Answers to one question, the most ordinary first; None is no answer."""
    if question.kind in ("number", "scale"):
        least, most = question.least or 0, question.most or 0
        steps = {least, most, (least + most) // 2, least + 1, *(n for n in NEAR_LIMITS if least <= n <= most)}
        unknown = [{"value": None}] if question.not_sure_label else []
        return [None, *({"value": value} for value in sorted(steps)), *unknown]
    names = [option.id for option in question.options]
    if question.kind == "one":
        return [None, *({"choice": name} for name in names)]
    one = [{"ticked": [name], "not_sure": []} for name in names]
    unsure = [{"ticked": [], "not_sure": [name]} for name in names]
    two = [{"ticked": [first, last], "not_sure": []} for first, last in zip(names, names[1:], strict=False)]
    return [None, NONE, *one, *unsure, *two]


def _answers(drawn: bytes) -> Answers:
    limit = DENSITY[drawn[0] % len(DENSITY)]
    found: dict[str, Any] = {}
    for question, byte in zip(LIBRARY.all_questions, drawn[1:], strict=True):
        options = _options(question)
        usual = ORDINARY.get(question.id) or options[1]
        # A follow-up is answered whether or not it is asked, as in a quiz that was changed later.
        answer = options[byte % len(options)] if 0 < byte <= limit or not ORDINARY.get(question.id) else usual
        if answer is not None:
            found[question.id] = answer | {"v": NEWEST}
    return found


_size = len(LIBRARY.all_questions) + 1
quizzes = st.binary(min_size=_size, max_size=_size).map(_answers)


def verdict_of(answers: Answers) -> Verdict:
    said = progress(answers, LIBRARY.all_questions).said
    return triage(said.facts, LIBRARY.all_rules, said.unsure, said.clearance)


def plan_of(answers: Answers) -> Plan | None:
    """What the app offers: nothing before the quiz is complete."""
    walked = progress(answers, LIBRARY.all_questions)
    person = profile_of(walked.said.facts)
    return recommend(verdict_of(answers), person, KITCHEN) if walked.complete else None


def allowed(answers: Answers) -> frozenset[str]:
    person = profile_of(progress(answers, LIBRARY.all_questions).said.facts)
    return frozenset(e.id for e in LIBRARY.exercises.values() if person.limits.allow(e))


def rank(answers: Answers) -> int:
    return LEVELS.index(verdict_of(answers).level)


def with_tick(answers: Answers, question: Question, option: str, kind: str) -> Answers:
    """The same quiz with one option ticked, or "not sure" about it."""
    now = answers.get(question.id, NONE)
    ticked = [*now["ticked"], option] if kind == "ticked" else now["ticked"]
    unsure = [name for name in now["not_sure"] if name not in ticked]
    if kind == "not_sure" and option not in ticked:
        unsure.append(option)
    return {**answers, question.id: {"ticked": ticked, "not_sure": unsure, "v": NEWEST}}


@share(0.1)
@given(quizzes)
def test_no_quiz_is_offered_what_speaks_against_it(answers):
    plan = plan_of(answers)
    if plan is None:
        return
    named = [o.routine.id for o in plan.offers] + [w.routine.id for w in plan.withheld]

    assert rank(answers) < LOCK or not plan.offers
    assert {name for o in plan.offers for name in o.fitted.items} <= allowed(answers)
    assert sorted(named) == sorted(LIBRARY.routines)
    assert all(w.because and all(w.because) for w in plan.withheld)


@share(0.2)
@given(quizzes, pick, st.sampled_from(("ticked", "not_sure")))
def test_a_danger_sign_ticked_or_not_sure_never_makes_it_safer(answers, number, kind):
    question, option = DANGERS[number % len(DANGERS)]
    if question.id not in [asked.id for asked in progress(answers, LIBRARY.all_questions).asked]:
        return
    if question.id not in answers:
        return

    worse = with_tick(answers, question, option, kind)

    assert rank(worse) >= rank(answers) or not progress(worse, LIBRARY.all_questions).complete
    if progress(worse, LIBRARY.all_questions).complete and rank(worse) < LOCK:
        assert allowed(worse) <= allowed(answers)


@share(0.1)
@given(quizzes, pick)
def test_leaving_a_question_unanswered_never_clears(answers, number):
    left_out = list(answers)[number % len(answers)]
    rest = {key: value for key, value in answers.items() if key != left_out}
    before, after = plan_of(answers), plan_of(rest)

    offered = {name for o in (after.offers if after else ()) for name in o.fitted.items}
    assert not offered or (before is not None and offered <= allowed(answers))
    assert rank(rest) >= min(rank(answers), LOCK) or after is None


def test_the_generated_quizzes_are_of_every_kind_and_the_properties_have_something_to_look_at():
    seen: Counter[str] = Counter()

    @share(0.05)
    @given(quizzes, pick)
    def count(answers, number):
        plan, walked = plan_of(answers), progress(answers, LIBRARY.all_questions)
        question, option = DANGERS[number % len(DANGERS)]
        seen.update(["all", f"rank {rank(answers)}"] + ["plan"] * (plan is not None))
        seen.update(["offered"] * bool(plan and plan.offers))
        if question in walked.asked and question.id in answers:
            worse = with_tick(answers, question, option, "ticked")
            graver = progress(worse, LIBRARY.all_questions).complete and rank(worse) < LOCK
            seen.update(["ticked"] + ["may start, ticked"] * graver)

    count()

    least = {"rank 0": 20, "rank 1": 5, "rank 2": 4, "rank 3": 15, "plan": 40, "offered": 30, "ticked": 50}
    least |= {"may start, ticked": 3}
    assert [name for name, percent in least.items() if seen[name] < seen["all"] * percent / 100] == []


SETTLED = ("pee", "both_legs")
"""Signs that a person may say they have had, unchanged, for over three months."""
NEW_SIGNS = [(option, kind) for _, option in DANGERS[:6] for kind in ("ticked", "not_sure")]


@pytest.mark.parametrize(("option", "kind"), NEW_SIGNS)
def test_a_new_danger_sign_is_an_emergency_whatever_else_is_answered(option, kind):
    """Each of the first list's signs, with every answer to every other question."""
    base = with_tick(ORDINARY, LIBRARY.questions["danger_new"], option, kind)
    for other in LIBRARY.all_questions:
        for answer in _options(other):
            if other.id != "danger_new" and answer is not None:
                least = LOCK if other.settles and option in SETTLED else EMERGENCY
                assert rank({**base, other.id: answer}) >= least, (other.id, answer)


def test_an_old_complaint_settles_only_what_was_asked_about():
    old = {"choice": "old"}

    assert rank(answers(danger_new=ticks("pee"), how_new=old)) == LOCK
    for sign in ("saddle", "poo", "sex", "weaker"):
        assert rank(answers(danger_new=ticks("pee", sign), how_new=old)) == EMERGENCY, sign


def test_pain_that_never_lets_up_is_not_taken_back_by_a_better_second_half_of_the_night():
    constant = answers(
        danger_now=ticks("constant"), trend={"choice": "worse"}, assessed={"choice": "assessed_no"},
        worse=ticks("morning_long"), morning=NONE,
    )  # fmt: skip

    assert rank(constant) == rank({**constant, "morning": ticks("night")}) == LOCK


def test_a_serious_fall_that_nobody_checked_stays_one_until_that_answer_is_changed():
    fall = answers(danger_now=ticks("started"), accident={"choice": "serious_unchecked"})

    cleared = {"choice": "assessed_yes", "rules": ["C22"], "cleared": ["C22"]}

    assert rank({**fall, "assessed": cleared}) == EMERGENCY
    assert rank({**fall, "assessed": {"choice": "assessed_yes"}}) == EMERGENCY
    assert rank({**fall, "assessed": {**cleared, "rules": ["E6"], "cleared": ["E6"]}}) < LOCK


def test_not_knowing_the_weeks_of_a_pregnancy_hides_neither_a_danger_nor_a_limit():
    known = answers(
        health=ticks("pregnant"), pregnancy={"value": 30}, pregnancy_signs=NONE,
        danger_now=ticks("started"), accident={"choice": "fall"},
    )  # fmt: skip
    unknown = {**known, "pregnancy": {"value": None}}

    assert verdict_of(unknown).urgency == verdict_of(known).urgency == "same_day"
    assert allowed(unknown) <= allowed(known)
