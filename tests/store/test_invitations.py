"""Codes that join another browser to a diary: for ten minutes, once, and only the newest."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from lowback.store.answers import StoredAnswers
from lowback.store.engine import reading
from lowback.store.errors import StoreUnavailable
from lowback.store.invitations import LENGTH, LETTERS, VALID, Invitations
from lowback.store.people import People
from lowback.store.sweep import sweep
from lowback.store.tables import invitations
from tests.diaries import ME, NOW, OTHER

SECOND = timedelta(seconds=1)


@pytest.fixture
def codes(engine):
    """The codes of a database in which two people have a diary."""
    for person in (ME, OTHER):
        StoredAnswers(engine, person).save("age", 40)
    return Invitations(engine)


def kept(engine):
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(select(invitations))]


def test_a_code_opens_its_diary_once_however_it_is_typed(codes):
    mine, theirs = codes.make(ME, NOW), codes.make(OTHER, NOW)

    assert codes.waits(ME, mine, NOW)
    assert codes.take(f" {mine.lower().replace('-', ' ')} ", NOW) == ME
    assert codes.take(mine, NOW) is None
    assert not codes.waits(ME, mine, NOW)
    assert codes.take(theirs, NOW) == OTHER


def test_a_code_opens_nothing_after_ten_minutes(codes):
    code = codes.make(ME, NOW)

    assert timedelta(minutes=10) == VALID
    assert codes.take(code, NOW + VALID) is None
    assert codes.take(code, NOW + VALID - SECOND) == ME


def test_only_the_newest_code_of_a_person_opens(codes):
    first, second = codes.make(ME, NOW), codes.make(ME, NOW + SECOND)

    assert codes.take(first, NOW + SECOND) is None
    assert not codes.waits(ME, first, NOW + SECOND)
    assert codes.take(second, NOW + SECOND) == ME


@pytest.mark.parametrize("odd", ["", "-", "nonsense", "🙂", "\x00", "A" * 5000])
def test_what_is_no_code_opens_nothing(codes, odd):
    codes.make(ME, NOW)

    assert codes.take(odd, NOW) is None


def test_nobody_guesses_it_and_the_database_does_not_hold_it(engine, codes):
    made = {codes.make(ME, NOW) for _ in range(50)}

    assert len(LETTERS) ** LENGTH > 2**58
    assert len(made) == 50
    assert not set("01OILU") & set("".join(made))
    assert not any(code.replace("-", "") in str(kept(engine)) for code in made)


def test_of_two_who_come_at_once_one_gets_in(codes):
    code, start, got = codes.make(ME, NOW), Barrier(2), []

    def come():
        start.wait()
        got.append(codes.take(code, NOW))

    both = [Thread(target=come) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert sorted(got, key=str) == sorted([ME, None], key=str)


def test_codes_go_when_their_time_is_over_and_with_everything_else(engine, codes):
    codes.make(ME, NOW)
    codes.make(OTHER, NOW + 2 * SECOND)

    sweep(engine, NOW + VALID + SECOND)
    assert [row[0] for row in kept(engine)] == [OTHER]

    People(engine).erase(OTHER)
    assert kept(engine) == []
    with pytest.raises(StoreUnavailable):
        codes.make(OTHER, NOW)
