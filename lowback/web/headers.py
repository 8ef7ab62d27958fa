"""Headers that keep the page ours: no sniffing, no framing by others, no request to another origin, no camera."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit needs inline styles and scripts, blob: modules (components), a font in its styles, and eval (Vega).
# A websocket to us is 'self' too: in every Safari that can run Streamlit (16.4), and tried in WebKit and Firefox.
POLICY = (
    "default-src 'self'; connect-src 'self'; script-src 'self' blob: 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' blob: data:; "
    "media-src 'self' blob: data:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
NEVER_ASKED_FOR = (
    "accelerometer", "bluetooth", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": ", ".join(f"{name}=()" for name in NEVER_ASKED_FOR),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OF_A_DOCUMENT = ("Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Referrer-Policy")
"""What a browser heeds in a document, or a worker, only: on the hundred parts of a page they would be 60 KB."""
PARTS = frozenset({"audio", "font", "image", "script", "style", "track", "video"})
"""What a browser says it wants, where the answer becomes a part of a page that it has (Sec-Fetch-Dest)."""
DATA = ("application/json", "text/plain")
"""What no browser takes for a document that could do anything: X-Content-Type-Options holds it to that."""
OVER_HTTPS = {"Strict-Transport-Security": "max-age=63072000"}
"""Two years; a browser that once came over https does not come without it."""
PRIVATE = "/media/"
"""Where Streamlit hands out what a person saves, such as the summary for a clinician."""


def headers_for(scope: Scope) -> dict[str, str]:
    """What the answer to this request carries, where it does not say otherwise itself."""
    secure = OVER_HTTPS if scope["scheme"] == "https" else {}
    private = {"Cache-Control": "no-store"} if scope["path"].startswith(PRIVATE) else {}
    return HEADERS | secure | private


class SafeHeaders:
    """Adds the headers to every answer that does not carry its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and the answer back, with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        part = Headers(scope=scope).get("sec-fetch-dest") in PARTS

        async def send_safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                part_or_data = part or headers.get("content-type", "").startswith(DATA)
                for name, value in headers_for(scope).items():
                    if not (part_or_data and name in OF_A_DOCUMENT):
                        headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_safe)
