"""The page to hand over: one page, the person's words, whatever the answers."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from examples.contents import load_library
from examples.people import answers, ticks
from lowback.diary.entry import SessionInput
from lowback.export.summary import FOOT, NOT_SURE, Account, summary
from lowback.language.speech import speaking
from lowback.person import quiz
from lowback.person.triage import triage
from lowback.ui.pieces.summary import pdf
from lowback.words.answers import in_words
from lowback.words.told import clause_words
from tests.app import answer, answer_all, go_to, open_app, quiz_done, visit_of

TODAY = date(2026, 11, 23)
LIBRARY = load_library()


def page(**changes):
    """The summary of somebody who answered like this."""
    given = answers(**changes)
    walked = quiz.progress(given, LIBRARY.all_questions)
    verdict = triage(walked.said.facts, LIBRARY.all_rules, walked.said.unsure)
    told = [q for q in walked.asked if q.id in given and q.section != "time"]
    answered = [(q.short, in_words(q, given[q.id])) for q in told]
    doubtful = any(quiz.doubtful(given[q.id]) for q in told)
    return summary(verdict, account(verdict, answered, "2 to 6 weeks", doubtful=doubtful), TODAY)


def account(verdict, answered, since=None, *, doubtful=False):
    certain, unsure = (
        [clause_words(said) for item in verdict.deciding if item.unsure is doubt for said in item.says]
        for doubt in (False, True)
    )
    return Account(certain, unsure, answered, doubtful, since)


def read(made):
    """The page's words on one line; it is one page."""
    reader = PdfReader(io.BytesIO(made))
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().split())


def verdict_of(**changes):
    walked = quiz.progress(answers(**changes), LIBRARY.all_questions)
    return triage(walked.said.facts, LIBRARY.all_rules, walked.said.unsure)


def test_it_is_a_pdf_of_one_a4_page_with_our_font_inside():
    made = page(danger_new=ticks("saddle"))

    box = PdfReader(io.BytesIO(made)).pages[0].mediabox
    assert made.startswith(b"%PDF")
    assert (round(box.width), round(box.height)) == (595, 842)
    assert b"Atkinson" in made
    assert len(made) < 60_000


def test_it_says_what_was_ticked_since_when_and_what_to_say():
    said = read(page(danger_new=ticks("saddle")))

    assert "Numb, tingling or odd feeling between your legs" in said
    assert "Please check me for cauda equina syndrome." in said
    assert "2 to 6 weeks" in said
    assert "23 November 2026" in said
    assert "get help now" in said
    assert FOOT in said
    assert NOT_SURE not in said


def test_not_sure_is_kept_apart_and_explained():
    said = read(page(danger_new={"ticked": [], "not_sure": ["saddle"]}))

    assert "Not sure: Numb, tingling" in said
    assert "I am not sure about this: “I have lower back pain" in said
    assert NOT_SURE in said


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"danger_now": ticks("fever")}, "be seen today"),
        ({"ever_had": ticks("weight")}, "within two weeks"),
        ({"age": {"value": 75}}, "with care"),
        ({}, "gentle exercise is fine"),
    ],
)
def test_it_says_what_the_answers_led_to(changes, advice):
    assert advice in read(page(**changes))


def test_everything_ticked_still_fits_on_one_page():
    everything = {q.id: ticks(*(o.id for o in q.options)) for q in LIBRARY.all_questions if q.kind == "many"}

    assert "more that did not fit" not in read(page(**everything, age={"value": 120}))


def test_more_answers_than_a_page_holds_are_counted():
    many = [(f"Question {n}", [f"Words number {n} " * 12]) for n in range(1, 301)]

    verdict = verdict_of(danger_new=ticks("saddle"))

    said = read(summary(verdict, account(verdict, many), TODAY))

    assert "Question 1 " in said
    assert "Question 300" not in said
    assert "more that did not fit on this page" in said
    assert "Please check me for cauda equina syndrome." in said


@pytest.mark.parametrize(
    "odd",
    ["🙂 👩🏽‍⚕️ ok", "“quoted” × – … ½ é", "漢字 עברית", "**not bold** <b>", "x" * 5000, "", "a\n\nb\tc", "\ud800"],
)
def test_no_character_breaks_the_page(odd):
    made = summary(verdict_of(), account(verdict_of(), [("Odd", [odd])], odd), TODAY)

    assert "What I answered" in read(made)


