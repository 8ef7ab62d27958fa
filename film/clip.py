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
_BEST, _AGAIN, _WORST = 21, 25, 36
"""The quality a film begins with, and one that is encoded again (it loses nothing that is seen), and the lowest we accept."""
_COLOURS = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
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


def film(stem: str, pictures: list[Picture], keys: list[int]) -> bytes:
    """The pictures as H.264, as good as the limit allows, with a key frame at each of these frames.

    Raises:
        TooLarge: they do not fit; the name says which.
    """
    source = f"-f rawvideo -pix_fmt rgb24 -s 1280x720 -r {FPS} -i -".split()
    return _fitting(
        stem, [*source, "-vf", f"scale=out_color_matrix=bt709:out_range=tv,{_COLOURS}"], keys, _BEST, pictures
    )


def again(stem: str, film: Path, keys: list[int]) -> bytes:
    """A finished film as it is, encoded again with a key frame at each of these frames.

    Raises:
        TooLarge: it does not fit; the name says which.
    """
    return _fitting(stem, ["-i", str(film), "-vf", _COLOURS], keys, _AGAIN, [])


def _fitting(stem: str, source: list[str], keys: list[int], quality: int, pictures: list[Picture]) -> bytes:
    while quality <= _WORST:
        data = _encoded(source, keys, quality, pictures)
        if len(data) <= CLIP_LIMIT:
            return data
        # Six steps of quality halve the size.
        quality += max(1, math.ceil(6 * math.log2(len(data) / CLIP_LIMIT)))
    raise TooLarge(stem, len(data), CLIP_LIMIT)


def _encoded(source: list[str], keys: list[int], quality: int, pictures: list[Picture]) -> bytes:
    import imageio_ffmpeg

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *source, "-an", "-c:v", "libx264"]
        command += f"-preset medium -tune animation -crf {quality} -force_key_frames {_times(keys)}".split()
        command += f"-pix_fmt yuv420p -movflags +faststart {path}".split()
        with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
            assert encoder.stdin is not None
            for picture in pictures:
                encoder.stdin.write(picture.tobytes())
            encoder.stdin.close()
            if encoder.wait() != 0:
                raise subprocess.CalledProcessError(encoder.returncode, command[0])
        return path.read_bytes()


def _times(keys: list[int]) -> str:
    """From the middle of the frame before, so that no rounding falls behind the frame."""
    return ",".join(f"{max(0.0, (frame - 0.5) / FPS):.5f}" for frame in keys)
