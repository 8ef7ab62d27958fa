"""What a person saves to their own device goes to nobody else: whose it is, is known by its bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lowback.web.cookie import PASSING, Keys, person_from, sent_in
from lowback.web.headers import PRIVATE
from lowback.web.whole import Whole

DROPPED = {b"range", b"accept-encoding"}
MOST_KNOWN = 10_000
_OWNERS: OrderedDict[bytes, str] = OrderedDict()


def only_for(person: str, data: bytes) -> bytes:
    """The same bytes, which from now on only this person's browsers are given."""
    mark = sha256(data).digest()
    _OWNERS[mark] = person
    _OWNERS.move_to_end(mark)
    while len(_OWNERS) > MOST_KNOWN:
        _OWNERS.popitem(last=False)
    return data


class Private:
    """Answers 404 to whoever asks for what was made for somebody else, or for nobody that we know.

    What was made for a browser without a cookie is given to whoever knows the address: nothing else says whose it is.
    """

    def __init__(self, app: ASGIApp, secret: Callable[[], Keys]) -> None:
        self._app = app
        self._secret = secret

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on anything else."""
        if scope["type"] != "http" or not scope["path"].startswith(PRIVATE):
            await self._app(scope, receive, send)
            return

        async def finish(start: Message, body: bytes) -> None:
            if not self._theirs(scope, body):
                await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
                return
            await send(start)
            await send({"type": "http.response.body", "body": body})  # for a HEAD the server leaves the body out

        # Whole, plain and with its bytes, whatever was asked for: anything else says nothing of whose it is.
        headers = [(name, value) for name, value in scope["headers"] if name not in DROPPED]
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        await self._app({**scope, "headers": headers, "method": method}, receive, Whole(send, _gives_something, finish))

    def _theirs(self, scope: Scope, body: bytes) -> bool:
        owner = _OWNERS.get(sha256(body).digest(), "")
        asks = person_from(sent_in(HTTPConnection(scope).cookies), self._secret())
        return owner.startswith(PASSING) or (asks is not None and asks == owner)


def _gives_something(message: Message) -> bool:
    return bool(200 <= message["status"] < 300)
