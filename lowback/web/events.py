"""The quick way of the player's log into the diary, and of what a running player must know back to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.concurrency import run_in_threadpool
from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from lowback.diary.event import read_place
from lowback.diary.log import fold
from lowback.diary.rescreen import alarmed
from lowback.person import quiz
from lowback.session.over import Over, over
from lowback.store.answers import StoredAnswers
from lowback.store.errors import StoreUnavailable
from lowback.store.pains import StoredPains
from lowback.store.sessions import Sessions
from lowback.web import limits, resources
from lowback.web.body import read_body
from lowback.web.cookie import Keys
from lowback.web.limits import TooMuch

ADDRESS = "/events"
KEY = "Lowback-Key"
"""The header of a question; a key never stands in an address."""
HEADERS = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'"}
"""An answer that is no page may do nothing."""
LONGEST = 1_000_000
"""More bytes than the longest log has; nobody needs to send us more."""

BODY_SECONDS = 10
"""A player that has not told everything by then tells it again."""


def wire(person: str, session: str, secret: Keys) -> dict[str, str]:
    """Where a page's player may tell this session's events, and the key that opens no other session."""
    return {"address": ADDRESS.lstrip("/"), "key": str(_serializer(secret).dumps([person, session]))}


def hear(person: str, session: str, told: Mapping[str, Any]) -> dict[str, Any] | None:
    """`keep` for this person, as long as they have not told far more than people do.

    Raises:
        StoreUnavailable: it stays in the browser, which sends it again.
        TooMuch: the same.
    """
    log = told.get("log")
    with limits.lines.spending(person, len(log) if isinstance(log, list) else 0):
        return keep(Sessions(resources.engine(), person), session, told)


def keep(sessions: Sessions, session: str, told: Mapping[str, Any]) -> dict[str, Any] | None:
    """Save what the player tells; None without such a session, else whether it runs and, by writer, what is there.

    Raises:
        StoreUnavailable: it stays in the browser, which sends it again.
    """
    log = told.get("log")
    ack = sessions.append(session, log if isinstance(log, list) else [])
    if ack is not None and (place := read_place(told.get("at"))):
        sessions.save_position(session, place._asdict())
    return None if ack is None else {"ack": ack, "running": sessions.standing(session) == "running"}


def stops(person: str, session: str) -> Over | None:
    """Why a player of this session must end, for a reason from elsewhere; None while it goes on.

    Raises:
        StoreUnavailable: nobody knows; it goes on.
    """
    store, library = StoredAnswers(resources.engine(), person), resources.library()
    told = quiz.progress(store.all(), library.all_questions)
    may = told.complete and told.said.verdict(library.all_rules).may_exercise
    if alarm := StoredPains(resources.engine(), person).all().alarm:
        may = may and not alarmed(alarm, store.oldest(library.rescreen.asks))
    return over(Sessions(resources.engine(), person).standing(session), may_exercise=may)


def stopped(person: str, session: str) -> list[int]:
    """The places of this session that were stopped for pain, on whichever device.

    Raises:
        StoreUnavailable: nobody knows; it goes on.
    """
    return list(fold(Sessions(resources.engine(), person).log(session)).stopped_at)


async def _asked(request: Request) -> JSONResponse:
    owner = _owner(request.headers.get(KEY))
    if owner is None:
        return _answer({}, 403)
    try:
        reason = await run_in_threadpool(stops, *owner)
        out = await run_in_threadpool(stopped, *owner)
    except StoreUnavailable:
        return _answer({}, 503)
    return _answer({"over": reason.model_dump(mode="json") if reason else None, "out": out}, 200)


async def _kept(request: Request) -> JSONResponse:
    told = _told(await read_body(request, LONGEST, BODY_SECONDS))
    owner = _owner(told.get("key"))
    if owner is None:
        return _answer({}, 403)
    person, session = owner
    try:
        kept = await run_in_threadpool(hear, person, session, told)
    except TooMuch:
        return _answer({}, 429)
    except StoreUnavailable:
        return _answer({}, 503)
    return _answer(kept, 200) if kept else _answer({}, 410)


def _told(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) and isinstance(told.get("log"), list) else {}


def _owner(key: object) -> tuple[str, str] | None:
    try:
        person, session = _serializer(resources.surroundings().keys).loads(key if isinstance(key, str) else "")
    except BadSignature:
        return None
    return str(person), str(session)


def _serializer(secret: Keys) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="lowback.events")


def _answer(words: dict[str, Any], status: int) -> JSONResponse:
    return JSONResponse(words, status_code=status, headers=HEADERS)


class Events(HTTPEndpoint):
    """Both at one address, which says itself what may be asked there."""

    async def get(self, request: Request) -> JSONResponse:
        """Whether this session may go on."""
        return await _asked(request)

    async def post(self, request: Request) -> JSONResponse:
        """What happened in it."""
        return await _kept(request)


route = Route(ADDRESS, Events)
