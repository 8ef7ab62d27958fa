"""The main job with the diary on a server, and from one process of the app to another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from examples.people import answers
from lowback.store.engine import opened, reading
from lowback.store.tables import sessions
from tests.e2e import journey
from tests.e2e.conftest import PHONE, Server, Visitor
from tests.e2e.test_journey import start_session
from tests.postgres import new_database

KEY = "the same for every process"


@pytest.mark.slow
def test_a_session_begun_in_one_process_is_finished_in_another_that_shares_only_the_server_and_the_key(
    serve: Callable[..., Server], visitor: Callable[..., Visitor]
) -> None:
    with new_database(migrated=False) as url:
        first = serve(LOWBACK_DATABASE_URL=url, LOWBACK_SECRET=KEY)
        page = visitor(PHONE, base_url=first.url, locale="en-GB").page
        page.clock.install()
        journey.to_the_plan(page, "/", answers(minutes={"choice": "m5"}))
        start_session(page)
        page.clock.run_for(70_000)
        first.process.kill()
        first.process.wait()
        page.clock.run_for(30_000)

        serve(port=int(first.url.rpartition(":")[2]), LOWBACK_DATABASE_URL=url, LOWBACK_SECRET=KEY)
        journey.play_to_the_end(page)
        page.goto("/progress")

        expect(page.get_by_text("Lower back workout (base)").first).to_be_visible()
        with opened(url) as engine, reading(engine) as connection:
            (session,) = connection.execute(select(sessions.c.status, sessions.c.worked_seconds))
        assert session.status == "finished"
        assert session.worked_seconds > 60
