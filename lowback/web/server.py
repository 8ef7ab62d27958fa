"""Starting and stopping: everything slow or breakable happens once, before the first request."""

from __future__ import annotations

import asyncio
import gc
import importlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lowback.language.languages import ENGLISH
from lowback.language.speech import speaking
from lowback.library.parse import ContentError
from lowback.settings import SettingsError
from lowback.store.browsers import Browsers
from lowback.store.clock import utc_now
from lowback.store.errors import StoreUnavailable
from lowback.store.people import People
from lowback.store.sweep import sweep
from lowback.web import log, modules, resources
from lowback.web.cookie import Named
from lowback.web.headers import SafeHeaders
from lowback.web.limits import Limited
from lowback.web.origin import OursOnly
from lowback.web.private import Private

SECONDS_BETWEEN_SWEEPS = 60
HEAVY = ("pandas", "altair", "pyarrow")


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Log no words from now on, load what every page needs, then take it out of the garbage collector's sight.

    Raises:
        ContentError: a content file is broken.
        SettingsError: an environment variable is wrong.
        StoreUnavailable: the database cannot be opened or migrated.
    """
    log.leave_out_words()
    for name in HEAVY:
        importlib.import_module(name)
    for language in resources.surroundings().languages:
        with speaking(language.tag):
            resources.library()
        if language is not ENGLISH:  # which no browser fetches
            modules.words(language.tag)
    resources.engine()
    gc.collect()
    gc.freeze()
    tidying = asyncio.create_task(_tidy_for_ever())
    yield {}
    tidying.cancel()
    await _tidy()
    resources.engine().dispose()  # the last to close an SQLite file puts everything into it


async def _tidy_for_ever() -> None:
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_SWEEPS)
        await _tidy()


async def _tidy() -> None:
    with suppress(StoreUnavailable):  # the console has it; the next time will do
        await run_in_threadpool(sweep, resources.engine(), utc_now())


def keys() -> tuple[bytes, ...]:
    """The keys of the cookie: the last one signs."""
    return resources.surroundings().keys


def everyone() -> str | None:
    """The person that every visitor of the demo is, whose examples `demo-data` made; None otherwise."""
    return "demo" if resources.surroundings().demo else None


def hosts() -> frozenset[str]:
    """The names of ours that the settings give."""
    return resources.surroundings().hosts


guards = (
    Middleware(SafeHeaders),
    Middleware(Limited),
    Middleware(OursOnly, hosts=hosts),
    Middleware(Private, secret=keys),
)
"""What stands before everything that answers."""


def renewed(known: Named) -> Named | None:
    """How a visitor is named from now on; None where everything of theirs was deleted, or this browser was parted."""
    browsers, here = Browsers(resources.engine(), known.person), known
    if not known.browser:
        here = known._replace(browser=uuid4().hex)
    if People(resources.engine()).erased(known.person):
        return None
    try:
        if not browsers.admits(known.browser):
            return None
        browsers.see(here.browser, utc_now().date())
    except StoreUnavailable:  # nobody can say; the page cannot show anything either
        return known
    return here


class PlainStart:
    """A start that fails says why in plain lines, without a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; replace Starlette's report of a failed start by ours."""
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
        held: list[Message] = []

        async def send_or_hold(message: Message) -> None:
            if message["type"] == "lifespan.startup.failed":
                held.append(message)
            else:
                await send(message)

        try:
            await self._app(scope, receive, send_or_hold)
        except (ContentError, SettingsError, StoreUnavailable) as error:
            print(error, *getattr(error, "__notes__", ()), sep="\n", file=sys.stderr, flush=True)
            await send({"type": "lifespan.startup.failed"})
        except BaseException:
            for message in held:
                await send(message)
            raise
