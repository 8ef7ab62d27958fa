"""How much one person and one address may ask, and that what is refused is refused plainly."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from lowback.store.errors import StoreUnavailable
from lowback.web import events, limits
from lowback.web.limits import (
    LINES,
    REQUESTS,
    SESSIONS,
    SUMMARIES,
    VISITS,
    Allowance,
    Limited,
    Meter,
    TooMuch,
    household,
)

SECURITY = Path(__file__).resolve().parents[2] / "SECURITY.md"


class Clock:
    """Seconds that go forward when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_much_at_once_then_so_much_a_second() -> None:
    clock = Clock()
    meter = Meter(Allowance(at_once=3, a_second=0.5), clock)

    first = [meter.take("anna") for _ in range(4)]
    clock.now += 2
    later = [meter.take("anna") for _ in range(2)]

    assert first == [True, True, True, False]
    assert later == [True, False]


def test_nobody_pays_for_another_and_waiting_saves_up_no_more_than_is_allowed_at_once() -> None:
    clock = Clock()
    meter = Meter(Allowance(2, 1), clock)
    meter.take("anna", 2)

    assert meter.take("ben", 2)
    clock.now += 1000
    assert not meter.take("anna", 3)
    assert meter.take("anna", 2)


def test_what_fails_costs_nothing_and_what_is_too_much_is_not_done() -> None:
    meter, done = Meter(Allowance(1, 0)), []

    for _ in range(3):
        with pytest.raises(ZeroDivisionError), meter.spending("anna"):
            raise ZeroDivisionError
    with meter.spending("anna"):
        done.append(1)
    with pytest.raises(TooMuch), meter.spending("anna"):
        done.append(2)

    assert done == [1]


def test_it_is_said_as_everything_that_cannot_be_saved() -> None:
    assert issubclass(TooMuch, StoreUnavailable)
    assert str(TooMuch()) == limits.TOO_MUCH


def test_a_meter_remembers_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KNOWN", 2)
    meter = Meter(Allowance(1, 0))

    for who in ("anna", "ben", "cleo"):
        meter.take(who)

    assert [meter.take(who) for who in ("cleo", "ben")] == [False, False]
    assert meter.take("anna")


@pytest.mark.parametrize(
    ("address", "shared"),
    [
        ("203.0.113.5", "203.0.113.5"), ("2001:db8::1", "2001:db8::/64"), ("2001:db8::2", "2001:db8::/64"),
        ("127.0.0.1", None), ("::1", None), ("testclient", None),
    ],
)  # fmt: skip
def test_who_shares_an_address(address: str, shared: str | None) -> None:
    assert household(address) == shared


def site(address: str) -> TestClient:
    def page(_request: Request) -> Response:
        return PlainTextResponse("well")

    return TestClient(Limited(Starlette(routes=[Route("/", page)])), client=(address, 50000))


def test_an_address_that_asks_for_too_much_gets_a_plain_429_and_this_machine_never() -> None:
    most = int(REQUESTS.at_once)
    stranger, own = site("203.0.113.5"), site("127.0.0.1")

    statuses = {stranger.get("/").status_code for _ in range(50)}
    stranger.app._meters["http"]._left["203.0.113.5"] = (0.0, float("inf"))  # type: ignore[attr-defined]
    refused = stranger.get("/")

    assert most >= 1000
    assert statuses == {200}
    assert refused.status_code == 429
    assert "try again" in refused.text
    assert int(refused.headers["retry-after"]) >= 1
    assert own.get("/").status_code == 200


def test_lines_of_one_person_that_are_far_too_many_are_not_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "lines", Meter(Allowance(2, 0)))
    person, log = uuid4().hex, [{"seq": 1, "kind": "started"}] * 3

    with pytest.raises(TooMuch):
        events.hear(person, uuid4().hex, {"log": log})
    assert events.hear(person, uuid4().hex, {"log": log[:2]}) is None


@pytest.mark.parametrize(("name", "allowance"), [
    ("sessions begun or logged", SESSIONS), ("lines told by players", LINES), ("summaries saved", SUMMARIES),
    ("requests", REQUESTS), ("websockets", VISITS),
])  # fmt: skip
def test_the_page_on_security_says_these_numbers(name: str, allowance: Allowance) -> None:
    row = next(line for line in SECURITY.read_text("utf-8").splitlines() if f"| {name} |" in line)
    at_once, then = (cell.strip() for cell in row.strip("| ").split("|")[-2:])
    number, _, per = then.partition(" a ")

    assert int(at_once) == allowance.at_once
    assert int(number) / {"day": 24 * 60 * 60, "second": 1}[per] == pytest.approx(allowance.a_second)
