"""Every page, by name, address and the person who looks at it; and a database with those people in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine

from lowback import quiz
from lowback.demo import fill
from lowback.library import Library, load_library
from lowback.profile import profile
from lowback.recommend import recommend
from lowback.routine import in_minutes
from lowback.settings import settings
from lowback.steps import session_plan
from lowback.store.answers import Answers
from lowback.store.engine import open_engine
from lowback.store.migrate import migrate
from lowback.store.sessions import Sessions
from lowback.triage import triage
from lowback.ui.cookie import COOKIE, cookie_for
from tests.people import ORDINARY, ticks

ZONE = "Europe/London"
FINISHED, RUNNING = UUID(int=1).hex, UUID(int=2).hex
ANSWERS: dict[str, dict[str, Any]] = {
    "steady": ORDINARY,
    "playing": ORDINARY,
    "urgent": ORDINARY | {"danger_new": ticks("saddle")},
    "locked": ORDINARY | {"ever_had": ticks("told_not")},
    "careful": ORDINARY | {"age": {"value": 75}},
}
"""People by name: what they told us. `steady` and `playing` also have half a year of sessions."""


@dataclass(frozen=True)
class Place:
    """One page as one person sees it."""

    path: str
    person: str = "steady"


PLACES = {
    "today": Place("/"),
    "quiz": Place("/quiz?step=3"),
    "review": Place("/quiz?step=99"),
    "result": Place("/result"),
    "plan": Place("/plan"),
    "routines": Place("/routines"),
    "routine": Place("/routine?id=lower_back_base"),
    "exercise": Place("/exercise?id=bridge"),
    "check": Place("/player?routine=lower_back_base&minutes=10"),
    "player": Place("/player", "playing"),
    "after": Place(f"/after?session={FINISHED}"),
    "progress": Place("/progress"),
    "log": Place("/log"),
    "more": Place("/more"),
    "how": Place("/how"),
    "today-new": Place("/", "new"),
    "plan-new": Place("/plan", "new"),
    "quiz-new": Place("/quiz", "new"),
    "progress-new": Place("/progress", "new"),
    "today-playing": Place("/", "playing"),
    "urgent": Place("/result", "urgent"),
    "how-urgent": Place("/how", "urgent"),
    "locked": Place("/result", "locked"),
    "careful": Place("/result", "careful"),
    "no-such-routine": Place("/routine?id=nothing"),
}


def prepare(folder: Path) -> dict[str, str]:
    """Fill a data folder with these people; their cookies by name, ready for a request."""
    given = settings({"LOWBACK_DATA_DIR": str(folder)})
    engine = open_engine(given.database_url)
    migrate(engine)
    library = load_library()
    for person, answers in ANSWERS.items():
        for question, answer in answers.items():
            Answers(engine, person).save(question, answer)
    for person in ("steady", "playing"):
        fill(engine, person, datetime.now(UTC).date())
    _play(engine, "steady", FINISHED, library)
    Sessions(engine, "steady").append(FINISHED, _whole_log())
    _play(engine, "playing", RUNNING, library)
    engine.dispose()
    return {person: cookie_for(person, given.secret) for person in ("new", *ANSWERS)}


def cookie_header(value: str) -> str:
    """The request header's value for this cookie."""
    return f"{COOKIE}={value}"


def _play(engine: Engine, person: str, session_id: str, library: Library) -> None:
    """The person has begun the routine that suits them best."""
    said = quiz.progress(ANSWERS[person], library.all_questions).said
    told = profile(said.facts, library.all_conditions)
    verdict = triage(said.facts, library.all_rules, said.unsure)
    offer = recommend(verdict, told, library, 10).offers[0]
    plan = session_plan(offer.routine, in_minutes(offer.fitted, 10, library), told, library)
    now = datetime.now(UTC)
    Sessions(engine, person).start(session_id, offer.routine.id, plan["title"], plan, plan["minutes"], ZONE, now, 4)


def _whole_log() -> list[dict[str, Any]]:
    """The player's log of a session that was begun and finished."""
    at = {"at": datetime.now(UTC).isoformat(), "zone": ZONE}
    return [
        {"seq": 1, "kind": "started", **at},
        {"seq": 2, "kind": "item_done", "item": 0, "exercise": "bridge", "seconds": 60, **at},
        {"seq": 3, "kind": "finished", **at},
    ]
