"""What the body of a position file touches and keeps out of."""

from __future__ import annotations

from collections.abc import Mapping

from film.pose import Box, Contact, PoseError, PoseFile, Start

MISS = 0.010
"""How far, in metres, a part may stay off what it should touch."""


def contacts_of(pose: PoseFile, start: Start) -> tuple[Contact, ...]:
    """The contacts of a position file: its start position's, unless it leaves a part out or says it otherwise."""
    said = {contact.part for contact in pose.contacts} | set(pose.without)
    return tuple(c for c in start.contacts if c.part not in said) + pose.contacts


def boxes_of(pose: PoseFile, start: Start) -> tuple[Box, ...]:
    """The blocks of a position file: its start position's, unless it puts another in the place of one."""
    said = {box.surface for box in pose.boxes if box.surface}
    return tuple(box for box in start.boxes if box.surface not in said) + pose.boxes


def must_touch(pose: PoseFile, figure: str, gaps: Mapping[tuple[str, str], float]) -> None:
    """Make sure that every contact is met; `gaps` are metres by keyframe and part.

    Raises:
        PoseError: one is not.
    """
    for (keyframe, part), gap in gaps.items():
        if gap > MISS:
            problem = f"the contact cannot be met, it stays {1000 * gap:.0f} mm off"
            raise PoseError(f"{pose.id}.yaml", keyframe, part, problem, figure)
