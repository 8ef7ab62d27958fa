"""Taking a routine along: who may print it, what stands on it, and what its link says."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from examples.people import answers, ticks
from lowback.ui.pieces import take_along
from lowback.ui.views.routine import pieces_for
from lowback.web import limits
from tests.app import answer_all, begun, data_of, go_to, open_app, quiz_done, visit_of

ROUTINE = "lower_back_base"
PAPER = "Save this routine to print (PDF)"


def on_page(app, minutes=5):
    """What would be printed for this visit."""
    visit = visit_of(app)
    routine, offer = visit.library.routines[ROUTINE], visit.plan().offer(ROUTINE)
    return take_along.on_page(visit, routine, pieces_for(routine, offer, minutes, visit.library))


def offered(app):
    """The labels of what can be saved."""
    return [button.proto.label for button in app.get("download_button")]


def test_who_may_do_a_routine_may_print_it():
    assert offered(go_to(quiz_done(), "routine", id=ROUTINE)) == [PAPER]


@pytest.mark.parametrize("changes", [{"ever_had": ticks("told_not")}, {"age": {"value": 75}}])
def test_the_link_is_there_for_everybody_and_names_nothing_but_the_routine(changes):
    app = answer_all(open_app("quiz"), answers(**changes))

    go_to(app, "routine", id=ROUTINE)

    assert data_of(app, "routine.link")["page"] == f"routine?id={ROUTINE}"


def test_who_may_not_do_a_routine_cannot_print_it():
    locked = answer_all(open_app("quiz"), answers(ever_had=ticks("told_not")))

    assert offered(go_to(locked, "routine", id=ROUTINE)) == []
    assert offered(go_to(open_app(), "routine", id=ROUTINE)) == []


def test_what_is_printed_is_what_a_session_plays():
    app = quiz_done()
    begun(app, 4)

    played = [(item["title"], item["alt"]) for item in data_of(app, "player")["items"]]

    assert [(move.name, move.alt) for move in on_page(app).moves] == played


def test_what_is_left_out_is_not_printed_and_why_stays_unsaid():
    app = quiz_done(body=ticks("joint"))
    visit, page = visit_of(app), on_page(app, 60)
    offer = visit.plan().offer(ROUTINE)
    assert offer
    changes = offer.fitted.changes

    names, known = [move.name for move in page.moves], visit.library.exercises
    assert changes
    assert not {known[change.exercise].name for change in changes} & set(names)
    assert {known[change.instead].name for change in changes if change.instead} <= set(names)
    assert not [c.because for change in changes for c in change.because if c.because in str(page)]


def test_it_says_what_to_ask_each_time_and_when_to_stop():
    visit = visit_of(app := quiz_done())

    said = on_page(app)

    assert said.before[0] == visit.library.safety_check.lead
    assert set(visit.library.screens.levels.go.do) < set(said.before)
    assert said.signs == visit.library.screens.footer.signs


def test_only_who_printed_it_is_given_it_and_not_without_end(monkeypatch):
    app = quiz_done()
    visit, meter = visit_of(app), limits.Meter(limits.Allowance(1, 0))
    monkeypatch.setattr(limits, "summaries", meter)

    made = take_along.pdf(on_page(app), visit.person, visit.today, "en")

    assert PdfReader(BytesIO(made)).pages
    with pytest.raises(limits.TooMuch):
        take_along.pdf(on_page(app), visit.person, visit.today, "en")
