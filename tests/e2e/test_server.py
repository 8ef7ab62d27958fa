"""The server as it is started for real: by uvicorn, by `streamlit run`, by `make run`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx2 as httpx
import pytest

from bench.load import Tab
from examples.browser import settled
from examples.places import PLACES
from lowback.store.errors import SENTENCES
from lowback.version import VERSION
from tests.apart import apart
from tests.e2e.conftest import PHONE, ROOT, Server, Visitor, environment, free_port
from tests.web.test_frames import BY_HAND, message

STREAMLIT_RUN = ("-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1", "--server.port")
A_BROWSER = {"Accept": "text/html"}
WELL = {"status": "ok", "content": "ok", "database": "ok", "version": VERSION}


def test_a_cold_server_opened_at_plan_shows_the_frame(
    serve: Callable[..., Server], visitor: Callable[..., Visitor]
) -> None:
    cold = serve()
    person = visitor(PHONE)

    person.page.goto(f"{cold.url}/plan")
    settled(person.page)

    assert person.page.get_by_role("heading", level=1).inner_text() == "First, a few questions"
    assert (
        person.page.get_by_role("link", name="Today").count() + person.page.get_by_role("button", name="Today").count()
    )
    assert person.page.locator("html").get_attribute("lang") == "en"
    assert person.errors == []


def test_health_says_what_works_and_which_version(base_url: str) -> None:
    answer = httpx.get(f"{base_url}/healthz")

    assert answer.status_code == 200
    assert answer.json() == WELL
    assert answer.headers["cache-control"] == "no-store"


def test_health_fails_when_the_database_is_gone(serve: Callable[..., Server]) -> None:
    running = serve()
    (running.data_dir / "lowback.db").unlink()

    answer = httpx.get(f"{running.url}/healthz")

    assert answer.status_code == 503
    assert answer.json() == {**WELL, "status": "failing", "database": SENTENCES["gone"]}


def test_a_clip_comes_in_ranges_once_and_for_a_year(base_url: str) -> None:
    media = ROOT / "content" / "media"
    name = next(path.name for kind in ("*.mp4", "*.webp") for path in sorted(media.glob(kind)))
    clip = f"{base_url}/m/{name}"

    part = httpx.get(clip, headers={"Range": "bytes=0-99"})
    again = httpx.get(clip, headers={"If-None-Match": part.headers["etag"]})

    assert part.status_code == 206
    assert len(part.content) == 100
    assert part.headers["content-type"] == ("video/mp4" if name.endswith("mp4") else "image/webp")
    assert part.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert again.status_code == 304


def test_the_font_is_ours(base_url: str) -> None:
    answer = httpx.get(f"{base_url}/fonts/atkinson-hyperlegible-next-5.3.0.woff2")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "font/woff2"


@pytest.mark.parametrize(
    "path",
    ["/m/manifest.json", "/m/%2e%2e/quiz.yaml", "/m/..%2fquiz.yaml", "/fonts/OFL.txt", "/m/none.mp4", "/icons/x.png"],
)
def test_nothing_but_clips_fonts_and_icons_is_served(base_url: str, path: str) -> None:
    answer = httpx.get(f"{base_url}{path}", headers={"Accept": "*/*"})

    assert answer.status_code in {400, 404}


def test_a_file_of_the_program_is_answered_with_the_page(base_url: str) -> None:
    answer = httpx.get(f"{base_url}/app.py", headers={"Accept": "*/*"})

    assert "<title>Streamlit</title>" in answer.text


def test_a_page_gives_a_cookie_even_when_the_browser_knows_the_page(base_url: str) -> None:
    first = httpx.get(f"{base_url}/plan", headers=A_BROWSER)
    tag = httpx.get(f"{base_url}/plan").headers["etag"]
    again = httpx.get(f"{base_url}/plan", headers={**A_BROWSER, "If-None-Match": tag})

    for answer in (first, again):
        assert answer.status_code == 200
        assert answer.headers["set-cookie"].startswith("lowback_person=")
        assert "HttpOnly; SameSite=Lax" in answer.headers["set-cookie"]


def test_behind_https_the_cookie_is_secure(base_url: str) -> None:
    answer = httpx.get(base_url, headers={**A_BROWSER, "X-Forwarded-Proto": "https"})

    assert answer.headers["set-cookie"].endswith("; Secure")


@pytest.mark.slow
def test_streamlit_run_serves_the_same(serve: Callable[..., Server], visitor: Callable[..., Visitor]) -> None:
    running = serve(*STREAMLIT_RUN)
    person = visitor(PHONE)

    person.page.goto(f"{running.url}/plan")
    settled(person.page)
    answer = httpx.get(running.url, headers=A_BROWSER)

    assert httpx.get(f"{running.url}/healthz").json() == WELL
    assert "lowback_person=" in answer.headers["set-cookie"]
    assert "<title>Lowback</title>" in answer.text
    assert person.page.get_by_role("heading", level=1).inner_text() == "First, a few questions"
    assert person.foreign(running.url) == []
    assert person.errors == []


@pytest.mark.slow
def test_a_second_start_finds_the_data_of_the_first(serve: Callable[..., Server]) -> None:
    first = serve()
    key = (first.data_dir / "secret.key").read_bytes()
    status = first.stop()
    left = [path.name for path in first.data_dir.glob("lowback.db*")]

    second = serve(data_dir=first.data_dir)

    assert status == 0
    assert left == ["lowback.db"]  # all of it, with nothing waiting beside it
    assert (second.data_dir / "secret.key").read_bytes() == key
    assert httpx.get(f"{second.url}/healthz").json() == WELL


def test_a_taken_port_is_one_line(base_url: str, tmp_path: Path) -> None:
    port = base_url.rsplit(":", 1)[1]

    done = run_to_its_end("-m", "lowback.web.serve", data_dir=tmp_path, PORT=port)

    assert done.returncode == 1
    assert done.stdout.startswith(f"Port {port} is taken. Choose another one: make run PORT=")
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("command", [("-m", "uvicorn", "app:app", "--log-level", "warning"), STREAMLIT_RUN[:6]])
def test_broken_content_stops_the_start_and_says_where(tmp_path: Path, command: tuple[str, ...]) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("*.mp4", "poses"))
    routine = content / "routines" / "lower_back_base.yaml"
    lines = routine.read_text("utf-8").splitlines()
    routine.write_text("\n".join([*lines, "levle: 2", ""]), "utf-8")

    done = run_to_its_end(*command, data_dir=tmp_path, LOWBACK_CONTENT_DIR=str(content))

    assert done.returncode != 0
    assert f"content/routines/lower_back_base.yaml:{len(lines) + 1}: levle: " in done.stdout
    assert "Traceback" not in done.stdout


def test_a_setting_that_cannot_be_stops_the_start_in_one_line(tmp_path: Path) -> None:
    done = run_to_its_end("-m", "lowback.web.serve", data_dir=tmp_path, LOWBACK_DEMO="maybe", PORT=str(free_port()))

    assert done.returncode != 0
    assert "LOWBACK_DEMO must be 1 (example data) or 0." in done.stdout
    assert "Traceback" not in done.stdout


def test_an_unknown_make_target_is_one_line_that_names_help() -> None:
    done = subprocess.run(
        ["make", "lunch"], cwd=ROOT, env=environment(ROOT / "build"), capture_output=True, text=True, check=False
    )

    assert done.returncode != 0
    assert done.stdout.strip() == ""
    assert done.stderr.splitlines()[0] == "There is no 'make lunch'. See: make help"


def test_a_python_that_is_too_old_is_one_line(tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    shutil.copy(ROOT / "tools" / "setup.sh", tools)
    old = tmp_path / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    done = subprocess.run(
        [tools / "setup.sh", "run"],
        env=environment(tmp_path, PYTHON=str(old)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Lowback needs Python 3.11 or newer")
    assert done.stderr.count("\n") == 1


def run_to_its_end(*command: str, data_dir: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """A start that is expected to end by itself; everything it says is in stdout."""
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment(data_dir, **extra), timeout=60, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def test_a_server_does_not_hear_of_it_and_runs_the_page(serve: Callable[..., Server]) -> None:
    server = serve()

    async def sent() -> None:
        tab = await Tab(server.url, PLACES["today-new"], "").open()
        for kind in BY_HAND:
            await tab.post(message(kind))
        await tab.rerun(1)
        await tab.close()

    apart(sent())
    server.stop()
    assert "Client tried" not in server.log
