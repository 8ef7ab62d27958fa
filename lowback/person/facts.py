"""What is known about one person: the answers, with "not known" kept apart from "no"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, ValidationError

Weeks = Annotated[StrictInt, Field(ge=0, le=5200)]
Duration = Annotated[StrictInt | StrictFloat, Field(ge=0, le=5200)]

# For these an explicit null is an answer ("not pregnant", "no operation"); for all others it is "not known".
NULL_MEANS_NO = frozenset({"pregnant_weeks", "postpartum_weeks", "recent_surgery_weeks", "vertebral_fracture_weeks"})

# A follow-up to a "no" is "no": without leg pain it has no side, without an operation no kind.
FOLLOWS = {
    "leg_pain_side": "leg_pain",
    "below_knee": "leg_pain",
    "leg_pain_new_or_worse": "leg_pain",
    "trauma_severity": "recent_trauma",
    "trauma_days_ago": "recent_trauma",
    "trauma_kind": "recent_trauma",
    "trauma_checked": "recent_trauma",
    "night_pain_type": "night_pain",
    "surgery_type": "recent_surgery_weeks",
    "birth_type": "postpartum_weeks",
    "pregnancy_warning_signs": "pregnant_weeks",
    "pregnancy_complications": "pregnant_weeks",
}

# A yes to the one is a yes to the other.
PART_OF = {
    "pregnant": "pregnant_weeks",
    "bowel_change": "bladder_bowel_change",
    "clot_in_leg": "calf_swelling_or_breathless",
}

QUESTIONS_VERSION = 2
"""The version of the questions that this code asks; docs/assess.md says what each one added."""

# What each version of the questions added, and what holds for somebody who was asked before it: there was no
# such question, so it is not open; it is asked before the next session (docs/decisions/0003).
NEW_IN: Mapping[int, Mapping[str, Any]] = {
    2: {
        "leg_numbness": False, "worse_coughing": False, "worse_lying": False, "low_back_pain": False,
        "buttock_hip_pain": False, "upper_back_pain": False, "pain_elsewhere": False, "spine_lump": False,
        "inflammatory_spine_dx": False, "heart_or_breath_condition": False, "faints_or_dizzy": False,
        "fell_last_year": False, "joint_replacement": False, "never_checked": False, "trauma_kind": "other",
        "trauma_checked": False, "can_lie_on_bed": False, "leave_out": (), "bowel_change": False, "old_sign": False,
        "clot_in_leg": False, "skin_signs": False, "pregnant": False,
    },
}  # fmt: skip


class FactsError(ValueError):
    """A fact has an unknown key or a value of the wrong type; the message names the key."""


class Facts(BaseModel):
    """The quiz's answer ids and their types; a fact that was never given is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    age: Annotated[StrictInt, Field(ge=0, le=130)] | None = None
    sex: Literal["f", "m", "x"] | None = None
    duration_weeks: Duration | None = None
    previous_episodes: StrictBool | None = None
    pain_0_10: Annotated[StrictInt | StrictFloat, Field(ge=0, le=10)] | None = None
    pain_trend: Literal["better", "same", "worse"] | None = None
    worst_constant_cannot_stand: StrictBool | None = None
    leg_pain: StrictBool | None = None
    leg_pain_side: Literal["one", "both"] | None = None
    below_knee: StrictBool | None = None
    leg_pain_new_or_worse: StrictBool | None = None
    numbness_saddle: StrictBool | None = None
    bladder_bowel_change: StrictBool | None = None
    sexual_function_change: StrictBool | None = None
    progressive_weakness: StrictBool | None = None
    static_weakness: StrictBool | None = None
    recent_trauma: StrictBool | None = None
    trauma_severity: Literal["minor", "unclear", "major"] | None = None
    trauma_days_ago: Annotated[StrictInt, Field(ge=0, le=40000)] | None = None
    sudden_onset_severe: StrictBool | None = None
    osteoporosis: StrictBool | None = None
    vertebral_fracture_weeks: Weeks | None = None
    steroid_use: StrictBool | None = None
    cancer_history: StrictBool | None = None
    weight_loss: StrictBool | None = None
    fever: StrictBool | None = None
    feels_very_unwell: StrictBool | None = None
    iv_drug_or_immunosuppressed: StrictBool | None = None
    night_pain: StrictBool | None = None
    night_pain_type: Literal["turning", "constant", "second_half_of_night"] | None = None
    unsteady_or_band_like_pain: StrictBool | None = None
    calf_swelling_or_breathless: StrictBool | None = None
    pregnant_weeks: Annotated[StrictInt, Field(ge=0, le=45)] | None = None
    pregnancy_warning_signs: StrictBool | None = None
    pregnancy_complications: StrictBool | None = None
    pelvic_girdle_pain: StrictBool | None = None
    postpartum_weeks: Weeks | None = None
    birth_type: Literal["vaginal", "caesarean"] | None = None
    pelvic_floor_symptoms: StrictBool | None = None
    recent_surgery_weeks: Weeks | None = None
    surgery_type: Literal["discectomy", "laminectomy", "fusion", "caesarean", "abdominal", "other"] | None = None
    surgery_cleared: StrictBool | None = None
    scoliosis: StrictBool | None = None
    spinal_stenosis_dx: StrictBool | None = None
    spondylolysis_or_listhesis: StrictBool | None = None
    hypermobility: StrictBool | None = None
    worse_sitting: StrictBool | None = None
    worse_standing_walking: StrictBool | None = None
    worse_bending: StrictBool | None = None
    worse_arching: StrictBool | None = None
    cannot_side_lie: StrictBool | None = None
    cannot_lie_supine: StrictBool | None = None
    can_get_on_floor: StrictBool | None = None
    job: Literal["desk", "standing", "lifting", "other"] | None = None
    activity_level: Literal["low", "moderate", "high"] | None = None
    clinician_assessed: StrictBool | None = None
    told_not_to_exercise_or_awaiting_surgery: StrictBool | None = None
    morning_stiffness_minutes: Annotated[StrictInt, Field(ge=0, le=1440)] | None = None
    improves_with_movement: StrictBool | None = None
    psoriasis_uveitis_ibd: StrictBool | None = None
    urinary_infection_symptoms: StrictBool | None = None
    chest_pain_or_collapse: StrictBool | None = None
    pulsating_abdomen_or_known_aaa: StrictBool | None = None
    leg_numbness: StrictBool | None = None
    worse_coughing: StrictBool | None = None
    worse_lying: StrictBool | None = None
    low_back_pain: StrictBool | None = None
    buttock_hip_pain: StrictBool | None = None
    upper_back_pain: StrictBool | None = None
    pain_elsewhere: StrictBool | None = None
    spine_lump: StrictBool | None = None
    inflammatory_spine_dx: StrictBool | None = None
    heart_or_breath_condition: StrictBool | None = None
    faints_or_dizzy: StrictBool | None = None
    fell_last_year: StrictBool | None = None
    joint_replacement: StrictBool | None = None
    never_checked: StrictBool | None = None
    trauma_kind: Literal["lift", "fall", "other"] | None = None
    trauma_checked: StrictBool | None = None
    can_lie_on_bed: StrictBool | None = None
    bowel_change: StrictBool | None = None
    old_sign: StrictBool | None = None
    clot_in_leg: StrictBool | None = None
    skin_signs: StrictBool | None = None
    pregnant: StrictBool | None = None
    leave_out: tuple[str, ...] | None = None
    """Movement classes that the person's own surgeon or physiotherapist told them to leave out."""

    @cached_property
    def given(self) -> Mapping[str, Any]:
        """What was answered and how; None stands for a "no such thing"."""
        values = self.__dict__
        said = ((key, values[key]) for key in self.model_fields_set)
        return {key: value for key, value in said if value is not None or key in NULL_MEANS_NO}

    def known(self, key: str) -> bool:
        """True when this fact was answered, a "no such thing" null included."""
        return key in self.given

    def ruled_out(self, key: str) -> bool:
        """True when the fact was not given and the question it follows was answered with no."""
        gate = FOLLOWS.get(key)
        if gate is None or key in self.given:
            return False
        return gate in self.given and _is_no(self.given[gate])


