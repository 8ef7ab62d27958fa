"""Each chart draws the columns of its table, says what it is, and can be read without colour."""

import json
from dataclasses import replace

import pytest

from examples.contents import load_library
from lowback.diary.charts import calendar_chart, minutes_chart, pain_chart, routines_chart
from lowback.language.speech import speaking, spoken
from lowback.words.tables import days_frame, minutes_frame, pain_frame, routines_frame
from tests.points import TODAY, active, compared, every_third_day, point

NUMBERS = load_library().parameters
WEEKDAYS = spoken().weekdays
POINTS = [point(n, after=3) for n in range(6)]
CHARTS = {
    "pain": (pain_chart(year=2026), pain_frame(POINTS, TODAY, NUMBERS)),
    "weeks": (minutes_chart(span="week", year=2026), minutes_frame([active(0)], "week", TODAY, TODAY, 60)),
    "months": (minutes_chart(span="month", year=2026), minutes_frame([], "month", TODAY, TODAY, 60)),
    "calendar": (
        calendar_chart(written=False, year=2026, weekdays=WEEKDAYS),
        days_frame([active(0)], TODAY, TODAY, TODAY),
    ),
    "written calendar": (
        calendar_chart(written=True, year=2026, weekdays=WEEKDAYS),
        days_frame([active(0)], TODAY, TODAY, TODAY),
    ),
    "routines": (routines_chart(), routines_frame([compared()], NUMBERS)),
}
MADE_BY_THE_CHART = {"ink"}

every_spec = pytest.mark.parametrize("spec", [spec for spec, _ in CHARTS.values()], ids=CHARTS)
every_chart = pytest.mark.parametrize(("spec", "frame"), CHARTS.values(), ids=CHARTS)


def encodings(spec):
    return [(name, part) for layer in spec["layer"] for name, part in layer["encoding"].items()]


def fields(spec):
    """Every column that the chart draws."""
    for _, part in encodings(spec):
        for item in part if isinstance(part, list) else [part]:
            if "field" in item:
                yield item["field"]


@every_chart
def test_a_chart_draws_only_columns_that_its_table_has(spec, frame):
    assert set(fields(spec)) <= set(frame) | MADE_BY_THE_CHART


@every_chart
def test_a_table_has_no_column_that_its_chart_does_not_use(spec, frame):
    used = set(fields(spec))
    text = json.dumps(spec)

    unused = {column for column in frame if column not in used and f"datum.{column}" not in text}
    assert unused <= {"met", "change", "sessions", "easier", "text"}  # for the table beneath, or the other calendar


@every_spec
def test_a_chart_carries_no_data_of_its_own(spec):
    assert "datasets" not in spec
    assert not any("data" in layer for layer in spec["layer"])


@every_spec
def test_a_chart_says_what_it_is_and_where_the_numbers_are(spec):
    assert len(spec["description"]) > 80
    assert spec["description"].endswith("The numbers are in the table below.")


@every_spec
def test_a_chart_names_no_colour_so_that_the_theme_decides(spec):
    assert "#" not in json.dumps(spec)
    scales = [part["scale"]["range"] for name, part in encodings(spec) if name == "color"]
    assert set(scales) == {"category"}


@every_spec
def test_no_mark_has_a_role_without_a_name(spec):
    assert all(layer["mark"]["aria"] is False for layer in spec["layer"])


@every_spec
def test_a_chart_is_as_wide_as_the_screen(spec):
    assert spec["width"] == "container"


def test_pain_is_always_drawn_from_zero_to_ten():
    for name in ("pain", "routines"):
        spec = CHARTS[name][0]
        domains = [
            part["scale"]["domain"]
            for channel, part in encodings(spec)
            if channel in "xy" and part.get("field") in ("pain", "typical", "before") and "scale" in part
        ]
        assert domains
        assert all(domain == [0, 10] for domain in domains), name


def test_before_and_after_differ_by_shape_dash_and_name_and_not_only_by_colour():
    shown = dict(encodings(pain_chart(year=2026)))

    assert shown["shape"]["scale"]["range"] == ["circle", "diamond"]
    assert shown["strokeDash"]["scale"]["range"] == [[1, 0], [5, 4]]
    assert "label" in set(fields(pain_chart(year=2026)))


def test_a_time_axis_is_read_as_utc_so_that_no_browser_moves_a_day():
    times = [
        part
        for _, part in encodings(pain_chart(year=2026))
        if isinstance(part, dict) and part.get("type") == "temporal"
    ]

    assert times
    assert all(part["scale"]["type"] == "utc" for part in times)
    assert "utcmonth" in json.dumps(minutes_chart(span="week", year=2026))


def test_a_chart_is_built_once():
    assert pain_chart(year=2026) is pain_chart(year=2026)
    assert calendar_chart(written=True, year=2026, weekdays=WEEKDAYS) is not calendar_chart(
        written=False, year=2026, weekdays=WEEKDAYS
    )


def test_a_chart_is_in_the_language_that_is_spoken_and_so_are_its_dates():
    english = minutes_chart(span="week", year=2026)
    with speaking("de"):
        german = minutes_chart(span="week", year=2026)

        assert minutes_chart(span="week", year=2026) is german

    assert "28 Mar" in json.dumps(english)
    assert "28. M\\\\u00e4rz" in json.dumps(german)


def test_a_table_survives_the_way_to_the_browser():
    frame = pain_frame(every_third_day(5), TODAY, NUMBERS)

    assert frame["low"].isna().all()
    assert frame["at"].dtype == float


def test_routines_of_one_name_are_told_apart_by_their_id():
    twins = [replace(compared("Desk break", after=after), routine=name) for name, after in (("a", 4), ("b", 1))]

    frame = routines_frame(twins, NUMBERS)
    spec = routines_chart()

    assert frame["routine"].tolist() == ["b", "a"]
    assert frame["title"].tolist() == ["Desk break", "Desk break"]
    assert {part["field"] for name, part in encodings(spec) if name == "y" and "field" in part} == {"routine"}
