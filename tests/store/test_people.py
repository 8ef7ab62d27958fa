"""People, answers and screenings: kept per person, and erased whole."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from lowback.store.answers import Screenings, StoredAnswers
from lowback.store.browsers import Browsers
from lowback.store.engine import reading, writing
from lowback.store.felt import StoredFelt
from lowback.store.invitations import Invitations
from lowback.store.pains import StoredPains
from lowback.store.people import People, add_person
from lowback.store.sessions import Sessions
from lowback.store.tables import metadata, people
from tests.diaries import ME, NOW, OTHER, event, play


def test_answers_of_two_tabs_are_both_kept(engine):
    one, two = StoredAnswers(engine, ME), StoredAnswers(engine, ME)

    one.save("age", 40)
    two.save("job", "desk")

    assert one.all() == two.all() == {"age": 40, "job": "desk"}


@pytest.mark.parametrize(
    "answer", [None, False, 0, 7, "no", ["a", "b"], {"ticked": [], "not_sure": True}, "a\0b", "\ud83d"]
)
def test_an_answer_comes_back_as_it_was_given(engine, answer):
    StoredAnswers(engine, ME).save("question", "earlier")
    StoredAnswers(engine, ME).save("question", answer)

    assert StoredAnswers(engine, ME).all() == {"question": answer}


def test_one_answer_or_all_can_be_taken_back(engine):
    answers = StoredAnswers(engine, ME)
    for question in ("a", "b", "c"):
        answers.save(question, 1)

    answers.replace(answers.all(), {"b": 1, "c": 1})
    assert set(answers.all()) == {"b", "c"}

    answers.replace(answers.all(), {})
    assert answers.all() == {}


def test_nobody_sees_or_clears_the_answers_of_another(engine):
    StoredAnswers(engine, OTHER).save("age", 70)

    StoredAnswers(engine, ME).replace({"age": 70}, {})

    assert StoredAnswers(engine, ME).all() == {}
    assert StoredAnswers(engine, OTHER).all() == {"age": 70}


def test_the_latest_screening_is_the_newest_of_mine(engine):
    mine = Screenings(engine, ME)
    mine.add("caution", NOW)
    mine.add("go", NOW - timedelta(days=1))
    Screenings(engine, OTHER).add("emergency", NOW + timedelta(days=1))

    latest = mine.latest()

    assert latest
    assert (latest.level, latest.finished_at) == ("caution", NOW)


def test_of_two_screenings_at_one_instant_the_later_kept_is_the_latest(engine):
    mine = Screenings(engine, ME)
    mine.add("go", NOW)
    mine.add("emergency", NOW)

    latest = mine.latest()

    assert latest
    assert latest.level == "emergency"


def test_there_is_no_latest_screening_before_the_first(engine):
    assert Screenings(engine, ME).latest() is None


def test_a_time_without_a_zone_is_refused(engine):
    with pytest.raises(Exception, match="time zone"):
        Screenings(engine, ME).add("go", datetime(2026, 5, 1))


def test_a_time_comes_back_as_the_same_instant_in_utc(engine):
    Screenings(engine, ME).add("go", datetime.fromisoformat("2026-05-01T10:00+02:00"))

    latest = Screenings(engine, ME).latest()

    assert latest
    assert latest.finished_at == datetime(2026, 5, 1, 8, tzinfo=UTC)


def test_a_new_person_aims_for_an_hour_a_week(engine):
    assert People(engine).weekly_target("nobody yet") == 60


def visit(engine, zone):
    with writing(engine) as connection:
        add_person(connection, ME, zone)


def test_a_target_outlives_the_next_visit(engine):
    visit(engine, "Europe/London")
    People(engine).set_weekly_target(ME, 120)
    visit(engine, "Asia/Tokyo")

    assert People(engine).weekly_target(ME) == 120
    with reading(engine) as connection:
        assert connection.scalar(select(people.c.zone)) == "Asia/Tokyo"


@pytest.mark.parametrize("minutes", [0, 9, 601, -60])
def test_a_target_outside_what_a_week_holds_is_refused(engine, minutes):
    with pytest.raises(ValueError, match="between 10 and 600"):
        People(engine).set_weekly_target(ME, minutes)


def test_erasing_a_person_leaves_no_row_of_theirs_and_all_of_others(engine):
    for person in (ME, OTHER):
        StoredAnswers(engine, person).save("age", 40)
        Screenings(engine, person).add("go", NOW)
        play(Sessions(engine, person), person.ljust(32, "0"))
        Sessions(engine, person).append(person.ljust(32, "0"), [event(9, "hurt", item=0, exercise="bridge")])
        Sessions(engine, person).finish_words(person.ljust(32, "0"), 3, 5)
        StoredPains(engine, person).ask_back("clam")
        StoredFelt(engine, person).as_before("clam")
        Browsers(engine, person).see("phone", NOW.date())
        Invitations(engine).make(person, NOW)

    People(engine).erase(ME)

    with reading(engine) as connection:
        for table in metadata.tables.values():
            owner = "id" if table.name == "people" else "person"
            left = set(connection.scalars(text(f"select {owner} from {table.name}")))
            assert left == {OTHER}, table.name


def test_an_answer_is_as_old_as_the_clock_that_it_is_given(engine):
    StoredAnswers(engine, ME, lambda: NOW).save("age", 70)

    assert StoredAnswers(engine, ME).oldest(["age"]) == NOW
