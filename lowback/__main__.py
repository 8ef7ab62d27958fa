"""`python -m lowback`: lint the content, assess people from a pipe, fill a demo database, copy the diary."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from lowback.checks.lint import problems_in
from lowback.checks.load import load_library
from lowback.checks.wording import can_measure, word_problems
from lowback.library.library import content_root, read_library
from lowback.library.parse import ContentError
from lowback.words.assess import answer_texts


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well."""
    parser = argparse.ArgumentParser(prog="python -m lowback", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("lint", help="report everything wrong with the content and our words, one line each")
    commands.add_parser("assess", help="JSON Lines of facts on standard input, one answer a line")
    demo = commands.add_parser("demo-data", help="fill the database with example sessions")
    demo.add_argument("--person", default="demo", help="the person the examples belong to")
    _add_db(commands)
    chosen = parser.parse_args(arguments)
    try:
        return {"lint": _lint, "assess": _assess, "demo-data": _demo_data, "db": _db}[chosen.command](chosen)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1


def _lint(_: argparse.Namespace) -> int:
    library = read_library(content_root())
    problems = problems_in(library) + word_problems(library)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not can_measure():
        print("The reading age was not measured: textstat is in requirements-dev.txt.", file=sys.stderr)
    if not problems:
        print(f"{len(library.exercises)} exercises, {len(library.routines)} routines, "
              f"{len(library.rules)} rules: nothing wrong.")  # fmt: skip
    return int(bool(problems))


def _assess(_: argparse.Namespace) -> int:
    failed = False
    library = load_library()
    # The library stays for good: the collector need not look through it for every few answers.
    gc.freeze()
    if isinstance(sys.stdin, TextIOWrapper):  # UTF-8 on every system; what is none makes one bad line
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for text, used in answer_texts(sys.stdin, library):
        failed |= not used
        sys.stdout.write(text + "\n")
    return int(failed)


def _add_db(commands: Any) -> None:
    asked = commands.add_parser("db", help="copies of the diary: backup, restore, check, move")
    what = asked.add_subparsers(dest="what", required=True)
    backup = what.add_parser("backup", help="the whole diary in one file; the app may run meanwhile")
    backup.add_argument("file", type=Path)
    restore = what.add_parser("restore", help="the diary becomes what such a file holds; the app must be stopped")
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help="though there is a diary already, which is lost")
    what.add_parser("check", help="look at every page and row of the diary")
    move = what.add_parser("move", help="copy the diary into another database; the app must be stopped")
    move.add_argument("url", help="such as postgresql+psycopg://host/name or sqlite:////folder/diary.db")


def _db(chosen: argparse.Namespace) -> int:
    from lowback.store import command

    return command.run(chosen)


def _demo_data(chosen: argparse.Namespace) -> int:
    from lowback.demo import fill
    from lowback.settings import settings
    from lowback.store.engine import open_engine
    from lowback.store.migrate import migrate

    engine = open_engine(settings().database_url)
    migrate(engine)
    fill(engine, chosen.person, datetime.now(UTC))
    return 0


if __name__ == "__main__":
    sys.exit(main())
