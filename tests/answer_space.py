"""Every fact's possible answers, which of two is the graver, and people made from them.

The order is ours and is what "adverse" means in docs/decisions/0006-what-is-proven.md.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from lowback.library.library import Library, content_root, read_library
from lowback.person.facts import FOLLOWS, PART_OF, Facts, FactsError, facts_from
from lowback.person.profile import Profile, profile
from lowback.person.triage import LEVELS, Verdict, triage
from lowback.plan.kitchen import Kitchen

Values = dict[str, Any]
Rows = dict[str, tuple[tuple[Any, ...], ...]]

LIBRARY: Library = read_library(content_root())
KITCHEN = Kitchen(LIBRARY)
PEOPLE = int(os.environ.get("LOWBACK_PEOPLE", "24000"))
MISSING = "missing"

YES_IS_GOOD = ("surgery_cleared", "clinician_assessed", "can_get_on_floor", "can_lie_on_bed", "trauma_checked")

# Each row from harmless to grave; a fact may have several rows. Numbers stand on both sides of every
# limit that a rule names (a test makes sure of that).
GRAVER: Rows = {
    "age": ((50, 59, 60, 69, 70, 130), (46, 45, 25, 24, 18, 17, 0)),
    "pain_0_10": ((0, 6, 7, 8, 10),),
    "pain_trend": (("better", "same", "worse"),),
    "leg_pain_side": (("one", "both"),),
    "trauma_severity": (("minor", "unclear", "major"),),
    "trauma_kind": (("lift", "other", "fall"),),
    "leave_out": (((), ("supine",), ("supine", "prone")),),
    "vertebral_fracture_weeks": ((None, 5200, 13, 12, 0),),
    "night_pain_type": (("turning", "second_half_of_night", "constant"),),
    "pregnant_weeks": ((None, 0, 15, 16, 33, 34, 45),),
    "postpartum_weeks": ((None, 5200, 27, 26, 13, 12, 6, 5, 0),),
    "birth_type": (("vaginal", "caesarean"),),
    "recent_surgery_weeks": ((None, 5200, 53, 52, 13, 12, 0),),
    "surgery_type": (
        ("abdominal", "discectomy", "fusion"), ("caesarean", "laminectomy", "fusion"),
        ("abdominal", "other", "fusion"),
    ),
    "activity_level": (("high", "moderate", "low"),),
    "morning_stiffness_minutes": ((0, 1, 29, 30, 1440),),
}  # fmt: skip

# A missing age may mean under 18 or 70 and over; no single age is as grave as both.
NO_YES = ("age",)

# A new pain allows fewer exercises, but a long one with stiff mornings asks for more care: the
# order of durations is about exercises only.
FEWER_EXERCISES: Rows = {
    "duration_weeks": ((26, 12, 11, 6, 5, 2, 1, 0),),
}

# A list that nobody gave us leaves nothing out: unlike a danger, it cannot be guessed.
TOLD_ONLY = ("leave_out",)

# Facts without an order: who a person is and what they do, not a danger.
OTHERS: dict[str, tuple[Any, ...]] = {
    "sex": ("f", "m", "x"),
    "job": ("desk", "standing", "lifting", "other"),
    "trauma_days_ago": (0, 40000),
}

FACTS = tuple(Facts.model_fields)


def rows(fact: str) -> tuple[tuple[Any, ...], ...]:
    """The rows of one fact's values, from harmless to grave."""
    if fact in GRAVER:
        return GRAVER[fact]
    if fact in FEWER_EXERCISES or fact in OTHERS:
        return ()
    return ((True, False),) if fact in YES_IS_GOOD else ((False, True),)


def values_of(fact: str) -> tuple[Any, ...]:
    """Every value we try for a fact, the most harmless first, without "missing"."""
    found = rows(fact) or FEWER_EXERCISES.get(fact) or (OTHERS[fact],)
    return tuple(dict.fromkeys(value for row in found for value in row))


ADVERSE: Rows = {fact: rows(fact) for fact in FACTS if rows(fact)}
CHOICES: dict[str, tuple[Any, ...]] = {fact: (*values_of(fact), MISSING) for fact in FACTS}

# An ordinary sore back: nothing grave, follow-ups of a "no" left out, nobody has been asked.
ORDINARY: Values = {fact: CHOICES[fact][0] for fact in FACTS if fact not in FOLLOWS and fact != "surgery_cleared"} | {
    "clinician_assessed": False
}

