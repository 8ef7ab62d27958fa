"""In which browsers a person's diary is open: a row each, and whether it was parted from the diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine, Select, select, update

from lowback.store.engine import reading, upsert, writing
from lowback.store.tables import browsers, people


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser in which the diary opens, and the days on which it was first and last seen."""

    id: str
    made: date
    seen: date


class Browsers:
    """The browsers of one person; each is named in its cookie."""

    def __init__(self, engine: Engine, person: str) -> None:
        self._engine = engine
        self._person = person

    def admits(self, browser: str) -> bool:
        """Whether the diary opens in this browser: it was not parted, and one without a row comes in until any was.

        Raises:
            StoreUnavailable: nobody can say.
        """
        mine = select(browsers.c.id, browsers.c.parted).where(browsers.c.person == self._person)
        with reading(self._engine) as connection:
            parted = {row.id: row.parted for row in connection.execute(mine)}
        return not parted.get(browser, any(parted.values()))

    def see(self, browser: str, day: date) -> None:
        """This browser came on that day; of somebody without a diary nothing is written down."""
        with reading(self._engine) as connection:
            known, seen = self._known(connection), connection.scalar(self._seen(browser))
        if known and seen != day:
            with writing(self._engine) as connection:
                self._write(connection, browser, day)

    def open_in(self) -> list[Browser]:
        """Where the diary opens, as far as it was seen there; the one that came last is first."""
        c = browsers.c
        mine = select(c.id, c.made, c.seen).where(c.person == self._person, c.parted.is_(False))
        with reading(self._engine) as connection:
            return [Browser(*row) for row in connection.execute(mine.order_by(c.seen.desc(), c.made, c.id))]

    def part_another(self, browser: str, here: str, day: date) -> None:
        """The diary opens in that browser no more, and still in this one, even if it has no row yet."""
        with writing(self._engine) as connection:
            if self._known(connection) and browser != here:
                self._write(connection, here, day)
                self._write(connection, browser, day, parted=True)

    def part(self, browser: str, day: date) -> None:
        """The diary opens in this browser no more."""
        with writing(self._engine) as connection:
            if self._known(connection):
                self._write(connection, browser, day, parted=True)

    def part_others(self, browser: str, day: date) -> None:
        """The diary opens in this browser and in no other.

        Its name must be a new one: a copy of its old cookie is another browser.
        """
        with writing(self._engine) as connection:
            if self._known(connection):
                connection.execute(update(browsers).where(browsers.c.person == self._person).values(parted=True))
                self._write(connection, browser, day)

    def _known(self, connection: Connection) -> bool:
        return connection.scalar(select(people.c.id).where(people.c.id == self._person)) is not None

    def _seen(self, browser: str) -> Select[tuple[date]]:
        return select(browsers.c.seen).where(browsers.c.person == self._person, browsers.c.id == browser)

    def _write(self, connection: Connection, browser: str, day: date, *, parted: bool = False) -> None:
        row = {"person": self._person, "id": browser, "made": day, "seen": day, "parted": parted}
        upsert(connection, browsers, row, keys=["person", "id"], change=["seen", *(["parted"] if parted else [])])
