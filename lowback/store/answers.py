"""One person's quiz answers, and what each screening found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, func, insert, select

from lowback.store.clock import Clock, utc_now
from lowback.store.engine import reading, upsert, writing
from lowback.store.people import add_person
from lowback.store.tables import answers, screening

_KEYS = ["person", "question"]


class StoredAnswers:
    """One row a question, so that two open tabs never undo each other's answers."""

    def __init__(self, engine: Engine, person: str, now: Clock = utc_now) -> None:
        self._engine = engine
        self._person = person
        self._now = now

    def all(self) -> dict[str, Any]:
        """Every kept answer by question id."""
        mine = select(answers.c.question, answers.c.answer).where(answers.c.person == self._person)
        with reading(self._engine) as connection:
            return {row.question: row.answer for row in connection.execute(mine.order_by(answers.c.question))}

    def oldest(self, questions: Sequence[str]) -> datetime | None:
        """When the first given of these answers was given; None when one of them is missing."""
        mine = select(func.min(answers.c.updated_at), func.count()).where(
            answers.c.person == self._person, answers.c.question.in_(questions)
        )
        with reading(self._engine) as connection:
            earliest, found = connection.execute(mine).one()
        return earliest if found == len(questions) else None

    def save(self, question: str, answer: Any) -> None:
        """Keep this answer in place of any earlier one to the same question."""
        with writing(self._engine) as connection:
            add_person(connection, self._person)
            upsert(connection, answers, self._row(question, answer), keys=_KEYS, change=["answer", "updated_at"])

    def replace(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Keep what differs between two states of the answers, all of it or nothing.

        Only the difference is written, so that an answer given in another tab meanwhile stays.
        """
        gone = [question for question in before if question not in after]
        changed = {question: answer for question, answer in after.items() if before.get(question) != answer}
        with writing(self._engine) as connection:
            add_person(connection, self._person)
            mine = delete(answers).where(answers.c.person == self._person, answers.c.question.in_(gone))
            connection.execute(mine)
            for question, answer in changed.items():
                # Whoever only says in which version it was asked has not answered it again.
                again = _said(before.get(question)) != _said(answer)
                change = ["answer", "updated_at"] if again else ["answer"]
                upsert(connection, answers, self._row(question, answer), keys=_KEYS, change=change)

    def _row(self, question: str, answer: Any) -> dict[str, Any]:
        return {"person": self._person, "question": question, "answer": answer, "updated_at": self._now()}


def _said(answer: Any) -> Any:
    return {key: value for key, value in answer.items() if key != "v"} if isinstance(answer, dict) else answer


@dataclass(frozen=True, slots=True)
class Screening:
    """What the safety questions led to, and when."""

    level: str
    finished_at: datetime


class Screenings:
    """One person's screenings; none is ever changed."""

    def __init__(self, engine: Engine, person: str) -> None:
        self._engine = engine
        self._person = person

    def add(self, level: str, at: datetime) -> None:
        """Keep one more screening."""
        row = {"person": self._person, "level": level, "finished_at": at}
        with writing(self._engine) as connection:
            add_person(connection, self._person)
            connection.execute(insert(screening).values(row))

    def latest(self) -> Screening | None:
        """The newest screening, if there was one."""
        newest = (screening.c.finished_at.desc(), screening.c.id.desc())
        mine = select(screening).where(screening.c.person == self._person).order_by(*newest)
        with reading(self._engine) as connection:
            row = connection.execute(mine.limit(1)).first()
        return Screening(row.level, row.finished_at) if row else None
