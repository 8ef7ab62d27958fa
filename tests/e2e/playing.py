"""Somebody in a session of the real app, and the same session on paper."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from examples.places import PLACES
from lowback.session.script import Script
from tests.e2e.conftest import Server, Visitor, server_ended
from tests.e2e.reckoning import Line, Reckoning

# Seconds: the clock is looked at ten times in one, and another window knows where this one was one ago.
LATE = 1.2


class Playing:
    """Somebody in a session, whose clock stands still but when the test winds it; and what they have done so far."""

    def __init__(self, server: Server, visitor: Visitor, session: str, script: Script) -> None:
        self.server, self.visitor, self.session = server, visitor, session
        self.page = visitor.page
        self.reckoning = Reckoning(script)
        visitor.context.clock.install()
        self.page.goto(PLACES["player"].path)
        expect(self.page.locator("section.player[data-mode=start]")).to_be_visible()
        self.begun_at = int(self.page.evaluate("Date.now()") / 1000) + 2
        visitor.context.clock.pause_at(self.begun_at)

    def tap(self, act: str) -> None:
        """Tap this control."""
        self.page.locator(f"[data-do='{act}']").click()

    def wind(self, seconds: float) -> None:
        """Let the time go by."""
        self.visitor.context.clock.run_for(round(seconds * 1000))
        self.reckoning.passes(seconds)

    def to_the_next_exercise(self) -> None:
        """Do the rest of this exercise, and begin to get ready for the next."""
        self.wind(self.reckoning.lasts())
        self.wind(2)

    def to_the_work(self) -> None:
        """Get into position, and begin."""
        self.wind(self.reckoning.move.stages[0].seconds + 5)

    def until(self, mode: str, page: Page) -> None:
        """Wind until a page, which needs a clock to be drawn, has its player in this mode."""
        for _ in range(200):
            if page.locator(f"section.player[data-mode={mode}]").is_visible():
                return
            self.wind(0.1)
            server_ended(self.server, 0.05)
        pytest.fail(f"The player on {page.url} never showed {mode}")

    def hurts(self, *answers: str) -> None:
        """Tap "This hurts", and answer."""
        self.tap("hurt")
        self.reckoning.hurts()
        for answer in answers:
            self.tap(answer)
        self.reckoning.hurts(answers[0])

    def pauses_for(self, seconds: float) -> None:
        """Pause, and go on after so long."""
        self.tap("pause")
        self.reckoning.pauses()
        self.wind(seconds)
        self.tap("pause")
        self.reckoning.goes_on()

    def takes_an_easier_move(self) -> None:
        """It is sore: choose the first easier move that is offered, and do that."""
        self.hurts("sore")
        act = str(self.page.locator("[data-do^=easier]").first.get_attribute("data-do"))
        self.tap(act)
        self.reckoning.easier(act.removeprefix("easier "))
        self.wind(5)
        self.tap("pause")
        self.reckoning.goes_on()

    def takes_it_back(self) -> None:
        """Tap "This hurts", and it has gone."""
        self.tap("hurt")
        self.reckoning.hurts()
        self.wind(1)
        self.tap("gone")
        self.reckoning.goes_on("gone")

    def leaves_out_what_is_sharp(self) -> None:
        """It is sharp: it is out, and the next one waits for a tap."""
        self.hurts("sharp")
        self.reckoning.left_out("pain")
        self.tap("carry")
        self.reckoning.goes_on()

    def loads_the_page_anew(self) -> None:
        """Reload, and go on."""
        self.page.reload()
        self.reckoning.pauses()
        self.until("start", self.page)
        self.tap("begin")
        self.reckoning.goes_on()

    def goes_on_in_a_second_window(self) -> Page:
        """Open the session in another window, and take it over there."""
        first, self.page = self.page, self.visitor.context.new_page()
        self.page.goto(PLACES["player"].path)
        self.until("start", self.page)
        self.tap("begin")
        expect(first.locator("section.player[data-mode=start]")).to_be_visible()
        self.reckoning.pauses()
        self.reckoning.goes_on()
        return self.page

    def kept(self) -> dict[str, Any]:
        """The session as the diary has it."""
        columns = "status, worked_seconds, stopped_for_pain, items_done, items_skipped, items_swapped, items_hurt"
        row = dict(
            zip(columns.split(", "), self._asked(f"select {columns} from sessions where id = ?")[0], strict=True)
        )
        kept = {name: json.loads(value) if name.startswith("items_") else value for name, value in row.items()}
        return kept | {"items_hurt": sorted(kept["items_hurt"])}

    def events(self) -> list[tuple[Line, float]]:
        """Every line of its log, and at which second of the session it was written."""
        found = [json.loads(text) for (text,) in self._asked("select payload from session_events where session = ?")]
        return sorted((_line(event), self._second(event)) for event in found)

    def knows_of(self, item: int) -> bool:
        """Whether the diary has heard of this place of the session."""
        return any(line.item == item for line, _ in self.events())

    def pains(self) -> dict[str, str]:
        """What hurt, and how."""
        return dict(self._asked("select exercise, kind from pains where session = ?"))

    def told(self, kind: str) -> None:
        """Wait, winding, until the diary has this."""
        for _ in range(100):
            if any(line.kind == kind for line, _ in self.events()):
                return
            self.wind(1)
            server_ended(self.server, 0.1)
        pytest.fail(f"The diary never heard of {kind}")

    def _second(self, event: dict[str, Any]) -> float:
        return datetime.fromisoformat(event["at"]).timestamp() - self.begun_at

    def _asked(self, question: str) -> list[Any]:
        with closing(sqlite3.connect(self.server.data_dir / "lowback.db")) as database:
            return database.execute(question, [self.session]).fetchall()

    def agrees(self) -> None:
        """The diary has the lines that the acts make, each of its second, and adds them up to the same."""
        kept, reckoned = self.events(), sorted(self.reckoning.lines)
        assert [line for line, _ in kept] == [line for line, _ in reckoned]
        late = [(line, at - due) for (line, at), (_, due) in zip(kept, reckoned, strict=True) if abs(at - due) > LATE]
        assert late == []
        assert self.kept() == self.reckoning.sums()
        assert self.pains() == self.reckoning.felt


def _line(event: dict[str, Any]) -> Line:
    why, to = event["why"] or "", event["to"] or ""
    return Line(event["kind"], event["item"], event["exercise"], why, to, round(event["seconds"]))
