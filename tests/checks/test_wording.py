"""Every screen reads at grade 7 or below, and no word of ours frightens or blames."""

import shutil

import pytest

from lowback.checks import wording
from lowback.checks.load import load_library
from lowback.checks.wording import HARDEST_GRADE, grade, screens, word_problems
from lowback.library.library import content_root, read_library
from lowback.library.parse import ContentError

SMALL = shutil.ignore_patterns("*.mp4", "*.m4a", "*.webp", "fonts", "poses")
LIBRARY = load_library()


def changed(tmp_path, name, old, new):
    """The library with one text of one file changed."""
    root = tmp_path / "content"
    shutil.copytree(content_root(), root, ignore=SMALL)
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), "utf-8")
    return read_library(root)


def messages(check, library):
    return [str(problem) for problem in check(library)]


@pytest.mark.parametrize("check", [*wording.MEASURES, *wording.WORD_CHECKS], ids=lambda check: check.__name__)
def test_our_words_pass(check):
    assert messages(check, LIBRARY) == []


def test_every_question_rule_card_routine_and_condition_is_a_screen():
    names = {screen.name for screen in screens(LIBRARY)}

    assert {f"quiz/{name}" for name in LIBRARY.questions} <= names
    assert {f"triage/{name}" for name in LIBRARY.rules} <= names
    assert {f"exercises/{name}" for name in LIBRARY.exercises} <= names
    assert {f"routines/{name}" for name in LIBRARY.routines} <= names
    assert {f"conditions/{name}" for name in LIBRARY.conditions} <= names
    assert {f"captions/{name}" for name, clip in LIBRARY.media.clips.items() if clip.captions} <= names
    assert {"screens/emergency", "screens/soon", "screens/disclaimers", "rescreen/gap"} <= names


def test_hard_text_is_hard_and_easy_text_is_easy():
    assert grade(["Lie on your back", "Breathe out."]) < 3
    assert grade(["Contraindicated manoeuvres necessitate individualised physiotherapeutic consultation."]) > 15


def test_a_screen_that_is_hard_to_read_is_named_with_its_file_and_grade(tmp_path):
    hard = "Administer individualised physiotherapeutic contraindication determinations notwithstanding comorbidity"
    library = changed(tmp_path, "quiz.yaml", "How old are you?", hard)

    (said,) = messages(wording.every_screen_reads_easily, library)

    assert said.startswith("content/quiz.yaml:")
    assert "quiz/age reads at grade" in said


def test_an_exception_lets_a_hard_screen_pass_and_is_named_once_it_is_not_needed(tmp_path):
    library = changed(
        tmp_path,
        "reading_exceptions.yaml",
        "[]",
        "[{screen: quiz/accident, reason: The names of operations are long.}]",
    )

    assert "needs no exception" in messages(wording.exceptions_are_needed, library)[0]


def test_an_exception_for_a_screen_that_is_gone_is_named(tmp_path):
    library = changed(
        tmp_path, "reading_exceptions.yaml", "[]", "[{screen: quiz/nothing, reason: A long enough reason to pass.}]"
    )

    assert "is not a screen" in messages(wording.exceptions_are_needed, library)[0]


def test_an_exception_needs_a_reason(tmp_path):
    with pytest.raises(ContentError, match=r"reading_exceptions\.yaml:\d+: reason"):
        changed(tmp_path, "reading_exceptions.yaml", "[]", "[{screen: quiz/accident, reason: short}]")


@pytest.mark.parametrize(
    "words",
    ["A lumbar stretch", "Wear and tear of joints", "Your slipped disc", "Weak core muscles", "A Red flag here"],
)
def test_a_word_that_frightens_is_found_and_another_is_offered(tmp_path, words):
    library = changed(tmp_path, "exercises/bridge.yaml", "easier: Lift only half way.", f"easier: {words}.")

    (said,) = messages(wording.content_has_no_banned_word, library)

    assert said.startswith("content/exercises/bridge.yaml:")
    assert "Write:" in said


def test_every_banned_word_says_why_and_where_that_comes_from():
    assert len(LIBRARY.banned_words) > 10
    for word in LIBRARY.banned_words:
        assert word.sources, word.pattern
        assert word.why.endswith(".")


def test_strings_of_the_program_are_read_and_notes_are_not(tmp_path):
    file = tmp_path / "page.py"
    file.write_text('"""A lumbar note."""\n# unstable\nst.write(f"Your {x} is unstable")\n', "utf-8")

    assert [text for _, text in wording._strings(file)] == ["Your ", " is unstable"]


def test_without_the_counter_of_syllables_the_banned_words_are_still_checked(tmp_path, monkeypatch):
    monkeypatch.setattr(wording, "can_measure", lambda: False)
    library = changed(tmp_path, "exercises/bridge.yaml", "easier: Lift only half way.", "easier: A lumbar lift.")

    assert len(word_problems(library)) == 1


def test_the_limit_is_grade_seven():
    assert HARDEST_GRADE == 7
