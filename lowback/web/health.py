"""What /healthz answers: content and database are in order, or what is not."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse

from lowback.store.engine import reading
from lowback.store.errors import StoreUnavailable
from lowback.version import VERSION
from lowback.web import resources

OK = "ok"


def healthz(_request: Request) -> JSONResponse:
    """Content and database, each "ok" or one sentence; 503 when either is not."""
    checks = {"content": _content(), "database": _database()}
    well = all(state == OK for state in checks.values())
    body = {"status": OK if well else "failing", **checks, "version": VERSION}
    return JSONResponse(body, status_code=200 if well else 503, headers={"Cache-Control": "no-store"})


def _content() -> str:
    if not resources.library().exercises:
        return "There are no exercises."
    return OK


def _database() -> str:
    engine = resources.engine()
    place = engine.url.database
    if engine.dialect.name == "sqlite" and place and not Path(place).exists():
        return "The database file is gone."
    try:
        with reading(engine) as connection:
            connection.execute(text("SELECT version_num FROM alembic_version")).one()
    except StoreUnavailable as error:
        return str(error)
    return OK
