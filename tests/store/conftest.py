"""The database of a test and the sessions of one person in it, by a clock that stands still until it is set."""

import pytest

from lowback.store.sessions import Sessions
from tests.diaries import ME, Clock, fresh_database


@pytest.fixture
def engine(tmp_path):
    return fresh_database(tmp_path)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def mine(engine, clock):
    return Sessions(engine, ME, clock)
