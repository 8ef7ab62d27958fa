"""The quick way of the player's log into the diary: an event costs no run of a page and brings back a number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from lowback.store.errors import StoreUnavailable
from lowback.store.sessions import Sessions
from lowback.web import resources

ADDRESS = "/events"
PLACE = ("item", "stage", "elapsed")
LONGEST = 1_000_000
"""More bytes than the longest log has; nobody needs to send us more."""


def wire(person: str, session: str, secret: bytes) -> dict[str, str]:
    """Where the player may tell this session's events, and the key that opens no other session."""
    return {"address": ADDRESS, "key": str(_serializer(secret).dumps([person, session]))}


def keep(sessions: Sessions, session: str, told: Mapping[str, Any]) -> int:
    """Save what the player tells; the number up to which nothing is missing.

    Raises:
        StoreUnavailable: it stays in the browser, which sends it again.
    """
    log = told.get("log")
    ack = sessions.append(session, log if isinstance(log, list) else [])
    if isinstance(at := told.get("at"), Mapping):
        sessions.save_position(session, {name: at[name] for name in PLACE if isinstance(at.get(name), int | float)})
    return ack


async def _kept(request: Request) -> JSONResponse:
    told = _told(await _body(request))
    owner = _owner(told.get("key"))
    if owner is None:
        return _answer({}, 403)
    person, session = owner
    try:
        ack = await run_in_threadpool(keep, Sessions(resources.engine(), person), session, told)
    except StoreUnavailable:
        return _answer({}, 503)
    return _answer({"ack": ack}, 200)


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            return b""
    return body


def _told(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) and isinstance(told.get("log"), list) else {}


def _owner(key: object) -> tuple[str, str] | None:
    try:
        person, session = _serializer(resources.surroundings().secret).loads(key if isinstance(key, str) else "")
    except BadSignature:
        return None
    return str(person), str(session)


def _serializer(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="lowback.events")


def _answer(words: dict[str, int], status: int) -> JSONResponse:
    return JSONResponse(words, status_code=status, headers={"Cache-Control": "no-store"})


route = Route(ADDRESS, _kept, methods=["POST"])