def test_quotes_dashes_and_signs_of_our_texts_are_printed():
    said = read(summary(verdict_of(), account(verdict_of(), [("Signs", ["“so” × – … ½ é’"])]), TODAY))

    assert "“so” × – … ½ é’" in said


@pytest.mark.parametrize(("tag", "lang"), [("en", "en-GB"), ("de", "de")])
def test_the_page_says_in_which_language_it_is(tag, lang):
    with speaking(tag):
        made = page()

    assert PdfReader(io.BytesIO(made)).root_object["/Lang"] == lang


def test_the_same_answers_make_the_same_page():
    assert page() == page()


def test_the_urgent_screen_the_lock_and_more_offer_the_page():
    urgent = answer(open_app("quiz"), "danger_new", ticks("saddle"))
    locked = answer_all(open_app("quiz"), answers(ever_had=ticks("told_not")))

    for app in (urgent, go_to(locked, "result"), go_to(locked, "more")):
        assert offered(app) == ["Save a summary to hand over (PDF)"]


def test_somebody_without_answers_is_offered_no_page():
    assert not offered(open_app("more"))


def offered(app):
    """The pages that can be saved; a copy of everything is another thing."""
    return [button.proto.label for button in app.get("download_button") if "PDF" in button.proto.label]


def then(**changes):
    """Somebody whose plan and sessions stand on it, too."""
    told = account(verdict_of(), [("Age", ["40"])])
    rows = {"offered": [("Desk break", "March; Slide")], "left_out": [("Bridge", "Left out, because it hurt.")]}
    return summary(verdict_of(), replace(told, **rows, **changes), TODAY)


def test_the_plan_what_is_left_out_and_four_weeks_have_a_page_of_their_own():
    made = then(
        weeks="1 session, 10 minutes in all.", sessions=[("Mon 2 Nov", "Desk break · 10 minutes · pain 4 before")]
    )

    first, second = (" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages)
    for words in (
        "My plan",
        "March; Slide",
        "because it hurt",
        "My last four weeks",
        "Mon 2 Nov",
        "pain 4 before",
        FOOT,
    ):
        assert words in second
    assert "My plan" not in first


def test_more_sessions_than_a_page_holds_are_counted():
    many = [(f"Day {n}", "Desk break · 10 minutes · pain 4 before, 3 after") for n in range(1, 201)]

    made = then(weeks="200 sessions.", sessions=many)

    pages = PdfReader(io.BytesIO(made)).pages
    assert len(pages) == 2
    assert "more that did not fit on this page" in " ".join(pages[1].extract_text().split())


def test_it_is_read_out_in_order_heading_by_heading():
    made = then(weeks="1 session.", sessions=[("Mon 2 Nov", "Desk break")])

    document: Any = PdfReader(io.BytesIO(made)).root_object
    kinds = [piece.get_object()["/S"] for piece in document["/StructTreeRoot"]["/K"][0]["/K"]]
    assert document["/MarkInfo"]["/Marked"]
    assert kinds[:4] == ["/H1", "/P", "/P", "/H2"]
    assert kinds.count("/H2") == 4


def test_what_came_of_the_answers_is_said_by_the_more_page():
    app = quiz_done(body=ticks("joint"))
    visit = visit_of(app)
    visit.sessions.log_by_hand(SessionInput("desk_break", "Desk break", visit.today, 9, "UTC", visit.today, 4, 2))

    pages = PdfReader(io.BytesIO(pdf(visit_of(app)))).pages

    said = " ".join(pages[1].extract_text().split())
    names = {offer.routine.name for offer in visit_of(app).plan().offers[:4]}
    assert all(name in said for name in names)
    assert "because you told us" in said
    assert "1 session, 9 minutes in all." in said
    assert "pain 4 before, 2 after" in said


def test_in_an_emergency_it_is_one_page():
    urgent = answer(open_app("quiz"), "danger_new", ticks("saddle"))

    assert len(PdfReader(io.BytesIO(pdf(visit_of(urgent)))).pages) == 1
