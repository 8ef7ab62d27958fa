"""Help is always one look away: on a red result, in the corner of every page, without a script or a connection."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from examples.browser import painted, settled
from examples.contents import load_library
from examples.people import ticks
from examples.places import PLACES
from tests.e2e import journey
from tests.e2e.conftest import Examples, Server, Visitor
from tests.e2e.test_arrival import SIZES, SMALL, arrived, free, scroll_down

URGENT = "Please stop here and get help now"
LOST = "No connection. We keep your answer and send it. If you ticked a danger sign, call 999 now."


def sized(page: Page, size: tuple[int, int]) -> None:
    """The same page in a window of this size, from its top."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("document.querySelector('.stMain').scrollTop = 0")
    painted(page)


def held(visitor: Callable[..., Visitor], server: Server, size: tuple[int, int]) -> Page:
    """A new person's touch screen."""
    viewport = {"width": size[0], "height": size[1]}
    return visitor(viewport, base_url=server.url, has_touch=True, locale="en-GB").page


def test_a_red_result_shows_the_call_button_first_and_no_way_out_on_its_first_screen(
    visitor: Callable[..., Visitor], server: Server
) -> None:
    page = held(visitor, server, SMALL)
    journey.begin(page, "/")
    page.get_by_role("checkbox", name=journey.QUESTIONS["danger_new"].options[0].label).check()
    scroll_down(page)
    page.get_by_role("button", name="Continue", exact=True).tap()

    call = page.get_by_role("link", name="Call 999")
    arrived(page, URGENT, "Get help now")
    assert free(call) == "free"
    page.goto("/plan")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(URGENT)
    for width, height in SIZES:
        sized(page, (width, height))
        assert free(call) == "free"
        # A window that is higher than the words.
        sized(page, (width, 1600))
        for way_out in ("I ticked that by mistake", "I have been seen about this"):
            box = page.get_by_role("button", name=way_out).bounding_box()
            assert box is not None
            assert box["y"] >= 1600


