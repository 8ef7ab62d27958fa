"""Whatever comes over the websocket: the page still runs, nobody else notices, and the log has no word of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from typing import Any, TypeVar

import pytest
import websockets
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackMsg

from bench.load import PageFailed, Tab
from examples.people import ORDINARY
from examples.places import Place, asked, cookie_header
from lowback.store.answers import StoredAnswers
from lowback.store.engine import opened
from lowback.web.cookie import cookie_for
from tests.answer_space import looked_at
from tests.e2e.conftest import Server
from tests.faults.saving import Diary, asking
from tests.fuzz.odd import CANARY, CASES, STATES, TEXTS, aimed, by_weight

T = TypeVar("T")
TRIED = CASES * 15 // 100
NO_MESSAGE = 1002
"""How a server hangs up on who sends what is no message."""
PLACES = (Place("/", "Today"), *(Place(f"/quiz?step={step}", asked(step)) for step in (3, 4, 8)))
WORDS = TEXTS.map(lambda text: text.encode("utf-8", "replace").decode())
"""Text that a message can hold."""
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "trigger_value": st.booleans(),
    "bool_value": st.booleans(),
    "int_value": st.integers(-(2**63), 2**63 - 1),
    "double_value": st.floats(),
    "string_value": WORDS,
    "bytes_value": st.binary(max_size=20),
    "json_value": STATES,
    "json_trigger_value": STATES,
}
WIDGETS = st.lists(
    (st.just("json_value") | st.sampled_from(sorted(KINDS))).flatmap(
        lambda kind: st.tuples(st.integers(0, 2), st.just(kind), KINDS[kind])
    ),
    max_size=3,
)
RUNS = st.fixed_dictionaries(
    {}, optional={"query_string": WORDS, "page_script_hash": WORDS, "page_name": WORDS, "fragment_id": WORDS}
)
OTHERS = st.sampled_from(("clear_cache", "stop_script", "load_git_info", "app_heartbeat", "debug_shutdown_runtime"))
Message = bytes | str | dict[str, str]
"""Bytes as they are; a message that is no run; what is said differently about a run."""
Widgets = list[tuple[int, str, Any]]
"""The number of a component, the kind of a value, and the value."""
MESSAGES: st.SearchStrategy[Message] = st.just({}) | st.just({}) | st.just({}) | RUNS | OTHERS | st.binary(max_size=60)
tried: list[int] = []
hung_up: list[int] = []
apologies: list[int] = []


class Visitor:
    """Somebody with one tab, who opens it anew, at the next place, when the server hangs up."""

    def __init__(self, url: str, diary: Diary) -> None:
        self._url, self._diary = url, diary
        self._person = "visitor"
        self._places = cycle(PLACES)
        self._loop = asyncio.new_event_loop()
        self._thread = ThreadPoolExecutor(1)
        self._tab: Tab | None = None

    def try_out(self, message: Message, widgets: Widgets) -> int | None:
        """Send it, with values for these components of the page, and run that; the code of a server that hung up."""
        return self._done(self._send(message, widgets))

    def close(self) -> None:
        """Hang up."""
        if self._tab:
            self._done(self._tab.close())
        self._thread.shutdown()
        self._loop.close()

    def _done(self, work: Coroutine[Any, Any, T]) -> T:
        # A browser that another test drives has a loop of its own in this thread.
        return self._thread.submit(self._loop.run_until_complete, work).result()

    async def _send(self, message: Message, widgets: Widgets) -> int | None:
        tab = self._tab = self._tab or await self._open()
        try:
            await tab.post(as_bytes(message, widgets, tab))
            await self._run(tab)
        except websockets.ConnectionClosed as closed:
            self._tab = None
            return closed.rcvd.code if closed.rcvd else 0
        return None

    async def _open(self) -> Tab:
        with opened(self._diary.url) as engine:
            mine = StoredAnswers(engine, self._person)
            mine.replace(mine.all(), ORDINARY)
        cookie = cookie_header(cookie_for(self._person, self._diary.keys))
        return await Tab(self._url, next(self._places), cookie).open()

    async def _run(self, tab: Tab) -> None:
        try:
            await tab.rerun(1)
        except PageFailed:
            # A value of a kind that a component never sends ends the run; what is left of it, then the page as it was.
            apologies.append(1)
            await tab.rerun(2)


def as_bytes(message: Message, widgets: Widgets, tab: Tab) -> bytes:
    """The message as it goes out; a run of the page with values for some of its components."""
    if isinstance(message, bytes):
        return message
    if isinstance(message, str):
        other = BackMsg()
        setattr(other, message, True)
        return bytes(other.SerializeToString())
    run = tab.request()
    for name, value in message.items():
        setattr(run.rerun_script, name, value)
    for place, kind, value in widgets:
        key = by_weight(tab.given())[place % len(tab.given())]
        sent = json.dumps(aimed(value, tab.given()[key])) if kind.startswith("json") else value
        setattr(run.rerun_script.widget_states.widgets.add(id=tab.id_of(key)), kind, sent)
    return bytes(run.SerializeToString())


@pytest.fixture(scope="module")
def visitor(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Somebody who sends it; in the end the server is well, its log without an error of ours or a word."""
    diary = Diary(tmp_path_factory.mktemp("messages"))
    server = serve(data_dir=diary.folder)
    someone = Visitor(server.url, diary)
    yield someone
    someone.close()
    with asking(server.url) as well:
        assert well.get("/readyz").status_code == 200
    server.stop()
    assert CANARY not in server.log
    assert "/lowback/" not in server.log


@looked_at(TRIED, shrinks=False)
@given(message=MESSAGES, widgets=WIDGETS)
def test_no_message_breaks_a_page_or_the_server(visitor: Visitor, message: Message, widgets: Widgets) -> None:
    code = visitor.try_out(message, widgets)

    tried.append(1)
    if code is not None:
        hung_up.append(code)
        assert (type(message), code) == (bytes, NO_MESSAGE)


def test_so_many_messages_were_tried(figures: dict[str, float]) -> None:
    figures |= {"fuzz/messages": len(tried), "fuzz/hung_up": len(hung_up), "fuzz/apologies": len(apologies)}

    assert len(tried) >= TRIED
