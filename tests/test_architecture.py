"""The rules of CONTRIBUTING.md that a program can check."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import get_args

import pytest

from lowback.ui.frame import Address

ROOT = Path(__file__).resolve().parents[1]
STATE = {Path("lowback/ui/state.py"), Path("lowback/ui/played.py")}
SHARED = Path("lowback/ui/shared.py")
LONGEST_FILE, LONGEST_PAGE, LONGEST_ENTRY, LONGEST_FUNCTION = 250, 60, 50, 50
# Tests may be longer: a test file is a list, not a thought.
MADE = {".git", ".venv", ".venv-film", "build", "node_modules", "__pycache__", ".pytest_cache", ".mypy_cache",
        ".ruff_cache", ".import_linter_cache", ".hypothesis"}  # fmt: skip
BOUND = r"\b(ttl|max_entries)="
HEADING = r"\bst\.title\(|from streamlit import .*\btitle\b|\b(markdown|write)\(f?[\"']# "
SWALLOWING = r"except( Exception)?( as \w+)?:"
GUIDES = ("CONTRIBUTING.md", "docs/architecture.md", "tests/README.md")
NAMED = r"`((?:content|docs|examples|film|lowback|pages|tests|tools)/[a-z0-9_/.-]*)`"
CODE = ("app.py", "pages", "lowback", "film", "examples", "bench", "tools")
AROUND = {
    "app.py": {"examples", "bench", "tools", "tests"},
    "pages": {"examples", "bench", "tools", "tests"},
    "lowback": {"examples", "bench", "tools", "tests"},
    "film": {"examples", "bench", "tools", "tests"},
    "examples": {"bench", "tools", "tests"},
    "bench": {"tools", "tests"},
    "tools": {"tests"},
}
"""What stands around the product, and what must not know it: made-up people are for the bench, the tools and tests."""


def tracked(*places: str) -> list[Path]:
    """Files of ours at these places (default: everywhere); not what tools made."""
    tops = [ROOT / place for place in places] or [path for path in ROOT.iterdir() if path.name not in MADE]
    files = (file for top in tops for file in ([top] if top.is_file() else top.rglob("*")) if file.is_file())
    return sorted(path for file in files if not MADE & set((path := file.relative_to(ROOT)).parts))


def python(*folders: str) -> list[Path]:
    """Python files under these folders."""
    return [path for path in tracked(*folders) if path.suffix == ".py"]


def read(path: Path) -> str:
    """The file's text."""
    return (ROOT / path).read_text("utf-8")


def imports(path: Path) -> Iterator[str]:
    """Every module the file imports, wherever the import stands."""
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def decorators(node: ast.AST) -> str:
    """What stands above a function, as it is written."""
    return " ".join(ast.unparse(each) for each in getattr(node, "decorator_list", []))


def matches(pattern: str, files: list[Path]) -> list[str]:
    """`file:line: text` for every line that matches."""
    found = re.compile(pattern)
    return [
        f"{path}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(read(path).splitlines(), 1)
        if found.search(line)
    ]


def test_there_is_something_to_check() -> None:
    assert Path("app.py") in python(*CODE)
    assert len(python("pages")) > 5
    assert len(python("lowback")) > 20


@pytest.mark.parametrize("path", python("pages"), ids=str)
def test_a_page_is_a_short_script_that_only_composes(path: Path) -> None:
    tree = ast.parse(read(path))
    defined = [
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    foreign = {name for name in imports(path) if name.split(".")[0] not in {"streamlit", "lowback"}}

    assert len(read(path).splitlines()) <= LONGEST_PAGE
    assert defined == []
    assert foreign == set()
    assert ast.get_docstring(tree)


def test_the_entries_are_short() -> None:
    for path in (Path("app.py"), Path("lowback/ui/main.py")):
        assert len(read(path).splitlines()) <= LONGEST_ENTRY, path


def test_no_file_is_longer_than_one_concept() -> None:
    long = {
        str(path): len(read(path).splitlines()) for path in python(*CODE) if len(read(path).splitlines()) > LONGEST_FILE
    }

    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path}:{node.lineno}: {node.name}"
        for path in python(*CODE)
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert long == []


def test_only_the_screen_knows_streamlit() -> None:
    inside = (Path("app.py"), Path("pages"), Path("lowback/ui"))
    knowing = [
        str(path)
        for path in python("app.py", "pages", "lowback")
        if any(name.split(".")[0] == "streamlit" for name in imports(path))
        and not any(path == place or place in path.parents for place in inside)
    ]

    assert knowing == []


@pytest.mark.parametrize("place", AROUND)
def test_what_stands_around_the_product_is_known_outwards_only(place: str) -> None:
    knowing = [
        f"{path}: {name}" for path in python(place) for name in imports(path) if name.split(".")[0] in AROUND[place]
    ]

    assert knowing == []


def test_session_state_is_touched_in_two_modules() -> None:
    elsewhere = [
        f"{path}:{node.lineno}"
        for path in python("app.py", "pages", "lowback")
        if path not in STATE
        for node in ast.walk(ast.parse(read(path)))
        if (isinstance(node, ast.Attribute) and node.attr == "session_state")
        or (isinstance(node, ast.alias) and node.name == "session_state")
    ]

    assert elsewhere == []


