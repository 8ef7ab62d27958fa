"""What a page costs with a long diary, beside the same page with a short one: time and bytes, as ratios."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert

from bench.load import Figures, Tab
from bench.servers import lowback
from examples.people import ORDINARY
from examples.places import LIBRARY, ZONE, Place, cookie_header
from lowback.diary.log import Outcome, Worked
from lowback.person.amend import amended
from lowback.settings import settings
from lowback.store.answers import StoredAnswers
from lowback.store.days import recount
from lowback.store.engine import open_engine, writing
from lowback.store.migrate import migrate
from lowback.store.rows import from_outcome, new_row
from lowback.store.tables import sessions
from lowback.web.cookie import cookie_for

FEW, MANY, ROUTINES = 100, 100_000, 4
QUICK = 1_000
"""So many are enough for a quick look."""
HALF_A_YEAR, TEN_YEARS = timedelta(days=183), timedelta(days=3652)
PLACES = {
    "today": Place("/", "Today"),
    "plan": Place("/plan", "Your plan"),
    **{f"progress-{span}": Place(f"/progress?range={span}", "Your progress") for span in ("4w", "3m", "6m", "all")},
}
RERUNS = 8


def count(rounds: int, many: int = 0) -> dict[str, float]:
    """For each page: how many times the time and the bytes of a diary of FEW sessions one of `many` takes."""
    many = many or (MANY if rounds > 1 else QUICK)
    with TemporaryDirectory() as folder:
        cookies = _fill(Path(folder), many)
        with lowback(Path(folder)) as served:
            figures = asyncio.run(_measure(served.url, cookies, rounds))
    found: dict[str, float] = {}
    for name, (short, long) in figures.items():
        found[f"growth_time/{name}"] = round(undisturbed(long.seconds) / undisturbed(short.seconds), 3)
        found[f"growth_bytes/{name}"] = round(long.first_bytes / short.first_bytes, 3)
    return found


def undisturbed(seconds: Sequence[float]) -> float:
    """The middle of the faster half: what else the machine does only ever adds time."""
    return median(sorted(seconds)[: -(-len(seconds) // 2)])


async def _measure(base_url: str, cookies: tuple[str, str], rounds: int) -> dict[str, tuple[Figures, Figures]]:
    """Both people at each place in turns, so that a slow minute of the machine is slow for both."""
    figures = {}
    for name, place in PLACES.items():
        tabs = [await Tab(base_url, place, cookie).open() for cookie in cookies]
        for tab in tabs * (rounds * RERUNS):
            await tab.rerun(1)
        for tab in tabs:
            await tab.close()
        short, long = (tab.figures for tab in tabs)
        figures[name] = short, long
    return figures


def _fill(folder: Path, many: int) -> tuple[str, str]:
    """Somebody with four sessions a week for half a year, and somebody with `many` in ten years; their cookies."""
    given = settings({"LOWBACK_DATA_DIR": str(folder)})
    engine = open_engine(given.database_url)
    migrate(engine)
    told = amended({}, ORDINARY, LIBRARY.all_questions, datetime.now(UTC).date())
    people = {"short": (FEW, HALF_A_YEAR), "long": (many, TEN_YEARS)}
    for person, (number, within) in people.items():
        StoredAnswers(engine, person).replace({}, told)
        with writing(engine) as connection:
            connection.execute(insert(sessions), list(_rows(person, number, within)))
            recount(connection, person)
    engine.dispose()
    short, long = (cookie_header(cookie_for(person, given.secret)) for person in people)
    return short, long


def _rows(person: str, number: int, within: timedelta) -> Iterator[dict[str, Any]]:
    chance = Random(number)  # noqa: S311 - a diary, not a secret
    routines = list(LIBRARY.routines.values())[:ROUTINES]
    # Not today, which Today would say of one diary and not of the other.
    now = datetime.now(UTC) - timedelta(days=1)
    for each in range(number):
        routine = chance.choice(routines)
        began = now - within * (each + 0.5) / number
        before = chance.randint(2, 7)
        yield (
            new_row(person, f"{person}{each}", routine.id, routine.name, "player", ZONE, began)
            | from_outcome(Outcome(worked=(Worked(0, routine.items[0], 600),), done=tuple(routine.items[:5])), 12)
            | {
                "plan": {},
                "minutes_planned": 12,
                "heard_at": began,
                "ended_at": began + timedelta(minutes=12),
                "status": "finished",
                "pain_before": before,
                "pain_after": max(0, before - chance.randint(0, 2)),
            }
        )
