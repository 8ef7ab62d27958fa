"""The app as a server whose clock a test sets while it runs: a file says by how many seconds it is ahead."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from lowback.store import clock

AHEAD = Path(os.environ["CLOCK_AHEAD"])


class Set(datetime):
    """The time of day as this server has it."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """Now, by a clock that was set."""
        return datetime.now(tz) + timedelta(seconds=float(AHEAD.read_text("utf-8")))


# Everything asks this module what time it is.
vars(clock)["datetime"] = Set

from app import app  # noqa: E402, F401  # it must find the clock as it is set