def as_asked_in(version: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of somebody who was asked in this version of the questions: what came later is not open."""
    later = {key: value for v, new in NEW_IN.items() if v > version for key, value in new.items()}
    closed = {key for key, gate in FOLLOWS.items() if gate in values and _is_no(values[gate])}
    return {**{key: value for key, value in later.items() if key not in closed}, **values}


def version_of(values: Mapping[str, Any]) -> int:
    """The oldest version of the questions that knows every key of these values."""
    return max((v for v, new in NEW_IN.items() if not new.keys().isdisjoint(values)), default=1)


def facts_from(values: Mapping[str, Any]) -> Facts:
    """Facts from plain values, e.g. one line of JSON.

    Raises:
        FactsError: an unknown key, a wrong type, a number out of range, or facts that cannot be
            true together; names every such key.
    """
    try:
        facts = Facts.model_validate(dict(values))
    except ValidationError as error:
        raise FactsError(_one_line(error)) from None
    if problems := tuple(_impossible(facts)):
        raise FactsError("; ".join(problems))
    return facts


def _is_no(value: object) -> bool:
    """No is false or "no such thing"; week 0 is a yes."""
    return value is False or value is None


def _impossible(facts: Facts) -> Iterator[str]:
    """What cannot be true together. A fact that is not known contradicts nothing."""
    given = facts.given
    if None not in (given.get("pregnant_weeks"), given.get("postpartum_weeks")):
        yield "pregnant_weeks, postpartum_weeks: cannot both have weeks"
    for key, gate in FOLLOWS.items():
        if not _is_no(given.get(key)) and gate in given and _is_no(given[gate]):
            yield f"{key}, {gate}: {key} has a value although {gate} is a no"
    for part, whole in PART_OF.items():
        if given.get(part) is True and whole in given and _is_no(given[whole]):
            yield f"{part}, {whole}: {part} is a yes although {whole} is a no"
    if given.get("surgery_cleared") and _no_operation(given):
        yield (
            "surgery_cleared, recent_surgery_weeks, birth_type: cleared although there was neither "
            "an operation nor a caesarean"
        )


def _no_operation(given: Mapping[str, Any]) -> bool:
    """True when an operation was denied and no birth leaves room for a caesarean."""
    denied = "recent_surgery_weeks" in given and given["recent_surgery_weeks"] is None
    birth = given.get("birth_type")
    birth_not_told = birth is None and given.get("postpartum_weeks") is not None
    return denied and birth != "caesarean" and not birth_not_told


def _one_line(error: ValidationError) -> str:
    problems: dict[str, str] = {}
    for item in error.errors():
        key = str(item["loc"][0]) if item["loc"] else "facts"
        unknown = item["type"] == "extra_forbidden"
        problems.setdefault(key, "unknown key" if unknown else item["msg"].lower())
    return "; ".join(f"{key}: {problem}" for key, problem in problems.items())
