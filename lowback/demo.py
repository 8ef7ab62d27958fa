"""Half a year of example sessions: the same each time, and every one of them marked as an example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, delete, insert

from lowback.checks.load import load_library
from lowback.diary.log import Outcome, Worked
from lowback.library.library import Library
from lowback.person.amend import amended
from lowback.person.answer import check
from lowback.person.quiz import progress
from lowback.store.answers import Screenings, StoredAnswers
from lowback.store.days import recount
from lowback.store.engine import writing
from lowback.store.people import add_person
from lowback.store.rows import from_outcome
from lowback.store.tables import sessions

ZONE = "Europe/London"
DAYS = 182
_FLARE = range(96, 110)
_AWAY = range(60, 69)
_STARTING_PAIN, _EASING, _FLARE_RISE = 6.2, 3.4, 3.2
_LADDER = ((0, "flare_gentle"), (10, "pt_style_basics"), (40, "lower_back_base"), (135, "lower_back_build"))
_ASIDES = ("desk_break", "morning_easy", "sleep_wind_down")
_MINUTES = {"desk_break": 7, "morning_easy": 8, "sleep_wind_down": 10, "lower_back_build": 22}
NOTES = ("", "", "", "Slept better.", "A long drive yesterday.", "The clam felt easier.", "Stiff at first, then fine.")


@dataclass(frozen=True, slots=True)
class Example:
    """One made-up session."""

    day: date
    hour: int
    routine: str
    minutes: int
    before: int
    after: int
    note: str
    stopped: bool


def fill(engine: Engine, person: str, now: datetime) -> None:
    """This person's examples are the last half year up to now; doing it again changes nothing.

    Sessions that are not examples are left alone.
    """
    library = load_library()
    titles = {name: routine.name for name, routine in library.routines.items()}
    rows = [_row(person, number, example, titles) for number, example in enumerate(story(now.date()))]
    with writing(engine) as connection:
        add_person(connection, person, ZONE)
        mine = delete(sessions).where(sessions.c.person == person)
        connection.execute(mine.where(sessions.c.source == "example"))
        connection.execute(insert(sessions), [row for row in rows if row["ended_at"] <= now])
        recount(connection, person)
    _answer(engine, person, library)


def _answer(engine: Engine, person: str, library: Library) -> None:
    """The questions are answered as content/demo.yaml says, where the person has not answered yet."""
    kept = StoredAnswers(engine, person)
    known = kept.all()
    edits = {
        question: check(library.questions[question], {"none": True} | answer.model_dump(exclude_unset=True))
        for question, answer in library.demo.items()
        if question not in known
    }
    now = datetime.now(UTC)
    kept.replace(known, amended(known, edits, library.all_questions, now.date()))
    said = progress(kept.all(), library.all_questions).said
    verdict = said.verdict(library.all_rules)
    Screenings(engine, person).add(verdict.level, now)


def story(today: date) -> Iterator[Example]:
    """Pain that eases slowly, with days off, nine days away and a harder fortnight."""
    chance = Random(20260523)  # noqa: S311 - a story, not a secret
    for number in range(DAYS):
        flare = number in _FLARE
        if number in _AWAY or chance.random() > (0.4 if flare else 0.56):
            continue
        routine = _routine(number, flare, chance)
        usual = _STARTING_PAIN - _EASING * number / DAYS + (_FLARE_RISE if flare else 0)
        before = _score(usual + chance.gauss(0, 0.8))
        stopped = number == _FLARE[2]
        after = _score(before - chance.choice((0, 1, 1, 2)) + (2 if stopped else 0))
        yield Example(
            day=today - timedelta(days=DAYS - 1 - number),
            hour=chance.choice((7, 7, 8, 18, 21)),
            routine=routine,
            minutes=4 if stopped else _MINUTES.get(routine, 15),
            before=before,
            after=after,
            note=chance.choice(NOTES),
            stopped=stopped,
        )


def _routine(number: int, flare: bool, chance: Random) -> str:
    if flare:
        return "flare_gentle"
    if chance.random() < 0.25:
        return chance.choice(_ASIDES)
    return [routine for since, routine in _LADDER if number >= since][-1]


def _score(pain: float) -> int:
    return min(10, max(0, round(pain)))


def _row(person: str, number: int, example: Example, titles: dict[str, str]) -> dict[str, Any]:
    local = datetime.combine(example.day, time(example.hour, 5 + number % 50), ZoneInfo(ZONE))
    began = local.astimezone(UTC)
    outcome = Outcome(stopped_for_pain=example.stopped, worked=(Worked(None, None, example.minutes * 45),))
    return from_outcome(outcome, example.minutes) | {
        "id": f"e{number:03d}" + _tag(person),
        "person": person,
        "routine": example.routine,
        "title": titles.get(example.routine, example.routine),
        "source": "example",
        "plan": {},
        "minutes_planned": max(example.minutes, 7),
        "started_at": began,
        "heard_at": began,
        "ended_at": began + timedelta(minutes=example.minutes),
        "zone": ZONE,
        "local_date": example.day,
        "status": "stopped" if example.stopped else "finished",
        "pain_before": example.before,
        "pain_after": example.after,
        "effort": 3 + 2 * (number % 2),
        "note": example.note,
        "followup": "sorer" if example.stopped else "usual",
        "followup_at": began + timedelta(days=1),
    }


def _tag(person: str) -> str:
    """28 letters that belong to this person, so that two people's examples have different ids."""
    return sha256(person.encode()).hexdigest()[:28]
