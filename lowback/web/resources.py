"""What all visitors share, each made once before the first request: the settings, the content library, the database."""

from __future__ import annotations

from functools import cache, lru_cache

from sqlalchemy import Engine

from lowback.checks.load import load_library
from lowback.library.library import Library
from lowback.library.pauses import USUAL, Pace
from lowback.plan.kitchen import Kitchen
from lowback.settings import Settings, settings
from lowback.store.engine import open_engine
from lowback.store.migrate import migrate


@cache
def library() -> Library:
    """The checked content; immutable, so sharing it is safe."""
    return load_library()


@lru_cache(maxsize=16)
def kitchen(pace: Pace = USUAL) -> Kitchen:
    """What follows from the content at one pace, worked out once for all visitors who want it."""
    return Kitchen(library(), pace)


@cache
def surroundings() -> Settings:
    """The settings, read once."""
    return settings()


@cache
def engine() -> Engine:
    """The database, migrated before first use."""
    opened = open_engine(surroundings().database_url)
    migrate(opened)
    return opened
