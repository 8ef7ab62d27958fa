"""The app in another language: chosen on More, spoken on every page to the last word, and mirrored where it runs so."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

from examples.browser import settled, shows
from examples.places import LIBRARY, PLACES, Place
from lowback.demo import NOTES
from lowback.language.languages import ACCENTED, CHOSEN, GERMAN, MIRRORED, Language
from lowback.language.pseudo import disguised
from tests.e2e.conftest import Examples
from tests.e2e.test_every_page import found_by_axe

PLAIN = re.compile(r"[A-Za-z]{3,}")
SOURCES = [words for source in LIBRARY.sources.values() for words in (source.title, source.id)]
"""Titles and short names of what is cited: they are called so in every language."""
DIARY = [
    *NOTES,
    *(routine.name for routine in LIBRARY.routines.values()),
    *(exercise.name for exercise in LIBRARY.exercises.values()),
]
"""What a diary holds is in the words in which it was written: a person's notes, and the names of what they did."""
STREAMLIT = (
    "Skip to main content", "App pages", "Link to heading", "Choose an option", "Open", "Increment", "Decrement",
    "Show data: ", "Download as PNG: ", "Copy Vega-Lite spec: ", "Fullscreen: ",
)  # fmt: skip
"""Streamlit's own names for the parts of its widgets: it has no other language."""
PARTS = ("progress",)
"""What Streamlit calls a bar; small, so only as a whole."""
NOT_OURS = sorted({*SOURCES, *DIARY, *STREAMLIT} - {""}, key=len, reverse=True)
NOTHING_SAID = "script, style, noscript, [translate=no], [role=img][aria-label$=' icon'], .caption"
"""Streamlit keeps icons as words and names them in English; the captions of films are not translated yet."""
SAID = """(NOTHING_SAID) => {
  const said = [document.title];
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent.trim());
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(NOTHING_SAID)) return;
    for (const name of ["aria-label", "title", "placeholder", "alt"]) said.push(node.getAttribute(name) ?? "");
    for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) read(child);
  };
  read(document.body);
  return [...new Set(said)].filter(Boolean);
}"""
"""Every text of the page and its title, whoever it is for: also what is read aloud only, or not seen yet."""
WIDER = """() => [document.documentElement, document.querySelector(".stMain")]
  .filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.scrollWidth)"""
IN_THE_GATE = ("today",)
SLOWLY = {name: [] if name in IN_THE_GATE else [pytest.mark.slow] for name in PLACES}
EVERY_PLACE = [pytest.param(name, marks=marks) for name, marks in SLOWLY.items()]
WRITTEN_IN_ENGLISH = ("player",)
"""A session that was begun in English goes on in it."""
SPEAKING = [place for place in EVERY_PLACE if place.values[0] not in WRITTEN_IN_ENGLISH]


@pytest.fixture(scope="module")
def variables() -> dict[str, str]:
    """A server that offers everything it can speak."""
    return {"LOWBACK_LANGUAGES": f"{ACCENTED.tag},{MIRRORED.tag},{GERMAN.tag}"}


def plain(page: Page) -> list[str]:
    """What the page says that has not been through our hands, but for what is called so everywhere."""
    return [text for text in page.evaluate(SAID, NOTHING_SAID) if PLAIN.search(_ours(text)) and text not in PARTS]


def _ours(text: str) -> str:
    for words in NOT_OURS:
        text = text.replace(words, "")
    return text


def speaks(page: Page, language: Language, url: str) -> None:
    """From now on this browser asks for the language."""
    page.context.add_cookies([{"name": CHOSEN, "value": language.tag, "url": url}])


def opened(examples: Examples, place: Place, language: Language, size: tuple[int, int] = (1280, 800)) -> Page:
    """The place in a disguise, drawn."""
    page = examples.touch(place.person, *size)
    speaks(page, language, examples.server.url)
    page.goto(place.path)
    kept = place is PLACES["player"]
    shows(page, place if kept else replace(place, heading=disguised(place.heading)))
    # The last piece of a page; until its module is there, it has the words of its HTML.
    page.locator("nav.bar a").first.wait_for(state="attached")
    return page


def test_a_language_is_chosen_on_more_and_kept(examples: Examples) -> None:
    page = examples.touch("steady", 1280, 720)
    page.goto("/more")
    shows(page, PLACES["more"])

    _choose(page, "Deutsch (not reviewed)")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.reload()
    settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator(".st-key-more-language").get_by_role("combobox")).to_have_value("Deutsch (not reviewed)")

    _choose(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    shows(page, PLACES["more"])


def _choose(page: Page, name: str) -> None:
    field = page.locator(".st-key-more-language").get_by_role("combobox")
    field.click()
    field.press("ArrowDown")  # opens the list, where the tap came before the field listened
    page.get_by_role("option", name=name).click()


@pytest.mark.parametrize("name", SPEAKING)
def test_a_place_says_nothing_that_a_translator_has_not_had(examples: Examples, name: str) -> None:
    page = opened(examples, PLACES[name], ACCENTED)

    if PLACES[name].address == "/exercise":  # until its module is there, a film has the words of its HTML
        page.get_by_role("button", name=disguised("Captions")).wait_for()
    assert plain(page) == []


def test_what_is_said_and_made_after_a_tap_is_in_the_language_of_the_page(examples: Examples) -> None:
    page = opened(examples, PLACES["check"], ACCENTED)
    page.get_by_role("button", name=disguised(LIBRARY.safety_check.start_label)).click()
    expect(page.get_by_role("alert")).to_have_text(disguised("Tick what is new, or that nothing is."))

    page = opened(examples, replace(PLACES["before"], person="warm"), ACCENTED)
    page.get_by_role("radio", name="3", exact=True).check()
    page.get_by_role("button", name=disguised("Start the session")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^1 "))
    settled(page)

    assert plain(page) == []


def test_a_search_that_finds_nothing_says_so_in_the_language_of_the_page(examples: Examples) -> None:
    page = opened(examples, PLACES["how-urgent"], ACCENTED)
    page.get_by_role("searchbox").fill("zzzz")

    expect(page.get_by_text(disguised("No rule holds all of these words. Try fewer, or another word."))).to_be_visible()


@pytest.mark.slow
def test_a_summary_is_in_the_language_of_the_page_that_it_is_saved_from(examples: Examples) -> None:
    page = examples.touch("steady", 1280, 800)
    speaks(page, GERMAN, examples.server.url)
    page.goto(PLACES["more"].path)
    with page.expect_download() as saved:
        page.locator(".st-key-more-summary button").click()

    assert b"/Lang (de)" in saved.value.path().read_bytes()


@pytest.mark.parametrize("name", EVERY_PLACE)
def test_a_place_that_runs_from_right_to_left_fits_is_mirrored_and_whole_for_everybody(
    examples: Examples, name: str
) -> None:
    page = opened(examples, PLACES[name], MIRRORED, (390, 664))

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.evaluate(WIDER) == []
    first, *_, last = (_middle(link) for link in page.locator("nav.bar a").all())
    assert first > last
    assert _middle(page.locator("#get-help summary")) < 390 / 2
    assert found_by_axe(page) == []


def _middle(part: Locator) -> float:
    box = part.bounding_box()
    assert box
    return box["x"] + box["width"] / 2
