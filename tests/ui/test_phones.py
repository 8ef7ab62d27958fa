"""The same diary on another phone: a code to make, what becomes of it, and the list of browsers."""

from datetime import timedelta
from uuid import uuid4

import pytest

from lowback.store.answers import StoredAnswers
from lowback.store.browsers import Browsers
from lowback.store.clock import utc_now
from lowback.store.invitations import Invitations
from lowback.ui import frame
from lowback.web import limits, resources
from tests.app import component, data_of, go_to, open_app, words


@pytest.fixture
def more(monkeypatch):
    """The More page of somebody with a cookie and a diary, in the browser called `here`."""
    person = uuid4().hex
    StoredAnswers(resources.engine(), person).save("age", {"value": 40})
    Browsers(resources.engine(), person).see("here", utc_now().date() - timedelta(days=3))
    monkeypatch.setattr(frame, "browser_id", lambda: "here")
    monkeypatch.setattr(limits, "codes", limits.Meter(limits.CODES))
    app = open_app()
    app.session_state["visit.person"] = person
    return go_to(app, "more")


def browsers_of(app):
    return Browsers(resources.engine(), app.session_state["visit.person"])


def test_a_code_is_made_when_it_is_asked_for_and_opens_this_diary(more):
    with pytest.raises(AssertionError):
        component(more, "ticket")

    more.button(key="more.code").click().run()

    code = data_of(more, "ticket")["code"]
    assert Invitations(resources.engine()).take(code, utc_now()) == more.session_state["visit.person"]


def test_a_code_that_was_used_is_shown_no_more(more):
    more.button(key="more.code").click().run()
    Invitations(resources.engine()).take(data_of(more, "ticket")["code"], utc_now())

    more.run()

    assert "This code was used" in words(more)
    assert "This code was used" not in words(more.run())


def test_nobody_makes_codes_without_end(more, monkeypatch):
    monkeypatch.setattr(limits, "codes", limits.Meter(limits.Allowance(1, 0)))

    more.button(key="more.code").click().run()
    more.button(key="more.code").click().run()

    assert limits.TOO_MUCH in words(more)


def test_every_browser_is_listed_and_another_one_can_be_signed_out(more):
    browsers_of(more).see("phone", utc_now().date())
    more.run()
    assert "**This browser.** First seen" in words(more)
    assert "more.part.here" not in {button.key for button in more.button}

    more.button(key="more.part.phone").click().run()

    assert not browsers_of(more).admits("phone")
    assert browsers_of(more).admits("here")
    assert "**Another browser.**" not in words(more)


def test_it_says_what_happens_when_cookies_are_cleared_and_where_to_give_a_code(more):
    assert "If you clear the cookies of one browser" in words(more)
    assert "(join)" in words(more)


def test_who_keeps_no_cookie_is_offered_no_code():
    app = go_to(open_app(), "more")

    assert "more.code" not in {button.key for button in app.button}
    assert "(join)" not in words(app)
