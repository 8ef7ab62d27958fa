"""Sessions at random: the real player without its picture, a bad network between, and the real diary."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from lowback.diary.log import Outcome, acknowledged, fold
from lowback.session.over import over
from lowback.session.script import Script
from lowback.store.engine import open_engine
from lowback.store.migrate import migrate
from lowback.store.sessions import Sessions
from lowback.web.events import keep
from tests.short_session import adds_up, named, script

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [ROOT / "tools" / "node.sh", "node", ROOT / "tests" / "browser" / "fuzz" / "run.js"]
Json = dict[str, Any]


class Diary:
    """What the server does of a session, and what it must find in the end."""

    def __init__(self, engine: Engine, given: Script) -> None:
        self.engine, self.script = engine, given
        self.seed = -1
        self.now = datetime.now(UTC)

    def __call__(self, asked: Json) -> Any:
        """The answer to one line."""
        if "now" in asked:
            self.now = max(self.now, datetime.fromtimestamp(asked["now"] / 1000, UTC))
        answer: Any = getattr(self, asked["do"])(asked)
        return answer

    def begin(self, asked: Json) -> None:
        self.seed, self.session = asked["seed"], f"{asked['seed']:032x}"
        self.now = datetime.fromtimestamp(asked["now"] / 1000, UTC)
        self.sessions = Sessions(self.engine, self.session, lambda: self.now)
        self.sessions.start(self.session, "lower_back_base", self.script, "UTC", self.now, 4)
        self.acks: dict[str, int] = {}

    def open(self, _: Json) -> Json | None:
        running = self.sessions.open()
        if running is None:
            return None
        return running.script.model_dump(mode="json") | {
            "session": self.session,
            "resume": running.position,
            "voice": {},
            "wire": {"address": "/events", "key": "key"},
            "elsewhere": {"title": "", "text": "", "take": ""},
            "stands_seconds": 3600,
            **self._known(),
            "over": None,
            "problem": None,
        }

    def post(self, asked: Json) -> Json | None:
        told = keep(self.sessions, self.session, asked["told"])
        assert told is not None
        self._never_back(told["ack"])
        return told

    def hand(self, asked: Json) -> Json:
        self.post(asked)
        return self.look(asked)

    def look(self, _: Json) -> Json:
        return self._known() | {"over": self._over(), "problem": None}

    def stops(self, _: Json) -> Json:
        return {"over": self._over(), "out": list(fold(self.sessions.log(self.session)).stopped_at)}

    def _over(self) -> Json | None:
        ended = over(self.sessions.standing(self.session), may_exercise=True)
        return ended.model_dump(mode="json") if ended else None

    def _known(self) -> Json:
        log = self.sessions.log(self.session)
        self._never_back(acknowledged(log))
        return {"events": [event.as_dict() for event in log], "ack": acknowledged(log)}

    def _never_back(self, ack: dict[str, int]) -> None:
        assert all(ack.get(writer, 0) >= number for writer, number in self.acks.items()), (self.acks, ack)
        self.acks = ack

    def failed(self, asked: Json) -> None:
        pytest.fail(asked["error"])

    def end(self, asked: Json) -> None:
        """Everything was sent: what was done, what was told and what is kept are the same, and no note is left."""
        log, lines = self.sessions.log(self.session), asked["lines"]
        assert _by_name(event.as_dict() for event in log) == _by_name(lines)
        assert acknowledged(log) == {line["writer"]: line["seq"] for line in sorted(lines, key=_seq)}
        outcome, session = fold(log), self.sessions.get(self.session)
        assert session is not None
        adds_up(outcome, lines)
        for view in asked["views"]:
            _agrees(outcome, view)
        for name in ("done", "skipped", "swapped", "worked_seconds"):
            assert getattr(session, name) == getattr(outcome, name)
        assert session.stopped_for_pain == (outcome.stopped_for_pain or len(outcome.stopped_at) >= 2)
        assert session.status == ("stopped" if session.stopped_for_pain else outcome.status)
        _forgotten(asked["notes"], runs=session.status == "running")


def _seq(line: Json) -> int:
    return int(line["seq"])


def _name(line: tuple[str, int, Json]) -> tuple[str, int]:
    return line[:2]


def _by_name(lines: Iterable[Json]) -> list[tuple[str, int, Json]]:
    return sorted(map(named, lines), key=_name)


def _agrees(outcome: Outcome, view: Json) -> None:
    """A player that has heard everything says the same."""
    end = view["end"]
    danger = {pain.item for pain in outcome.pains if pain.kind == "danger" and pain.item is not None}
    assert outcome.status == (end["kind"] if end else "running")
    assert outcome.stopped_for_pain == bool(end and end.get("why") in ("pain", "danger"))
    assert outcome.stopped_at == tuple(sorted(set(view["stopped"]) | danger))
    assert {to for _, to in outcome.swapped} == {swap["to"] for swap in view["swapped"]}
    assert len([pain for pain in outcome.pains if pain.kind != "unsaid"]) == view["pains"]


def _forgotten(notes: list[Json], *, runs: bool) -> None:
    """Only where somebody is in a session that goes on stays on the device."""
    assert [note["log"] for note in notes if note["log"] or not runs] == []


def play(seeds: range) -> None:
    """Play these sessions against a diary that is empty."""
    engine = open_engine("sqlite://")
    migrate(engine)
    diary = Diary(engine, script())
    command = [*map(str, COMMAND), str(seeds.start), str(seeds.stop)]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as node:
        assert node.stdin
        assert node.stdout
        try:
            for line in node.stdout:
                asked = json.loads(line)
                if asked["do"] == "over":
                    break
                node.stdin.write(json.dumps(diary(asked)) + "\n")
                node.stdin.flush()
            else:
                pytest.fail("Node ended early")
        except BaseException:
            print(f"Session {diary.seed}: play(range({diary.seed}, {diary.seed + 1})) plays it again")
            raise
        finally:
            node.kill()
    engine.dispose()


def test_whatever_the_network_does_nothing_is_lost_and_everyone_agrees() -> None:
    play(range(150))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_same_for_a_thousand_sessions() -> None:
    play(range(150, 1000))
