"""What a browser may ask of Streamlit beside our own routes: to run the page."""

from __future__ import annotations

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

ASKED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "backend_operation_request"})
"""All that its own browser half sends for what we use of it; the last one fetches what is made only then.

Whoever writes a message by hand could otherwise empty the cache of everybody, or ask which commit this folder is at.
"""


def is_asked(frame: bytes) -> bool:
    """Whether Streamlit should see this message; what is no message at all it should, and hangs up by itself."""
    try:
        kind = BackMsg.FromString(frame).WhichOneof("type")
    except DecodeError:
        return True
    return kind in ASKED
