"""What all visitors share, each made once before the first request: the settings, the content library, the database."""

from __future__ import annotations

import sys
from functools import cache, lru_cache

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from lowback.checks.load import load_library
from lowback.language.languages import Language, best_of
from lowback.language.speech import spoken
from lowback.library.library import Library
from lowback.library.pauses import USUAL, Pace
from lowback.plan.kitchen import Kitchen
from lowback.settings import Settings, settings
from lowback.store.condition import check_whole
from lowback.store.engine import open_engine
from lowback.store.errors import StoreUnavailable
from lowback.store.file import file_of
from lowback.store.migrate import migrate
from lowback.store.traces import clean

REPAIR = "`python -m lowback db check` says more, `db restore FILE` brings a copy back."


def library() -> Library:
    """The checked content in the language that is spoken; immutable, so sharing it is safe."""
    return _library(spoken().language.tag)


@cache
def _library(tag: str) -> Library:
    return load_library(language=tag)


def kitchen(pace: Pace = USUAL) -> Kitchen:
    """What follows from the content at one pace, worked out once for all visitors who want it."""
    return _kitchen(pace, spoken().language.tag)


@lru_cache(maxsize=16)
def _kitchen(pace: Pace, tag: str) -> Kitchen:
    return Kitchen(_library(tag), pace)


def language_for(chosen: str, asked: str) -> Language:
    """The language of a visit: of those that we offer, the one chosen in this browser, else one that it asks for."""
    return best_of(surroundings().languages, chosen, asked)


@cache
def surroundings() -> Settings:
    """The settings, read once."""
    return settings()


@cache
def engine() -> Engine:
    """The database, looked through and migrated before first use.

    Raises:
        StoreUnavailable: it cannot be used; the console says where it is.
    """
    url = make_url(surroundings().database_url)
    begins = (path := file_of(url)) is not None and not path.exists()
    try:
        opened = open_engine(surroundings().database_url)
        check_whole(opened)
        migrate(opened)
        clean(opened)
    except StoreUnavailable as problem:
        problem.add_note(f"It is at {url.render_as_string(hide_password=True)}. {REPAIR}")
        raise
    if begins:  # where there was a diary yesterday, this is how one knows
        print(f"A new diary was begun: {path}", file=sys.stderr, flush=True)
    return opened
