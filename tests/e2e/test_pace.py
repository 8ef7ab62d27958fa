"""Time to get ready, rests and the film at the pace of the person: in the player of a session."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e import test_player_component as component
from tests.e2e.conftest import DESKTOP
from tests.e2e.test_player_component import Open, big, button, started, wind
from tests.e2e.test_player_sound import choose

harness, opened = component.harness, component.opened

FILM = "document.querySelector('[data-testid=stBidiComponentRegular]')"


def film(page: Page, name: str) -> object:
    """A property of the film that is seen."""
    return page.locator(".picture video:not(.behind)").evaluate(f"film => film.{name}")


def floating(page: Page) -> object:
    """The film in the small window: its classes, or nothing."""
    return page.locator(".picture").evaluate("frame => frame.getRootNode().pictureInPictureElement?.className")


def test_who_needs_longer_to_get_ready_once_can_have_it_every_time(opened: Open) -> None:
    page = started(opened())
    expect(button(page, "10 s more every time")).to_be_hidden()

    button(page, "+10 s to get ready").click()
    button(page, "10 s more every time").click()

    expect(button(page, "10 s more every time")).to_be_hidden()
    wind(page, 1)
    button(page, "Skip").click()
    wind(page, 0.1)
    assert big(page) == "16"
    page.reload()
    button(page, "Continue at 2 of 3").click()
    wind(page, 0.1)
    assert big(page) == "16"


def test_rests_and_time_to_get_ready_are_chosen_in_the_player(opened: Open) -> None:
    page = started(opened())
    button(page, "Sound and more").click()
    choose(page, "Time to get ready", "+20 s")
    choose(page, "Rest between sets", "None")
    button(page, "Done").click()

    wind(page, 6 + 12.2)
    expect(page.locator(".play .set")).to_have_text("Set 2 of 2")
    wind(page, 12)
    assert page.locator(".play .title").inner_text() == "Side plank on knees"
    assert big(page) in ("25", "26")


def test_where_to_begin_is_seen_first(opened: Open) -> None:
    page = started(opened(), 0.5)
    assert film(page, "paused")

    wind(page, 4)

    assert not film(page, "paused")


def test_a_film_is_looked_at_slowly_while_the_clock_stands_and_the_count_takes_it_back(opened: Open) -> None:
    page = started(opened(), 8)
    expect(button(page, "Usual speed")).to_be_hidden()
    button(page, "Pause").click()
    assert film(page, "paused")

    button(page, "Usual speed").click()

    expect(button(page, "¾ speed")).to_be_visible()
    assert (film(page, "paused"), film(page, "playbackRate")) == (False, 0.75)
    button(page, "¾ speed").click()
    assert film(page, "playbackRate") == 0.5
    button(page, "Continue").click()
    wind(page, 0.3)
    assert film(page, "playbackRate") != 0.5


def test_the_small_window_shows_what_comes_next_too_and_being_elsewhere_is_no_pause(opened: Open) -> None:
    page = started(opened(viewport=DESKTOP))
    button(page, "Small window").click()
    page.wait_for_function("document.pictureInPictureElement")
    assert floating(page) == ""

    page.evaluate(component.HIDE, True)
    wind(page, 2)
    page.evaluate(component.HIDE, False)
    expect(page.locator(".play .kind")).not_to_have_text("Paused")
    button(page, "Skip").click()

    page.wait_for_function("document.pictureInPictureElement")
    assert floating(page) == ""
    button(page, "Small window").click()
    page.wait_for_function("!document.pictureInPictureElement")
    page.evaluate(component.HIDE, True)
    expect(page.locator(".play .kind")).to_have_text("Paused")


def test_with_closed_eyes_every_step_is_heard_before_it_begins(opened: Open) -> None:
    page = opened()
    page.evaluate(component.SPEECH)
    button(page, "Start with the voice").click()
    wind(page, 1)
    button(page, "Sound and more").click()
    choose(page, "Explain each exercise", "On")
    button(page, "Done").click()

    wind(page, 1)
    button(page, "Skip").click()
    wind(page, 1)

    assert int(big(page)) > 6
    page.wait_for_function("said.some((words) => words.includes('Press through your heels and lift your hips.'))")
