"""The server, put together: Streamlit's script, our routes, our middleware. Run by `make run`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from lowback.ui.apology import apologise
from lowback.ui.messages import is_asked
from lowback.web import browsers, events, media, modules
from lowback.web.cookie import PersonCookie
from lowback.web.document import Document
from lowback.web.fonts import OwnFonts
from lowback.web.frames import Frames
from lowback.web.health import healthz, readyz
from lowback.web.help import Failing, help_page
from lowback.web.lost import Lost
from lowback.web.packed import Packed
from lowback.web.server import PlainStart, everyone, guards, keys, lifespan, renewed

ROOT = Path(__file__).resolve().parent

app = st.App(
    ROOT / "lowback" / "ui" / "main.py",
    lifespan=lifespan,
    routes=[
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/help", help_page),
        *modules.routes,
        *browsers.routes,
        events.route,
        *media.mounts,
    ],
    middleware=[
        Middleware(PlainStart),
        *guards,
        Middleware(Failing),
        Middleware(Lost),
        Middleware(PersonCookie, secret=keys, everyone=everyone, renewed=renewed),
        Middleware(Document),
        Middleware(OwnFonts),
        Middleware(Packed),
        Middleware(Frames, asked=is_asked),
    ],
    on_script_error=apologise,
)
