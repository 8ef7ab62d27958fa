"""The database of a test, of either kind; one person's sessions in it, by a clock that stands still until it is set."""

import pytest

from lowback.store.sessions import Sessions
from tests.diaries import KINDS, ME, Clock, empty_diary, url_of


@pytest.fixture(params=KINDS)
def engine(request, tmp_path):
    with empty_diary(request.param, tmp_path) as engine:
        yield engine


@pytest.fixture(params=KINDS)
def url(request, tmp_path):
    """Where nothing is yet."""
    with url_of(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def mine(engine, clock):
    return Sessions(engine, ME, clock)