def test_streamlits_caching_is_decided_in_one_module() -> None:
    others = [path for path in python("app.py", "pages", "lowback") if path != SHARED]

    assert matches(r"\bst\.cache_|import cache_(data|resource)", others) == []


def test_personal_caches_are_bounded() -> None:
    cached = [node for node in ast.walk(ast.parse(read(SHARED))) if "st.cache_" in decorators(node)]
    unbounded = [
        node.name
        for node in cached
        if isinstance(node, ast.FunctionDef) and node.args.args and not re.search(BOUND, decorators(node))
    ]

    assert len(cached) == read(SHARED).count("@st.cache_") > 0
    assert unbounded == []


@pytest.mark.parametrize(
    "forbidden",
    ["unsafe_allow_html", "data-testid", r"components\.v1", "use_container_width", r"st\.caption\(", r"\bst\.html\("],
)
def test_no_hacks_and_nothing_deprecated(forbidden: str) -> None:
    assert matches(forbidden, python("app.py", "pages", "lowback")) == []


def test_every_heading_of_a_page_is_drawn_by_the_frame() -> None:
    others = [path for path in python("pages", "lowback") if path != Path("lowback/ui/frame.py")]

    assert matches(HEADING, others) == []


@pytest.mark.parametrize(
    "line", ['st.title("Today")', "from streamlit import title", 'st.markdown("# Today")', 'st.write(f"# {name}")']
)
def test_every_way_to_draw_a_heading_is_seen(line: str) -> None:
    assert re.search(HEADING, line)


def test_nothing_looks_at_the_call_stack() -> None:
    assert matches(r"extract_stack|inspect\.(stack|currentframe)|sys\._getframe", python(*CODE)) == []


def test_no_file_is_a_drawer_for_everything() -> None:
    drawers = [str(path) for path in tracked() if path.stem in {"utils", "util", "helpers", "common", "misc"}]

    assert drawers == []


def test_nothing_swallows_every_error() -> None:
    assert matches(SWALLOWING, python("app.py", "pages", "lowback")) == []


@pytest.mark.parametrize("line", ["except:", "except Exception:", "except Exception as problem:"])
def test_every_way_to_swallow_every_error_is_seen(line: str) -> None:
    assert re.search(SWALLOWING, line)


def test_tests_wait_for_things_not_for_time() -> None:
    tests = [path for path in python("tests") if path != Path(__file__).relative_to(ROOT)]

    assert matches(r"\btime\.sleep\(|wait_for_timeout\(|asyncio\.sleep\(", tests) == []


def test_ui_tests_find_things_by_key_not_by_place() -> None:
    tests = [path for path in python("tests") if path != Path(__file__).relative_to(ROOT)]

    assert matches(r"\.(button|selectbox|checkbox|radio|slider|toggle)\[\d", tests) == []


def test_charts_and_pictures_have_names() -> None:
    nameless = [
        f"{path}:{node.lineno}"
        for path in python("pages", "lowback/ui")
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"image", "video", "altair_chart", "audio"}
        and isinstance(node.func.value, ast.Name)
        and not any(word.arg == "alt" for word in node.keywords)
    ]

    assert nameless == []


def test_no_file_names_the_machine_it_was_written_on() -> None:
    texts = [
        path
        for path in tracked()
        if path.suffix
        in {".py", ".md", ".toml", ".yaml", ".sh", ".txt", ".json", ".js", ".html", ".css", ".cfg", ".vtt", ""}
    ]

    assert (
        matches(r"/(home|root|Users)/[a-z]|192\.168\.|file:///", [p for p in texts if p.name != "test_architecture.py"])
        == []
    )


def known_by(folder: str) -> set[str]:
    """The folders of lowback/ that this one imports."""
    names = (name.split(".") for path in python(f"lowback/{folder}") for name in imports(path))
    tops = {name[1] for name in names if name[0] == "lowback" and len(name) > 1}
    return {top for top in tops - {folder} if (ROOT / "lowback" / top).is_dir()}


def drawn(knows: dict[str, set[str]]) -> set[tuple[str, str]]:
    """One arrow for each, but for those that follow from others."""
    graph = TopologicalSorter(knows)
    beyond: dict[str, set[str]] = {}
    for folder in graph.static_order():
        beyond[folder] = knows[folder].union(*(beyond[other] for other in knows[folder]))
    return {
        (folder, other)
        for folder, others in knows.items()
        for other in others
        if not any(other in beyond[between] for between in others)
    }


def test_an_arrow_that_follows_from_others_is_not_drawn() -> None:
    assert drawn({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == {("a", "b"), ("b", "c")}


def test_the_picture_of_the_folders_is_true() -> None:
    folders = [path.name for path in (ROOT / "lowback").iterdir() if (path / "__init__.py").exists()]
    guide = read(Path("docs/architecture.md"))

    assert set(re.findall(r"^ +(\w+) --> (\w+)$", guide, re.MULTILINE)) == drawn({f: known_by(f) for f in folders})
    assert sorted(re.findall(r"^\| `lowback/(\w+)/`", guide, re.MULTILINE)) == sorted(folders)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_that_a_guide_names_is_there(guide: str) -> None:
    named = set(re.findall(NAMED, read(Path(guide))))

    assert len(named) > 5
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_page_has_an_address_and_every_address_a_page() -> None:
    assert sorted(get_args(Address)) == [path.stem for path in python("pages")]
