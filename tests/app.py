"""Drive the app without a browser: pages by address, and answers as our components send them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from sqlalchemy import select, text, update
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from examples.contents import load_library
from examples.people import answers
from lowback.diary.night import own_day
from lowback.person import quiz
from lowback.plan.kitchen import Kitchen
from lowback.store.answers import StoredAnswers
from lowback.store.engine import writing
from lowback.store.tables import answers as answer_rows
from lowback.store.tables import sessions
from lowback.ui.pieces.summary import pdf
from lowback.ui.visit import Visit
from lowback.web import resources

QUESTIONS = load_library().questions
LONDON = "Europe/London"
# A component says when it was pressed, so the same answer twice is two answers.
MOMENTS = count(1)
ROOT = Path(__file__).resolve().parents[1]


def open_app(page: str | None = None, **query: str) -> AppTest:
    """The app at its first page, or at another one with these query parameters."""
    app = AppTest.from_file(str(ROOT / "lowback" / "ui" / "main.py"), default_timeout=30).run()
    return go_to(app, page, **query) if page else app


def go_to(app: AppTest, page: str, **query: str) -> AppTest:
    """Switch to a page of the same visit."""
    app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    app.query_params.clear()
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def new_visit_of(app: AppTest) -> AppTest:
    """The same person, after a reload or when the server has begun anew."""
    again = open_app()
    again.session_state["visit.person"] = app.session_state["visit.person"]
    return again


def click(app: AppTest, key: str, page: str) -> AppTest:
    """Press a button on a page.

    AppTest does not notice when a script switches pages by itself, so the page is named.
    """
    return go_to(app, page).button(key=key).click().run()


def component(app: AppTest, key: str) -> Any:
    """One of our components as it was drawn, found by its key."""
    found = [e for e in app._tree if getattr(e, "type", "") == "bidi_component" and e.key == key]
    assert found, f"{key} is not on the page"
    return found[0]


def data_of(app: AppTest, key: str) -> dict[str, Any]:
    """What Python handed to a component."""
    return dict(json.loads(component(app, key).proto.json))


def number_to_call(app: AppTest) -> str:
    """The address of the call button that stands first."""
    data = data_of(app, "call")
    return str(data["countries"][data["here"]]["href"])


def send(app: AppTest, key: str, state: Mapping[str, Any]) -> AppTest:
    """The component sets its state, as its script would."""
    states = app._tree.get_widget_states()
    states.widgets.append(WidgetState(id=component(app, key).proto.id, json_value=json.dumps(state)))
    return app._run(states)


def answer(app: AppTest, question: str, given: Mapping[str, Any]) -> AppTest:
    """Answer the question on the screen."""
    sent = dict(given)
    if "ticked" in given and not given["ticked"] and not given.get("not_sure"):
        sent["none"] = True
    return send(app, f"quiz.{question}", {"sent": {"question": question, "at": next(MOMENTS), "answer": sent}})


def answer_all(app: AppTest, answers: Mapping[str, Mapping[str, Any]]) -> AppTest:
    """Answer these questions in order."""
    for question, given in answers.items():
        if QUESTIONS[question].on_plan:
            StoredAnswers(resources.engine(), app.session_state["visit.person"]).save(question, given)
        else:
            answer(app, question, given)
    return app


def later(app: AppTest, **span: float) -> AppTest:
    """The same visit, that long after its last answer."""
    mine = update(answer_rows).where(answer_rows.c.person == app.session_state["visit.person"])
    with writing(resources.engine()) as connection:
        connection.execute(mine.values(updated_at=datetime.now(UTC) - timedelta(**span)))
    return app


def sleep(app: AppTest) -> AppTest:
    """The same visit a day and a half later: its sessions and answers are so much older."""
    person, longer = app.session_state["visit.person"], timedelta(hours=36)
    with writing(resources.engine()) as connection:
        for row in connection.execute(select(sessions).where(sessions.c.person == person)).all():
            was = {"started_at": row.started_at - longer, "ended_at": row.ended_at and row.ended_at - longer}
            connection.execute(update(sessions).where(sessions.c.id == row.id).values(**was))
        for row in connection.execute(select(answer_rows).where(answer_rows.c.person == person)).all():
            this = update(answer_rows).where(answer_rows.c.person == person, answer_rows.c.question == row.question)
            connection.execute(this.values(updated_at=row.updated_at - longer))
    return app


def title(app: AppTest) -> str:
    """The page's title."""
    return app.title[0].value


def words(app: AppTest) -> str:
    """Everything written on the page."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.info, app.warning, app.error, app.success)
    return "\n".join(element.value for kind in kinds for element in kind)


def quiz_done(**changes: Any) -> AppTest:
    """A visit whose quiz is answered, at its result."""
    return answer_all(open_app("quiz"), answers(**changes))


def before_session(app: AppTest) -> AppTest:
    """Pass the check before a session, two hours after the questions."""
    later(app, hours=2).run()
    return send(app, "player.check", {"sent": {"question": "player.check", "answer": {"none": True}}})


def begun(app: AppTest, pain: int | None) -> str:
    """Start a five-minute session; its id."""
    go_to(app, "player", routine="lower_back_base", minutes="5")
    before_session(app)
    if pain is None:
        app.button(key="player.skip").click().run()
    else:
        send(app, "player.before", {"sent": {"question": "before", "answer": {"value": pain}}})
    return str(data_of(app, "player")["session"])


@contextmanager
def locked_database() -> Iterator[None]:
    """Somebody keeps everybody else from writing; a file has one writer at a time anyway."""
    with writing(resources.engine()) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE people, answers, sessions IN EXCLUSIVE MODE"))
        yield


def visit_of(app: AppTest) -> Visit:
    """What a page of this visit would be given now."""
    person, engine, now = app.session_state["visit.person"], resources.engine(), datetime.now(UTC)
    given = StoredAnswers(engine, person).all()
    library = resources.library()
    progress = quiz.progress(given, library.all_questions)
    verdict = progress.said.verdict(library.all_rules)
    return Visit(person, LONDON, now, own_day(now, LONDON), engine, Kitchen(library), given, progress, verdict)


def for_a_clinician(app: AppTest) -> str:
    """The words on the page that this visit could save to hand over."""
    return PdfReader(BytesIO(pdf(visit_of(app)))).pages[0].extract_text()
