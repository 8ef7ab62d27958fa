"""Which browsers a diary opens in."""

from datetime import date

import pytest
from sqlalchemy import select

from lowback.store.answers import StoredAnswers
from lowback.store.browsers import Browser, Browsers
from lowback.store.engine import reading
from lowback.store.people import People
from lowback.store.tables import browsers
from tests.diaries import ME, OTHER, fresh_database

MONDAY, TUESDAY = date(2026, 5, 18), date(2026, 5, 19)


@pytest.fixture
def engine(tmp_path):
    """A database in which two people have a diary."""
    engine = fresh_database(tmp_path)
    for person in (ME, OTHER):
        StoredAnswers(engine, person).save("age", 40)
    return engine


def rows(engine):
    with reading(engine) as connection:
        return {row.id: (row.made, row.seen) for row in connection.execute(select(browsers))}


def test_a_browser_has_a_row_with_the_day_it_was_first_and_last_seen(engine):
    mine = Browsers(engine, ME)
    mine.see("phone", MONDAY)
    mine.see("phone", TUESDAY)
    mine.see("laptop", TUESDAY)

    assert rows(engine) == {"phone": (MONDAY, TUESDAY), "laptop": (TUESDAY, TUESDAY)}


def test_of_somebody_without_a_diary_nothing_is_written_down(engine):
    nobody = Browsers(engine, "a visitor")
    nobody.see("phone", MONDAY)
    nobody.part("phone", MONDAY)
    nobody.part_others("phone", MONDAY)

    assert rows(engine) == {}
    assert nobody.admits("phone")


def test_until_one_is_parted_every_browser_with_the_cookie_comes_in(engine):
    Browsers(engine, ME).see("phone", MONDAY)

    assert Browsers(engine, ME).admits("phone")
    assert Browsers(engine, ME).admits("from before there were names")


def test_a_parted_browser_stays_out_and_the_others_stay_in(engine):
    mine = Browsers(engine, ME)
    for name in ("phone", "laptop"):
        mine.see(name, MONDAY)

    mine.part("phone", MONDAY)
    mine.see("phone", TUESDAY)

    assert [mine.admits(name) for name in ("phone", "laptop", "from before there were names")] == [False, True, False]
    assert Browsers(engine, OTHER).admits("phone")


def test_parting_the_others_leaves_only_the_new_name(engine):
    mine = Browsers(engine, ME)
    for name in ("phone", "laptop"):
        mine.see(name, MONDAY)

    mine.part_others("phone, renamed", TUESDAY)

    assert [mine.admits(name) for name in ("phone", "laptop", "", "phone, renamed")] == [False, False, False, True]


def test_deleting_everything_deletes_the_browsers(engine):
    Browsers(engine, ME).see("phone", MONDAY)

    People(engine).erase(ME)

    assert rows(engine) == {}


def test_where_the_diary_opens_is_listed_with_its_days(engine):
    mine = Browsers(engine, ME)
    mine.see("phone", MONDAY)
    mine.see("laptop", TUESDAY)
    mine.see("lost", MONDAY)
    mine.part("lost", TUESDAY)
    Browsers(engine, OTHER).see("theirs", TUESDAY)

    assert mine.open_in() == [Browser("laptop", TUESDAY, TUESDAY), Browser("phone", MONDAY, MONDAY)]


def test_parting_another_keeps_this_one_even_where_it_was_never_seen(engine):
    mine = Browsers(engine, ME)
    mine.see("phone", MONDAY)

    mine.part_another("phone", "this", TUESDAY)
    mine.part_another("this", "this", TUESDAY)

    assert [mine.admits(name) for name in ("phone", "this", "from before there were names")] == [False, True, False]
