"""How loud a recording is to people (ITU-R BS.1770-4), and the same recording with its peaks held down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[Any]

_BLOCK, _STEP = 0.4, 0.1
"""Seconds of a block, and from one block to the next."""
_SILENT, _BELOW = -70.0, -10.0
"""What is quieter, or so much quieter than the rest, is a pause: in LUFS, and in LU."""
_FINER = 4
_SOFT = 0.008
"""Seconds around a peak in which the sound goes down and comes back."""


def lufs(sound: Sound, rate: int) -> float:
    """The integrated loudness of one channel; what is shorter than a block is one block."""
    import numpy as np

    power = _powers(_weighted(sound, rate), rate)
    loud = power[_scale(power) > _SILENT]
    if not loud.size:
        return float("-inf")
    said = loud[_scale(loud) > _scale(loud.mean()) + _BELOW]
    return float(_scale(np.mean(said)))


def true_peak(sound: Sound) -> float:
    """The highest value that is heard, between two samples as well, as a share of full scale."""
    return float(_peaks(sound).max())


def limited(sound: Sound, most: float, rate: int) -> Sound:
    """The same sound, turned down for a moment around each peak that is above `most`."""
    import numpy as np

    wanted = np.minimum(1.0, most / np.maximum(_peaks(sound), most))
    around = int(_SOFT * rate)
    padded = np.pad(wanted, 2 * around, constant_values=1.0)
    lowest = np.lib.stride_tricks.sliding_window_view(padded, 2 * around + 1).min(axis=1)
    window = np.hanning(2 * around + 3)[1:-1]
    gain: Sound = np.convolve(lowest, window / window.sum(), mode="valid")
    return sound * gain


def _scale(power: Any) -> Any:
    import numpy as np

    return -0.691 + 10 * np.log10(np.maximum(power, 1e-12))


def _powers(sound: Sound, rate: int) -> Sound:
    """The mean square of each block; blocks overlap."""
    import numpy as np

    long, step = min(len(sound), round(_BLOCK * rate)), round(_STEP * rate)
    blocks = np.lib.stride_tricks.sliding_window_view(sound, long)[::step]
    power: Sound = np.mean(blocks**2, axis=1)
    return power


def _weighted(sound: Sound, rate: int) -> Sound:
    """As an ear hears it: highs a little louder, what is below speech left out."""
    import numpy as np

    size = len(sound) + rate
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    response = _shelf(turn, rate) * _high_pass(turn, rate)
    heard: Sound = np.fft.irfft(np.fft.rfft(sound, size) * response, size)[: len(sound)]
    return heard


def _shelf(turn: Sound, rate: int) -> Sound:
    import numpy as np

    high = 10 ** (3.99984385397 / 20)
    middle = high**0.499666774155
    k, q = np.tan(np.pi * 1681.9744509555319 / rate), 0.7071752369554193
    up = (high + middle * k / q + k * k, 2 * (k * k - high), high - middle * k / q + k * k)
    return _filter(turn, up, _poles(k, q))


def _high_pass(turn: Sound, rate: int) -> Sound:
    import numpy as np

    k, q = np.tan(np.pi * 38.13547087613982 / rate), 0.5003270373253953
    # The standard's numerator is 1, -2, 1 as it stands.
    return _filter(turn, (1 + k / q + k * k, -2 * (1 + k / q + k * k), 1 + k / q + k * k), _poles(k, q))


def _poles(k: float, q: float) -> tuple[float, float, float]:
    return 1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k


def _filter(turn: Sound, over: tuple[float, float, float], under: tuple[float, float, float]) -> Sound:
    b, a = over, under
    return (b[0] + b[1] * turn + b[2] * turn**2) / (a[0] + a[1] * turn + a[2] * turn**2)


def _peaks(sound: Sound) -> Sound:
    """The highest value from each sample to the next."""
    import numpy as np

    size = len(sound) + 1024
    finer = np.fft.irfft(np.fft.rfft(sound, size) * _FINER, size * _FINER)
    peaks: Sound = np.abs(finer[: len(sound) * _FINER]).reshape(-1, _FINER).max(axis=1)
    return peaks
