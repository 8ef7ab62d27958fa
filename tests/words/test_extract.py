"""The list of what the program says: whole, the same each time, and what becomes of it in a language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from lowback.language.browser import words
from lowback.language.extract import (
    NotWrittenOutError,
    in_html,
    in_javascript,
    in_python,
    listed,
    main,
    misplaced,
    renewed,
    written,
)
from lowback.language.speech import speech_in
from lowback.ui import components

ROOT = Path(components.__file__).parent
MODULES = sorted(ROOT.rglob("*.js"))
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
NOTE = re.compile(r"^ *(?://|/?\*).*$", re.MULTILINE)
SAID = re.compile(r'(?<![.#\w])(?:say|several)\(\s*"(?:[^"\\]|\\.)*"(?:,\s*"(?:[^"\\]|\\.)*")?')
# Two words, or one with a capital; a selector begins with a dot or a hash.
SENTENCE = re.compile(r"^[^.#]*[A-Za-z]{2,} [A-Za-z]{2,}|^[A-Z][a-z]+[.?!]?$")
NOT_FOR_PEOPLE = {
    "There is no ${selector}", "${address} is ${answer.status}",  # errors, for the log
    "English",  # a caption track's name, which no browser shows: we paint the words ourselves
    "Escape", "label span",
}  # fmt: skip
"""What looks like words and is none of a person's."""


def unsaid(module: str) -> list[str]:
    """Strings of a module that look like something for a person and do not go through `say`."""
    code = SAID.sub("", NOTE.sub("", module))
    found = (one or other for one, other in STRING.findall(code))
    return [text for text in found if SENTENCE.search(text) and text not in NOT_FOR_PEOPLE]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_sentence_of_the_browser_half_is_said(path: Path) -> None:
    assert unsaid(path.read_text("utf-8")) == []


def test_every_exception_is_still_one() -> None:
    assert [text for text in NOT_FOR_PEOPLE if not any(text in path.read_text("utf-8") for path in MODULES)] == []


@pytest.mark.parametrize("code", ['put("Well done");', "put(`Go on with ${title}`);", 'const DONE = "Saved.";'])
def test_a_sentence_that_is_not_said_is_seen(code: str) -> None:
    assert len(unsaid(code)) == 1


def test_python_is_read_as_it_is_meant() -> None:
    code = """
SOON = later("Soon.")
a = say("Saved.") + say(SOON) + speech.say("Read {n}.", n=1)
b = say("{time}, {more}", time=several("{n} minute", "{n} minutes", 3), more=say("a" if c else "b"))
d = say("Long and "
        "wide.")
"""

    assert set(in_python(code)) == {
        "Soon.", "Saved.", "Read {n}.", "{time}, {more}", ("{n} minute", "{n} minutes"), "a", "b", "Long and wide.",
    }  # fmt: skip


def test_javascript_is_read_as_it_is_meant() -> None:
    code = r"""
export function say(sentence, values = {}) {}
const KEPT = say("Kept.");
view.put(".x", say("{time}, {more}", { time: several("{n} minute", "{n} minutes", 3), more: say("\"a\"\nb \u2026") }));
this.voice.say(["no sentence"]); this.say("of another kind"); say(KEPT);
several(
  "second",
  "seconds",
  2,
);
"""

    assert list(in_javascript(code)) == [
        "Kept.", "{time}, {more}", ("{n} minute", "{n} minutes"), '"a"\nb …', ("second", "seconds"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "code", ['say(f"{a} because {b}")', 'say("a" + b)', 'later("%s" % a)', 'several("a", f"{b}", 2)']
)
def test_a_sentence_that_is_put_together_is_refused(code: str) -> None:
    with pytest.raises(NotWrittenOutError):
        list(in_python(code))


@pytest.mark.parametrize("code", ["say(`${a} because ${b}`)", 'say(a ? "b" : "c")', 'say("a" + b)'])
def test_a_sentence_that_is_put_together_is_refused_in_a_module_too(code: str) -> None:
    with pytest.raises(NotWrittenOutError):
        list(in_javascript(code))


def test_a_page_is_read_with_what_is_read_out_of_it() -> None:
    page = '<p title="On or off" data-do="x">\n  Play <b>clip</b>\n</p><img alt=""><svg><path d="M8 5"/></svg>'

    assert list(in_html(page)) == ["On or off", "Play", "clip"]


def test_the_list_is_fresh_and_the_same_each_time() -> None:
    assert main(["--check"]) is None
    assert written(listed()) == written(listed())


def sentences(*said: str | tuple[str, str]) -> Catalog:
    """A list of these."""
    catalogue = Catalog()
    for each in said:
        catalogue.add(each, locations=[("a.py", 1)])
    return catalogue


def test_a_language_keeps_what_is_translated_and_gets_what_is_new() -> None:
    before = written(renewed(sentences("Old.", "Kept.", "Empty."), "de", b""))
    before = before.replace(b'msgid "Kept."\nmsgstr ""', b'msgid "Kept."\nmsgstr "Bleibt."')
    before = before.replace(b'msgid "Old."\nmsgstr ""', b'msgid "Old."\nmsgstr "Alt."')

    now = written(renewed(sentences("Kept.", "New."), "de", before)).decode()

    assert 'msgid "Kept."\nmsgstr "Bleibt."' in now
    assert 'msgid "New."\nmsgstr ""' in now
    assert '#~ msgid "Old."\n#~ msgstr "Alt."' in now
    assert "Empty." not in now


def test_a_value_that_the_sentence_does_not_have_is_found() -> None:
    catalogue = sentences("Go on with {exercise}", ("{n} minute", "{n} minutes"))
    catalogue["Go on with {exercise}"].string = "Weiter mit {Übung}"
    catalogue["{n} minute"].string = ("Eine Minute", "{n} Minuten")

    assert misplaced(catalogue) == ["Weiter mit {Übung}"]


def test_the_browser_gets_the_sentences_that_it_says_and_no_others() -> None:
    found = words(speech_in("en-XA"))
    said = found["words"]

    assert isinstance(said, dict)
    assert found["rules"] == "en-GB"
    assert said["Sore or stiff"].startswith("Šöŕé öŕ šţîƒƒ")
    assert said["Exercise player"].startswith("Éẋéŕçîšé")
    assert set(said["About {n} minute left"]) == {"one", "other"}
    assert "Opening Lowback" not in said
    assert len(said) < len(listed())
