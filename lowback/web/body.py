"""What a browser sends us, as much and as long as somebody needs who means well."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.requests import Request


async def read_body(request: Request, longest: int, seconds: float) -> bytes:
    """The body of a request; nothing of one that is longer, in bytes, or takes longer."""
    body = b""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                body += part
                if len(body) > longest:
                    return b""
            return body
    return b""
