"""The conditions of rules in words, as exact as the content file that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from lowback.language.speech import later, say, spoken
from lowback.library.schema import When

FACTS: Mapping[str, str] = {
    "age": later("age"),
    "sex": later("sex"),
    "duration_weeks": later("duration weeks"),
    "previous_episodes": later("previous episodes"),
    "pain_0_10": later("pain out of 10"),
    "pain_trend": later("pain trend"),
    "worst_constant_cannot_stand": later("worst constant cannot stand"),
    "leg_pain": later("leg pain"),
    "leg_pain_side": later("leg pain side"),
    "below_knee": later("below knee"),
    "leg_pain_new_or_worse": later("leg pain new or worse"),
    "numbness_saddle": later("numb between the legs"),
    "bladder_bowel_change": later("bladder bowel change"),
    "sexual_function_change": later("sexual function change"),
    "progressive_weakness": later("a leg losing strength"),
    "static_weakness": later("a leg that lost strength long ago"),
    "recent_trauma": later("recent trauma"),
    "trauma_severity": later("trauma severity"),
    "trauma_days_ago": later("trauma days ago"),
    "sudden_onset_severe": later("sudden onset severe"),
    "osteoporosis": later("osteoporosis"),
    "vertebral_fracture_weeks": later("vertebral fracture weeks"),
    "steroid_use": later("steroid use"),
    "cancer_history": later("cancer history"),
    "weight_loss": later("weight loss"),
    "fever": later("fever"),
    "feels_very_unwell": later("feels very unwell"),
    "iv_drug_or_immunosuppressed": later("iv drug or immunosuppressed"),
    "night_pain": later("night pain"),
    "night_pain_type": later("night pain type"),
    "unsteady_or_band_like_pain": later("unsteady or band like pain"),
    "calf_swelling_or_breathless": later("calf swelling or breathless"),
    "pregnant_weeks": later("pregnant weeks"),
    "pregnancy_warning_signs": later("pregnancy warning signs"),
    "pregnancy_complications": later("pregnancy complications"),
    "pelvic_girdle_pain": later("pelvic girdle pain"),
    "postpartum_weeks": later("postpartum weeks"),
    "birth_type": later("birth type"),
    "pelvic_floor_symptoms": later("pelvic floor symptoms"),
    "recent_surgery_weeks": later("recent surgery weeks"),
    "surgery_type": later("surgery type"),
    "surgery_cleared": later("surgery cleared"),
    "scoliosis": later("scoliosis"),
    "spinal_stenosis_dx": later("spinal stenosis"),
    "spondylolysis_or_listhesis": later("spondylolysis or listhesis"),
    "hypermobility": later("hypermobility"),
    "worse_sitting": later("worse sitting"),
    "worse_standing_walking": later("worse standing walking"),
    "worse_bending": later("worse bending"),
    "worse_arching": later("worse arching"),
    "cannot_side_lie": later("cannot side lie"),
    "cannot_lie_supine": later("cannot lie supine"),
    "can_get_on_floor": later("can get on floor"),
    "job": later("job"),
    "activity_level": later("activity level"),
    "clinician_assessed": later("clinician assessed"),
    "told_not_to_exercise_or_awaiting_surgery": later("told not to exercise or awaiting surgery"),
    "morning_stiffness_minutes": later("morning stiffness minutes"),
    "improves_with_movement": later("improves with movement"),
    "psoriasis_uveitis_ibd": later("psoriasis, uveitis or inflamed bowel"),
    "urinary_infection_symptoms": later("urinary infection symptoms"),
    "chest_pain_or_collapse": later("chest pain or collapse"),
    "pulsating_abdomen_or_known_aaa": later("throbbing tummy or known aortic aneurysm"),
    "leg_numbness": later("leg numbness"),
    "worse_coughing": later("worse coughing"),
    "worse_lying": later("worse lying"),
    "low_back_pain": later("low back pain"),
    "buttock_hip_pain": later("buttock hip pain"),
    "upper_back_pain": later("upper back pain"),
    "pain_elsewhere": later("pain elsewhere"),
    "spine_lump": later("spine lump"),
    "inflammatory_spine_dx": later("inflammatory spine dx"),
    "heart_or_breath_condition": later("heart or breath condition"),
    "faints_or_dizzy": later("faints or dizzy"),
    "fell_last_year": later("fell last year"),
    "joint_replacement": later("joint replacement"),
    "never_checked": later("never checked"),
    "trauma_kind": later("trauma kind"),
    "trauma_checked": later("trauma checked"),
    "can_lie_on_bed": later("can lie on bed"),
    "bowel_change": later("bowel change"),
    "old_sign": later("old sign"),
    "clot_in_leg": later("clot in leg"),
    "skin_signs": later("skin signs"),
    "pregnant": later("pregnant"),
    "leave_out": later("leave out"),
}
VALUES: Mapping[object, str] = {
    True: later("True"),
    False: later("False"),
    "f": later("f"),
    "m": later("m"),
    "x": later("x"),
    "better": later("better"),
    "same": later("same"),
    "worse": later("worse"),
    "one": later("one"),
    "both": later("both"),
    "minor": later("minor"),
    "unclear": later("unclear"),
    "major": later("major"),
    "turning": later("turning"),
    "constant": later("constant"),
    "second_half_of_night": later("second half of night"),
    "vaginal": later("vaginal"),
    "caesarean": later("caesarean"),
    "discectomy": later("discectomy"),
    "laminectomy": later("laminectomy"),
    "fusion": later("fusion"),
    "abdominal": later("abdominal"),
    "other": later("other"),
    "desk": later("desk"),
    "standing": later("standing"),
    "lifting": later("lifting"),
    "low": later("low"),
    "moderate": later("moderate"),
    "high": later("high"),
    "lift": later("lift"),
    "fall": later("fall"),
}
"""What an answer may be, beside numbers."""


def condition_words(when: When) -> str:
    """A condition on facts in words, as exact as the file that holds it."""
    if when.all is not None:
        return reduce(lambda one, other: say("{one}; and {other}", one=one, other=other), map(_inner, when.all))
    if when.any is not None:
        return reduce(lambda one, other: say("{one}; or {other}", one=one, other=other), map(_inner, when.any))
    return say("not {condition}", condition=_inner(when.not_)) if when.not_ is not None else _test_words(when)


def _inner(when: When) -> str:
    several = len(when.all or when.any or ()) > 1
    return f"({condition_words(when)})" if several else condition_words(when)


def _test_words(when: When) -> str:
    assert when.fact is not None
    name, least, below = say(FACTS[when.fact]), when.at_least, when.below
    if when.is_ is not None:
        return f"{name}: {_value(when.is_)}"
    if when.one_of is not None:
        return f"{name}: {spoken().row(map(_value, when.one_of))}"
    if least is not None and below is not None:
        return say("{fact} from {least} to under {below}", fact=name, least=least, below=below)
    if least is not None:
        return say("{fact} {least} or more", fact=name, least=least)
    return name if below is None else say("{fact} under {below}", fact=name, below=below)


def _value(value: object) -> str:
    return say(VALUES[value])
