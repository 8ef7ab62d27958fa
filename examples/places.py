"""Every page, by name, address, the person who looks at it and what it must show; and a database with those people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, update

from examples.contents import load_library
from examples.people import ORDINARY, ticks
from lowback.demo import fill
from lowback.person import quiz
from lowback.person.amend import amended
from lowback.person.profile import Profile, profile
from lowback.person.triage import triage
from lowback.plan.kitchen import Kitchen
from lowback.plan.recommend import Offer, recommend
from lowback.plan.routine import in_minutes
from lowback.session.stages import script_for
from lowback.settings import settings
from lowback.store.answers import StoredAnswers
from lowback.store.engine import open_engine, writing
from lowback.store.migrate import migrate
from lowback.store.sessions import Sessions
from lowback.store.tables import answers as answer_rows
from lowback.web.cookie import COOKIE, cookie_for

ZONE = "Europe/London"
LIBRARY = load_library()
RESULTS = LIBRARY.screens.levels
FINISHED, RUNNING = UUID(int=1).hex, UUID(int=2).hex
ANSWERS: dict[str, dict[str, Any]] = {
    "steady": ORDINARY,
    "ready": ORDINARY,
    "quick": ORDINARY,
    "warm": ORDINARY,
    "watched": ORDINARY,
    "busy": ORDINARY,
    "playing": ORDINARY,
    "urgent": ORDINARY | {"danger_new": ticks("saddle")},
    "locked": ORDINARY | {"ever_had": ticks("told_not")},
    "careful": ORDINARY | {"age": {"value": 75}},
}
"""People by name: what they told us. `steady`, `ready` and `playing` also have half a year of sessions. What
`steady` did last has just ended, so that the player would ask about it; `ready` did nothing today, and answered too
long ago to begin without the check before a session, `quick` just now, and `warm`, `watched` and `busy`, who play when
the bench does, like `quick`."""


@dataclass(frozen=True)
class Place:
    """One page as one person sees it."""

    path: str
    heading: str
    """The page's first heading."""
    person: str = "steady"
    leads_to: str = ""
    """The address it ends at; empty: its own."""

    @property
    def address(self) -> str:
        """Where the browser must be in the end, without the query."""
        return self.leads_to or self.path.partition("?")[0]


def asked(step: int, person: str = "steady") -> str:
    """The question that this person's quiz shows at this step."""
    return quiz.progress(ANSWERS.get(person, {}), LIBRARY.all_questions).asked[step - 1].title


def best(person: str) -> tuple[Offer, Profile]:
    """The routine that suits this person best, in ten minutes, and what it was fitted to."""
    said = quiz.progress(ANSWERS[person], LIBRARY.all_questions).said
    told = profile(said.facts, LIBRARY.all_conditions)
    return recommend(triage(said.facts, LIBRARY.all_rules, said.unsure), told, Kitchen(LIBRARY), 10).offers[0], told


PLACES = {
    "today": Place("/", "Today", "ready"),
    "today-done": Place("/", "Today"),
    "quiz": Place("/quiz?step=3", asked(3)),
    "review": Place("/quiz?step=99", "Check your answers"),
    "result": Place("/result", RESULTS.go.title),
    "plan": Place("/plan", "Your plan"),
    "routines": Place("/routines", "Routines"),
    "routine": Place("/routine?id=lower_back_base", LIBRARY.routines["lower_back_base"].name),
    "exercise": Place("/exercise?id=bridge", LIBRARY.exercises["bridge"].name),
    "check": Place("/player?routine=lower_back_base&minutes=10", LIBRARY.safety_check.title, "ready"),
    "before": Place("/player?routine=lower_back_base&minutes=10", "How sore is your back right now?", "quick"),
    "player": Place("/player", best("playing")[0].routine.name, "playing"),
    "after": Place(f"/after?session={FINISHED}", "How sore is your back now?"),
    "progress": Place("/progress", "Your progress"),
    "log": Place("/log", "Log a session"),
    "more": Place("/more", "More"),
    "helps": Place("/helps", "What helps a sore back"),
    "how": Place("/how", "How we decide"),
    "today-new": Place("/", "Look after your sore back, gently", "new"),
    "plan-new": Place("/plan", "First, a few questions", "new"),
    "quiz-new": Place("/quiz", asked(1, "new"), "new"),
    "progress-new": Place("/progress", "Your progress", "new"),
    "today-playing": Place("/", "Today", "playing"),
    "urgent": Place("/result", RESULTS.emergency.title, "urgent"),
    "how-urgent": Place("/how", "How we decide", "urgent"),
    "locked": Place("/result", RESULTS.see_clinician_first.soon.title, "locked"),
    "careful": Place("/result", RESULTS.caution.title, "careful"),
    "no-such-routine": Place("/routine?id=nothing", "We do not know that routine"),
}


def prepare(folder: Path) -> dict[str, str]:
    """Fill a data folder with these people; their cookies by name, ready for a request."""
    given = settings({"LOWBACK_DATA_DIR": str(folder)})
    engine = open_engine(given.database_url)
    migrate(engine)
    for person, answers in ANSWERS.items():
        StoredAnswers(engine, person).replace({}, amended({}, answers, LIBRARY.all_questions, datetime.now(UTC).date()))
    _answered_this_morning(engine, "ready")
    for person in ("steady", "playing"):
        fill(engine, person, datetime.now(UTC))
    fill(engine, "ready", datetime.now(UTC) - timedelta(days=1))
    _play(engine, "steady", FINISHED)
    Sessions(engine, "steady").append(FINISHED, _whole_log())
    _play(engine, "playing", RUNNING)
    engine.dispose()
    return {person: cookie_for(person, given.secret) for person in ("new", *ANSWERS)}


def _answered_this_morning(engine: Engine, person: str) -> None:
    """Too long ago for the answers to be the check before a session."""
    mine = update(answer_rows).where(answer_rows.c.person == person)
    with writing(engine) as connection:
        connection.execute(mine.values(updated_at=datetime.now(UTC) - timedelta(hours=2)))


def cookie_header(value: str) -> str:
    """The request header's value for this cookie."""
    return f"{COOKIE}={value}"


def _play(engine: Engine, person: str, session_id: str) -> None:
    """The person has begun the routine that suits them best."""
    offer, told = best(person)
    script = script_for(offer.routine, in_minutes(offer.fitted, 10, LIBRARY), told, LIBRARY)
    Sessions(engine, person).start(session_id, offer.routine.id, script, ZONE, datetime.now(UTC), 4)


def _whole_log() -> list[dict[str, Any]]:
    """The player's log of a session that was begun and finished."""
    at = {"at": datetime.now(UTC).isoformat(), "zone": ZONE}
    return [
        {"seq": 1, "kind": "started", **at},
        {"seq": 2, "kind": "item_done", "item": 0, "exercise": "bridge", "seconds": 60, **at},
        {"seq": 3, "kind": "finished", **at},
    ]
