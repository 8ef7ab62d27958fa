"""What `make` offers, each run for real with the least work that is of use, and what comes out of it."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from examples.browser import settled, title_of
from examples.places import PLACES
from tests.e2e.conftest import PHONE, ROOT, Server, Visitor, environment, free_port, wait_until_well

FAULTS = {
    "style": ("lowback/planted.py", '"""A fault."""\n\nimport os\n', "F401"),
    "layout": ("lowback/planted.py", '"""A fault."""\n\nPLANTED = (1,\n    2)\n', "planted.py"),
    "types": ("lowback/planted.py", '"""A fault."""\n\nPLANTED: int = "one"\n', "[assignment]"),
    "imports": (
        "lowback/planted.py",
        '"""A fault."""\n\nfrom streamlit import title\n\n__all__ = ["title"]\n',
        "lowback.planted -> streamlit",
    ),
    "requirements": (
        "lowback/planted.py",
        '"""A fault."""\n\nimport markupsafe\n\n__all__ = ["markupsafe"]\n',
        "DEP003",
    ),
    "types of the browser half": (
        "lowback/ui/components/planted.js",
        "/** @type {number} */\nexport const planted = document.title;\n",
        "TS2322",
    ),
    "style of the browser half": ("lowback/ui/components/planted.js", "const planted = 1;\n", "noUnusedVariables"),
}
LINTED = (
    *("app.py", "bench", "examples", "film", "lowback", "pages", "tests", "tools", "Makefile", "pyproject.toml"),
    *("biome.json", "package.json", "package-lock.json", "tsconfig.json", ".npmrc"),
)


def make(*words: str, folder: Path = ROOT, home: Path) -> subprocess.CompletedProcess[str]:
    """Run `make` with these words to its end; everything it says is in stdout."""
    return subprocess.run(
        ["make", *words], cwd=folder, env=environment(home), timeout=900, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


@contextmanager
def making(*words: str, home: Path) -> Iterator[Server]:
    """A server that `make` with these words has started; Ctrl-C must end it without a traceback."""
    port, log_file = free_port(), home / "make.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            ["make", *words], cwd=ROOT, env=environment(home, PORT=str(port)),
            stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    running = Server(f"http://127.0.0.1:{port}", home, log_file, process)
    try:
        wait_until_well(running)
        yield running
    finally:
        os.killpg(process.pid, signal.SIGINT)
        status = process.wait(timeout=20)
    assert status in {0, 130, -signal.SIGINT}
    assert f"http://localhost:{port}" in running.log
    assert "Traceback" not in running.log


def test_run_serves_the_first_page(tmp_path: Path, visitor: Callable[..., Visitor]) -> None:
    with making("run", home=tmp_path) as running:
        person = visitor(PHONE)
        person.page.goto(running.url)
        settled(person.page)

        assert title_of(person.page) == PLACES["today-new"].heading
        assert person.errors == []


def test_demo_serves_half_a_year_of_sessions(tmp_path: Path, visitor: Callable[..., Visitor]) -> None:
    with making("demo", f"DEMO_DIR={tmp_path / 'demo'}", home=tmp_path) as running:
        person = visitor(PHONE)
        person.page.goto(f"{running.url}/progress")
        settled(person.page)

        assert title_of(person.page) == PLACES["progress"].heading
        assert person.page.get_by_text("Your pain after sessions is down").count() > 0
        assert person.errors == []


def test_help_has_a_line_for_everything_that_can_be_made(tmp_path: Path) -> None:
    (offered,) = (line for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if line.startswith(".PHONY:"))

    told = [line.split()[1] for line in make("help", home=tmp_path).stdout.splitlines() if line.startswith("  make ")]

    assert sorted(told) == sorted(offered.split()[1:])


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code without the content, for a fault to be planted in; nothing is wrong with it before."""
    copy = tmp_path_factory.mktemp("copy")
    for name in (*LINTED, *(path.name for path in ROOT.glob("requirements*"))):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy / name)
    for made in (".venv", "node_modules"):
        (copy / made).symlink_to((ROOT / made).resolve())
    done = make("lint", folder=copy, home=copy)
    assert done.returncode == 0, done.stdout
    return copy


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", FAULTS)
def test_lint_fails_and_names_a_planted_fault(copied: Path, kind: str) -> None:
    place, code, sign = FAULTS[kind]
    planted = copied / place
    planted.write_text(code, "utf-8")

    done = make("lint", folder=copied, home=copied)

    planted.unlink()
    assert done.returncode != 0
    assert sign in done.stdout


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("words", "file", "found"),
    [
        (
            ("faults", "KILLS=1", "FAULTS=-k kill"),
            "faults.json",
            {"kills/server": 1, "kills/lost": 0, "kills/doubled": 0},
        ),
        (("fuzz", "TRIES=200", "FUZZ=-k lines"), "fuzz.json", {"fuzz/assess_lines": 100}),
    ],
)
def test_faults_and_fuzz_keep_what_they_found(
    tmp_path: Path, words: tuple[str, ...], file: str, found: dict[str, int]
) -> None:
    done = make(*words, f"FOUND={tmp_path}", home=tmp_path)

    assert done.returncode == 0, done.stdout
    told = json.loads((tmp_path / file).read_text("utf-8"))
    # As many as were asked for, or a few more; what was lost or doubled is none.
    assert {name: figure for name, figure in found.items() if not figure <= told[name] <= 1.1 * figure} == {}


