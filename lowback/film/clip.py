"""From a position file to the finished clip and poster, and the list of all of them."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lowback.film.shelf import Kept, keep, made_from_all, manifest, write_made_from, write_manifest
from lowback.film.timeline import FPS

CLIP_LIMIT = 400_000
POSTER_LIMIT = 40_000
Picture = NDArray[np.uint8]


class TooLarge(Exception):
    """A picture or clip does not fit its limit even at the lowest quality we accept."""

    def __init__(self, name: str, size: int, limit: int) -> None:
        super().__init__(f"{name}: {size} bytes is over the limit of {limit}")


def save_poster(stem: str, picture: Picture) -> Kept:
    """The picture as WebP, as good as the limit allows."""
    for quality in range(88, 40, -6):
        data = io.BytesIO()
        Image.fromarray(picture).save(data, "WEBP", quality=quality, method=6)
        if len(data.getvalue()) <= POSTER_LIMIT:
            return keep(stem, "webp", data.getvalue())
    raise TooLarge(stem, len(data.getvalue()), POSTER_LIMIT)


def save_clip(stem: str, pictures: Callable[[], Iterable[Picture]]) -> Kept:
    """The pictures as H.264, as good as the limit allows."""
    for quality in range(20, 34, 2):
        data = _encoded(pictures(), quality)
        if len(data) <= CLIP_LIMIT:
            return keep(stem, "mp4", data)
    raise TooLarge(stem, len(data), CLIP_LIMIT)


def _encoded(pictures: Iterable[Picture], quality: int) -> bytes:
    import imageio_ffmpeg

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"]
        command += [
            "-s",
            "1280x720",
            "-r",
            str(FPS),
            "-i",
            "-",
            "-an",
            "-c:v",
            "libx264",
            "-preset",
            "slow",
            "-crf",
            str(quality),
        ]
        command += [
            "-vf",
            "scale=out_color_matrix=bt709:out_range=tv",
            "-colorspace",
            "bt709",
            "-color_primaries",
            "bt709",
        ]
        command += ["-color_trc", "bt709", "-pix_fmt", "yuv420p", "-movflags", "+faststart", str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
            assert encoder.stdin is not None
            for picture in pictures:
                encoder.stdin.write(picture.tobytes())
            encoder.stdin.close()
            if encoder.wait() != 0:
                raise subprocess.CalledProcessError(encoder.returncode, command[0])
        return path.read_bytes()


def enter(kind: str, name: str, facts: dict[str, object], made_from: str) -> None:
    """Add one finished item to the list, with what it was made from kept beside it; its captions stay."""
    listed = manifest()
    before = listed[kind].get(name, {})
    facts |= {"captions": before["captions"]} if "captions" in before else {}
    listed[kind] = dict(sorted((listed[kind] | {name: facts}).items()))
    write_manifest(listed)
    write_made_from(made_from_all() | {f"{kind}/{name}": made_from})
