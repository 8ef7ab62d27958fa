"""Pictures in, finished clip and poster out."""

from __future__ import annotations

import io
import math
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from film.shelf import TooLarge
from film.timeline import FPS

CLIP_LIMIT = 400_000
POSTER_LIMIT = 40_000
_BEST, _WORST = 21, 36
Picture = NDArray[np.uint8]


def poster(stem: str, picture: Picture) -> bytes:
    """The picture as WebP, as good as the limit allows.

    Raises:
        TooLarge: it does not fit; the name says which.
    """
    for quality in range(88, 40, -6):
        data = io.BytesIO()
        Image.fromarray(picture).save(data, "WEBP", quality=quality, method=6)
        if len(data.getvalue()) <= POSTER_LIMIT:
            return data.getvalue()
    raise TooLarge(stem, len(data.getvalue()), POSTER_LIMIT)


def film(stem: str, pictures: list[Picture]) -> bytes:
    """The pictures as H.264, as good as the limit allows.

    Raises:
        TooLarge: they do not fit; the name says which.
    """
    quality = _BEST
    while quality <= _WORST:
        data = _encoded(pictures, quality)
        if len(data) <= CLIP_LIMIT:
            return data
        # Six steps of quality halve the size.
        quality += max(1, math.ceil(6 * math.log2(len(data) / CLIP_LIMIT)))
    raise TooLarge(stem, len(data), CLIP_LIMIT)


def _encoded(pictures: list[Picture], quality: int) -> bytes:
    import imageio_ffmpeg

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"]
        command += f"-s 1280x720 -r {FPS} -i - -an -c:v libx264 -preset medium -tune animation -crf {quality}".split()
        command += [
            "-vf",
            "scale=out_color_matrix=bt709:out_range=tv",
            "-colorspace",
            "bt709",
            "-color_primaries",
            "bt709",
        ]
        command += f"-color_trc bt709 -pix_fmt yuv420p -movflags +faststart {path}".split()
        with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
            assert encoder.stdin is not None
            for picture in pictures:
                encoder.stdin.write(picture.tobytes())
            encoder.stdin.close()
            if encoder.wait() != 0:
                raise subprocess.CalledProcessError(encoder.returncode, command[0])
        return path.read_bytes()
