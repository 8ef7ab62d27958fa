"""`python -m tests.clinic 10000`: made-up people as a back clinic might see them, as lines for `assess`.

The same people every time. Most have an ordinary sore back, one in ten something to be seen first.
"""

from __future__ import annotations

import json
import sys
from random import Random
from typing import Any

from tests.answer_space import ORDINARY

COMMON = ("worse_sitting", "worse_standing_walking", "worse_bending", "worse_arching", "previous_episodes", "leg_pain")
FEWER = (
    "cannot_side_lie", "cannot_lie_supine", "scoliosis", "hypermobility", "pelvic_girdle_pain", "osteoporosis",
    "spinal_stenosis_dx", "pelvic_floor_symptoms",
)  # fmt: skip
RARE = ("cancer_history", "steroid_use", "weight_loss", "fever", "static_weakness", "numbness_saddle")


def person(chance: Random) -> dict[str, Any]:
    """One person's facts."""

    def happens(share: float) -> bool:
        return chance.random() < share

    facts = ORDINARY | {
        "age": chance.randint(16, 90),
        "duration_weeks": chance.choice((1, 4, 9, 26)),
        "pain_0_10": chance.randint(0, 10),
        "can_get_on_floor": not happens(0.1),
        "job": chance.choice(("desk", "standing", "lifting", "other")),
        "activity_level": chance.choice(("low", "moderate", "high")),
        "morning_stiffness_minutes": chance.choice((0, 0, 15, 45)),
        "clinician_assessed": happens(0.5),
    }
    for keys, share in ((COMMON, 0.3), (FEWER, 0.06), (RARE, 0.02)):
        facts |= {key: happens(share) for key in keys}
    if facts["leg_pain"]:
        facts |= {"leg_pain_side": chance.choice(("one", "both")), "below_knee": happens(0.5)}
        facts |= {"leg_pain_new_or_worse": happens(0.05)}
    if happens(0.05):
        facts |= {"pregnant_weeks": chance.randint(0, 42), "pregnancy_warning_signs": False}
        facts |= {"pregnancy_complications": False}
    elif happens(0.05):
        facts |= {"postpartum_weeks": chance.randint(0, 26), "birth_type": chance.choice(("vaginal", "caesarean"))}
    if happens(0.06):
        facts |= {"recent_surgery_weeks": chance.randint(0, 200), "surgery_cleared": happens(0.7)}
        facts |= {"surgery_type": chance.choice(("discectomy", "fusion", "other"))}
    if happens(0.05):
        del facts[chance.choice(tuple(facts))]
    return facts


def main() -> None:
    """Write that many people, one a line."""
    chance = Random(7)  # noqa: S311  # made-up people, no secret
    for _ in range(int(sys.argv[1])):
        print(json.dumps(person(chance)))


if __name__ == "__main__":
    main()
