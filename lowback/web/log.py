"""What the log may say: where something broke and what kind of thing it was, never what was being written."""

from __future__ import annotations

import logging
from traceback import format_tb
from typing import Any

_plain_record = logging.getLogRecordFactory()


def without_words(error: BaseException) -> str:
    """A traceback without messages: a database, a parser or Python itself quotes in them what a person wrote."""
    parts = [without_words(each) for each in getattr(error, "exceptions", ())]
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        parts += [without_words(earlier), "\nThen:\n"]
    return "".join([*parts, *format_tb(error.__traceback__), f"{_kind(error)}{_code(error)}\n"])


def leave_out_words() -> None:
    """From now on no logger of this process writes the message of an error, whoever's it is."""
    logging.setLogRecordFactory(_record)


def _record(*given: Any, **more: Any) -> logging.LogRecord:
    record = _plain_record(*given, **more)
    if isinstance(record.msg, BaseException):
        record.msg, record.args = _kind(record.msg), ()
    elif isinstance(record.args, tuple):
        record.args = tuple(_kind(each) if isinstance(each, BaseException) else each for each in record.args)
    if record.exc_info and record.exc_info[1]:
        # Every formatter takes this text, where there is one, instead of its own.
        record.exc_text = without_words(record.exc_info[1])
    return record


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _code(error: BaseException) -> str:
    """What the database calls it, which quotes nobody."""
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    return f" {code}" if code else ""