def test_the_country_is_chosen_without_a_keyboard_or_a_server(visitor: Callable[..., Visitor], server: Server) -> None:
    page = held(visitor, server, SMALL)
    journey.begin(page, "/")
    journey.answer(page, "danger_new", ticks("saddle"))
    expect(page.get_by_text("or go to A&E now")).to_be_visible()
    page.context.set_offline(True)

    page.get_by_role("combobox", name="Where are you?").select_option("France")

    expect(page.get_by_role("link", name="Call 15")).to_have_attribute("href", "tel:15")
    expect(page.get_by_text("or go to the emergency department now")).to_be_visible()
    expect(page.get_by_text("A&E")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/plan", "/player"])
def test_help_is_in_the_corner_before_any_script_has_run(chromium: Browser, server: Server, path: str) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{server.url}{path}")
    corner = page.get_by_text("Get help now")
    box = corner.bounding_box()
    corner.click()

    assert box is not None
    assert box["height"] >= 44
    expect(page.get_by_role("link", name="Call 999")).to_have_attribute("href", "tel:999")
    expect(page.get_by_text("A serious fall or crash")).to_be_visible()
    context.close()


# What one can read or press and that lies, at least in part, under the box of another thing.
UNDER_IT = """(one) => {
  const box = one.getBoundingClientRect();
  const meets = (other) =>
    other.width > 0 && other.left < box.right && other.right > box.left
      && other.top < box.bottom && other.bottom > box.top;
  const within = (at) => (at.shadowRoot ? all(at.shadowRoot) : []);
  const all = (root) => [...root.querySelectorAll("*")].flatMap((at) => [at, ...within(at)]);
  const lines = (at) => {
    const words = document.createRange();
    words.selectNodeContents(at);
    return [...words.getClientRects()];
  };
  const seen = all(document.body).filter((at) => at.matches("h1, h2, p, li, a, button, summary, input, label"));
  return seen
    .filter((at) => !at.closest("#get-help") && at.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((at) => (at.matches("h1, h2, p, li") ? lines(at) : [at.getBoundingClientRect()]).some(meets))
    .map((at) => at.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("place", ["today", "quiz", "player", "progress"])
def test_nothing_covers_the_corner_and_it_opens_to_the_call_button(examples: Examples, place: str) -> None:
    page = examples.touch(PLACES[place].person, *SMALL)
    page.goto(PLACES[place].path)
    settled(page)
    corner = page.locator("#get-help summary")

    for size in (SIZES[-1], SMALL):
        sized(page, size)
        assert free(corner) == "free"
        assert corner.evaluate(UNDER_IT) == []
        corner.tap()
        assert free(page.get_by_role("link", name="Call 999")) == "free"
        corner.tap()


def test_a_red_result_prints_without_what_is_only_pressed(visitor: Callable[..., Visitor], server: Server) -> None:
    page = held(visitor, server, SMALL)
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    journey.begin(page, "/")
    journey.answer(page, "danger_new", ticks("saddle"))
    button = page.get_by_role("button", name="Print this page")
    button.tap()
    assert page.evaluate("() => window.printed") == 1

    page.emulate_media(media="print")

    for pressed in (button, page.locator("#get-help"), page.get_by_role("navigation", name="Main pages")):
        expect(pressed).to_be_hidden()
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()


def test_another_page_closes_the_corner(examples: Examples) -> None:
    page = examples.touch("steady", *SMALL)
    page.goto("/")
    settled(page)
    page.locator("#get-help summary").tap()
    page.get_by_role("navigation", name="Main pages").get_by_role("link", name="More").tap()

    arrived(page, "More", None)
    expect(page.get_by_role("link", name="Call 999")).to_be_hidden()


def test_opening_the_corner_stops_the_clock_of_a_session(examples: Examples) -> None:
    page = examples.touch("playing", *SMALL)
    page.goto("/player")
    settled(page)
    page.get_by_role("button", name="Start", exact=True).or_(page.get_by_role("button", name="Continue at")).tap()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()

    page.locator("#get-help summary").tap()

    expect(page.get_by_role("button", name="Pause")).to_be_hidden()
    expect(page.get_by_text("Paused", exact=True)).to_be_visible()


def test_a_danger_sign_shows_whom_to_call_at_once_and_without_a_server(
    visitor: Callable[..., Visitor], server: Server
) -> None:
    page = held(visitor, server, SMALL)
    journey.begin(page, "/")
    question = journey.QUESTIONS["danger_new"]
    last = page.get_by_role("checkbox", name=question.options[-1].label)
    last.wait_for()
    page.context.set_offline(True)

    call = page.get_by_role("alert").get_by_role("link", name="Call 999")
    for size in SIZES:
        sized(page, size)
        for option in question.options:
            page.get_by_role("checkbox", name=option.label).first.check()
            assert free(call) == "free"
        page.get_by_role("checkbox", name=question.none_label or "").check()
        expect(page.get_by_role("link", name="Call 999")).to_be_hidden()


def test_not_sure_about_a_danger_sign_shows_it_too(visitor: Callable[..., Visitor], server: Server) -> None:
    page = held(visitor, server, SMALL)
    journey.begin(page, "/")
    page.get_by_role("checkbox", name="Not sure (counts as yes)").check()
    expect(page.get_by_role("alert")).to_be_hidden()

    page.get_by_role("group", name="Which ones").get_by_role("checkbox").first.check()

    expect(page.get_by_role("alert").get_by_role("link", name="Call 999")).to_be_visible()


def test_the_check_before_a_session_says_when_to_call_at_once(examples: Examples) -> None:
    check = PLACES["check"]
    page = examples.touch(check.person, *SMALL)
    page.goto(check.path)
    expect(page.get_by_role("heading", name=check.heading)).to_be_visible()
    items = [item for item in load_library().safety_check.items if item.call]
    assert items

    for item in items:
        tick = page.get_by_role("checkbox", name=item.label)
        tick.check()
        call = page.get_by_role("alert").filter(has_text=item.call)
        assert free(call.get_by_role("link", name="Call 999")) == "free"
        tick.uncheck()
        expect(call).to_have_count(0)


@pytest.fixture
def online_again(examples: Examples, request: pytest.FixtureRequest) -> Callable[[str], Page]:
    """A person's phone that others use after this test, so that its connection comes back in any case."""

    def phone(person: str) -> Page:
        page = examples.touch(person, *SMALL)
        request.addfinalizer(lambda: page.context.set_offline(False))
        return page

    return phone


def passes(page: Page, until: Callable[[], bool]) -> None:
    """Wind the clock on, and let what the page has asked for come in between."""
    for _ in range(400):
        page.clock.run_for(500)
        if until():
            return
    pytest.fail("never")


@pytest.mark.parametrize(
    "place", ["more", "player", *(pytest.param(each, marks=pytest.mark.slow) for each in ("review", "quiz"))]
)
def test_without_a_connection_every_page_says_so_after_two_seconds(
    online_again: Callable[[str], Page], place: str
) -> None:
    page = online_again(PLACES[place].person)
    page.clock.install()
    page.clock.resume()  # who has used this phone before has stopped its clock
    page.goto(PLACES[place].path)
    settled(page)
    said = page.get_by_role("status").get_by_text(LOST)
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))  # what the machine is slow at is not in these seconds
    page.context.set_offline(True)
    page.clock.run_for(1500)
    assert said.count() == 0

    passes(page, until=said.is_visible)
    page.context.set_offline(False)
    passes(page, until=lambda: said.count() == 0)


