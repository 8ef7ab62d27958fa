"""One question with its answers as large targets, sent once and complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lowback.ui.components import register

_ask = register(Path(__file__).parent)


def ask(data: Mapping[str, Any], *, key: str, on_sent: Callable[[], None]) -> None:
    """Draw a question; `on_sent` runs after `st.session_state[key]["sent"]` holds a new answer."""
    _ask(key=key, data=dict(data), default={"sent": None}, on_sent_change=on_sent)
