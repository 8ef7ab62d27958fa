"""The other side of a position: left is right, and the trunk bends and turns the other way."""

from __future__ import annotations

_OTHER = {"left": "right", "right": "left"}
_SIDEWAYS = {f"{part}_{way}" for part in ("lumbar", "thoracic", "neck") for way in ("side_bend", "rotation")}


def angles(of: dict[str, float]) -> dict[str, float]:
    """The joint angles of the other side."""
    return {_other_side(name): -value if name in _SIDEWAYS else value for name, value in of.items()}


def turn(of: tuple[float, float, float] | None) -> tuple[float, float, float] | None:
    """The pelvis's turn (a rotation vector) of the other side."""
    return of and (of[0], -of[1], -of[2])


def place(of: tuple[float, float, float] | None) -> tuple[float, float, float] | None:
    """The pelvis's place of the other side."""
    return of and (-of[0], of[1], of[2])


def _other_side(name: str) -> str:
    side, _, rest = name.partition("_")
    return f"{_OTHER[side]}_{rest}" if side in _OTHER else name
