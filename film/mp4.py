"""What a finished file says of itself: how long a sound is, how many frames a film has, which can be gone to at once."""

from __future__ import annotations

import struct

_TRACK = (b"moov", b"trak", b"mdia")
_TABLE = (*_TRACK, b"minf", b"stbl")
"""The boxes one within the other that lead to the track, and to the table of its frames."""


def seconds(sound: bytes) -> float:
    """How long a sound is."""
    head = _box(sound, (*_TRACK, b"mdhd"))
    return _number(head, 16) / _number(head, 12)


def frames(film: bytes) -> int:
    """How many frames a film has."""
    return _number(_box(film, (*_TABLE, b"stsz")), 8)


def key_frames(film: bytes) -> tuple[int, ...]:
    """The frames that need none before them, from 0; all of them where the film does not say."""
    table = _box(film, (*_TABLE, b"stss"))
    if not table:
        return tuple(range(frames(film)))
    return tuple(_number(table, 8 + 4 * place) - 1 for place in range(_number(table, 4)))


def _box(file: bytes, path: tuple[bytes, ...]) -> bytes:
    """What stands in the box that these lead to; nothing where there is none."""
    inside = file
    for name in path:
        inside = _first(inside, name)
    return inside


def _first(boxes: bytes, wanted: bytes) -> bytes:
    at = 0
    while at + 8 <= len(boxes):
        size, name = struct.unpack(">I4s", boxes[at : at + 8])
        if name == wanted:
            return boxes[at + 8 : at + size]
        at += max(size, 8)
    return b""


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")
