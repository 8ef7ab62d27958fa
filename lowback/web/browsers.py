"""Parting browsers from a diary, and joining them: a cookie that no script can touch changes in an answer over HTTP."""

from __future__ import annotations

from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from lowback.store.browsers import Browsers
from lowback.store.clock import utc_now
from lowback.store.errors import StoreUnavailable
from lowback.web import join, resources
from lowback.web.cookie import Named, named_in, sent_in, set_cookie, somebody_new

LEAVE, PART = "/browsers/leave", "/browsers/part"


async def _leave(request: Request) -> Response:
    """This browser is somebody new; its old cookie, and any copy of it, opens nothing."""
    return await run_in_threadpool(_part, request, others=False)


async def _part_others(request: Request) -> Response:
    """This browser gets a new name; every other one opens nothing."""
    return await run_in_threadpool(_part, request, others=True)


def _part(request: Request, *, others: bool) -> Response:
    keys = resources.surroundings().keys
    known = named_in(sent_in(request.cookies), keys)
    next_ = somebody_new()
    try:
        if known and known.browser:  # without a name they are everybody, in the demo
            next_ = _part_known(known, others=others)
    except StoreUnavailable as problem:
        return PlainTextResponse(str(problem), status_code=503)
    answer = RedirectResponse("/", status_code=303)
    answer.headers["Set-Cookie"] = set_cookie(next_, request.scope, keys)
    return answer


def _part_known(known: Named, *, others: bool) -> Named:
    """Raises StoreUnavailable: nothing has changed."""
    browsers, day = Browsers(resources.engine(), known.person), utc_now().date()
    if not browsers.admits(known.browser):
        return somebody_new()
    if not others:
        browsers.part(known.browser, day)
        return somebody_new()
    renamed = known._replace(browser=uuid4().hex)
    browsers.part_others(renamed.browser, day)
    return renamed


routes = [Route(LEAVE, _leave, methods=["POST"]), Route(PART, _part_others, methods=["POST"]), join.route]
