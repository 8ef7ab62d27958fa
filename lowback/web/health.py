"""What /healthz and /readyz answer: content and database are in order, or what is not."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import JSONResponse

from lowback.store.condition import check_reads, check_whole, check_writes
from lowback.store.errors import StoreUnavailable
from lowback.version import VERSION
from lowback.web import resources

OK = "ok"


def healthz(_request: Request) -> JSONResponse:
    """Content and database, each "ok" or one sentence; 503 when either is not."""
    return _answer(_database(check_reads))


def readyz(_request: Request) -> JSONResponse:
    """As /healthz, and whether the whole database is in order and something was saved in it just now."""
    return _answer(_database(check_reads, check_whole, check_writes))


def _answer(database: str) -> JSONResponse:
    checks = {"content": _content(), "database": database}
    well = all(state == OK for state in checks.values())
    body = {"status": OK if well else "failing", **checks, "version": VERSION}
    return JSONResponse(body, status_code=200 if well else 503, headers={"Cache-Control": "no-store"})


def _content() -> str:
    if not resources.library().exercises:
        return "There are no exercises."
    return OK


def _database(*checks: Callable[[Engine], None]) -> str:
    try:
        for check in checks:
            check(resources.engine())
    except StoreUnavailable as error:
        return str(error)
    return OK
