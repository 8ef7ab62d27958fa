"""Who saves while something breaks: players that tell their sessions, and somebody who changes an answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Semaphore
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import websockets
from sqlalchemy import Connection, func, select

from bench.load import Tab
from examples.people import ORDINARY
from examples.places import LIBRARY, Place, cookie_header
from lowback.person import quiz
from lowback.settings import settings
from lowback.store.answers import StoredAnswers
from lowback.store.condition import check_whole
from lowback.store.copies import orphans
from lowback.store.days import recount
from lowback.store.engine import opened, reading, writing
from lowback.store.migrate import migrate
from lowback.store.sessions import Sessions
from lowback.store.tables import days, session_events
from lowback.web.cookie import cookie_for
from lowback.web.events import wire
from tests.diaries import script

SECRET = uuid4().hex
"""The same for all who share a database on a server."""
PATIENCE = 60
"""Seconds after which something hangs; nothing is waited for that long."""


class Diary:
    """A database and the data folder of its servers, looked at beside them; without a `url` it is a file in there."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.settings = {"LOWBACK_DATABASE_URL": url, "LOWBACK_SECRET": SECRET} if url else {}
        given = settings({"LOWBACK_DATA_DIR": str(folder), **self.settings})
        self.folder, self.url, self.keys = folder, given.database_url, given.keys
        with opened(self.url) as engine:
            migrate(engine)

    @property
    def file(self) -> Path:
        """Where it is."""
        return self.folder / "lowback.db"

    def begin(self, person: str) -> str:
        """A session of this person that runs; its id."""
        session = uuid4().hex
        with opened(self.url) as engine:
            Sessions(engine, person).start(session, "lower_back_base", script("bridge"), "UTC", datetime.now(UTC), 4)
        return session

    def told(self, session: str, writer: str) -> list[int]:
        """The lines of the log that are in it, by their numbers."""
        c = session_events.c
        mine = select(c.seq).where(c.session == session, c.writer == writer).order_by(c.seq)
        with opened(self.url) as engine, reading(engine) as connection:
            return list(connection.scalars(mine))

    def sessions_counted(self, person: str) -> int:
        """How many sessions of this person its days add up to."""
        mine = select(func.coalesce(func.sum(days.c.sessions), 0)).where(days.c.person == person)
        with opened(self.url) as engine, reading(engine) as connection:
            return int(connection.scalar(mine) or 0)

    def age(self, person: str) -> int:
        """What this person said."""
        with opened(self.url) as engine:
            return int(StoredAnswers(engine, person).all()["age"]["value"])

    def check(self, *people: str) -> None:
        """Every page is whole, no row is alone, and days are what sessions add up to."""
        with opened(self.url) as engine:
            check_whole(engine)
            assert orphans(engine) == 0
            for person in people:
                with writing(engine) as connection:
                    was = _days(connection, person)
                    recount(connection, person)
                    assert _days(connection, person) == was


def _days(connection: Connection, person: str) -> list[Any]:
    return list(connection.execute(select(days).where(days.c.person == person).order_by(days.c.day)))


