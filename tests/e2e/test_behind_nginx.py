"""Several processes behind nginx, as docs/nginx.conf has it: one of them dies, and people go on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx2 as httpx
import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NotYet
from sqlalchemy import select

from examples.people import ORDINARY
from examples.people import answers as people
from lowback.store.engine import opened, reading
from lowback.store.tables import answers
from tests.e2e import journey
from tests.e2e.conftest import PHONE, ROOT, Server, Visitor, free_port
from tests.e2e.test_journey import start_session
from tests.e2e.test_on_postgresql import KEY
from tests.postgres import new_database

pytestmark = pytest.mark.slow

AROUND = """
daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
    log_format which "$uri $upstream_addr";
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    {ours}
}}
"""


@pytest.fixture
def database() -> Iterator[str]:
    with new_database(migrated=False) as url:
        yield url


@pytest.fixture
def processes(serve: Callable[..., Server], database: str) -> list[Server]:
    """Two of the app, each with a folder of its own."""
    shared = {"LOWBACK_DATABASE_URL": database, "LOWBACK_SECRET": KEY}
    return [serve(**shared), serve(**shared)]


@pytest.fixture
def front(tmp_path: Path, processes: list[Server]) -> Iterator[str]:
    """Where a browser finds them."""
    with nginx(tmp_path, processes, (ROOT / "docs" / "nginx.conf").read_text("utf-8")) as front:
        yield front


@pytest.fixture
def path(tmp_path: Path, processes: list[Server]) -> Iterator[str]:
    """The same under a path of another site."""
    ours = (ROOT / "docs" / "nginx.conf").read_text("utf-8")
    kept, _, rest = ours.partition("    location / {")
    _, _, under = rest.partition("in place of the two above:\n")
    with nginx(tmp_path, processes, kept + under.replace("    # ", "    ")) as front:
        yield f"{front}/back"


@contextmanager
def nginx(tmp_path: Path, processes: list[Server], ours: str) -> Iterator[str]:
    """A real one with our file, in which names, ports and certificate are this test's."""
    port = free_port()
    ours = ours.replace("/etc/letsencrypt/live/back.example.org", str(tmp_path))
    ours = ours.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    ours = ours.replace("access_log off", f"access_log {tmp_path}/which which")
    for written, process in zip(("127.0.0.1:8501", "127.0.0.1:8502"), processes, strict=True):
        ours = ours.replace(written, process.url.removeprefix("http://"))
    (tmp_path / "nginx.conf").write_text(AROUND.format(folder=tmp_path, ours=ours), "utf-8")
    certify(tmp_path)
    program = os.environ.get("NGINX") or shutil.which("nginx") or "/usr/sbin/nginx"
    running = subprocess.Popen([program, "-p", tmp_path, "-c", tmp_path / "nginx.conf"])
    with httpx.Client(transport=httpx.HTTPTransport(retries=6, verify=False)) as client:
        assert client.get(f"https://127.0.0.1:{port}/none").status_code
    yield f"https://127.0.0.1:{port}"
    running.terminate()
    running.wait()


def certify(folder: Path) -> None:
    """A certificate that nobody vouches for."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


def answering(tmp_path: Path, path: str) -> list[str]:
    """The processes that answered at this path, in order."""
    lines = (tmp_path / "which").read_text("utf-8").splitlines()
    return [line.rsplit(" ", 1)[1] for line in lines if line.startswith(path)]


def go_through(page: Page, questions: list[str], then: str) -> None:
    """Answer these; the next one is asked."""
    for question in questions:
        journey.answer(page, question, ORDINARY[question])
    expect(page.get_by_role("heading", name=journey.QUESTIONS[then].title)).to_be_visible()


def answer_until_heard(page: Page, question: str, then: str) -> None:
    """What was tapped while nobody heard it stands there still, to be tapped again."""
    for _ in range(10):
        journey.answer(page, question, ORDINARY[question])
        with suppress(NotYet):
            page.get_by_role("heading", name=then).wait_for(timeout=2_000)
            break


def test_when_its_process_dies_a_visit_goes_on_in_the_other_and_nothing_is_lost(
    front: str, processes: list[Server], database: str, visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    page = visitor(PHONE, base_url=front, ignore_https_errors=True).page
    first, later, then = list(ORDINARY)[:3], list(ORDINARY)[3:6], list(ORDINARY)[6]
    journey.begin(page, "/")
    go_through(page, first, later[0])
    page.request.get("/readyz")
    (mine,) = answering(tmp_path, "/readyz")

    next(process for process in processes if process.url.endswith(mine)).process.kill()
    answer_until_heard(page, later[0], journey.QUESTIONS[later[1]].title)
    go_through(page, later[1:], then)

    assert answering(tmp_path, "/_stcore/stream")[-1] == mine
    with opened(database) as engine, reading(engine) as connection:
        assert set(connection.scalars(select(answers.c.question))) == {*first, *later}
    assert "__Host-lowback_person" in {cookie["name"] for cookie in page.context.cookies()}


def test_files_come_from_every_process_and_visits_from_one(
    front: str, processes: list[Server], visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    page = visitor(PHONE, base_url=front, ignore_https_errors=True).page
    page.goto("/help")
    for _ in range(6):
        page.request.get("/icons/lowback-1.png")
        page.request.get("/readyz")

    assert {f"http://{each}" for each in answering(tmp_path, "/icons/")} == {process.url for process in processes}
    assert len(set(answering(tmp_path, "/readyz"))) == 1


def test_under_a_path_of_another_site_questions_bar_films_and_player_work(
    path: str, visitor: Callable[..., Visitor]
) -> None:
    person = visitor(PHONE, ignore_https_errors=True, locale="en-GB")
    page = person.page
    page.clock.install()
    journey.to_the_plan(page, f"{path}/", people(minutes={"choice": "m5"}))
    start_session(page)
    expect(page.locator("video").first).to_have_js_property("readyState", 4)
    page.clock.run_for(30_000)

    page.goto(f"{path}/progress")
    expect(page.get_by_role("heading", name="Your progress")).to_be_visible()
    bar = page.get_by_role("navigation", name="Main pages").get_by_role("link")
    expect(bar).to_have_count(5)
    assert [link.evaluate("link => link.href") for link in bar.all()] == [
        f"{path}/", f"{path}/plan", f"{path}/routines", f"{path}/progress", f"{path}/more"
    ]  # fmt: skip
    page.goto(f"{path}/no/such/page")
    expect(page).to_have_url(f"{path}/lost")
    asked = {urlsplit(url).path for url in person.requests if url.startswith(("http", "ws"))}
    assert [each for each in asked if not each.startswith("/back/")] == []
    assert {"m", "fonts", "js", "events", "static"} <= {each.split("/")[2] for each in asked}
    icon = page.locator("link[rel=icon]").evaluate("link => link.href")  # a browser without a window asks for none
    assert page.request.get(icon).headers["content-type"] == "image/png"
    assert [cookie["path"] for cookie in page.context.cookies() if "lowback" in str(cookie["name"])] == ["/"]
