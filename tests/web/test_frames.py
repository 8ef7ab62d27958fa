"""What somebody sends by hand over the websocket never reaches Streamlit; what a browser sends does."""

from __future__ import annotations

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from lowback.ui.messages import ASKED, is_asked
from lowback.web.frames import Frames
from tests.apart import apart

KINDS = sorted(field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields)
BY_HAND = [kind for kind in KINDS if kind not in ASKED]
NO_MESSAGE = b"\xff"


def message(kind: str) -> bytes:
    sent = BackMsg()
    field = BackMsg.DESCRIPTOR.fields_by_name[kind]
    if field.message_type:
        getattr(sent, kind).SetInParent()
    else:
        setattr(sent, kind, True)
    return bytes(sent.SerializeToString())


def heard(*frames: bytes) -> list[bytes]:
    """Those of the frames that come through to Streamlit."""
    waiting: list[Message] = [{"type": "websocket.connect"}]
    waiting += [{"type": "websocket.receive", "bytes": frame} for frame in frames]
    waiting += [{"type": "websocket.disconnect", "code": 1001}]
    through: list[Message] = []

    async def streamlit(_scope: Scope, receive: Receive, _send: Send) -> None:
        while not through or through[-1]["type"] != "websocket.disconnect":
            through.append(await receive())

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(_message: Message) -> None:
        raise AssertionError

    apart(Frames(streamlit, is_asked)({"type": "websocket"}, receive, send))
    assert through[0] == {"type": "websocket.connect"}
    return [each["bytes"] for each in through if each["type"] == "websocket.receive"]


@pytest.mark.parametrize("kind", sorted(ASKED))
def test_what_a_browser_asks_comes_through(kind: str) -> None:
    assert heard(message(kind)) == [message(kind)]


@pytest.mark.parametrize("kind", BY_HAND)
def test_what_only_a_hand_writes_does_not_also_behind_what_a_browser_asks(kind: str) -> None:
    run = message("rerun_script")

    # Of two kinds in one message the last one holds.
    assert heard(message(kind), run, run + message(kind), run) == [run, run]


def test_what_is_no_message_is_left_for_streamlit_to_hang_up_on() -> None:
    assert heard(NO_MESSAGE) == [NO_MESSAGE]