# People with a past, so that follow-ups are reached; each is added to ORDINARY.
STORIES: tuple[Values, ...] = (
    {},
    {"clinician_assessed": True},
    {"pregnant_weeks": 20, "pregnancy_warning_signs": False, "pregnancy_complications": False},
    {"postpartum_weeks": 8, "birth_type": "caesarean", "surgery_cleared": True},
    {"recent_surgery_weeks": 60, "surgery_type": "discectomy", "surgery_cleared": True},
    {"recent_surgery_weeks": 20, "surgery_type": "fusion", "surgery_cleared": True},
    {"cancer_history": True, "clinician_assessed": True},
    {"cancer_history": True, "leg_pain": True, "leg_pain_side": "one", "clinician_assessed": True},
    {"recent_trauma": True, "trauma_severity": "major", "clinician_assessed": True, "age": 75},
    {"recent_trauma": True, "trauma_severity": "major", "trauma_kind": "fall", "trauma_checked": True},
    {
        "recent_trauma": True,
        "trauma_severity": "minor",
        "trauma_kind": "fall",
        "inflammatory_spine_dx": True,
        "clinician_assessed": True,
    },
    {
        "pregnant_weeks": 20,
        "pregnancy_warning_signs": False,
        "pregnancy_complications": False,
        "recent_trauma": True,
        "trauma_severity": "minor",
        "trauma_kind": "lift",
    },
    {"can_get_on_floor": False, "can_lie_on_bed": True, "joint_replacement": True, "fell_last_year": True},
    {"leave_out": ("supine",), "buttock_hip_pain": True, "upper_back_pain": True, "duration_weeks": 1},
    {"vertebral_fracture_weeks": 30, "osteoporosis": True, "steroid_use": True},
    {"leg_pain": True, "leg_pain_side": "one", "below_knee": True, "leg_pain_new_or_worse": False},
    {"night_pain": True, "night_pain_type": "turning", "morning_stiffness_minutes": 30},
)


def possible(values: Values) -> Facts | None:
    """The facts, or None when they cannot be true together."""
    try:
        return facts_from(values)
    except FactsError:
        return None


def mended(values: Values) -> Values:
    """The same person without what the others contradict: a follow-up of a "no", a yes to a part of it."""
    kept = dict(values)
    for part, whole in PART_OF.items():
        if kept.get(part) is True and whole in kept and is_no(kept[whole]):
            kept[part] = False
    if None not in (kept.get("pregnant_weeks"), kept.get("postpartum_weeks")):
        kept["postpartum_weeks"] = None
    for key, gate in FOLLOWS.items():
        if not is_no(kept.get(key)) and gate in kept and is_no(kept[gate]):
            del kept[key]
    if kept.get("surgery_cleared") and possible(kept) is None:
        del kept["surgery_cleared"]
    return kept


def is_no(value: object) -> bool:
    """False, or "no such thing"; week 0 is a yes."""
    return value is False or value is None


DENSITY = (4, 10, 24, 64, 255)


def _person(drawn: bytes) -> Values:
    """One byte a fact, so that Hypothesis draws, and shrinks, a person at once; zeros are ORDINARY.

    The first byte picks the story and how unusual the person is: most have few grave answers, or
    nobody would ever be offered anything and the tests would be about locks alone.
    """
    story, density = divmod(drawn[0], len(DENSITY))
    limit = DENSITY[density]
    values = ORDINARY | STORIES[story % len(STORIES)]
    for fact, byte in zip(FACTS, drawn[1:], strict=True):
        if 0 < byte <= limit:
            choice = CHOICES[fact][byte % len(CHOICES[fact])]
            values.pop(fact, None)
            values |= {} if choice == MISSING else {fact: choice}
    return mended(values)


people = st.binary(min_size=len(FACTS) + 1, max_size=len(FACTS) + 1).map(_person)


def share(part: float) -> settings:
    """Settings for a test that looks at this part of all generated people; the same in every run."""
    return looked_at(round(PEOPLE * part))


def looked_at(examples: int, *, shrinks: bool = True) -> settings:
    """Settings for a test that looks at so many examples; the same in every run.

    `shrinks`: what fails is made as small as it can be, which takes as long as hundreds of examples.
    """
    return settings(
        max_examples=examples, derandomize=True, database=None,
        phases=tuple(Phase) if shrinks else (Phase.explicit, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )  # fmt: skip


def verdict_of(facts: Facts) -> Verdict:
    """What triage says."""
    return triage(facts, LIBRARY.all_rules)


def profile_of(facts: Facts) -> Profile:
    """What the facts mean for movement."""
    return profile(facts, LIBRARY.all_conditions)


def rank(facts: Facts) -> int:
    """How serious the verdict is, from 0 (go)."""
    return LEVELS.index(verdict_of(facts).level)


def allowed(facts: Facts) -> frozenset[str]:
    """The exercises that nothing speaks against."""
    person = profile_of(facts)
    return frozenset(e.id for e in LIBRARY.exercises.values() if person.limits.allow(e))


def graver_steps(values: Values, tables: Rows) -> list[tuple[str, Any]]:
    """Every single answer that is graver than the person's own, or grave instead of missing."""
    found: list[tuple[str, Any]] = []
    for fact, table in tables.items():
        now = values.get(fact, MISSING)
        for row in table:
            if now != MISSING:
                found += [(fact, value) for value in row[_place(now, row) + 1 :]]
            elif fact not in NO_YES:
                found.append((fact, row[-1]))
    return found


def with_answer(values: Values, fact: str, value: Any) -> Facts | None:
    """The person with this answer, and a yes to what it follows; None when that cannot be."""
    gate = FOLLOWS.get(fact)
    opened = {gate: True} if gate and values.get(gate) is False and not is_no(value) else {}
    return possible(values | opened | {fact: value})


def _place(value: Any, row: tuple[Any, ...]) -> int:
    """Where a value stands in a row; at the end when it is not in it, so that nothing is graver."""
    same = (i for i, other in enumerate(row) if other == value and type(other) is type(value))
    return next(same, len(row))
