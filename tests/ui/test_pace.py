"""Time to get ready and to rest, as somebody asked for it: in a session, on the page "More", and in the next plan."""

from pathlib import Path

from lowback.library.pauses import CHOICES
from lowback.store.sessions import Sessions
from lowback.ui import components
from lowback.web import resources
from tests.app import begun, data_of, go_to, new_visit_of, quiz_done, send, words


def readies(app):
    """Seconds to get ready for each exercise of the session that is open."""
    return [item["stages"][0]["seconds"] for item in data_of(app, "player")["items"]]


def rests(app):
    """Every rest between sets of the session that is open."""
    items = data_of(app, "player")["items"]
    return {stage["seconds"] for item in items for stage in item["stages"] if stage["kind"] == "rest"}


def asked(app, session, *asked_for):
    """The player hands back what was asked for in it, and that the session has ended."""
    log = [{"seq": n + 1, "kind": kind, "seconds": seconds} for n, (kind, seconds) in enumerate(asked_for)]
    log.append({"seq": len(log) + 1, "kind": "stopped", "why": "choice"})
    send(app, "player", {"progress": {"session": session, "log": log, "at": {"item": 0}, "status": "stopped"}})


def test_more_time_that_was_asked_for_in_a_session_is_there_in_the_next_one():
    app = quiz_done()
    session = begun(app, pain=4)
    before, minutes = readies(app), data_of(app, "player")["minutes"]

    asked(app, session, ("more_time", 20))
    go_to(app, "routine", id="lower_back_base")
    assert "With 20 seconds more to get ready, as you asked." in words(app)
    person = app.session_state["visit.person"]
    Sessions(resources.engine(), person).finish_words(session, 3, 3)
    again = new_visit_of(app)
    begun(again, pain=4)

    assert readies(again)[0] == before[0] + 20
    assert data_of(again, "player")["minutes"] <= minutes + 1


def test_the_pauses_are_set_on_the_page_more():
    app = go_to(quiz_done(), "more")

    app.selectbox(key="more.ready.0").set_value(30).run()
    go_to(app, "more").selectbox(key="more.rest.None").set_value(0).run()
    go_to(app, "routine", id="lower_back_base")

    assert "With 30 seconds more to get ready and no rest between sets, as you asked." in words(app)
    begun(app, pain=4)
    assert min(readies(app)) >= 45
    assert rests(app) <= {0}


def test_where_nothing_was_asked_for_the_pauses_are_as_planned():
    app = go_to(quiz_done(), "routine", id="lower_back_base")

    assert "as you asked" not in words(app)
    assert go_to(app, "more").selectbox(key="more.ready.0").value == 0
    assert app.selectbox(key="more.rest.None").value is None


def test_the_player_offers_the_same_pauses_as_the_page():
    machine = (Path(components.__file__).parent / "player" / "machine.js").read_text("utf-8")

    assert f"export const MORE = {list(CHOICES)};" in machine
