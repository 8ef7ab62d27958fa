"""A whole session in the real app, with all that can come between: the diary keeps what was done, to the second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from examples.places import ANSWERS, LIBRARY, ZONE
from lowback.person import quiz
from lowback.person.profile import profile
from lowback.person.triage import triage
from lowback.plan.kitchen import Kitchen
from lowback.plan.recommend import recommend
from lowback.plan.routine import in_minutes
from lowback.session.script import Script
from lowback.session.stages import script_for
from lowback.store.engine import open_engine
from lowback.store.sessions import Sessions
from lowback.web.cookie import COOKIE
from tests.e2e import journey
from tests.e2e.conftest import PHONE, Server, Visitor, prepared
from tests.e2e.playing import Playing

PERSON = "playing"
ROUTINE = "desk_break"
DANGER = journey.QUESTIONS["danger_new"].title
NOTES = "Object.keys(localStorage).filter((key) => key.startsWith('lowback.player.')).length"


def sides_and_holds() -> Script:
    """A routine with exercises for each side and a long hold."""
    said = quiz.progress(ANSWERS[PERSON], LIBRARY.all_questions).said
    told = profile(said.facts, LIBRARY.all_conditions)
    offers = recommend(triage(said.facts, LIBRARY.all_rules, said.unsure), told, Kitchen(LIBRARY), 10).offers
    offer = next(offer for offer in offers if offer.routine.id == ROUTINE)
    script = script_for(offer.routine, in_minutes(offer.fitted, 10, LIBRARY), told, LIBRARY)
    stages = [stage for item in script.items for stage in item.stages]
    assert {"ready", "work", "switch"} <= {stage.kind for stage in stages}
    assert max(beat.seconds for stage in stages if stage.kind == "work" for beat in stage.cycle) >= 20
    assert len(script.items) >= 6
    return script


@pytest.fixture
def playing(serve: Callable[..., Server], visitor: Callable[..., Visitor], tmp_path: Path) -> Playing:
    cookie: Any = {"name": COOKIE, "value": prepared(tmp_path)[PERSON]}
    engine, session, script = open_engine(f"sqlite:///{tmp_path / 'lowback.db'}"), uuid4().hex, sides_and_holds()
    Sessions(engine, PERSON).start(session, ROUTINE, script, ZONE, datetime.now(UTC), 4)
    engine.dispose()
    server = serve(data_dir=tmp_path)
    person = visitor(PHONE, base_url=server.url, locale="en-GB")
    person.context.add_cookies([cookie | {"url": server.url}])
    return Playing(server, person, session, script)


def test_a_session_with_pauses_pains_a_cut_a_reload_and_a_second_window_is_kept_as_it_was_done(
    playing: Playing,
) -> None:
    playing.tap("begin")
    playing.reckoning.begins()
    playing.to_the_next_exercise()

    playing.to_the_work()
    playing.pauses_for(90)
    playing.to_the_next_exercise()
    playing.to_the_work()
    playing.takes_an_easier_move()
    playing.to_the_next_exercise()

    cut_off = playing.reckoning.item
    playing.visitor.context.set_offline(True)
    playing.to_the_work()
    playing.takes_it_back()
    playing.to_the_next_exercise()
    assert not playing.knows_of(cut_off)
    playing.visitor.context.set_offline(False)

    playing.to_the_work()
    playing.loads_the_page_anew()
    playing.wind(5)
    playing.leaves_out_what_is_sharp()
    playing.to_the_work()
    last = playing.goes_on_in_a_second_window()
    playing.to_the_next_exercise()
    playing.told("finished")

    expect(last.get_by_role("heading", name="How sore is your back now?")).to_be_visible()
    playing.agrees()
    assert playing.kept()["status"] == "finished"
    last.wait_for_function(f"{NOTES} === 0")
    assert [told for told in playing.visitor.errors if "ERR_INTERNET_DISCONNECTED" not in told] == []


def test_a_danger_sign_ends_a_session_that_is_kept_as_far_as_it_was_done(playing: Playing) -> None:
    playing.tap("begin")
    playing.reckoning.begins()
    playing.to_the_next_exercise()
    playing.to_the_work()

    playing.hurts("danger")
    playing.reckoning.stops("danger")
    playing.told("stopped")

    expect(playing.page.get_by_role("heading", name=DANGER)).to_be_visible()
    playing.agrees()
    assert playing.kept()["stopped_for_pain"]