def test_words_lists_what_the_program_says_and_lint_notices_what_is_not_listed(tmp_path: Path) -> None:
    for name in ("lowback", "pages", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (ROOT / "Makefile", ROOT / "package-lock.json", *ROOT.glob("requirements*")):
        shutil.copy(path, tmp_path)
    for made in (".venv", "node_modules"):
        (tmp_path / made).symlink_to((ROOT / made).resolve())
    listed = tmp_path / "lowback" / "language" / "locale" / "lowback.pot"
    before = listed.read_bytes()
    listed.unlink()

    assert make("words", folder=tmp_path, home=tmp_path).returncode == 0
    assert listed.read_bytes() == before

    (tmp_path / "pages" / "planted.py").write_text('say("A fault.")\n', "utf-8")
    lint = (ROOT / "Makefile").read_text("utf-8").split("\nlint:", 1)[1].split("\n\n", 1)[0]
    check = ["-m", "lowback.language.extract", "--check"]
    done = subprocess.run(
        [tmp_path / ".venv/bin/python", *check], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert " ".join(check) in lint
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["lowback.pot, de.po: not what the program says. Run: make words"]


def test_webkit_says_in_one_sentence_what_is_missing(tmp_path: Path) -> None:
    done = make("webkit", "WEBKIT_DRIVER=no-such-driver", home=tmp_path)

    assert done.returncode != 0
    assert "WebKit cannot be driven here: on Debian, apt-get install webkit2gtk-driver" in done.stdout.splitlines()[0]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not shutil.which("WebKitWebDriver"), reason="WebKitWebDriver is not installed")
def test_webkit_shows_a_danger_sign_in_both_windows(tmp_path: Path) -> None:
    done = make("webkit", "WEBKIT=-k danger", home=tmp_path)

    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_shots_takes_a_picture_of_a_page_and_a_moving_one(tmp_path: Path, browser_path: str) -> None:
    wanted = f"SHOTS=progress moving --into {tmp_path / 'shots'}"
    done = make("shots", f"CHROMIUM={browser_path}", wanted, home=tmp_path)

    assert done.returncode == 0, done.stdout
    picture = Image.open(io.BytesIO((tmp_path / "shots" / "progress.webp").read_bytes()))
    assert (picture.format, picture.size) == ("WEBP", (585, 1266))
    assert len(picture.convert("L").getcolors() or ()) > 50
    moving: Any = Image.open(io.BytesIO((tmp_path / "shots" / "moving.webp").read_bytes()))
    assert (moving.format, moving.size) == ("WEBP", (390, 664))
    assert moving.n_frames > 20


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not shutil.which("npm"), reason="npm, which fetches the detector, is not installed")
def test_film_check_looks_at_a_clip(tmp_path: Path, browser_path: str) -> None:
    done = make("film-check", f"CHROMIUM={browser_path}", "CLIPS=bridge", home=tmp_path)

    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1] == "1 of 1 clips pass"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_coverage_fails_under_its_floor_and_names_what_no_test_reached(tmp_path: Path) -> None:
    done = make("coverage", "CASES=tests/person/test_rules.py", home=tmp_path)

    assert done.returncode != 0
    assert "Required test coverage of 95.0% not reached" in done.stdout
    assert re.search(r"^lowback/person/triage\.py .*%", done.stdout, re.MULTILINE)
    assert "lowback/ui" not in done.stdout


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_mutate_changes_a_function_and_the_tests_notice(tmp_path: Path) -> None:
    done = make("mutate", "FUNCTIONS=lowback.person.rules.x_named_facts*", home=tmp_path)

    assert done.returncode == 0, done.stdout
    kept = json.loads((ROOT / "build/mutate/tree/mutants/lowback/person/rules.py.meta").read_text("utf-8"))
    codes = [code for name, code in kept["exit_code_by_key"].items() if ".x_named_facts__" in name]
    # One of them changes nothing (tests/README.md says why), so it lives.
    assert codes.count(1) >= len(codes) - 1 > 3


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not (ROOT / ".venv-film").exists(), reason="the film maker's environment is made by `make film`")
def test_the_film_maker_draws_a_draft(tmp_path: Path) -> None:
    command: list[Path | str] = [ROOT / ".venv-film/bin/python", "-m", "film", "bridge", "--draft", "0"]
    done = subprocess.run(command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    with Image.open(ROOT / done.stdout.split()[-1]) as sheet:
        assert min(sheet.size) > 100
