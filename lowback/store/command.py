"""`python -m lowback db`: copies of the diary for whoever runs the app, and whether it is in order."""

from __future__ import annotations

import argparse
import sys

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from lowback.settings import SettingsError, checked_url, settings
from lowback.store import copies
from lowback.store.condition import check_reads, check_whole
from lowback.store.engine import opened
from lowback.store.errors import StoreUnavailable
from lowback.store.file import file_of


def run(chosen: argparse.Namespace) -> int:
    """Do one of them; the exit status is 0 when all is well."""
    try:
        url = settings().database_url
        print({"backup": _backup, "restore": _restore, "check": _check, "move": _move}[chosen.what](chosen, url))
    except (copies.CannotCopy, SettingsError) as problem:
        print(problem, file=sys.stderr)
        return 1
    except StoreUnavailable as problem:
        print(f"{problem} ({make_url(url).render_as_string(hide_password=True)})", file=sys.stderr)
        return 1
    return 0


def _backup(chosen: argparse.Namespace, url: str) -> str:
    file = chosen.file.absolute()
    with opened(_existing(url)) as engine:
        copies.backup(engine, file)
    with opened(f"sqlite:///file:{file}?mode=ro&uri=true") as copy:
        return f"{_words(copy)}: all in {chosen.file}."


def _restore(chosen: argparse.Namespace, url: str) -> str:
    copies.restore(chosen.file.absolute(), url, replace=chosen.replace)
    with opened(url) as engine:
        return f"{_words(engine)}: the app may be started."


def _check(_: argparse.Namespace, url: str) -> str:
    with opened(_existing(url)) as engine:
        check_reads(engine)
        check_whole(engine)
        if lost := copies.orphans(engine):
            raise copies.CannotCopy(f"{lost} rows belong to nothing.")
        return f"{_words(engine)}: nothing wrong."


def _move(chosen: argparse.Namespace, url: str) -> str:
    with opened(checked_url(chosen.url, "The other database")) as target:
        copies.move(_existing(url), target)
        return (
            f"{_words(target)}: all in the other database, compared row by row.\n"
            "Start the app with its URL in LOWBACK_DATABASE_URL. The diary here stays until you delete it."
        )


def _existing(url: str) -> str:
    path = file_of(make_url(url))
    if path and not path.exists():
        raise copies.CannotCopy(f"There is no diary at {path}.")
    return url


def _words(engine: Engine) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in copies.counted(engine).items())
