"""The keeper of a form that is not saved yet: what stands in it stays in the person's browser, also while they type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypedDict

from lowback.ui import state
from lowback.ui.components import register

_draft = register(Path(__file__).parent)


class Text(TypedDict):
    """A text field: its key on the page, and what is saved of it."""

    key: str
    was: str


class Form(TypedDict):
    """A form as the browser keeps it.

    `name`: under which, or None for somebody whom it would not know again. `id`: this form's, new with every visit.
    `changed`: what differs from what is saved.
    """

    name: str | None
    id: str
    changed: Mapping[str, Any]
    texts: Mapping[str, Text]


def draft(form: Form, *, key: str, on_left: Callable[[], None]) -> None:
    """Keep this form; `on_left` runs when the browser has something of it from before."""
    _draft(key=key, data=dict(form), default={"left": None}, on_left_change=on_left)


def left(key: str) -> dict[str, Any]:
    """What the browser had: `id` and `values`, not checked here; empty when it is no draft at all."""
    told = state.component_value(key, "left")
    return dict(told) if isinstance(told, Mapping) and isinstance(told.get("values"), Mapping) else {}
