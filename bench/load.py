"""One browser tab, spoken over Streamlit's own websocket protocol."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any, Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from examples.places import Place

TIMEOUT = 60
APOLOGY = "Something went wrong"


class PageFailed(Exception):  # noqa: N818 - what is true of the page
    """The page did not draw what was asked for."""


@dataclass
class Figures:
    """What the tab measured: seconds and bytes of each rerun."""

    first_bytes: int = 0
    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


class Tab:
    """A tab at one place: opened once, rerun many times."""

    def __init__(self, base_url: str, place: Place, cookie: str) -> None:
        address, _, self._query = place.path.partition("?")
        self._place = place
        self._page = address.strip("/")
        self._address = f"{base_url}{address}"
        self._url = f"{base_url.replace('http', 'ws', 1)}/_stcore/stream"
        self._cookie = cookie
        self._script = ""
        self._known: set[str] = set()
        self._names: dict[str, str] = {}
        self._headings: list[str] = []
        self._drawn: dict[str, Element] = {}
        self.figures = Figures()

    async def open(self) -> Self:
        """Connect and run the page once; it must show what is to be seen at its place.

        Raises:
            PageFailed: it led somewhere else, shows something else, or ended in an error.
        """
        headers = {"Cookie": self._cookie} if self._cookie else {}
        self._socket = await websockets.connect(
            self._url, subprotocols=[websockets.Subprotocol("streamlit")], additional_headers=headers,
            compression=None, max_size=None, open_timeout=TIMEOUT,
        )  # fmt: skip
        self.figures.first_bytes = await self._run()
        arrived = self._names.get(self._script, self._page)
        if f"/{arrived}" != self._place.address:
            raise PageFailed(f"{self._place.path} led to /{arrived}")
        if self._place.heading not in self._headings[:1]:
            raise PageFailed(f"{self._place.path} shows {self._headings[:1]} instead of {self._place.heading}")
        return self

    async def rerun(self, times: int) -> None:
        """Run the page again, so often, and keep the figures."""
        for _ in range(times):
            begun = time.perf_counter()
            size = await self._run()
            self.figures.seconds.append(time.perf_counter() - begun)
            self.figures.sizes.append(size)

    async def send(self, key: str, state: object) -> None:
        """The component with this key, as it was drawn last, sets its state as its script would; the page is run."""
        changed = WidgetState(id=self.id_of(key), json_value=json.dumps(state))
        self._drawn.clear()
        await self._run(changed)

    async def post(self, message: bytes) -> None:
        """Send this as it is; whatever comes back is heard with the next run."""
        await self._socket.send(message)

    def id_of(self, key: str) -> str:
        """What Streamlit calls the component with this key."""
        return self._drawn[key].bidi_component.id

    def given(self) -> dict[str, dict[str, Any]]:
        """What our components were last given, by their keys."""
        return {key: given(element) for key, element in self._drawn.items()}

    async def close(self) -> None:
        """Hang up."""
        await self._socket.close()

    async def _run(self, *changed: WidgetState) -> int:
        request = self.request()
        request.rerun_script.widget_states.widgets.extend(changed)
        await self._socket.send(bytes(request.SerializeToString()))
        size = 0
        while True:
            raw = await asyncio.wait_for(self._socket.recv(), TIMEOUT)
            size += len(raw)
            message = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
            self._note(message)
            done = message.WhichOneof("type") == "script_finished"
            if done and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return size

    def request(self) -> BackMsg:
        """What a browser says to have this page run."""
        request = BackMsg()
        request.rerun_script.query_string = self._query
        request.rerun_script.page_script_hash = self._script
        if not self._script:
            request.rerun_script.page_name = self._page
        request.rerun_script.context_info.timezone = "Europe/London"
        request.rerun_script.context_info.url = self._address
        request.rerun_script.cached_message_hashes.extend(self._known)
        return request

    def _note(self, message: ForwardMsg) -> None:
        """Keep what a browser keeps: which page this is, and which big messages it has already."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._script = self._script or message.new_session.page_script_hash
        elif kind == "navigation":
            self._script = message.navigation.page_script_hash
            self._names = {page.page_script_hash: page.url_pathname for page in message.navigation.app_pages}
            self._names |= {page.page_script_hash: "" for page in message.navigation.app_pages if page.is_default}
        elif kind == "delta":
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception" or APOLOGY in element.alert.body:
                raise PageFailed(f"/{self._page} ended in an error: see the server's log")
            self._headings += headings(element)
            if element.WhichOneof("type") == "bidi_component":
                self._drawn[element.bidi_component.id.rpartition("-")[2]] = element
            if message.metadata.cacheable and message.hash:
                self._known.add(message.hash)


def headings(element: Element) -> list[str]:
    """The page's heading, if this element draws it: by itself, or as the title of one of our components."""
    if element.WhichOneof("type") == "heading":
        return [element.heading.body] if element.heading.tag == "h1" else []
    title = given(element).get("title")
    return [title] if title else []


def given(element: Element) -> dict[str, Any]:
    """What this component of ours is given; nothing, where it is another element."""
    return dict(json.loads(element.bidi_component.json or "{}"))
