"""What a wide window is used for, and that a narrow one fetches nothing of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from examples.places import PLACES
from tests.e2e.conftest import Examples

WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 664}
FILM = ".st-key-preview video"


def shown(page: Page) -> Locator:
    return page.locator(".st-key-preview figcaption")


def mid(piece: Locator) -> tuple[float, float]:
    box = piece.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"]


def test_beside_a_routine_moves_the_exercise_that_is_pointed_at_or_has_the_focus(examples: Examples) -> None:
    page = examples.window(PLACES["routine"], WIDE)
    rows = page.locator('[class*="st-key-row-"]')
    names = rows.locator("strong").all_inner_texts()
    expect(shown(page)).to_have_text(names[0])
    expect(page.locator(FILM)).to_have_js_property("paused", False)

    rows.nth(2).get_by_role("button", name="How to").focus()
    expect(shown(page)).to_have_text(names[2])
    rows.nth(1).hover()
    expect(shown(page)).to_have_text(names[1])
    expect(rows.nth(1)).to_have_attribute("data-shown", "")
    page.locator(".st-key-preview").get_by_role("button", name="Pause").click()

    expect(page.locator(FILM)).to_have_js_property("paused", True)
    expect(shown(page)).to_have_text(names[1])
    assert mid(page.locator(FILM))[0] > mid(rows.first)[0]


def test_beside_the_plan_moves_one_exercise_of_a_routine_after_the_other(examples: Examples) -> None:
    page = examples.window(PLACES["plan"], WIDE)
    expect(shown(page)).not_to_be_empty()
    first = shown(page).inner_text()

    page.locator(FILM).evaluate("film => film.onended()")

    expect(shown(page)).not_to_have_text(first)


def test_who_wants_no_movement_is_shown_a_picture(examples: Examples) -> None:
    page = examples.window(PLACES["routine"], WIDE, reduced_motion="reduce")

    expect(page.locator(".st-key-preview").get_by_role("button", name="Play")).to_be_visible()
    assert page.locator(FILM).evaluate("film => film.paused")


def test_a_phone_fetches_no_film_beside_the_list(examples: Examples) -> None:
    page = examples.window(PLACES["routine"], PHONE)

    expect(page.locator(".st-key-preview .preview")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".st-key-preview")).to_be_hidden()
    assert page.locator(FILM).get_attribute("src") is None


@pytest.mark.parametrize(("place", "pieces"), [("progress", ".st-key-charts"), ("routines", ".st-key-cards")])
def test_charts_and_cards_stand_two_by_two_where_there_is_room(examples: Examples, place: str, pieces: str) -> None:
    page = examples.window(PLACES[place], WIDE)
    first, second = (page.locator(f"{pieces} > div").nth(n) for n in (0, 1))
    assert mid(first)[1] == mid(second)[1]
    assert mid(first)[0] < mid(second)[0]

    page.set_viewport_size(PHONE)

    page.wait_for_function(
        """pieces => {
            const [first, second] = document.querySelectorAll(`${pieces} > div`);
            return second.getBoundingClientRect().top >= first.getBoundingClientRect().bottom;
        }""",
        arg=pieces,
    )


@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_in_colours_of_ones_own_the_chosen_and_the_current_are_seen(examples: Examples, viewport: ViewportSize) -> None:
    page = examples.window(PLACES["routines"], viewport, forced_colors="active")
    ground = "each => getComputedStyle(each).backgroundColor"
    pills = page.get_by_role("radiogroup", name="Show").get_by_role("radio")

    assert pills.nth(0).evaluate(ground) != pills.nth(1).evaluate(ground)
    line = (
        "each => { const of = getComputedStyle(each); return of.outlineStyle + of.outlineColor + of.borderTopColor; }"
    )
    current = page.locator("a[aria-current=page]:visible")
    other = page.locator("a:not([aria-current]):visible", has_text="Progress")
    assert current.evaluate(line) != other.evaluate(line)
