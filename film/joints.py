"""Every joint movement the films know: its bones, its axis, its range and how far it may drift from what was written.

Ranges: American Academy of Orthopaedic Surgeons, Joint Motion: Method of Measuring and Recording (1965), as tabulated
in Norkin and White, Measurement of Joint Motion: A Guide to Goniometry (5th edition, 2016). Shoulder-girdle, finger
and trunk splits are our own shares of those whole-region figures, because the body has fewer segments than a spine.
Hips turn out by 45 degrees with the thighs side by side, and so far that the shin lies level (90 in these axes) with the
thigh bent and open: the FABER position (Magee, Orthopedic Physical Assessment, 6th edition, 2014). ranges.yaml keeps every
film that is no hip stretch below 35.
"""

from __future__ import annotations

from dataclasses import dataclass

Axis = tuple[float, float, float]
SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Movement:
    """One way a joint turns: degrees are positive in the direction of its name."""

    name: str
    low: float
    high: float
    axis: Axis
    shares: tuple[tuple[str, float], ...]
    drift: float
    mirrored: bool = False


_X, _BACK_X = (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0)
_Y, _BACK_Y = (0.0, 1.0, 0.0), (0.0, -1.0, 0.0)
_Z, _BACK_Z = (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)

LUMBAR = (("spine05", 0.3), ("spine04", 0.4), ("spine03", 0.3))
_THORAX = (("spine03", 0.2), ("spine02", 0.4), ("spine01", 0.4))
_NECK = (("neck01", 0.25), ("neck02", 0.25), ("neck03", 0.25), ("head", 0.25))
# The shoulder blade and the collar bone go along with a raised arm, as they do in people.
_SHOULDER = (("clavicle", 0.08), ("shoulder01", 0.22), ("upperarm01", 0.70))
_CURL = tuple((f"finger{f}-{j}", 1.0) for f in (2, 3, 4, 5) for j in (1, 2, 3))
_SPREAD = (("finger2-1", 1.0), ("finger3-1", 0.2), ("finger4-1", -0.6), ("finger5-1", -1.2))
_TOES = tuple((f"toe{t}-1", 1.0) for t in (1, 2, 3, 4, 5))

TRUNK = (
    Movement("lumbar_flexion", -25, 60, _X, LUMBAR, 6),
    Movement("lumbar_side_bend", -25, 25, _Y, LUMBAR, 4),
    Movement("lumbar_rotation", -18, 18, _Z, LUMBAR, 4),
    Movement("thoracic_flexion", -25, 35, _X, _THORAX, 6),
    Movement("thoracic_side_bend", -25, 25, _Y, _THORAX, 4),
    Movement("thoracic_rotation", -30, 30, _Z, _THORAX, 4),
    Movement("neck_flexion", -45, 45, _X, _NECK, 8),
    Movement("neck_side_bend", -45, 45, _Y, _NECK, 4),
    Movement("neck_rotation", -60, 60, _Z, _NECK, 4),
)

# The order inside one bone matters: the first movement turns outermost (flexion before abduction before rotation).
LIMB = (
    Movement("hip_flexion", -30, 120, _BACK_X, (("upperleg01", 1.0),), 6),
    Movement("hip_abduction", -30, 45, _BACK_Y, (("upperleg01", 1.0),), 5, mirrored=True),
    Movement("hip_rotation", -45, 95, _Z, (("upperleg01", 0.4), ("upperleg02", 0.6)), 5, mirrored=True),
    Movement("knee_flexion", 0, 140, _X, (("lowerleg01", 1.0),), 6),
    Movement("ankle_dorsiflexion", -50, 25, _BACK_X, (("foot", 1.0),), 10),
    Movement("ankle_inversion", -20, 35, _Y, (("foot", 1.0),), 5, mirrored=True),
    Movement("toe_extension", -40, 70, _BACK_X, _TOES, 10),
    Movement("girdle_elevation", -10, 30, _BACK_Y, (("clavicle", 0.5), ("shoulder01", 0.5)), 5, mirrored=True),
    Movement("girdle_protraction", -20, 25, _BACK_Z, (("clavicle", 0.5), ("shoulder01", 0.5)), 5, mirrored=True),
    Movement("shoulder_flexion", -60, 180, _BACK_X, _SHOULDER, 8),
    Movement("shoulder_abduction", -30, 180, _BACK_Y, _SHOULDER, 6, mirrored=True),
    Movement("shoulder_rotation", -70, 90, _Z, (("upperarm01", 0.4), ("upperarm02", 0.6)), 10, mirrored=True),
    Movement("elbow_flexion", 0, 150, _BACK_X, (("lowerarm01", 1.0),), 8),
    Movement("forearm_pronation", -80, 80, _BACK_Z, (("lowerarm02", 0.7), ("wrist", 0.3)), 15, mirrored=True),
    Movement("wrist_radial_deviation", -30, 20, _BACK_X, (("wrist", 1.0),), 5),
    Movement("wrist_extension", -80, 85, _BACK_Y, (("wrist", 1.0),), 12, mirrored=True),
    Movement("finger_spread", -25, 15, _BACK_X, _SPREAD, 4),
    Movement("finger_curl", -25, 80, _Y, _CURL, 6, mirrored=True),
)


@dataclass(frozen=True, slots=True)
class Joint:
    """A movement of one side, or of the trunk, with the bones and axis of that side."""

    name: str
    movement: Movement
    axis: Axis
    shares: tuple[tuple[str, float], ...]


def _of_side(movement: Movement, side: str) -> Joint:
    """The movement on one side of the body: mirrored movements turn the other way on the right."""
    x, y, z = movement.axis
    axis = (x, -y, -z) if movement.mirrored and side == "right" else movement.axis
    letter = side[0].upper()
    shares = tuple((f"{bone}.{letter}", share) for bone, share in movement.shares)
    return Joint(f"{side}_{movement.name}", movement, axis, shares)


JOINTS: tuple[Joint, ...] = tuple(Joint(m.name, m, m.axis, m.shares) for m in TRUNK) + tuple(
    _of_side(movement, side) for side in SIDES for movement in LIMB
)
JOINT_NAMES: tuple[str, ...] = tuple(joint.name for joint in JOINTS)


def both_sides(name: str) -> tuple[str, ...]:
    """The joints a written name stands for: itself, or its left and right if it names no side."""
    if name in JOINT_NAMES:
        return (name,)
    return tuple(f"{side}_{name}" for side in SIDES if f"{side}_{name}" in JOINT_NAMES)
