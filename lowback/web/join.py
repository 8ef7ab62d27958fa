"""Joining this browser to the diary of another one by its code: asked first, and done by a POST, never by a link."""

from __future__ import annotations

from contextlib import suppress
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import parse_qs
from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from lowback.language.speech import later, say, speaking, spoken
from lowback.store.browsers import Browsers
from lowback.store.clock import utc_now
from lowback.store.errors import StoreUnavailable
from lowback.store.invitations import Invitations
from lowback.store.people import People
from lowback.web import help as helping
from lowback.web import limits, resources
from lowback.web.bare import read_bare
from lowback.web.body import read_body
from lowback.web.cookie import Named, named_in, sent_in, set_cookie
from lowback.web.modules import address

ADDRESS = "/join"
PAGE = Template(read_bare(Path(__file__).parent / "join.html"))
OPENS_NOTHING = 403
LONGEST, BODY_SECONDS = 1_000, 10
"""Nobody needs to send more, or for longer."""
WRONG = later("This code opens nothing. It may be mistyped, used already, or older than ten minutes. Make a new one.")
OFTEN = later("Too many codes were tried from here that open nothing. Please try again tomorrow.")
UNSENT = later(
    "Something of a session is still on this device and could not be sent. Try again when the connection is back."
)
NOT_SURE = later("This browser has a diary of its own. Tick the box to leave it.")
LEAVES = later(
    "Yes, leave the diary of this browser. It stays on the server, but this browser cannot open it again. If you want "
    "to keep it, go back and take a copy first, under More."
)


def _join(request: Request, given: dict[str, list[str]]) -> Response:
    who = _household(request)
    if not limits.wrong_codes.take(who):
        return _page(request, OFTEN, 429)
    answer = _opened(request, given)
    if answer.status_code != OPENS_NOTHING:  # taken at first, so that many at once cannot try more
        limits.wrong_codes.take(who, -1)
    return answer


def _opened(request: Request, given: dict[str, list[str]]) -> Response:
    try:
        here = _here(request)
        if _has_diary(here) and "sure" not in given:
            return _page(request, NOT_SURE, 409)
        person = Invitations(resources.engine()).take(given.get("code", [""])[0], utc_now())
        if person is None:
            return _page(request, WRONG, OPENS_NOTHING)
        named = here if here and here.person == person else Named(person, uuid4().hex)
        Browsers(resources.engine(), person).see(named.browser, utc_now().date())
    except StoreUnavailable as problem:
        return _page(request, str(problem), 503)
    answer = RedirectResponse("./", status_code=303)
    answer.headers["Set-Cookie"] = set_cookie(named, request.scope, resources.surroundings().keys)
    return answer


def _page(request: Request, problem: str = "", status: int = 200) -> HTMLResponse:
    with speaking(helping.language_of(request.headers).tag):
        sure = f'<label><input type="checkbox" name="sure" required /> {escape(say(LEAVES))}</label>'
        page = PAGE.substitute(
            style=helping.STYLE,
            lang=spoken().language.tag,
            dir=spoken().language.direction,
            title=escape(say("Open your diary in this browser")),
            what=escape(say("Do this only with a code that you made yourself, on your own phone or computer.")),
            then=escape(
                say("After that, both browsers show the same diary. What you do in one is there in the other.")
            ),
            label=escape(say("The code, with or without the dashes")),
            sure=sure if _has_diary(_here(request)) else "",
            problem=escape(say(problem)) if problem else "",
            unsent=escape(say(UNSENT)),
            go=escape(say("Open my diary here")),
            back=escape(say("Do not change anything")),
            help=escape(resources.library().screens.help.label),
            script=address("join.js"),
        )
    return HTMLResponse(page, status_code=status, headers={"Cache-Control": "no-store"})


def _here(request: Request) -> Named | None:
    """Whom this browser's cookie names, while it opens their diary."""
    known = named_in(sent_in(request.cookies), resources.surroundings().keys)
    with suppress(StoreUnavailable):
        return known if known and Browsers(resources.engine(), known.person).admits(known.browser) else None
    return known


def _has_diary(here: Named | None) -> bool:
    """Whether somebody would lose sight of something; where nobody can say, they are asked as if."""
    with suppress(StoreUnavailable):
        return here is not None and People(resources.engine()).known(here.person)
    return True


def _household(request: Request) -> str:
    """Who tries: also behind a proxy that does not say for whom it asks, the tries are counted."""
    return (request.client and limits.household(request.client.host)) or "here"


class Join(HTTPEndpoint):
    """Both at one address, which says itself what may be asked there; in the demo all have one diary anyway."""

    async def dispatch(self) -> None:
        """Pass on what is asked, unless this is the demo."""
        if resources.surroundings().demo:
            await PlainTextResponse("Not found", status_code=404)(self.scope, self.receive, self.send)
        else:
            await super().dispatch()

    async def get(self, request: Request) -> Response:
        """The page that asks."""
        return await run_in_threadpool(_page, request)

    async def post(self, request: Request) -> Response:
        """This browser has the other one's diary, or the page says why not."""
        body = await read_body(request, LONGEST, BODY_SECONDS)
        return await run_in_threadpool(_join, request, parse_qs(body.decode("utf-8", errors="replace")))


route = Route(ADDRESS, Join)
