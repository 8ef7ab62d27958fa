"""content/rescreen.yaml: which danger questions are asked again, and the words around it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from lowback.language.texts import Text
from lowback.library.ids import QuestionId
from lowback.library.schema import Content, Sources


class Reasons(Content):
    """Why we ask again, one sentence each; `{days}` stands for the number of parameters.yaml."""

    danger: Text
    stopped: Text
    sorer: Text
    gap: Text
    month: Text


class NewQuestions(Content):
    """What we say when questions came up since the person answered; `{count}` stands for how many."""

    one: Text
    many: Text

    def about(self, count: int) -> str:
        """The sentence for that many questions."""
        return self.one if count == 1 else self.many.format(count=count)


class Rescreen(Content):
    """content/rescreen.yaml: what is asked again, and the words around it."""

    title: Text
    lead: Text
    today_lead: Text
    reasons: Reasons
    asks: Annotated[tuple[QuestionId, ...], Field(min_length=1)]
    ages: tuple[QuestionId, ...]
    """Follow-ups whose answers grow old by themselves, e.g. the weeks of a pregnancy."""
    new_title: Text
    new_lead: NewQuestions
    start_label: Text
    sources: Sources
    reviewed: date
    reviewed_by: str | None = None
