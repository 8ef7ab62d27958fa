"""From one thing to another without an edge."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def blended(share: Floats) -> Floats:
    """0 up to 0 and 1 from 1 on, smooth at both ends (Perlin's smoothstep)."""
    x = np.clip(share, 0, 1)
    return np.asarray(x * x * (3 - 2 * x))
