"""The harness as a server: its page, its pictures, and a sign of life."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from lowback.web import modules
from lowback.web.document import Document

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "content" / "fonts"


async def healthz(_: Request) -> PlainTextResponse:
    """Answers as soon as the server does."""
    return PlainTextResponse("ok")


app = st.App(
    HERE / "player_harness.py",
    routes=[
        Route("/healthz", healthz),
        *modules.routes,
        Mount("/m", StaticFiles(directory=HERE / "media")),
        Mount("/fonts", StaticFiles(directory=FONTS)),
    ],
    middleware=[Middleware(Document)],
)
