"""The log says where something broke, and never what a person wrote."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from lowback.store.engine import open_engine, writing
from lowback.web.log import leave_out_words, without_words

WORDS = "numb since Tuesday"


@pytest.fixture(autouse=True)
def _wordless() -> Iterator[None]:
    before = logging.getLogRecordFactory()
    leave_out_words()
    yield
    logging.setLogRecordFactory(before)


def quoting() -> Exception:
    """An error that quotes the words, as does the one that it came from."""
    with pytest.raises(KeyError) as found:
        try:
            int(WORDS)
        except ValueError as first:
            raise KeyError(WORDS) from first
    return found.value


def test_a_traceback_keeps_the_places_and_kinds_and_no_words() -> None:
    said = without_words(quoting())

    assert WORDS not in said
    assert "builtins.ValueError" in said
    assert "builtins.KeyError" in said
    assert "test_log.py" in said
    assert said.index("ValueError") < said.index("KeyError")


def test_of_several_errors_at_once_each_is_named() -> None:
    said = without_words(ExceptionGroup(WORDS, [quoting(), TypeError(WORDS)]))

    assert WORDS not in said
    assert "builtins.TypeError" in said
    assert "builtins.KeyError" in said


@pytest.mark.parametrize("name", ["streamlit.error_util", "uvicorn.error", "anyone"])
def test_no_logger_writes_the_message_of_an_error(name: str, caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger(name)
    logger.addHandler(caplog.handler)
    try:
        logger.error("It broke", exc_info=quoting())
        logger.warning(quoting())
        logger.error("It broke: %s", quoting())
    finally:
        logger.removeHandler(caplog.handler)

    assert "It broke: builtins.KeyError" in caplog.text
    assert "builtins.KeyError" in caplog.text
    assert WORDS not in caplog.text


def test_a_database_error_names_its_kind_and_neither_parameters_nor_the_databases_own_words() -> None:
    engine = open_engine("sqlite://")
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE diary (note TEXT CHECK (note = ''))"))

    with pytest.raises(IntegrityError) as refused, writing(engine) as connection:
        connection.execute(text("INSERT INTO diary VALUES (:note)"), {"note": WORDS})

    assert WORDS not in str(refused.value)
    assert "SQLITE_CONSTRAINT_CHECK" in without_words(refused.value)
    engine.dispose()


def test_a_forgotten_task_is_told_of_without_words(caplog: pytest.LogCaptureFixture) -> None:
    loop = asyncio.new_event_loop()
    loop.call_exception_handler({"message": "It broke", "exception": quoting()})
    loop.close()

    assert "It broke" in caplog.text
    assert WORDS not in caplog.text