def test_a_connection_that_was_lost_before_the_page_listened_is_told_too(
    visitor: Callable[..., Visitor], server: Server
) -> None:
    page = held(visitor, server, SMALL)
    # Gone as soon as Streamlit is connected, which is before our script runs; the page itself still comes.
    page.add_init_script("""
        const gone = () => Boolean(document.querySelector("[data-test-connection-state=CONNECTED]"));
        Object.defineProperty(navigator, "onLine", { get: () => !gone() });
        const was = window.fetch;
        window.fetch = (...asked) => (gone() ? Promise.reject(new TypeError("offline")) : was(...asked));
    """)
    page.goto("/more")

    expect(page.get_by_role("status").get_by_text(LOST)).to_be_visible()


# Streamlit's own dialog, which comes and would cover the page, is put away.
@pytest.mark.parametrize("never", ["connects", "answers", "loads"])
def test_a_page_that_never_gets_its_connection_says_so(
    visitor: Callable[..., Visitor], server: Server, never: str
) -> None:
    page = held(visitor, server, SMALL)
    page.add_init_script("window.WebSocket = class extends EventTarget { readyState = 0; close() {} };")
    if never != "connects":
        page.route("**/_stcore/**" if never == "answers" else "**/static/**", lambda request: request.abort())
        page.route("**/_stcore/health", lambda request: request.abort())
    page.goto("/player")
    said = page.get_by_role("status").get_by_text(LOST)

    expect(said).to_be_visible()
    assert free(said) == "free"
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("#get-help summary").tap()
    assert free(page.get_by_role("link", name="Call 999")) == "free"


def test_a_lost_connection_is_said_before_what_did_not_load(visitor: Callable[..., Visitor], server: Server) -> None:
    page = held(visitor, server, SMALL)
    page.route("**/arrival/arrival.js", lambda request: request.abort())
    page.goto("/more")
    not_loaded = page.get_by_role("alert").get_by_text("did not load")
    expect(not_loaded).to_be_visible()
    page.context.set_offline(True)
    said = page.get_by_role("status").get_by_text(LOST)

    expect(said).to_be_visible()
    assert free(said) == "free"
    expect(not_loaded).to_be_hidden()


def test_a_main_button_can_be_read_while_nobody_hears_it(visitor: Callable[..., Visitor], server: Server) -> None:
    page = held(visitor, server, SMALL)
    page.add_init_script(
        "window.WebSocket = class extends WebSocket { constructor(...to) { super(...to); window.socket = this; } };"
    )
    page.goto("/")
    start = page.get_by_role("button", name="Start the questions")
    expect(start).to_be_enabled()
    page.route("**/_stcore/**", lambda request: request.abort())
    page.evaluate("socket.close()")

    expect(start).to_be_disabled()
    # Streamlit takes its ground away, and white would lie on nearly white.
    expect(start).not_to_have_css("color", "rgb(255, 255, 255)")


def test_help_that_was_opened_while_the_page_was_loading_stays_open(
    visitor: Callable[..., Visitor], server: Server
) -> None:
    page = held(visitor, server, SMALL)
    waiting: list[Route] = []

    def hold(request: Route) -> None:
        waiting.append(request)

    page.route("**/static/js/index.*", hold)
    page.goto("/more", wait_until="commit")
    page.locator("#get-help summary").tap()
    for request in waiting:
        request.continue_()
    page.unroute_all()
    settled(page)
    page.locator(".st-key-arrival").wait_for(state="attached")

    assert free(page.get_by_role("link", name="Call 999")) == "free"


def test_an_answer_that_nobody_hears_says_so(visitor: Callable[..., Visitor], serve: Callable[..., Server]) -> None:
    running = serve()
    page = held(visitor, running, SMALL)
    journey.begin(page, "/")
    page.get_by_role("checkbox", name="None of these").wait_for()
    running.process.kill()
    running.process.wait()

    page.get_by_role("checkbox", name="None of these").check()
    page.get_by_role("button", name="Continue", exact=True).tap()

    expect(page.get_by_role("status").get_by_text(LOST)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
