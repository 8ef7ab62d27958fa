"""What helps a sore back: read by a stranger, not by who needs help first, and after a word by who has to wait."""

from __future__ import annotations

from examples.contents import load_library
from examples.people import ticks
from tests.app import answer, go_to, open_app, quiz_done, title, words

LIBRARY = load_library()
FIRST_SPEAK = "Please speak to a clinician first."


def test_a_stranger_reads_everything_with_its_sources() -> None:
    app = open_app("today")
    assert app.button(key="today.helps").label == "What helps?"
    go_to(app, "helps")

    assert title(app) == "What helps a sore back"
    shown = words(app)
    for topic in LIBRARY.helps.values():
        assert all(text in shown for text in (topic.title, *topic.says))
    for area in LIBRARY.focus_areas.values():
        assert all(text in shown for text in (area.name, *area.explains))
    named = {name for each in LIBRARY.helps.values() for name in each.sources}
    assert all(LIBRARY.sources[name].title in shown for name in named)
    assert FIRST_SPEAK not in shown


def test_who_has_to_wait_is_told_so_first_and_who_needs_help_is_led_there() -> None:
    assert FIRST_SPEAK in words(go_to(quiz_done(ever_had=ticks("told_not")), "helps"))
    urgent = answer(open_app("quiz"), "danger_new", ticks("saddle"))
    assert LIBRARY.helps["expect"].says[0] not in words(go_to(urgent, "helps"))
