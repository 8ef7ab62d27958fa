"""`python -m lowback.language.extract`: every sentence that the program says, listed for its translators.

The list, locale/lowback.pot, is made from the code alone; beside it each language has what became of its sentences.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from lowback.language.languages import ENGLISH, LANGUAGES
from lowback.language.speech import LIST, LOCALE

ROOT = Path(__file__).parents[2]
PLACES = ("lowback/**/*.py", "pages/*.py", "lowback/ui/components/**/*.js", "lowback/ui/components/**/*.html")
ATTRIBUTES = ("aria-label", "title", "alt", "placeholder")
"""What a person sees or hears of an element besides its text (components/say.js has the same)."""
Sentence = str | tuple[str, str]

HEADER = "# What Lowback says. `make words` renews the list of it, lowback.pot, and the languages beside it."
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_SAID = re.compile(rf"(?<![.#\w])(say|several)\(\s*(?:({_QUOTED})(?:,\s*({_QUOTED}))?(?=\s*[,)])|[\w.]*[,)])?")
_PLACE = re.compile(r"\{\w+\}")
# When it was made, with what and by whom: what nobody filled in, and what would differ each time.
_IDLE = re.compile(rb'^"(?:POT-|PO-|Generated-|Project-|Report-|Last-|Language-Team)[^\n]*\n', re.MULTILINE)


class NotWrittenOutError(ValueError):
    """A sentence that is put together where it is said, so that nobody can translate it."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said!r}: write the whole sentence, with {{value}} for what changes")


def in_python(text: str) -> Iterator[Sentence]:
    """The sentences of a Python file.

    Raises:
        NotWrittenOutError: one is no literal.
    """
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        if _called(node.func) == "several":
            one, many = (_literals(each) for each in node.args[:2])
            yield from zip(one, many, strict=False)
        elif _called(node.func) in ("say", "later"):
            yield from _literals(node.args[0])


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _literals(node: ast.expr) -> list[str]:
    """The sentences that may stand here; none for what has a name and is written elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        raise NotWrittenOutError(ast.unparse(node))
    return []


def in_javascript(text: str) -> Iterator[Sentence]:
    """The sentences of a module of ours, as Biome lays it out.

    Raises:
        NotWrittenOutError: one is no literal.
    """
    for found in _SAID.finditer(text):
        name, *quoted = found.groups()
        said: list[str] = [json.loads(each) for each in quoted if each]
        if found.group().endswith("("):
            raise NotWrittenOutError(text[found.start() : found.end() + 20])
        if said:
            yield (said[0], said[1]) if name == "several" else said[0]


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [words for name, words in attrs if name in ATTRIBUTES and words]

    def handle_data(self, data: str) -> None:
        self.found += [data.strip()] * bool(data.strip())


def in_html(text: str) -> Iterator[Sentence]:
    """The words of a component's own page: its text, and what is read out of its elements."""
    page = _Html()
    page.feed(text)
    yield from page.found


READERS = {".py": in_python, ".js": in_javascript, ".html": in_html}


def listed(root: Path = ROOT) -> Catalog:
    """Every sentence of the program, with the files that say it.

    Raises:
        NotWrittenOutError: one cannot be translated; its note says where it is.
    """
    catalogue = Catalog(project="Lowback", version="", header_comment=HEADER, fuzzy=False)
    for path in sorted(path for place in PLACES for path in root.glob(place)):
        name = path.relative_to(root).as_posix()
        try:
            for sentence in READERS[path.suffix](path.read_text("utf-8")):
                catalogue.add(sentence, locations=[(name, 1)])
        except NotWrittenOutError as problem:
            problem.add_note(name)
            raise
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """The catalogue as it stands in its file: the same for the same sentences."""
    file = BytesIO()
    write_po(file, catalogue, width=0, sort_output=True, include_lineno=False)
    return _IDLE.sub(b"", file.getvalue())


def renewed(catalogue: Catalog, tag: str, before: bytes) -> Catalog:
    """A language with every sentence of the list: new ones are empty, and what was translated of old ones is kept."""
    new = Catalog(LANGUAGES[tag].rules, header_comment=HEADER, fuzzy=False)
    translated = read_po(BytesIO(before), locale=LANGUAGES[tag].rules) if before else new
    translated.update(catalogue, no_fuzzy_matching=True)
    for name in [name for name, message in translated.obsolete.items() if not strings(message)]:
        del translated.obsolete[name]
    return translated


def strings(message: Message) -> list[str]:
    """What a sentence is translated to, in all its forms; none where nobody has."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return [str(form) for form in forms if form]


def translations() -> dict[str, Path]:
    """The languages that people translate into, by their tags, and their files."""
    spoken = (each for each in LANGUAGES.values() if each is not ENGLISH and not each.pseudo)
    return {each.tag: LOCALE / f"{each.tag}.po" for each in spoken}


def misplaced(translated: Catalog) -> list[str]:
    """Translations with a {value} that their sentence does not have: nobody could fill it in."""
    return [
        string
        for message in translated
        for string in strings(message)
        if not set(_PLACE.findall(string)) <= set(_PLACE.findall("".join(message.id)))
    ]


def main(arguments: list[str]) -> str | None:
    """Renew all files, or `--check` that this is not needed; a sentence says what is wrong."""
    catalogue = listed()
    fresh = {LIST: catalogue}
    for tag, path in translations().items():
        fresh[path] = renewed(catalogue, tag, path.read_bytes() if path.exists() else b"")
        if wrong := misplaced(fresh[path]):
            return f"{path.name}: {wrong[0]!r} has a {{value}} that the English sentence does not have"
    stale = [path for path, made in fresh.items() if not path.exists() or path.read_bytes() != written(made)]
    if "--check" in arguments and stale:
        return f"{', '.join(path.name for path in stale)}: not what the program says. Run: make words"
    for path in stale:
        path.write_bytes(written(fresh[path]))
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
