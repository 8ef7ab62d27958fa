"""A routine on paper: two pages at most, nothing left unsaid, and read out in order."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from examples.contents import load_library
from lowback.export.handout import Handout, Move, handout
from lowback.language.languages import LANGUAGES
from lowback.language.speech import speaking
from lowback.library.library import content_root
from lowback.plan.routine import as_written, in_minutes
from lowback.session.pictures import MEDIA_URL, pictures
from lowback.words.lines import amount_line

TODAY = date(2026, 11, 30)
ADDRESS = "https://back.example.org/routine?id=lower_back_base"


def on_paper(library, routine="lower_back_base", address=ADDRESS):
    """The routine as it is written, in full."""
    found = library.routines[routine]
    screens = library.screens
    pieces = in_minutes(as_written(found), 60, library)
    return Handout(
        title=found.name, summary=found.summary, moves=[move(piece, library) for piece in pieces],
        how_often=found.how_often, before=[item.label for item in library.safety_check.items],
        hurt=screens.stopped_for_pain.do, signs_title=screens.footer.title, signs=screens.footer.signs,
        signs_line=screens.footer.line, address=address,
    )  # fmt: skip


def move(piece, library):
    exercise = library.exercises[piece.exercise]
    shown = pictures(exercise, library)
    file = content_root() / "media" / (shown.poster or "").removeprefix(MEDIA_URL)
    return Move(exercise.name, amount_line(piece, library), " ".join(exercise.how), file, shown.alt)


def read(made):
    """The words of all pages on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())


def structure(made):
    """What is read out, in order: of which kind each piece is, and the words of pictures."""
    tree: Any = PdfReader(io.BytesIO(made)).root_object["/StructTreeRoot"]
    pieces = (piece.get_object() for piece in tree["/K"][0]["/K"])
    return [(piece["/S"], piece.get("/Alt", "")) for piece in pieces]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_longest_routine_has_two_pages_in_every_language(tag):
    with speaking(tag):
        library = load_library(language=tag)
        longest = max(library.routines.values(), key=lambda routine: len(routine.items))
        made = handout(on_paper(library, longest.id), TODAY)

    assert len(PdfReader(io.BytesIO(made)).pages) <= 2
    assert len(made) < 250_000


def test_every_exercise_sign_and_step_stands_on_it():
    library = load_library()
    what = on_paper(library)

    said = read(handout(what, TODAY))

    whole = [what.how_often, *what.before, *what.hurt, *what.signs, what.signs_line, ADDRESS, "30 November 2026"]
    assert [words for words in whole if words not in said] == []
    assert [m for m in what.moves if not all(words in said for words in (m.name, m.amount, m.how))] == []
    assert "14 days to tick" in said


def test_it_is_read_out_in_order_with_the_words_of_its_pictures():
    what = on_paper(load_library())

    made = handout(what, TODAY)
    marked: Any = PdfReader(io.BytesIO(made)).root_object["/MarkInfo"]
    pieces = structure(made)

    kinds, pictured = [kind for kind, _ in pieces], [alt for _, alt in pieces if alt]
    assert marked["/Marked"]
    assert kinds[0] == "/H1"
    assert kinds.count("/H3") == kinds.count("/Figure") - 2 == len(what.moves)
    assert pictured[: len(what.moves)] == [each.alt for each in what.moves]
    assert pictured[-1] == f"A code that opens {ADDRESS}"


@pytest.mark.parametrize("address", ["http://localhost:8501/routine?id=x", "http://127.0.0.1:8501/routine?id=x"])
def test_a_code_that_no_phone_could_open_is_not_printed(address):
    made = handout(on_paper(load_library(), "desk_break", address), TODAY)

    assert address in read(made)
    assert not any("A code" in alt for _, alt in structure(made))


def test_without_an_address_there_is_none_to_scan_or_type():
    said = read(handout(on_paper(load_library(), "desk_break", ""), TODAY))

    assert "code" not in said
    assert "address" not in said


def test_what_does_not_fit_two_pages_is_printed_all_the_same():
    what = on_paper(load_library())
    many = replace(what, moves=what.moves * 4)

    assert read(handout(many, TODAY)).count(what.moves[0].how) == 4
