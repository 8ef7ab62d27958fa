"""A position file: who, in which positions, touching what, moving how."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML

from film import mirror
from film.joints import JOINTS, both_sides

POSES = Path("content/poses")
_RANGES = {joint.name: (joint.movement.low, joint.movement.high) for joint in JOINTS}

Angles = dict[str, float]
Vector = tuple[float, float, float]
Surface = Literal["floor", "seat", "wall", "top"]
PartKind = Literal["in", "move", "hold", "out", "rest"]


class PoseError(Exception):
    """A position file says something impossible."""

    def __init__(self, file: str, keyframe: str, joint: str, problem: str, figure: str = "-") -> None:
        super().__init__(f"{file}: keyframe {keyframe}: {joint}: figure {figure}: {problem}")


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(_Facts):
    """How one of our people is built and what they wear; colours as #rrggbb.

    `hollow` is how many degrees the body model's low back is hollower than theirs when they stand at ease.
    """

    shape: dict[str, float]
    local: dict[str, float] = {}
    hollow: float = 0.0
    skin: str
    hair: str
    bun: bool = False
    beard: bool = False
    top: str
    leggings: str
    sleeve: float = 0.45
    mouth: float = -0.066


class Contact(_Facts):
    """A part of the body that stays on a surface, or on another part of the body.

    `still` parts do not slide; a `pivot` keeps its place but may turn; `flat` parts lie on the surface with their whole
    skin, others only with their lowest point. A part `to` another keeps the distance `lift` from it, middle to middle; one
    that lies `on` another, as a hand on a thigh, follows its shape without going in, at most `lift` from the middle of
    `to`. `only` names the keyframes where the contact holds; none means all.
    """

    part: str
    meets: Surface | None = None
    to: str | None = None
    on: str | None = None
    still: bool = True
    flat: bool = False
    pivot: bool = False
    lift: float = 0.0
    only: tuple[str, ...] = ()


class Box(_Facts):
    """A block the body must stay out of; a surface name lets contacts refer to its upper or front face."""

    centre: Vector
    size: Vector
    surface: Literal["seat", "wall", "top"] | None = None
    look: Literal["wood", "soft", "pillow", "worktop", "wall", "mat", "hidden"] = "wood"
    solid: bool = True
    legs: bool = False
    back: bool = False


class Camera(_Facts):
    """Where the picture is taken from: degrees round the figure (0 is its left, 90 its front at rest) and up."""

    around: float
    up: float = 10.0
    look_at: Vector
    width: float


class Prop(_Facts):
    """A thing that goes along with the body: a strap or a stick through the middles of parts, a cushion between two."""

    kind: Literal["strap", "stick", "cushion"]
    parts: Annotated[tuple[str, ...], Field(min_length=2)]


class Keyframe(_Facts):
    """One named position: joint angles in degrees, where the pelvis is asked to be, and how full the lungs are, 0 to 1.

    `mirror` names the keyframe this one is the other side of; angles written here go on top of that.
    """

    mirror: str | None = None
    angles: Angles = {}
    turn: Vector | None = None
    place: Vector | None = None
    breath: float = 0.0


class Step(_Facts):
    """A stretch of the film: move to a keyframe, or hold still and breathe; `say` is its caption, without a side.

    `part` names the part of the repetition it belongs to, where its movement does not tell (`cut.py`).
    """

    say: str = ""
    to: str | None = None
    hold: float | None = Field(default=None, gt=0)
    seconds: float = Field(default=2.0, gt=0)
    part: PartKind | None = None


class Breath(_Facts):
    """How far the belly and chest rise with a breath in a hold, in metres, where most, and how long a breath lasts."""

    into: Literal["belly", "ribs", "both"] = "belly"
    depth: float = 0.004
    seconds: float = 4.0


class Start(_Facts):
    """A start position: how the pelvis is turned and the angles everything else builds on."""

    turn: Vector
    place: Vector = (0.0, 0.0, 0.5)
    turn_drift: float = 8.0
    pull: Angles = {}
    angles: Angles = {}
    contacts: tuple[Contact, ...] = ()
    boxes: tuple[Box, ...] = ()


class PoseFile(_Facts):
    """Everything one clip or still is made from.

    A `flow` passes smoothly through its ring of keyframes, as in walking; other films stop at each. `variants` are people who show the same film to those it fits better; `second` is another view, where one hides
    what matters.
    """

    id: str
    start: str
    person: str
    variants: dict[Literal["pregnant", "older"], str] = {}
    shows_side: Literal["left", "right"] | None = None
    alt: str
    contacts: tuple[Contact, ...] = ()
    without: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()
    keyframes: Annotated[dict[str, Keyframe], Field(min_length=1)]
    film: tuple[Step, ...] = ()
    flow: bool = False
    breath: Breath = Breath()
    camera: Camera
    second: Camera | None = None
    props: tuple[Prop, ...] = ()
    poster: str = ""
    apart: tuple[tuple[str, str], ...] = ()
    pull: dict[str, float] = {}


def read_yaml(path: Path) -> Any:
    """What a YAML file says."""
    return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


def named(file: str, name: str, pose: str) -> Any:
    """The figure or start position of that name, which a position file asks for; PoseError if there is none."""
    entries = read_yaml(POSES / file)
    if name not in entries:
        raise PoseError(f"{pose}.yaml", "-", "-", f"{file} has no {name}", name)
    return entries[name]


def read_pose(path: Path) -> PoseFile:
    """The position file at this path.

    Raises:
        PoseError: the file names an unknown keyframe or joint, or an angle outside the joint's range.
    """
    try:
        pose = PoseFile.model_validate(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = [str(step) for step in first["loc"]] + ["-", "-", "-"]
        keyframe, joint = (where[1], where[-4]) if where[0] == "keyframes" else ("-", where[0])
        raise PoseError(path.name, keyframe, joint, first["msg"]) from None
    _check_keyframes(pose, path.name)
    return pose.model_copy(update={"keyframes": {n: _mirrored(pose, k) for n, k in pose.keyframes.items()}})


def _check_keyframes(pose: PoseFile, file: str) -> None:
    """Every angle is a known joint within its range, and every step leads to a keyframe there is."""
    for name, keyframe in pose.keyframes.items():
        for joint, degrees in keyframe.angles.items():
            _check_angle(file, name, joint, degrees)
        if keyframe.mirror is not None and keyframe.mirror not in pose.keyframes:
            raise PoseError(file, name, "mirror", f"there is no keyframe {keyframe.mirror}")
        if keyframe.mirror is not None and pose.keyframes[keyframe.mirror].mirror is not None:
            raise PoseError(file, name, "mirror", f"{keyframe.mirror} is a mirror itself")
    for step in pose.film:
        if step.to is not None and step.to not in pose.keyframes:
            raise PoseError(file, step.to, "-", "there is no such keyframe")
        if step.to is None and pose.flow:
            raise PoseError(file, "-", "hold", "a flow does not hold")


def _mirrored(pose: PoseFile, keyframe: Keyframe) -> Keyframe:
    """The keyframe with what it mirrors written out: left is right, and the trunk bends and turns the other way."""
    if keyframe.mirror is None:
        return keyframe
    other = pose.keyframes[keyframe.mirror]
    angles = mirror.angles(other.angles) | keyframe.angles
    turn, place = keyframe.turn or mirror.turn(other.turn), keyframe.place or mirror.place(other.place)
    return Keyframe(angles=angles, turn=turn, place=place, breath=keyframe.breath or other.breath)


def _check_angle(file: str, keyframe: str, written: str, degrees: float) -> None:
    names = both_sides(written)
    if not names:
        raise PoseError(file, keyframe, written, "there is no such joint")
    low, high = _RANGES[names[0]]
    if not low <= degrees <= high:
        raise PoseError(file, keyframe, written, f"{degrees:g} degrees is outside {low:g} to {high:g}")


def spelled_out(angles: Angles) -> Angles:
    """The same angles with a side on every limb joint; a written side beats the name for both."""
    both = {name: value for written, value in angles.items() for name in both_sides(written) if written != name}
    return both | {name: value for name, value in angles.items() if name in _RANGES}
