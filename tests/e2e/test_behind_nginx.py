"""Several processes behind nginx, as docs/nginx.conf has it: one of them dies, and people go on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx2 as httpx
import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NotYet
from sqlalchemy import select

from examples.people import ORDINARY
from lowback.store.engine import opened, reading
from lowback.store.tables import answers
from tests.e2e import journey
from tests.e2e.conftest import PHONE, ROOT, Server, Visitor, free_port
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
    """Where a browser finds them: nginx with our file, in which names, ports and certificate are this test's."""
    port = free_port()
    ours = (ROOT / "docs" / "nginx.conf").read_text("utf-8")
    ours = re.sub(r"/etc/letsencrypt/live/back.example.org", str(tmp_path), ours)
    ours = ours.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    ours = ours.replace("access_log off", f"access_log {tmp_path}/which which")
    for written, process in zip(("127.0.0.1:8501", "127.0.0.1:8502"), processes, strict=True):
        ours = ours.replace(written, process.url.removeprefix("http://"))
    (tmp_path / "nginx.conf").write_text(AROUND.format(folder=tmp_path, ours=ours), "utf-8")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2",
         "-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    nginx = os.environ.get("NGINX") or shutil.which("nginx") or "/usr/sbin/nginx"
    running = subprocess.Popen([nginx, "-p", tmp_path, "-c", tmp_path / "nginx.conf"])
    transport = httpx.HTTPTransport(retries=6, verify=False)  # it is a minute old
    with httpx.Client(transport=transport) as client:
        assert client.get(f"https://127.0.0.1:{port}/healthz").status_code == 200
    yield f"https://127.0.0.1:{port}"
    running.terminate()
    running.wait()


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
