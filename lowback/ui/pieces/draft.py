"""What a person has written and not saved yet: their own browser keeps it until it is saved or given up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from lowback.ui import frame, state
from lowback.ui.components import draft
from lowback.web.cookie import PASSING

LONGEST_TEXT = 20_000
"""More than anybody writes into a field; what is too long to be saved stays to be shortened."""
_ID = re.compile(r"[0-9a-f]{32}")


def name_of(form: str) -> str | None:
    """Under which name the browser keeps this person's form; None for somebody whom it would not know again."""
    person = frame.person_id()
    if person.startswith(PASSING):
        return None
    # Whoever has this browser next is somebody else; the name tells nobody who it was.
    return f"{form}.{sha256(f'{person} {form}'.encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class Draft:
    """One form and what the browser still had of it; the keys of its fields begin with `form`."""

    form: str
    about: str = ""
    """Which of several things the form is about, where its keys do not say."""

    @property
    def left(self) -> Mapping[str, Any]:
        """The fields that were changed and not saved; their values are not checked here."""
        return state.left(self._name) or {}

    @property
    def key(self) -> str:
        """How the keys of the fields begin: they are new ones, filled in anew, once the browser has told."""
        return self.form if state.left(self._name) is None else f"{self.form}.again"

    def text(self, field: str, otherwise: str) -> str:
        """What the browser had of a text field, or else this."""
        left = self.left.get(field, otherwise)
        return left if isinstance(left, str) and len(left) <= LONGEST_TEXT else otherwise

    def keep(self, was: Mapping[str, Any], now: Mapping[str, Any], texts: Mapping[str, str]) -> None:
        """Keep what is no longer as it was saved; `texts` are the text fields, each with its key on the page."""
        changed = {field: value for field, value in now.items() if value != was[field]}
        fields: dict[str, draft.Text] = {field: {"key": key, "was": str(was[field])} for field, key in texts.items()}
        name = name_of(self._name)
        state.open_draft(name)
        form: draft.Form = {"name": name, "id": state.form(), "changed": changed, "texts": fields}
        draft.draft(form, key=self._key, on_left=self._take)

    def done(self) -> None:
        """It is saved, or given up: the browser forgets it."""
        state.close_draft(name_of(self._name))

    @property
    def _name(self) -> str:
        return f"{self.form}.{self.about}" if self.about else self.form

    @property
    def _key(self) -> str:
        return f"draft.{self._name}"

    def _take(self) -> None:
        told = draft.left(self._key)
        if not told:
            return
        state.set_left(self._name, told["values"])
        # What was sent already and perhaps saved is the same form, and still one session.
        if _ID.fullmatch(str(told.get("id"))):
            state.set_form(str(told["id"]))