@dataclass
class Teller:
    """Somebody's player: what the server has not confirmed it tells again, with the next line."""

    diary: Diary
    writer: str = "phone"
    person: str = field(default_factory=lambda: uuid4().hex)
    session: str = ""
    lines: int = 0
    confirmed: int = 0
    ends: int = 0
    """The number of its last line; 0 while it goes on."""
    refused: int = 0

    def __post_init__(self) -> None:
        self.session = self.session or self.diary.begin(self.person)
        self.key = wire(self.person, self.session, self.diary.keys)["key"]

    def tell(self, server: httpx.Client) -> bool:
        """One line more, and whatever was not confirmed; whether all of it is now."""
        if not self.ends or self.lines < self.ends:
            self.lines += 1
        log = [self._line(number) for number in range(self.confirmed + 1, self.lines + 1)]
        told = {"key": self.key, "log": log, "at": {"item": 0, "stage": 0, "elapsed": self.lines}}
        try:
            answer = server.post("/events", json=told)
        except httpx.TransportError:
            return False
        if answer.status_code != httpx.codes.OK:
            self.refused += 1
            return False
        self.confirmed = answer.json()["ack"].get(self.writer, 0)
        return self.confirmed == self.lines

    def finish(self, server: httpx.Client) -> bool:
        """The session ends; whether all of it is confirmed."""
        self.ends = self.ends or self.lines + 1
        return self.tell(server)

    def lost(self) -> int:
        """Lines that were confirmed and are not there."""
        return len(set(range(1, self.confirmed + 1)) - set(self.diary.told(self.session, self.writer)))

    def doubled(self) -> int:
        """Lines that are there and were never told, or twice."""
        return max(0, len(self.diary.told(self.session, self.writer)) - self.lines)

    def _line(self, number: int) -> dict[str, Any]:
        at = {"writer": self.writer, "seq": number, "at": datetime.now(UTC).isoformat(), "zone": "UTC"}
        if number == self.ends:
            return at | {"kind": "finished"}
        return at | {"kind": "item_done", "item": number, "exercise": "bridge", "seconds": 60}


@dataclass
class Answerer:
    """Somebody who says another age again and again, over the websocket of the page that asks."""

    diary: Diary
    person: str = field(default_factory=lambda: uuid4().hex)
    said: int = 0
    confirmed: int = 0

    def __post_init__(self) -> None:
        # Without the last answer the questions go on rather than end in a result.
        told = {name: answer for name, answer in ORDINARY.items() if name != "pain"}
        asked = quiz.progress(ORDINARY, LIBRARY.all_questions).asked
        step = next(number for number, question in enumerate(asked, 1) if question.id == "age")
        self._place = Place(f"/quiz?step={step}", asked[step - 1].title)
        with opened(self.diary.url) as engine:
            StoredAnswers(engine, self.person).replace({}, {**told, "age": {"value": self.age(0)}})

    def age(self, number: int) -> int:
        """What is said the so many-th time."""
        return 40 + number % 20

    async def answer(self, url: str, each: Callable[[], object]) -> None:
        """Open the page and say one age after the other, until the server is gone."""
        cookie = cookie_header(cookie_for(self.person, self.diary.keys))
        with suppress(websockets.WebSocketException, OSError, EOFError):
            tab = await Tab(url, self._place, cookie).open()
            taken = self.said
            while True:
                self.said += 1
                sent = {"question": "age", "at": self.said, "answer": {"value": self.age(self.said)}}
                await tab.send("quiz.age", {"sent": sent})
                assert self.said - taken in {given.get("heard") for given in tab.given().values()}
                self.confirmed = self.said
                each()
                await tab.rerun(1)

    def lost(self) -> int:
        """1 when neither what was confirmed nor what was just being said is there."""
        return int(self.diary.age(self.person) not in {self.age(self.confirmed), self.age(self.said)})


@contextmanager
def telling(tellers: Sequence[Teller], url: str) -> Iterator[Semaphore]:
    """All of them tell, each until something is not confirmed; the semaphore counts what is."""
    saved, enough = Semaphore(0), Event()

    def tell_on(teller: Teller) -> None:
        with asking(url) as server:
            while not enough.is_set() and teller.tell(server):
                saved.release()

    with ThreadPoolExecutor(len(tellers)) as pool:
        going = [pool.submit(tell_on, teller) for teller in tellers]
        try:
            yield saved
        finally:
            enough.set()
    for each in going:
        each.result()


@contextmanager
def asking(url: str) -> Iterator[httpx.Client]:
    """Somebody who asks this server, and never a proxy."""
    with httpx.Client(base_url=url, timeout=PATIENCE, trust_env=False) as server:
        yield server


def ready(url: str) -> tuple[int, str]:
    """What /readyz answers, and what it says of the database."""
    with asking(url) as server:
        answer = server.get("/readyz")
    return answer.status_code, str(json.loads(answer.text)["database"])
