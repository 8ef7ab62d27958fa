"""One question with its answers as large targets, sent once and complete: what Python hands over, what comes back.

`Asked` is the whole protocol, one way; `ask.schema.json` says the same for the browser half.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from lowback.language.speech import say
from lowback.ui import state
from lowback.ui.components import register

_ask = register(Path(__file__).parent)


class Part(BaseModel):
    """A piece of what is handed over: nothing else may be in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Part):
    """One answer to choose or tick."""

    id: str
    label: str
    hint: str | None = None
    call: str | None = None
    """Sentence at once when it is ticked, with the button to call for help."""


class Call(Part):
    """The button to call for help, which needs no server."""

    label: str
    href: str
    unsure: bool
    """Whether "not sure" about a danger sign shows it, too."""


class Asked(Part):
    """A question as the browser draws it."""

    question: str
    """Its id, sent back with the answer."""
    kind: Literal["many", "one", "number", "scale"]
    title: str
    button: str = Field(default_factory=partial(say, "Continue"))
    """Its words; without any, the form around it has the button, and what is chosen is sent at once."""
    options: tuple[Option, ...] = ()
    none_label: str | None = None
    not_sure_label: str | None = None
    auto: bool = False
    """Whether one tap that is the whole answer goes on by itself."""
    answer: dict[str, Any] | None = None
    """What was answered before, as it is kept."""
    least: int | None = None
    most: int | None = None
    unit: str | None = None
    anchors: tuple[str, ...] = ()
    """The words at the two ends of a scale."""
    call: Call | None = None
    draft: str | None = None
    """Under which name the browser keeps what is ticked and not sent yet; None: it keeps nothing."""


def _nothing() -> None:
    """Stands in where nothing follows an answer, because a component's state must have a callback."""


def ask(
    asked: Asked, *, key: str, heard: int = 0, error: str | None = None, on_sent: Callable[[], None] = _nothing
) -> None:
    """Draw a question; `on_sent` runs once a new answer is there.

    `heard` counts the answers this visit has taken: a new count tells the browser that its own arrived.
    `error` is the sentence to show by the question.
    """
    data = asked.model_dump(mode="json") | {"heard": heard, "error": error}
    _ask(key=key, data=data, default={"sent": None}, on_sent_change=on_sent)


def answered(key: str, question: str) -> dict[str, Any]:
    """The answer that the browser sent to this question; its values are not checked here.

    Empty when it sent none, one to another question, or something that is no answer at all.
    """
    sent = state.component_value(key, "sent")
    if not isinstance(sent, Mapping) or sent.get("question") != question:
        return {}
    answer = sent.get("answer")
    return dict(answer) if isinstance(answer, Mapping) else {}
