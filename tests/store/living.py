"""A diary of either kind in which a state machine lives."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import TestCase

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine

from tests.diaries import Clock, Kind, empty_diary


class InADiary(RuleBasedStateMachine):
    """Whatever happens, it happens in a diary of its own."""

    kind: Kind = "sqlite"

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        folder = Path(self._open.enter_context(TemporaryDirectory()))
        self.engine = self._open.enter_context(empty_diary(self.kind, folder))
        self.clock = Clock()

    def teardown(self) -> None:
        self._open.close()


def on_both(machine: type[InADiary], how: settings) -> tuple[type[TestCase], type[TestCase]]:
    """The test of this machine in a file, and the slow one on a server."""
    on_server: type[InADiary] = type(f"{machine.__name__}OnPostgreSQL", (machine,), {"kind": "postgresql"})
    machine.TestCase.settings = how
    on_server.TestCase.settings = settings(how, max_examples=10)  # the rules were tried in the file
    return machine.TestCase, pytest.mark.slow(on_server.TestCase)
