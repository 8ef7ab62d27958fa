"""A demonstration clip that loops quietly, with its words below it, and falls back to its picture."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lowback.ui.components import register

_clip = register(Path(__file__).parent)


def clip(shown: Mapping[str, Any], *, key: str) -> None:
    """Draw the clip with these pictures (`lowback.steps.pictures`), all on our own server."""
    _clip(key=key, data=dict(shown))
