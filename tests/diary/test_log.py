"""The diary's pure part: folding a log, counting minutes, naming the local day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback.diary.event import Event, Place, read_event, read_place
from lowback.diary.log import acknowledged, fold, known_zone, local_date, minutes_done
from lowback.session.script import read
from tests.diaries import script

KINDS = (
    "started",
    "paused",
    "resumed",
    "item_done",
    "item_skipped",
    "item_swapped",
    "hurt",
    "stopped",
    "finished",
    "unheard_of",
)
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
EVENTS = st.builds(
    Event,
    seq=st.integers(1, 12),
    kind=st.sampled_from(KINDS),
    writer=st.sampled_from(("", "tab", "phone")),
    item=st.none() | st.integers(0, 4),
    exercise=st.none() | st.sampled_from(("bridge", "clam", "walk")),
    at=st.none() | INSTANTS,
    seconds=st.floats(0, 7200),
    why=st.none() | st.sampled_from(("pain", "choice")),
    to=st.none() | st.sampled_from(("bridge_low", "clam_low")),
)
LOGS = st.lists(EVENTS, max_size=20)


@given(LOGS, st.randoms(use_true_random=False))
def test_the_order_in_which_events_arrive_makes_no_difference(log, random):
    shuffled = random.sample(log, len(log))

    assert fold(shuffled) == fold(log)


@given(LOGS, st.data())
def test_replays_make_no_difference(log, data):
    again = data.draw(st.lists(st.sampled_from(log))) if log else []

    assert fold(log + again) == fold(log)


@given(LOGS)
def test_no_item_is_both_done_and_skipped_and_no_time_is_negative(log):
    outcome = fold(log)

    items = {event.item for event in log if event.kind == "item_done" and event.item is not None}
    assert set(outcome.items_done) <= items
    assert len(outcome.done) == len(outcome.items_done)
    assert outcome.worked_seconds >= 0


@given(LOGS)
def test_every_event_survives_the_way_into_the_database_and_back(log):
    assert [read_event(event.as_dict()) for event in log] == log


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
FIELDS = st.sampled_from(("writer", "seq", "kind", "item", "exercise", "at", "zone", "seconds", "why", "to"))


@given(ANYTHING | st.dictionaries(FIELDS, ANYTHING | st.integers(1, 9) | st.sampled_from(KINDS)))
def test_whatever_a_browser_sends_is_read_or_refused_without_an_error(raw):
    event = read_event(raw)

    assert event is None or fold([event]).worked_seconds <= 7200


PLACES = st.dictionaries(st.sampled_from(Place._fields), ANYTHING | st.integers(-1, 9) | st.just(10**400))


@given(ANYTHING | PLACES)
def test_whatever_a_browser_says_of_its_place_is_a_place_or_none(raw):
    place = read_place(raw)

    if place is not None:
        assert (type(place.item), type(place.stage)) == (int, int)
        assert min(place.item, place.stage) >= 0
        assert place.item < 5000
        assert abs(place.elapsed) <= 1_000_000
        assert read_place(place._asdict()) == place


def test_a_place_is_read_as_it_was_told():
    assert read_place({"item": 2, "stage": 1, "elapsed": -3.5}) == Place(2, 1, -3.5)


@given(LOGS)
def test_what_is_acknowledged_of_a_writer_is_whole_up_to_the_first_gap(log):
    ack = acknowledged(log)

    for writer in {event.writer for event in log}:
        seqs, last = {event.seq for event in log if event.writer == writer}, ack.get(writer, 0)
        assert set(range(1, last + 1)) <= seqs
        assert last + 1 not in seqs


def test_an_item_that_hurt_and_was_made_easier_counts_as_done_and_swapped():
    outcome = fold(
        [
            Event(1, "hurt", item=0, exercise="bridge"),
            Event(2, "item_swapped", item=0, exercise="bridge", to="bridge_low", seconds=20),
            Event(3, "item_done", item=0, exercise="bridge_low", seconds=40),
        ]
    )

    assert outcome.done == ("bridge_low",)
    assert [(pain.exercise, pain.kind) for pain in outcome.pains] == [("bridge", "unsaid")]
    assert outcome.swapped == (("bridge", "bridge_low"),)
    assert outcome.worked_seconds == 60


def test_an_item_skipped_and_then_done_after_all_is_done():
    outcome = fold(
        [
            Event(1, "item_skipped", item=0, exercise="bridge", seconds=5, why="choice"),
            Event(2, "item_done", item=0, exercise="bridge", seconds=48),
        ]
    )

    assert (outcome.done, outcome.skipped, outcome.worked_seconds) == (("bridge",), (), 48)


def test_stopping_for_pain_is_remembered_and_closes_the_session():
    at = datetime(2026, 5, 1, tzinfo=UTC)

    outcome = fold([Event(1, "started"), Event(2, "stopped", why="pain", at=at)])

    assert outcome.stopped_for_pain
    assert (outcome.status, outcome.ended_at) == ("stopped", at)


@given(LOGS)
def test_a_stop_for_pain_ends_the_session_whoever_else_went_on(log):
    hurt = Event(99, "stopped", "tab", why="pain")

    outcome = fold([*log, hurt])

    assert (outcome.status, outcome.stopped_for_pain) == ("stopped", True)


def test_finishing_counts_even_after_somebody_left_by_choice():
    assert fold([Event(1, "stopped", "tab", why="choice"), Event(1, "finished", "phone")]).status == "finished"


def test_stopping_by_choice_is_not_stopping_for_pain():
    assert not fold([Event(1, "stopped", why="choice")]).stopped_for_pain


def test_an_empty_log_is_a_session_still_running():
    assert fold([]).status == "running"


def test_a_whole_routine_counts_the_minutes_it_promised():
    outcome = fold([Event(i + 1, "item_done", item=i, exercise="x", seconds=90) for i in range(3)])

    assert minutes_done(script("a", "b", "c", seconds=90, minutes=14), outcome) == 14


def with_pauses(*, ready: int, work: int, rest: int):
    """Two exercises with time to get ready and a rest, and an easier one of half the work in place of the first."""
    written = script("a", "b", seconds=work, minutes=20).model_dump(mode="json")
    for item in written["items"]:
        pause = {"label": "", "says": [], "seconds": ready, "kind": "ready"}
        item["stages"] = [pause, *item["stages"], pause | {"kind": "rest", "seconds": rest}]
    eased = {name: part for name, part in written["items"][0].items() if name != "easier"} | {"exercise": "eased"}
    eased["stages"] = [s | {"seconds": s["seconds"] / (2 if s["kind"] == "work" else 1)} for s in eased["stages"]]
    written["items"][0]["easier"] = [{"label": "", "why": "", "note": "", "item": eased}]
    return read(written)


def worked(exercise: str, seconds: float, kind: str = "item_done", seq: int = 1) -> Event:
    return Event(seq, kind, item=0, exercise=exercise, seconds=seconds)


@pytest.mark.parametrize(
    ("log", "minutes"),
    [
        ([worked("a", 360)], 10),
        ([worked("a", 180)], 5),
        ([worked("a", 180, "item_skipped")], 5),
        ([worked("a", 6)], 0),
        ([worked("eased", 180)], 7),
        ([worked("a", 180, "item_swapped"), worked("eased", 180, seq=2)], 12),
        ([worked("a", 720)], 16),
        ([worked("a", 30, "stopped")], 1),
    ],
    ids=["whole", "half", "half, then left out", "wound through", "eased", "half, then eased", "twice", "stopped"],
)
def test_an_exercise_counts_what_was_worked_and_the_pauses_of_that_much_work(log, minutes):
    assert minutes_done(with_pauses(ready=120, work=360, rest=120), fold(log)) == minutes


def test_winding_through_a_whole_session_counts_no_whole_session():
    log = [Event(i + 1, "item_done", item=i, exercise=name, seconds=6) for i, name in enumerate("ab")]

    assert minutes_done(with_pauses(ready=120, work=360, rest=120), fold([*log, Event(3, "finished")])) == 0


def test_a_session_in_which_nothing_was_done_counts_no_minutes():
    assert minutes_done(script("a"), fold([Event(1, "started")])) == 0


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        ("2026-03-28T23:30+00:00", "Europe/London", "2026-03-28"),
        ("2026-03-29T22:59+00:00", "Europe/London", "2026-03-29"),
        ("2026-03-29T23:00+00:00", "Europe/London", "2026-03-30"),
        ("2026-10-24T23:30+00:00", "Europe/London", "2026-10-25"),
        ("2026-10-25T23:30+00:00", "Europe/London", "2026-10-25"),
        ("2026-11-01T03:59+00:00", "America/New_York", "2026-10-31"),
        ("2026-11-02T04:59+00:00", "America/New_York", "2026-11-01"),
        ("2026-05-01T11:00+00:00", "Pacific/Auckland", "2026-05-01"),
        ("2026-05-01T13:00+00:00", "Pacific/Auckland", "2026-05-02"),
        ("2026-05-01T00:30+05:30", "UTC", "2026-04-30"),
    ],
)
def test_the_local_day_follows_the_clock_on_the_wall_also_when_it_changes(at, zone, day):
    assert local_date(datetime.fromisoformat(at), zone) == date.fromisoformat(day)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2026, 5, 1), "UTC")


@pytest.mark.parametrize("zone", [None, "", "Mars/Base", "../etc/passwd", "/etc/localtime", "a\0b"])
def test_a_zone_the_world_does_not_know_is_read_as_utc(zone):
    assert known_zone(zone) == "UTC"


def told(**said):
    """The first line of a log, as it was read."""
    event = read_event({"seq": 1, **said})
    assert event
    return event


def test_an_instant_without_a_zone_or_out_of_range_is_left_out_of_an_event():
    for at in ("2026-05-01T10:00:00", "not a time", "0001-01-01T00:00:00+23:00", 5):
        assert told(kind="started", at=at).at is None


def test_seconds_are_held_to_what_one_item_can_take():
    for given_, kept in ((float("nan"), 0), (float("inf"), 7200), (-5, 0), ("9", 0), (True, 0), (12, 12)):
        assert told(kind="item_done", seconds=given_).seconds == kept


def test_an_event_keeps_its_instant_whatever_zone_it_was_written_in():
    at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    written = (at + timedelta(hours=2)).isoformat().replace("+00:00", "+02:00")

    assert told(kind="started", at=written).at == at
